package vn.phien.oversight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.phien.facts.Fact;

/**
 * What of the facts of a show goes into its journal: all that was shown, sold and done, and no person. Everybody may read what everybody in
 * the room could see, and the acts of officials that stop a sale. What single buyers did is withheld: beside the names in a chat it would tell
 * of persons; so is what booth, buyers and officials write to each other. Pure.
 */
final class Entries {
    private static final Map<String, List<String>> KEPT = Map.ofEntries(
        Map.entry("show-scheduled", List.of()), Map.entry("show-started", List.of()), Map.entry("show-paused", List.of()), Map.entry("show-resumed", List.of()), Map.entry("show-ended", List.of("stock")),
        Map.entry("line-up-set", List.of("lines")), Map.entry("line-up-told", List.of("lines")), Map.entry("stock-allotted", List.of("product", "delta")), Map.entry("price-changed", List.of("product", "price", "was")),
        Map.entry("products-pinned", List.of("products")), Map.entry("deal-opened", List.of("deal", "product", "price", "units", "limit", "ends")), Map.entry("deal-closed", List.of("deal", "product", "left")),
        Map.entry("orders-switched", List.of("product", "open")), Map.entry("order-placed", List.of("order", "payment", "total", "lines")), Map.entry("order-moved", List.of("order", "from", "to", "paid")),
        Map.entry("payment-settled", List.of("order", "outcome", "state", "paid")), Map.entry("claim-made", List.of("product", "text")), Map.entry("message-pinned", List.of("badge", "text")),
        Map.entry("matter-opened", List.of("matter", "kind", "product", "reason", "role", "office")), Map.entry("matter-said", List.of("matter", "who")), Map.entry("matter-closed", List.of("matter", "kind", "reason", "role", "office")),
        Map.entry("goods-frozen", List.of("product", "matter", "role", "office", "reason")), Map.entry("goods-thawed", List.of("product")),
        Map.entry("sale-stopped", List.of("matter", "role", "office", "reason")), Map.entry("sale-allowed", List.of("matter")),
        Map.entry("official-seated", List.of("office")), Map.entry("official-left", List.of("office")),
        Map.entry("complaint-made", List.of("complaint", "order", "kind")), Map.entry("complaint-moved", List.of("complaint", "state", "outcome")));

    private static final Set<String> WITHHELD = Set.of("order-placed", "order-moved", "payment-settled", "matter-opened", "matter-said", "matter-closed", "complaint-made", "complaint-moved");

    private Entries() { }

    /** Whether everybody may read the records of this kind. */
    static boolean isPublic(String type) {
        return !WITHHELD.contains(type);
    }

    /** Writes the fact into a record, or nothing when it does not belong there. */
    static Optional<ObjectNode> of(Fact fact, ObjectNode record) {
        var kept = KEPT.get(fact.type());
        // what somebody in the crowd wrote is theirs, also when it is pinned
        if (kept == null || fact.place() == null || !fact.place().isShow() || fact.type().equals("message-pinned") && fact.text("text") == null) return Optional.empty();
        record.put("at", fact.atMs()).put("t", fact.type());
        for (var field : kept) if (fact.body().hasNonNull(field)) record.set(field, fact.body().get(field));
        return Optional.of(record);
    }
}
