package vn.phien.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which page stands at which clean path. Any other page {@code NAME.html} stands at {@code /NAME}. */
final class Pages {
    private static final Map<String, String> TABLE = Map.ofEntries(
        Map.entry("/", "index"), Map.entry("/live/{room}", "live"), Map.entry("/booth/{booth}", "booth"), Map.entry("/studio", "studio"), Map.entry("/studio/{place}", "studio"),
        Map.entry("/studio/{place}/{part}", "studio"), Map.entry("/studio/{place}/{part}/{thing}", "studio"), Map.entry("/account", "account"), Map.entry("/account/{part}", "account"),
        Map.entry("/orders", "account"), Map.entry("/orders/{order}", "account"), Map.entry("/complaints", "account"), Map.entry("/complaints/{complaint}", "account"),
        Map.entry("/official", "official"), Map.entry("/official/{part}", "official"), Map.entry("/official/{part}/{thing}", "official"), Map.entry("/organizer", "organizer"), Map.entry("/organizer/{part}", "organizer"),
        Map.entry("/organizer/{part}/{thing}", "organizer"),
        Map.entry("/organizer/nights/{night}/{view}", "night-desk"), Map.entry("/organizer/nights/{night}/{view}/{thing}", "night-desk"),
        Map.entry("/market/{market}", "markets"), Map.entry("/night/{night}", "night"), Map.entry("/product/{product}", "product"), Map.entry("/api/docs", "api-docs"));
    private static final Paths<String> PATHS = new Paths<>();

    static {
        TABLE.forEach(PATHS::add);
    }

    private Pages() { }

    /** @param template the path without what names a person or a thing, for logs */
    record Page(String name, String template) { }

    static Optional<Page> at(List<String> parts) {
        var found = PATHS.find(parts).map(f -> new Page(f.thing(), f.pattern()));
        if (found.isPresent() || parts.size() != 1) return found;
        var name = parts.getFirst();
        if (!name.matches("[a-z][a-z-]{0,40}") || name.equals("index") || name.equals("error") || TABLE.containsValue(name) && !name.equals("markets")) return Optional.empty();
        return Optional.of(new Page(name, "/" + name));
    }
}
