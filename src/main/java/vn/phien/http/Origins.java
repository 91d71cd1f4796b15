package vn.phien.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** From which pages something may be changed: the house's own, and those that are named in the settings. */
final class Origins {
    private final Set<String> allowed;

    Origins(List<String> allowed) {
        this.allowed = allowed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the request says that it comes from a foreign page, or from two at once. */
    boolean foreign(HttpServerRequest request, Client client) {
        var told = request.headers().getAll("origin");
        if (told.isEmpty()) return false;
        if (told.size() > 1) return true;
        var origin = told.getFirst().toLowerCase(Locale.ROOT);
        return !allowed.contains(origin) && (client.host() == null || !client.origin().equals(origin));
    }

    /** Whether the browser itself says that the page is one of ours: older ones send no {@code Origin} with some requests. */
    static boolean told(HttpServerRequest request) {
        return request.headers().contains("origin") || "same-origin".equals(request.getHeader("sec-fetch-site"));
    }
}
