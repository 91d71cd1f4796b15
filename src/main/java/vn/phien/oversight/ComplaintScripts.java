package vn.phien.oversight;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.ComplaintId;
import vn.phien.base.Limits;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** The typed twins of those {@code src/main/lua/oversight} that are about complaints. */
final class ComplaintScripts {
    private static final Script MAKE = Script.load("oversight/make_complaint");
    private static final Script MOVE = Script.load("oversight/move_complaint");
    private static final Script FORGET = Script.load("oversight/forget_words");
    private final Link link;
    private final Clocks clocks;

    /** How long each has to move. */
    record Clocks(long answerMs, long objectMs, long decideMs) { }

    ComplaintScripts(Link link, Clocks clocks) {
        this.link = link;
        this.clocks = clocks;
    }

    /** @param momentMs 0 is now */
    Future<Result<Void>> make(ComplaintId id, PlaceId place, AccountId account, Complaint.Record record, String recordJson, String word, String print, long momentMs) {
        var order = record.order() == null ? Keys.complaint(id) : Keys.order(record.order());
        return MAKE.kept(link, keys(place, Keys.complaint(id), Keys.complaintWords(id), Keys.complaints(record.booth()), Keys.dueComplaints(id.shard()), order), id, account, record.booth(),
            record.order() == null ? "" : record.order(), record.kind().code(), recordJson, word, print, momentMs, clocks.answerMs()).map(ComplaintScripts::done);
    }

    /**
     * @param act  "say", "answer", "accept", "escalate", "decide" or "lapse"
     * @param key  so that it is said once, or ""
     * @param word what is said as JSON without its time, or ""
     */
    Future<Result<Void>> move(ComplaintId id, PlaceId place, OrderId order, String act, String who, String key, String word, String outcome, AccountId by) {
        return MOVE.kept(link, keys(place, Keys.complaint(id), Keys.complaintWords(id), Keys.dueComplaints(id.shard()), order == null ? Keys.complaint(id) : Keys.order(order), Keys.referredComplaints(id.shard())),
            id, act, who, key, word, outcome, Limits.COMPLAINT_WORDS, clocks.objectMs(), clocks.decideMs(), by == null ? "" : by).map(ComplaintScripts::done);
    }

    /** The papers that went with the words. */
    Future<List<String>> forgetWords(ComplaintId id, AccountId account) {
        return FORGET.kept(link, List.of(Keys.complaint(id), Keys.complaintWords(id)), account).map(answer -> answer.stream().skip(1).map(Response::toString).toList());
    }

    private static List<String> keys(PlaceId place, String... more) {
        var keys = new ArrayList<>(Keys.books(place));
        keys.addAll(Arrays.asList(more));
        return keys;
    }

    private static Result<Void> done(Response answer) {
        return switch (answer.get(0).toString()) {
            case "ok", "exists" -> Result.ok(null);
            case String why -> Result.refused(Why.of(why), answer.get(1).toString().isEmpty() ? null : answer.get(1).toString());
        };
    }
}
