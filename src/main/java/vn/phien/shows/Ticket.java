package vn.phien.shows;

import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.ProductId;
import vn.phien.base.TicketId;
import vn.phien.protocol.Views.TicketView;

/**
 * A ticket as the books keep it.
 *
 * @param ahead  how many wait before it
 * @param fields as {@code redis/Keys} tells them
 */
record Ticket(int ahead, Map<String, String> fields) {

    /** Reads what a script answers after its status. */
    static Ticket afterStatus(Response answer) {
        var fields = new HashMap<String, String>();
        for (int i = 2; i + 1 < answer.size(); i += 2) fields.put(answer.get(i).toString(), answer.get(i + 1).toString());
        return new Ticket(answer.get(1).toInteger(), fields);
    }

    /** Reads the answer of a HGETALL, or nothing where there is no such ticket. */
    static Optional<Ticket> of(Response hash, int ahead) {
        if (hash == null || hash.size() == 0) return Optional.empty();
        var fields = new HashMap<String, String>();
        for (var name : hash.getKeys()) fields.put(name, hash.get(name).toString());
        // what is forgotten may leave a shell behind
        return fields.containsKey("ticket") ? Optional.of(new Ticket(ahead, fields)) : Optional.empty();
    }

    TicketId id() {
        return new TicketId(fields.get("ticket"));
    }

    BoothId booth() {
        return new BoothId(fields.get("booth"));
    }

    AccountId account() {
        return new AccountId(fields.get("account"));
    }

    String state() {
        return fields.get("state");
    }

    int number() {
        return Integer.parseInt(fields.get("number"));
    }

    long takenMs() {
        return Long.parseLong(fields.get("takenMs"));
    }

    TicketView view(String boothName, UnaryOperator<String> open) {
        return new TicketView(id(), booth(), boothName, number(), state().equals("waiting") ? ahead : 0, state(), opened("name", open), opened("reason", open),
            text("product") == null ? null : new ProductId(text("product")), takenMs(), time("calledMs"), time("endedMs"),
            text("staff") == null ? null : new AccountId(text("staff")), text("staffName"), text("endedBy"));
    }

    private String opened(String field, UnaryOperator<String> open) {
        return text(field) == null ? "" : open.apply(text(field));
    }

    private String text(String field) {
        var value = fields.get(field);
        return value == null || value.isEmpty() ? null : value;
    }

    private Long time(String field) {
        return text(field) == null ? null : Long.valueOf(text(field));
    }
}
