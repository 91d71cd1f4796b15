package vn.phien.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import vn.phien.base.AccountId;
import vn.phien.base.BadValue;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Role;
import vn.phien.base.Why;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Wire;

/** Asks routes as the server would, without a socket: the same door, bounds and refusals. */
final class Door {
    private final List<Route> routes;

    Door(List<Route> routes) {
        this.routes = routes;
    }

    static Caller.Person person(String name) {
        return new Caller.Person(new AccountId("u-" + name), name, "s", Set.of(), Map.of());
    }

    static Caller.Person organizer(String name) {
        return new Caller.Person(new AccountId("u-" + name), name, "s", Set.of(Role.ORGANIZER), Map.of());
    }

    static Caller.Person in(BoothId booth, BoothRole role) {
        return new Caller.Person(new AccountId("u-" + role.code()), role.code(), "s", Set.of(), Map.of(booth, role));
    }

    Answer ask(Caller caller, String method, String target, Object body) {
        return ask(caller, method, target, Wire.bytes(body), Map.of());
    }

    Answer ask(Caller caller, String method, String target) {
        return ask(caller, method, target, new byte[0], Map.of());
    }

    Answer ask(Caller caller, String method, String target, String json) {
        return ask(caller, method, target, json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    Answer ask(Caller caller, String method, String target, byte[] body, Map<String, String> headers) {
        var uri = URI.create(target);
        var query = new HashMap<String, String>();
        if (uri.getRawQuery() != null) for (var pair : uri.getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        for (var route : routes) {
            if (!route.method().name().equals(method)) continue;
            var names = Pattern.compile("\\{(\\w+)}").matcher(route.path()).results().map(found -> found.group(1)).toList();
            var found = Pattern.compile(route.path().replaceAll("\\{\\w+}", "([^/]+)")).matcher(uri.getPath());
            if (!found.matches()) continue;
            var path = new HashMap<String, String>();
            for (var i = 0; i < names.size(); i++) path.put(names.get(i), found.group(i + 1));
            var refused = route.access().refuses(caller, path.get("booth"));
            if (refused.isPresent()) return Answer.refused(refused.get());
            if (body.length > route.limit()) return Answer.refused(Why.BODY_TOO_LARGE);
            try {
                return route.work().on(new Ask(caller, path, query, headers, body, "192.0.2.1", "vi", "http://localhost:8080"));
            } catch (BadValue bad) {
                return Answer.refused(bad.why(), bad.field());
            } catch (BadMessage bad) {
                return Answer.refused(bad.why(), bad.field());
            }
        }
        throw new AssertionError("no route " + method + " " + target);
    }

    static <T> T body(Answer answer, Class<T> type) {
        return type.cast(assertInstanceOf(Answer.Json.class, answer, answer::toString).body());
    }

    static void assertRefused(Why why, String field, Answer answer) {
        assertEquals(Answer.refused(why, field), answer);
    }

    static void assertRefused(Why why, Answer answer) {
        assertEquals(why, assertInstanceOf(Answer.Refused.class, answer, answer::toString).why());
    }
}
