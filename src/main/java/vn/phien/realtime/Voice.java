package vn.phien.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import vn.phien.base.AccountId;
import vn.phien.protocol.Wire;

/** What a chat message says about whom it must reach however full the room is. Read only where it matters. */
final class Voice {
    private final String json;
    private JsonNode line;

    /** @param json the message as it goes over the wire */
    Voice(String json) {
        this.json = json;
    }

    private JsonNode line() {
        if (line == null) line = Wire.trusted(json, JsonNode.class).path("line");
        return line;
    }

    /** The booth's people, questions and orders are heard by everybody. */
    boolean carries() {
        return line().hasNonNull("badge") || line().path("question").asBoolean() || line().path("order").asBoolean();
    }

    /** Who said it; null when unknown. */
    AccountId speaker() {
        var account = line().path("account");
        return account.isTextual() ? new AccountId(account.textValue()) : null;
    }

    String message() {
        return line().path("message").asText();
    }

    /** The message it answers, or null. */
    String replyTo() {
        return line().path("replyTo").textValue();
    }
}
