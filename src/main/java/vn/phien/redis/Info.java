package vn.phien.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a server tells of itself by INFO: lines {@code name:value}. */
record Info(Map<String, String> lines) {
    /** So many seconds after it was last heard from a replica is taken for hung: sentinels ask each for its place at least as often. */
    private static final int SILENT_S = 10;
    private static final Pattern REPLICA = Pattern.compile(".*\\blag=(\\d{1,9})\\b.*");

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

    /** How many replicas a master has that were heard from lately, those among them that are still reading their first copy. */
    int replicas() {
        return (int) lines.entrySet().stream().filter(line -> line.getKey().matches("slave\\d+")).map(line -> REPLICA.matcher(line.getValue())).filter(line -> line.matches() && Integer.parseInt(line.group(1)) <= SILENT_S).count();
    }

    boolean is(String name, String value) {
        return get(name).equals(value);
    }
}
