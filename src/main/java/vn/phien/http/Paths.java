package vn.phien.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds things by path. A part in braces stands for any one part; a plain part comes before one in braces. */
final class Paths<T> {
    private record Known<T>(String pattern, List<String> parts, T thing) { }

    record Found<T>(String pattern, T thing, Map<String, String> named) { }

    private final Map<Integer, List<Known<T>>> bySize = new LinkedHashMap<>();

    void add(String pattern, T thing) {
        var parts = List.of(pattern.substring(1).split("/", -1));
        bySize.computeIfAbsent(parts.size(), n -> new ArrayList<>()).add(new Known<>(pattern, parts, thing));
    }

    /** @param parts of {@link #parts} */
    Optional<Found<T>> find(List<String> parts) {
        Found<T> best = null;
        var bestBraces = Integer.MAX_VALUE;
        for (var known : bySize.getOrDefault(parts.size(), List.of())) {
            var named = new LinkedHashMap<String, String>();
            var fits = true;
            for (int i = 0; i < parts.size() && fits; i++) {
                var wanted = known.parts.get(i);
                if (wanted.startsWith("{")) named.put(wanted.substring(1, wanted.length() - 1), parts.get(i));
                else fits = wanted.equals(parts.get(i));
            }
            if (fits && named.size() < bestBraces) {
                best = new Found<>(known.pattern, known.thing, named);
                bestBraces = named.size();
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * The parts of a path, decoded. Empty for any path that has two readings: empty parts, dots, slashes or control characters
     * behind a percent sign, broken escapes, broken UTF-8.
     */
    static Optional<List<String>> parts(String path) {
        if (path == null || !path.startsWith("/")) return Optional.empty();
        if (path.equals("/")) return Optional.of(List.of(""));
        var parts = new ArrayList<String>();
        for (var raw : path.substring(1).split("/", -1)) {
            var part = decode(raw);
            if (part == null || part.isEmpty() || part.equals(".") || part.equals("..")) return Optional.empty();
            for (int i = 0; i < part.length(); i++) {
                var c = part.charAt(i);
                if (c < 32 || c == 127 || c == '/' || c == '\\' || c == 0xfffd) return Optional.empty();
            }
            parts.add(part);
        }
        return Optional.of(parts);
    }

    private static String decode(String raw) {
        if (raw.indexOf('%') < 0) return raw;
        try {
            // A plus is a plus in a path; only a query reads it as a space.
            return QueryStringDecoder.decodeComponent(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
