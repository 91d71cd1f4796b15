package vn.phien.shows;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.phien.base.BoothId;
import vn.phien.base.Id;
import vn.phien.base.ProductId;
import vn.phien.protocol.ShowState;
import vn.phien.protocol.Views.ChatLine;
import vn.phien.protocol.Views.StockView;
import vn.phien.protocol.Wire;

/** A room as it stands between two events: stage, gates, stock and the newest chat, read in one step. */
record Staged(long nowMs, Map<String, String> stage, Map<ProductId, Gate> gates, Map<ProductId, StockView> stock, List<ChatLine> chat) {

    static Staged of(Response answer) {
        var gates = new HashMap<ProductId, Gate>();
        pairs(answer.get(3)).forEach((product, json) -> {
            if (Id.isSharded(ProductId.LETTER, product)) gates.put(new ProductId(product), Gate.of(new ProductId(product), json));
        });
        var figures = pairs(answer.get(4));
        var stock = new HashMap<ProductId, StockView>();
        for (var product : gates.keySet()) {
            Function<String, Long> figure = what -> Long.parseLong(figures.getOrDefault(product + "." + what, "0"));
            stock.put(product, new StockView(figure.apply("allotted").intValue(), figure.apply("free").intValue(), figure.apply("held").intValue(), figure.apply("sold").intValue(), figure.apply("rev")));
        }
        var chat = new ArrayList<ChatLine>();
        var open = answer.get(6).stream().map(Response::toString).collect(Collectors.toSet());
        for (var entry : answer.get(5)) {
            var line = line(entry);
            chat.addFirst(line.question() && !open.contains(line.message().value()) ? line.answered() : line);
        }
        return new Staged(answer.get(1).toLong(), pairs(answer.get(2)), Map.copyOf(gates), Map.copyOf(stock), List.copyOf(chat));
    }

    static ChatLine line(Response entry) {
        return chatLine(Wire.trusted(entry.get(1).get(1).toString(), JsonNode.class).get("line").toString());
    }

    static ChatLine chatLine(String json) {
        return Wire.trusted(json, ChatLine.class);
    }

    private static Map<String, String> pairs(Response flat) {
        var pairs = new LinkedHashMap<String, String>();
        for (int i = 0; i + 1 < flat.size(); i += 2) pairs.put(flat.get(i).toString(), flat.get(i + 1).toString());
        return pairs;
    }

    /** Whether there is such a room. */
    boolean exists() {
        return stage.containsKey("state");
    }

    ShowState state() {
        return ShowState.valueOf(stage.get("state").toUpperCase(java.util.Locale.ROOT));
    }

    String epoch() {
        return stage.getOrDefault("epoch", "");
    }

    BoothId booth() {
        return new BoothId(stage.get("booth"));
    }

    long number(String field) {
        return Long.parseLong(stage.getOrDefault(field, "0"));
    }

    /** Whether officials or organizers have stopped the sale. */
    boolean halted() {
        return stage.containsKey("halted");
    }

    List<ProductId> lineUp() {
        return ids(stage.get("lineUp"));
    }

    List<ProductId> pins() {
        return ids(stage.get("pins"));
    }

    static List<ProductId> ids(String json) {
        if (json == null) return List.of();
        var ids = new ArrayList<ProductId>();
        for (var id : Wire.trusted(json, JsonNode.class)) ids.add(new ProductId(id.asText()));
        return List.copyOf(ids);
    }

    ChatLine pinnedMessage() {
        var json = stage.get("pinnedMessage");
        return json == null ? null : chatLine(json);
    }
}
