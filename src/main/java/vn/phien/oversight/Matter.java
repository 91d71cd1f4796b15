package vn.phien.oversight;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.MatterId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.MatterKind;
import vn.phien.protocol.MatterReason;
import vn.phien.protocol.Views.MatterView;
import vn.phien.protocol.Views.WordView;
import vn.phien.protocol.Wire;

/** A matter as the books keep it. */
record Matter(MatterId id, Record record, String state, String role, long openedMs, long dueMs, Long closedMs, List<WordView> words) {

    /** What never changes of it. */
    record Record(MatterKind kind, BoothId booth, String boothName, @Maybe PlaceId room, @Maybe ProductId product, @Maybe String productName, MatterReason reason, String role, String office, AccountId by) { }

    static Optional<Matter> of(MatterId id, Response fields, Response words) {
        if (fields.get(0) == null) return Optional.empty();
        return Optional.of(new Matter(id, Wire.trusted(fields.get(0).toString(), Record.class), fields.get(1).toString(), fields.get(2).toString(), fields.get(3).toLong(), fields.get(4).toLong(),
            fields.get(5) == null ? null : fields.get(5).toLong(), words.stream().map(word -> word(word.toString())).toList()));
    }

    static WordView word(String json) {
        var node = Wire.trusted(json, JsonNode.class);
        var papers = new java.util.ArrayList<String>();
        for (var paper : node.path("papers")) papers.add(paper.asText());
        return new WordView(node.get("who").asText(), node.path("name").asText(""), node.get("atMs").asLong(), node.path("text").asText(""), papers);
    }

    /** Where the facts of it stand: in the show, or on the booth's shelf. */
    PlaceId place() {
        return record.room() == null ? PlaceId.of(record.booth()) : record.room();
    }

    MatterView view() {
        return new MatterView(id, record.kind(), record.booth(), record.boothName(), record.room(), record.product(), record.productName(), record.reason(), record.role(), record.office(), state,
            openedMs, dueMs, closedMs, words);
    }
}
