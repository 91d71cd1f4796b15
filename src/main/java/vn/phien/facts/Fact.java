package vn.phien.facts;

import com.fasterxml.jackson.databind.JsonNode;
import vn.phien.base.PlaceId;
import vn.phien.base.Shard;

/**
 * Something that the books remember, as a script wrote it: {@code type} such as "hold-taken", where and when, and the rest in
 * {@code body}. docs/DATA.md lists the types. Never holds personal data.
 *
 * @param id the position in the shard's stream
 */
public record Fact(Shard shard, String id, String type, PlaceId place, long atMs, JsonNode body) {

    /** A text field of the body, or null. */
    public String text(String field) {
        return body.hasNonNull(field) ? body.get(field).asText() : null;
    }
}
