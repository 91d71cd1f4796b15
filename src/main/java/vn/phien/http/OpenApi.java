package vn.phien.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import vn.phien.base.Id;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Wire;

/** Describes the table of routes by OpenAPI 3.1; nothing is described twice. */
final class OpenApi {
    private static final Pattern NAMED = Pattern.compile("\\{([^}]+)}");
    private final Map<String, Object> schemas = new TreeMap<>();
    private final Map<String, Class<?>> types = new TreeMap<>();

    private OpenApi() { }

    static byte[] of(List<Route> table) {
        return new OpenApi().describe(table);
    }

    private byte[] describe(List<Route> table) {
        var paths = new LinkedHashMap<String, Map<String, Object>>();
        for (var route : table) paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>()).put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        var problem = schema(Problems.Problem.class);
        var all = new LinkedHashMap<String, Object>();
        all.put("openapi", "3.1.0");
        all.put("info", Map.of("title", "Phiên", "version", "1", "description",
            "Live sales and night markets. Amounts are whole đồng, times are milliseconds since 1970, ids carry their shard. A refusal is a problem by RFC 9457; "
                + "`code` tells why, `detail` says it in the language of `Accept-Language`. What happens during a show travels on the WebSocket `/socket`: see docs/PROTOCOL.md."));
        all.put("servers", List.of(Map.of("url", "/")));
        all.put("tags", table.stream().map(Route::tag).distinct().map(tag -> Map.of("name", tag)).toList());
        all.put("paths", paths);
        var components = new LinkedHashMap<String, Object>();
        components.put("responses", Map.of("Problem", Map.of("description", "Refused; nothing was changed", "content", Map.of(Problems.TYPE, Map.of("schema", problem)))));
        components.put("schemas", schemas);
        components.put("securitySchemes", Map.of("cookie", Map.of("type", "apiKey", "in", "cookie", "name", Token.COOKIE), "key", Map.of("type", "http", "scheme", "bearer")));
        all.put("components", components);
        return Wire.bytes(all);
    }

    private Map<String, Object> operation(Route route) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put("tags", List.of(route.tag()));
        operation.put("summary", route.what());
        operation.put("description", who(route.access()));
        if (!(route.access() instanceof Access.Anyone || route.access() instanceof Access.Signed)) operation.put("security", List.of(Map.of("cookie", List.of()), Map.of("key", List.of())));
        var parameters = new ArrayList<Object>();
        var named = NAMED.matcher(route.path());
        while (named.find()) parameters.add(Map.of("name", named.group(1), "in", "path", "required", true, "schema", Map.of("type", "string")));
        route.query().forEach((name, what) -> parameters.add(Map.of("name", name, "in", "query", "description", what, "schema", Map.of("type", "string"))));
        if (!parameters.isEmpty()) operation.put("parameters", parameters);
        if (route.in() != Void.class) operation.put("requestBody", Map.of("required", true, "content", content(route.in())));
        var responses = new LinkedHashMap<String, Object>();
        if (route.out() == Void.class) responses.put("204", Map.of("description", "Done"));
        else responses.put("200", Map.of("description", "Done", "content", content(route.out())));
        responses.put("default", Map.of("$ref", "#/components/responses/Problem"));
        operation.put("responses", responses);
        return operation;
    }

    private static String who(Access access) {
        return switch (access) {
            case Access.Anyone _ -> "For anybody.";
            case Access.SignedIn _ -> "For people who have signed in.";
            case Access.Overseeing _ -> "For officials and organizers.";
            case Access.With(var role) -> "For people with the role `" + role.code() + "`.";
            case Access.WithOrInside(var role) -> "For people with the role `" + role.code() + "`, and for whoever may read the measures.";
            case Access.InBooth(var role) -> "For people who work in the booth, as `" + role.code() + "` or more, and for organizers.";
            case Access.Signed _ -> "For machines that sign what they send.";
        };
    }

    private Map<String, Object> content(Class<?> type) {
        if (type == byte[].class) return Map.of("application/octet-stream", Map.of("schema", Map.of("type", "string", "format", "binary")));
        if (type == String.class) return Map.of("text/plain", Map.of("schema", Map.of("type", "string")));
        return Map.of("application/json", Map.of("schema", schema(type)));
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            if (generic.getRawType() instanceof Class<?> raw && Map.class.isAssignableFrom(raw)) return Map.of("type", "object", "additionalProperties", schema(arguments[1]));
            return Map.of("type", "array", "items", schema(arguments[0]));
        }
        if (!(type instanceof Class<?> raw)) return Map.of();
        if (raw.isArray()) return Map.of("type", "array", "items", schema(raw.getComponentType()));
        if (raw == String.class || Id.class.isAssignableFrom(raw) || raw.isRecord() && Arrays.stream(raw.getMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class))) return Map.of("type", "string");
        if (raw == boolean.class || raw == Boolean.class) return Map.of("type", "boolean");
        if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) return Map.of("type", "integer", "format", raw == int.class || raw == Integer.class ? "int32" : "int64");
        if (raw == double.class || raw == Double.class) return Map.of("type", "number");
        if (raw.isEnum()) return Map.of("type", "string", "enum", Arrays.stream(raw.getEnumConstants()).map(e -> Wire.json().convertValue(e, String.class)).toList());
        if (raw.isRecord()) return Map.of("$ref", "#/components/schemas/" + record(raw));
        return raw.isSealed() ? Map.of("oneOf", Arrays.stream(raw.getPermittedSubclasses()).map(this::schema).toList()) : Map.of();
    }

    private String record(Class<?> type) {
        // Two features may each have a record of one name: the second is told apart by the class around it.
        var name = type.getSimpleName();
        if (types.getOrDefault(name, type) != type) name = type.getEnclosingClass() == null ? type.getName().replace('.', '-') : type.getEnclosingClass().getSimpleName() + name;
        if (types.put(name, type) != null) return name;
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var part : type.getRecordComponents()) {
            properties.put(part.getName(), schema(part.getGenericType()));
            if (!part.isAnnotationPresent(Maybe.class)) required.add(part.getName());
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) schema.put("required", required);
        schema.put("additionalProperties", false);
        schemas.put(name, schema);
        return name;
    }
}
