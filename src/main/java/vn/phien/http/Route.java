package vn.phien.http;

import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.phien.protocol.BadMessage;

/**
 * One line of the table of routes; the OpenAPI description is made from it.
 *
 * @param path   such as {@code /api/booths/{booth}}
 * @param tag    the chapter of the API page
 * @param what   one sentence
 * @param in     the record that the body is read as; {@code byte[]} for a file; {@code Void} for none
 * @param out    the record that is answered; {@code byte[]} for a file; {@code Void} for none
 * @param limit  the most bytes of a body
 * @param query  what may stand behind the question mark, by name, with its meaning
 * @param cost   credits that asking takes
 * @param work   runs on a virtual thread, so it may wait
 */
public record Route(HttpMethod method, String path, Access access, String tag, String what, Class<?> in, Class<?> out, int limit, Map<String, String> query, int cost, Work work) {
    private static final int READ = 1;
    private static final int WRITE = 2;

    @FunctionalInterface
    public interface Work {
        Answer on(Ask ask) throws BadMessage;
    }

    public static Route get(String path, Access access, String tag, String what, Class<?> out, Work work) {
        return new Route(HttpMethod.GET, path, access, tag, what, Void.class, out, 0, Map.of(), READ, work);
    }

    public static Route post(String path, Access access, String tag, String what, Class<?> in, Class<?> out, Work work) {
        return new Route(HttpMethod.POST, path, access, tag, what, in, out, vn.phien.base.Limits.BODY_BYTES, Map.of(), WRITE, work);
    }

    public static Route put(String path, Access access, String tag, String what, Class<?> in, Class<?> out, Work work) {
        return new Route(HttpMethod.PUT, path, access, tag, what, in, out, vn.phien.base.Limits.BODY_BYTES, Map.of(), WRITE, work);
    }

    public static Route delete(String path, Access access, String tag, String what, Work work) {
        return new Route(HttpMethod.DELETE, path, access, tag, what, Void.class, Void.class, 0, Map.of(), WRITE, work);
    }

    /** The same with another bound on the body. */
    public Route upTo(int bytes) {
        return new Route(method, path, access, tag, what, in, out, bytes, query, cost, work);
    }

    /** The same, and it may be asked with {@code ?name=…}. */
    public Route with(String name, String meaning) {
        var more = new LinkedHashMap<>(query);
        more.put(name, meaning);
        return new Route(method, path, access, tag, what, in, out, limit, more, cost, work);
    }

    /** The same, and asking takes so many credits, because it reads or writes so much. */
    public Route costing(int credits) {
        return new Route(method, path, access, tag, what, in, out, limit, query, credits, work);
    }
}
