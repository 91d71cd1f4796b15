package vn.phien.http;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who asks, over the network.
 *
 * @param address the asker's own address, "local" on a unix socket
 * @param scheme  "http" or "https", as the asker sees it
 * @param host    host and port as the asker wrote them, in small letters; null when absent or no host at all
 * @param direct  whether no proxy stands between
 */
public record Client(String address, String scheme, String host, boolean direct) {
    private static final Pattern HOST = Pattern.compile("(?:[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}])(?::[0-9]{1,5})?");

    /** A host as text that is safe to write into a header, or null. */
    static String host(String text) {
        if (text == null || text.length() > 260) return null;
        var small = text.toLowerCase(Locale.ROOT);
        return HOST.matcher(small).matches() ? small : null;
    }

    /** Scheme, host and port, the usual ports left out. */
    public String origin() {
        return origin(scheme, host == null ? "localhost" : host);
    }

    static String origin(String scheme, String host) {
        var usual = scheme.equals("https") ? ":443" : ":80";
        return scheme + "://" + (host.endsWith(usual) ? host.substring(0, host.length() - usual.length()) : host);
    }

    boolean secure() {
        return scheme.equals("https");
    }
}
