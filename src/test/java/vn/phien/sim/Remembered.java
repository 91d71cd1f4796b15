package vn.phien.sim;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import vn.phien.base.PlaceId;
import vn.phien.base.Shard;
import vn.phien.facts.Fact;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** What a shard remembers of the night, from the first fact to the last. */
final class Remembered {
    private Remembered() { }

    static List<Fact> of(Link link, Shard shard) {
        var facts = new ArrayList<Fact>();
        for (var entry : link.ask(Command.XRANGE, Keys.facts(shard), "-", "+")) {
            var body = Wire.trusted(entry.get(1).get(1).toString(), JsonNode.class);
            facts.add(new Fact(shard, entry.get(0).toString(), body.get("t").asText(), body.hasNonNull("place") ? new PlaceId(body.get("place").asText()) : null, body.path("at").asLong(), body));
        }
        return facts;
    }
}
