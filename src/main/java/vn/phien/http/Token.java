package vn.phien.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;

/**
 * What the asker shows to be known by: a cookie that the browser adds by itself, or an API key.
 *
 * @param cookie whether it came as a cookie, so that another site could have had it sent
 */
record Token(String text, boolean cookie) {
    /** The cookie of people who have signed in. */
    static final String COOKIE = "phien";
    private static final int LONGEST = 200;

    /** The token of a request, or null. Two different cookies of one name count as none. */
    static Token of(HttpServerRequest request) {
        var authorization = request.getHeader(HttpHeaderNames.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) return fit(authorization.substring(7).strip(), false);
        var cookies = new HashSet<String>();
        for (var line : request.headers().getAll(HttpHeaderNames.COOKIE)) {
            for (var pair : line.split(";")) {
                var equal = pair.indexOf('=');
                if (equal > 0 && pair.substring(0, equal).strip().equals(COOKIE)) cookies.add(pair.substring(equal + 1).strip());
            }
        }
        return cookies.size() == 1 ? fit(cookies.iterator().next(), true) : null;
    }

    private static Token fit(String text, boolean cookie) {
        return text == null || text.isEmpty() || text.length() > LONGEST ? null : new Token(text, cookie);
    }
}
