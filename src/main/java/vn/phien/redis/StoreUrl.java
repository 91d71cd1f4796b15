package vn.phien.redis;

import java.util.regex.Pattern;

/**
 * Where a server of the store is: {@code redis://user:password@10.0.0.5:6379/0}, {@code rediss://…} with TLS, or
 * {@code unix:///run/redis.sock}.
 *
 * @param login  {@code user:password} as it stands in the address, or ""
 * @param host   with sentinels the name of the master; "" for a unix socket
 * @param path   {@code /0} for a database by number, the whole path of a unix socket, or ""
 */
record StoreUrl(String scheme, String login, String host, int port, String path) {
    private static final Pattern NET = Pattern.compile("(rediss?)://(?:([^@/\\s]*:[^@/\\s]*)@)?(\\[[0-9a-fA-F:.]+]|[\\w.-]+)(?::(\\d{1,5}))?(/\\d{1,4}|/)?");
    private static final Pattern UNIX = Pattern.compile("unix://(?:([^@/\\s]*:[^@/\\s]*)@)?(/[^\\s]+)");
    private static final int USUAL_PORT = 6379;

    /** @throws IllegalArgumentException without telling the text: there may be a password in it */
    static StoreUrl parse(String text) {
        var net = NET.matcher(text);
        if (net.matches()) {
            int port = net.group(4) == null ? USUAL_PORT : Integer.parseInt(net.group(4));
            if (port < 1 || port > 65_535) throw bad();
            return new StoreUrl(net.group(1), text(net.group(2)), net.group(3), port, "/".equals(net.group(5)) ? "" : text(net.group(5)));
        }
        var unix = UNIX.matcher(text);
        if (unix.matches()) return new StoreUrl("unix", text(unix.group(1)), "", 0, unix.group(2));
        throw bad();
    }

    private static IllegalArgumentException bad() {
        return new IllegalArgumentException("a Redis is given as redis://HOST:PORT, redis://USER:PASSWORD@HOST:PORT/DATABASE, rediss://… for TLS, or unix:///PATH; "
            + "what is special in a password is written as %40 and the like");
    }

    private static String text(String group) {
        return group == null ? "" : group;
    }

    boolean isTls() {
        return scheme.equals("rediss");
    }

    /** Another server of the same kind, with the same login. */
    StoreUrl at(String otherHost, int otherPort) {
        return new StoreUrl(scheme, login, otherHost.indexOf(':') >= 0 && otherHost.charAt(0) != '[' ? "[" + otherHost + "]" : otherHost, otherPort, path);
    }

    /** As the client wants it, with the password. */
    String withLogin() {
        var before = scheme + "://" + (login.isEmpty() ? "" : login + "@");
        return host.isEmpty() ? before + path : before + host + ":" + port + path;
    }

    /** Without the password, for people and logs. */
    @Override
    public String toString() {
        return host.isEmpty() ? path : host + ":" + port;
    }
}
