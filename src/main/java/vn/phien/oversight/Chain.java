package vn.phien.oversight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** Records in a chain of hashes in the store. Several nodes may append at once: whoever saw an older end looks again. */
final class Chain {
    private static final Script APPEND = Script.load("oversight/append_record");
    private static final int TRIES = 100;
    private final Link link;
    private final String head;
    private final String records;

    /** The last record. {@code n} 0: there is none yet. */
    record End(long n, String hash) {
        static final End NONE = new End(0, Line.NOTHING);
    }

    /** What was appended. {@code again} when this fact was in it before. */
    record Appended(End end, boolean again) { }

    /**
     * Where a record comes from, so that it is in the chain once.
     *
     * @param source a reader of facts
     * @param fact   the id of the fact
     * @param mark   a field of the end that this record sets, or ""
     */
    record Origin(String source, String fact, String mark) {
        static final Origin NONE = new Origin("", "", "");
    }

    /** Counts against what one person may open within an hour. */
    record View(String key, long nowMs, int most) { }

    Chain(Link link, String head, String records) {
        this.link = link;
        this.head = head;
        this.records = records;
    }

    /**
     * Appends a record. Refused {@code TOO_MANY_VIEWS}.
     *
     * @param seen   the end as it was last seen, or null to look
     * @param record the record with a given number
     * @param view   or null
     */
    Future<Result<Appended>> append(End seen, LongFunction<ObjectNode> record, Origin origin, View view) {
        return (seen == null ? end() : Future.succeededFuture(seen)).compose(end -> append(end, record, origin, view, TRIES));
    }

    private Future<Result<Appended>> append(End end, LongFunction<ObjectNode> record, Origin origin, View view, int tries) {
        var line = Line.after(end.hash(), record.apply(end.n() + 1));
        return APPEND.kept(link, List.of(head, records, view == null ? head : view.key()), end.n() + 1, line.hash(), line.text(), origin.source(), origin.fact(), view == null ? 0 : view.nowMs(),
            view == null ? 0 : view.most(), origin.mark()).compose(answer -> {
                var hash = answer.get(2).toString();
                var now = new End(answer.get(1).toLong(), hash.isEmpty() ? Line.NOTHING : hash);
                return switch (answer.get(0).toString()) {
                    case "ok" -> Future.succeededFuture(Result.ok(new Appended(now, false)));
                    case "exists" -> Future.succeededFuture(Result.ok(new Appended(now, true)));
                    case "changed-meanwhile" -> tries == 0 ? Future.succeededFuture(Result.refused(Why.TRY_AGAIN)) : append(now, record, origin, view, tries - 1);
                    case String why -> Future.succeededFuture(Result.refused(Why.of(why)));
                };
            });
    }

    Future<End> end() {
        return link.send(Command.HMGET, head, "n", "hash").map(end -> end.get(0) == null ? End.NONE : new End(end.get(0).toLong(), end.get(1).toString()));
    }

    /** Lines from a number on, in order. */
    Future<List<String>> lines(long from, int most) {
        return link.send(Command.XRANGE, records, from + "-0", "+", "COUNT", most).map(entries -> {
            var lines = new ArrayList<String>();
            for (var entry : entries) lines.add(entry.get(1).get(1).toString());
            return lines;
        });
    }
}
