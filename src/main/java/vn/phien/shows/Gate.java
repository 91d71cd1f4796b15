package vn.phien.shows;

import com.fasterxml.jackson.databind.JsonNode;
import vn.phien.base.DealId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Views.DealView;
import vn.phien.protocol.Wire;

/**
 * Under what terms a product can be bought in one place now, as the books keep it.
 *
 * @param code     what buyers write, or null when the product left the line-up
 * @param wasVnd   the price before, or null
 * @param perBuyer units that one buyer may have
 * @param frozen   whether officials or organizers have stopped its sale
 * @param deal     the open flash deal, or null
 */
record Gate(String code, long priceVnd, Long wasVnd, int perBuyer, boolean open, boolean frozen, DealView deal) {

    static Gate of(ProductId product, String json) {
        var node = Wire.trusted(json, JsonNode.class);
        var deal = node.get("deal");
        return new Gate(node.hasNonNull("code") ? node.get("code").asText() : null, node.path("price").asLong(), node.hasNonNull("was") ? node.get("was").asLong() : null,
            node.path("limit").asInt(), node.path("open").asBoolean(), node.path("frozen").asBoolean(), deal == null || deal.isNull() ? null : new DealView(new DealId(deal.get("id").asText()), product,
                deal.get("price").asLong(), deal.get("units").asInt(), deal.get("left").asInt(), deal.get("limit").asInt(), deal.get("ends").asLong()));
    }
}
