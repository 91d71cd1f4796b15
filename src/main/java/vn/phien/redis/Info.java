package vn.phien.redis;

import java.util.HashMap;
import java.util.Map;

/** What a server tells of itself by INFO: lines {@code name:value}. */
record Info(Map<String, String> lines) {
    static Info of(String text) {
        var lines = new HashMap<String, String>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0 && line.charAt(0) != '#') lines.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        return new Info(Map.copyOf(lines));
    }

    String get(String name) {
        return lines.getOrDefault(name, "");
    }

    boolean is(String name, String value) {
        return get(name).equals(value);
    }
}
