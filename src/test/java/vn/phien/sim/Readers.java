package vn.phien.sim;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vn.phien.base.Shard;
import vn.phien.facts.Fact;
import vn.phien.facts.Facts;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** The readers of the facts of one server: they stay for as long as it lives, and hand each fact to the folds as they are now. */
final class Readers {
    private static final int MOST_READINGS = 50;
    private final Link link;
    private final Facts facts;
    private final Facts ledger;
    private final List<String> writers;
    private volatile Server now;

    /** The folds of a server by name: those for everybody who waits, and those that write into chains of hashes. */
    record Folds(Map<String, Function<Fact, Future<Void>>> quick, Map<String, Function<Fact, Future<Void>>> ledger) { }

    Readers(Link link, Folds folds) {
        this.link = link;
        writers = List.copyOf(folds.ledger().keySet());
        facts = new Facts(link);
        ledger = new Facts(link);
        for (var name : folds.quick().keySet()) facts.fold(name, fact -> now.folds.quick().get(name).apply(fact));
        for (var name : folds.ledger().keySet()) ledger.fold(name, fact -> now.folds.ledger().get(name).apply(fact));
    }

    void serve(Server server) {
        now = server;
    }

    /** Everything that is folded from the facts, as far as it comes. */
    Future<Void> readOn() {
        return facts.readOnce().compose(read -> ledger.readOnce());
    }

    /** Reads on until every fold has heard everything. */
    void readToTheEnd() {
        for (int i = 0; i < MOST_READINGS; i++) {
            readOn().await();
            if (isThrough(facts) && isThrough(ledger)) return;
        }
        throw new AssertionError("the facts were not read to the end: " + facts.behind().await() + " " + ledger.behind().await());
    }

    /** Those that write into chains have lost their places, hear everything once more, and must write nothing of it. */
    void hearAgain() {
        var forgotten = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) for (var writer : writers) forgotten.add(Link.request(Command.HDEL, Keys.readers(new Shard(s)), writer));
        link.batch(forgotten).await();
        readToTheEnd();
    }

    private static boolean isThrough(Facts facts) {
        return facts.behind().await().values().stream().allMatch(behind -> behind.facts() == 0);
    }
}
