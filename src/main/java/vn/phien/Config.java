package vn.phien;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Every setting, with its default. A setting is read from the environment ({@code PHIEN_HTTP_PORT}), else from a line of the
 * config file ({@code http.port = 8080}), else it has its default. An unknown name in either stops the start.
 *
 * @param demo a demo is loaded on an empty store, and one-time codes are shown on the page
 * @param demoSpeed how many times faster than in life the people of the demo are, 1 to 100
 * @param transport how the network is reached: the best there is, or the one that is named, which must be there
 */
public record Config(Http http, Data data, Redis redis, Cluster cluster, Sms sms, Reminders reminders, Mail mail, Bank bank, Booths booths, Sale sale, Journal journal, Complaints complaints, Overload overload, @Default("true") boolean demo, @Default("1") int demoSpeed,
                     @Default("auto") @OneOf({"auto", "io_uring", "epoll", "kqueue", "nio"}) String transport) {

    /**
     * @param host           the address to listen on
     * @param port           0 takes any free one
     * @param hosts          names under which the house answers; none: under any
     * @param origins        other origins under which the pages are served, such as https://cho.example.vn
     * @param trustedProxies networks whose X-Forwarded-For and Forwarded are believed
     * @param certificate    PEM file; with {@code key} the server speaks TLS and HTTP/2
     * @param sockets        phones at most on this node
     * @param socketsPerAddress of them from one network address; mobile networks put thousands of people behind one
     * @param joinsPerSecond phones at most that come in each second; those beyond are told when to come back
     * @param drainMs        over how long phones are sent away at most when the server stops; when they are few it takes less
     * @param metricsToken   lets a scraper in that is not on this machine
     * @param webDir         serve the pages from this folder instead of the jar, for work on them
     */
    public record Http(@Default("127.0.0.1") String host, @Default("8080") @Between(min = 0, max = 65_535) int port, @Default("") List<String> hosts, @Default("") List<String> origins, @Default("") List<String> trustedProxies,
                       @Default("") String certificate, @Default("") String key, @Default("15000") @Between(min = 1, max = 1_000_000) int sockets, @Default("1000") @Between(min = 1, max = 1_000_000) int socketsPerAddress,
                       @Default("800") @Between(min = 1, max = 1_000_000) int joinsPerSecond, @Default("30000") @Between(min = 0, max = 60_000) long drainMs,
                       @Default("") String metricsToken, @Default("") String webDir) { }

    /** @param dir where the store, photos and keys are kept */
    public record Data(@Default("data") String dir) { }

    /**
     * @param url             an outside Redis, or some servers of a Cluster; empty starts the embedded one. With sentinels {@code redis://USER:PASSWORD@NAME}, where NAME is the name of the master
     * @param sentinels       sentinels that know which Redis is the master, such as {@code redis://10.0.0.1:26379}
     * @param authority       PEM file of the authority that signed the certificates of a {@code rediss://} that Java does not know
     * @param waitReplicas    how many replicas must have an order before it is acknowledged
     * @param waitMs          how long to wait for them, before the buyer is told to try again
     * @param port            of the embedded one; 0 takes any free one
     * @param volatileAllowed start even on a Redis that keeps nothing on its disk
     */
    public record Redis(@Default("") List<String> url, @Default("") List<String> sentinels, @Default("") String authority, @Default("0") @Between(min = 0, max = 8) int waitReplicas,
                        @Default("500") @Between(min = 10, max = 3_000) long waitMs, @Default("0") @Between(min = 0, max = 65_535) int port, @Default("false") boolean volatileAllowed) { }

    /**
     * Several nodes of one house. Each needs the same {@code vault.keys}: by it they know each other.
     *
     * @param on      whether this is one node of several; the same as {@code --cluster}
     * @param name    of the cluster, the same on every node
     * @param host    the one address of this machine at which other nodes reach it
     * @param port    at which nodes find each other; when it is taken the next free one of ten is
     * @param busPort at which nodes talk to each other; 0 takes any free one
     * @param members where to look for other nodes: addresses, each with or without a port; some are enough
     */
    public record Cluster(@Default("false") boolean on, @Default("phien") String name, @Default("127.0.0.1") String host, @Default("5701") @Between(min = 1, max = 65_525) int port,
                          @Default("0") @Between(min = 0, max = 65_535) int busPort, @Default("127.0.0.1") List<String> members) { }

    /**
     * How one-time codes go out.
     *
     * @param webhook  the gateway's address; empty prints codes on the console
     * @param secret   signs what goes to the gateway
     * @param perDay   codes at most a day in total
     */
    public record Sms(@Default("") String webhook, @Default("") String secret, @Default("5000") @Between(min = 1, max = 10_000_000) int perDay) { }

    /**
     * Where reminders go beside the pages.
     *
     * @param webhook the address of a service that sends text messages; empty: none are sent
     * @param secret  signs what goes there
     * @param site    where the pages are, such as https://cho.example.vn, for the links in reminders
     */
    public record Reminders(@Default("") String webhook, @Default("") String secret, @Default("") String site) { }

    /**
     * The operator's mail server.
     *
     * @param host empty: no mail is sent
     * @param user empty: without signing in
     * @param from the address that mail comes from
     * @param tls  required or optional for STARTTLS, on for TLS from the first byte, off
     * @param authority PEM file of the authority that signed the server's certificate, where Java does not know it
     */
    public record Mail(@Default("") String host, @Default("587") @Between(min = 1, max = 65_535) int port, @Default("") String user, @Default("") String password, @Default("") String from, @Default("required") String tls, @Default("") String authority) { }

    /** @param secrets one or two secrets with which the bank signs what it tells */
    public record Bank(@Default("") List<String> secrets, @Default("1800") @Between(min = 1, max = 7 * 24 * 3600) int payWithinSeconds) { }

    /** @param open whether anybody who has signed in may open a booth */
    public record Booths(@Default("true") boolean open) { }

    /**
     * @param holdSeconds how long a hold stands
     * @param videoHosts  hosts from which HLS pictures may come
     */
    public record Sale(@Default("300") @Between(min = 1, max = 35 * 60) int holdSeconds, @Default("") List<String> videoHosts) { }

    /** @param ladder how far the node cuts back when it is busy: by itself, or always so far and no further */
    public record Overload(@Default("auto") @OneOf({"auto", "none", "quieter", "thinner", "buying-only"}) String ladder) { }

    /** @param years how long the journal of a sale is kept after its close */
    public record Journal(@Default("3") @Between(min = 1, max = 100) int years) { }

    /**
     * @param answerHours how long a booth has to answer a complaint
     * @param decideDays  how long organizers have to decide
     */
    public record Complaints(@Default("48") @Between(min = 1, max = 24 * 30) int answerHours, @Default("5") @Between(min = 1, max = 90) int decideDays) { }

    /** Names that mean something before the settings are read: to the reader of them, to the log, to bin/run. */
    private static final List<String> NOT_SETTINGS = List.of("PHIEN_CONFIG", "PHIEN_LOG", "PHIEN_JAVA_OPTS");

    /** The value of a setting that nobody set. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    public @interface Default {
        String value();
    }

    /** The bounds of a number. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    public @interface Between {
        long min();

        long max();
    }

    /** The words that a text may be. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    public @interface OneOf {
        String[] value();
    }

    /** Reads the settings from the environment and from the file named by {@code PHIEN_CONFIG} (else {@code phien.conf} where it exists). */
    public static Config load(Map<String, String> environment) throws IOException {
        var file = environment.get("PHIEN_CONFIG");
        var path = Path.of(file == null ? "phien.conf" : file);
        var lines = new Properties();
        if (file != null || Files.exists(path)) {
            try (var in = Files.newBufferedReader(path)) {
                lines.load(in);
            } catch (IOException e) {
                throw new IOException("the config file " + path.toAbsolutePath() + " cannot be read: " + e.getClass().getSimpleName(), e);
            }
        }
        return of(environment, lines);
    }

    /** Reads the settings. @throws IllegalArgumentException naming the setting that is unknown or has a bad value */
    public static Config of(Map<String, String> environment, Properties lines) {
        var given = new TreeMap<String, String>();
        lines.forEach((name, value) -> given.put(name.toString(), value.toString().strip()));
        var known = new TreeMap<String, String>();
        names(Config.class, "", known);
        for (var name : given.keySet()) if (!known.containsKey(name)) throw new IllegalArgumentException("unknown setting " + name + "; known are " + known.keySet());
        for (var entry : environment.entrySet()) {
            if (!entry.getKey().startsWith("PHIEN_") || NOT_SETTINGS.contains(entry.getKey())) continue;
            var name = known.entrySet().stream().filter(setting -> setting.getValue().equals(entry.getKey())).map(Map.Entry::getKey).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown setting " + entry.getKey() + "; known are " + known.values()));
            given.put(name, entry.getValue().strip());
        }
        return (Config) read(Config.class, "", given);
    }

    /** Every setting with the name it has in the environment. */
    public static Map<String, String> names() {
        var known = new TreeMap<String, String>();
        names(Config.class, "", known);
        return known;
    }

    private static void names(Class<?> type, String prefix, Map<String, String> into) {
        for (var part : type.getRecordComponents()) {
            var name = prefix + dashed(part.getName());
            if (part.getType().isRecord()) names(part.getType(), name + ".", into);
            else into.put(name, "PHIEN_" + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
        }
    }

    private static String dashed(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static Object read(Class<?> type, String prefix, Map<String, String> given) {
        var values = new ArrayList<>();
        var types = new ArrayList<Class<?>>();
        for (var part : type.getRecordComponents()) {
            var name = prefix + dashed(part.getName());
            types.add(part.getType());
            values.add(part.getType().isRecord() ? read(part.getType(), name + ".", given) : value(part, name, given));
        }
        try {
            return type.getDeclaredConstructor(types.toArray(Class[]::new)).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(RecordComponent part, String name, Map<String, String> given) {
        var text = given.getOrDefault(name, part.getAnnotation(Default.class).value());
        try {
            if (part.getType() == String.class) {
                var words = part.getAnnotation(OneOf.class);
                if (words != null && !List.of(words.value()).contains(text)) throw new IllegalArgumentException("one of " + String.join(", ", words.value()));
                return text;
            }
            if (part.getType() == int.class) return (int) number(part, text);
            if (part.getType() == long.class) return number(part, text);
            if (part.getType() == boolean.class) {
                if (!text.equals("true") && !text.equals("false")) throw new IllegalArgumentException("true or false");
                return text.equals("true");
            }
            return text.isBlank() ? List.of() : Arrays.stream(text.split(",")).map(String::strip).toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("setting " + name + " cannot be \"" + text + "\"" + (e instanceof NumberFormatException ? ": a whole number" : ": " + e.getMessage()), e);
        }
    }

    private static long number(RecordComponent part, String text) {
        long number = Long.parseLong(text);
        var bounds = part.getAnnotation(Between.class);
        if (bounds != null && (number < bounds.min() || number > bounds.max())) throw new IllegalArgumentException("from " + bounds.min() + " to " + bounds.max());
        return number;
    }
}
