package vn.phien.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.DealId;
import vn.phien.base.HoldId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Wire;

/**
 * A hold as the books keep it.
 *
 * @param state "taken", "committed", "released" or "expired"
 * @param capMs as late as it can be extended to
 */
public record HoldRecord(HoldId hold, PlaceId place, AccountId account, String state, List<Line> lines, long totalVnd, long takenMs, long deadlineMs, long capMs) {

    /** One line with its frozen price; {@code deal} is null at the ordinary price. */
    public record Line(ProductId product, int quantity, long priceVnd, DealId deal) {
        static Line of(JsonNode node) {
            return new Line(new ProductId(node.get("product").asText()), node.get("quantity").asInt(), node.get("price").asLong(),
                node.hasNonNull("deal") ? new DealId(node.get("deal").asText()) : null);
        }
    }

    /** Reads a hold as {@code lib/books.lua} writes it. */
    public static HoldRecord of(HoldId hold, PlaceId place, String json) {
        return of(hold, place, Wire.trusted(json, JsonNode.class));
    }

    static HoldRecord of(HoldId hold, PlaceId place, JsonNode node) {
        return new HoldRecord(hold, place, new AccountId(node.get("account").asText()), node.path("state").asText("taken"), lines(node.get("lines")),
            node.get("total").asLong(), node.get("taken").asLong(), node.get("deadline").asLong(), node.get("cap").asLong());
    }

    /** Reads the lines of a hold, as they stand in holds and in facts. */
    public static List<Line> lines(JsonNode lines) {
        var read = new ArrayList<Line>();
        for (var line : lines) read.add(Line.of(line));
        return List.copyOf(read);
    }

    public boolean isOpen() {
        return state.equals("taken");
    }
}
