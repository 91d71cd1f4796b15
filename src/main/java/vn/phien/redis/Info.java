package vn.phien.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a server tells of itself by INFO: lines {@code name:value}. */
record Info(Map<String, String> lines) {
    /** Asks a server for its part in replication. */
    static final Request REPLICATION = Request.cmd(Command.INFO).arg("replication");
    /** So many seconds after it was last heard from a replica is taken for hung: sentinels ask each for its place at least as often. */
    private static final int SILENT_S = 10;
    /** So many seconds after a replica's link broke sentinels know that it is behind those that follow. */
    private static final int BEHIND_S = 20;
    private static final Pattern REPLICA = Pattern.compile("ip=([^,]*),port=(\\d{1,5}),.*\\blag=(\\d{1,9})\\b.*");

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

    /** The replicas that a master has and heard from lately, by address; those among them that are still reading their first copy. */
    Set<String> replicas() {
        return lines.entrySet().stream().filter(line -> line.getKey().matches("slave\\d+")).map(line -> REPLICA.matcher(line.getValue())).filter(Matcher::matches)
            .filter(line -> Integer.parseInt(line.group(3)) <= SILENT_S).map(line -> line.group(1) + ":" + line.group(2)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it is a replica that may be preferred as the next master to another: its link stands, or broke just now. */
    boolean mayBeMaster() {
        if (!is("role", "slave") || is("slave_priority", "0")) return false;
        var down = get("master_link_down_since_seconds");
        return is("master_link_status", "up") || down.matches("\\d{1,9}") && Integer.parseInt(down) <= BEHIND_S;
    }

    boolean is(String name, String value) {
        return get(name).equals(value);
    }
}
