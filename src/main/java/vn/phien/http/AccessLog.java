package vn.phien.http;

import static net.logstash.logback.argument.StructuredArguments.value;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request: never a path as it was asked, never an address, never anything that names a person. */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("vn.phien.access");

    private AccessLog() { }

    /** @param route the path as it stands in the table of routes; it and the id are the house's own words, the method is not */
    static void request(String id, String method, String route, int status, long ms, long bytes) {
        LOG.info("{} {} {} {} ms {} B {}", value("method", clean(method)), value("route", route), value("status", status), value("ms", ms), value("bytes", bytes), value("id", id));
    }

    /** Only letters survive, and not many: no line breaks, no colours, no made-up lines. */
    static String clean(String method) {
        var letters = method.replaceAll("[^A-Za-z-]", "?");
        return letters.length() > 12 ? letters.substring(0, 12) : letters;
    }
}
