package vn.phien.oversight;

import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.ComplaintId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.protocol.ComplaintKind;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.ComplaintView;
import vn.phien.protocol.Views.WordView;
import vn.phien.protocol.Wire;

/** A complaint as the books keep it. */
record Complaint(ComplaintId id, AccountId account, Record record, String state, long madeMs, Long dueMs, long momentMs, Long intoMs, String late, String outcome, Long closedMs, List<WordView> words) {
    static final Object[] FIELDS = {"record", "account", "state", "madeMs", "dueMs", "momentMs", "intoMs", "late", "outcome", "closedMs"};

    /** What never changes of it. */
    record Record(BoothId booth, String boothName, @Maybe PlaceId room, @Maybe String title, @Maybe OrderId order, ComplaintKind kind) {
        /** Where its facts stand: in the show, or on the booth's shelf. */
        PlaceId place() {
            return room == null ? PlaceId.of(booth) : room;
        }
    }

    static Optional<Complaint> of(ComplaintId id, Response fields, Response words) {
        if (fields.get(0) == null) return Optional.empty();
        var state = fields.get(2).toString();
        boolean waits = !state.equals("closed") && !state.equals("referred");
        return Optional.of(new Complaint(id, new AccountId(fields.get(1).toString()), Wire.trusted(fields.get(0).toString(), Record.class), state, fields.get(3).toLong(), waits ? number(fields.get(4)) : null,
            fields.get(5).toLong(), number(fields.get(6)), text(fields.get(7)), text(fields.get(8)), number(fields.get(9)), words.stream().map(word -> Matter.word(word.toString())).toList()));
    }

    private static Long number(Response value) {
        return value == null ? null : value.toLong();
    }

    private static String text(Response value) {
        return value == null ? null : value.toString();
    }

    ComplaintView view() {
        return new ComplaintView(id, record.booth(), record.boothName(), record.room(), record.title(), record.order(), record.kind(), momentMs, intoMs, state, dueMs, late, outcome, madeMs, closedMs, words);
    }
}
