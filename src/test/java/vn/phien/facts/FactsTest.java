package vn.phien.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.Limits;
import vn.phien.base.Shard;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Turn;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class FactsTest {
    private static final Shard SHARD = new Shard(7);
    private final Link link = TestStore.LINK;
    private final List<String> listened = new CopyOnWriteArrayList<>(), folded = new CopyOnWriteArrayList<>();
    private Facts facts;

    @BeforeEach
    void nobody_reads_yet() {
        facts = new Facts(link);
    }

    @AfterEach
    void nobody_reads_any_more() {
        facts.stop(TestStore.VERTX);
    }

    private void happens(String id, String type) {
        link.ask(Command.XADD, Keys.facts(SHARD), id, "f", "{\"t\":\"%s\",\"at\":1}".formatted(type));
        facts.ring(SHARD);
    }

    private static void soon(BooleanSupplier is) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!is.getAsBoolean()) assertTrue(System.nanoTime() < end, "not in ten seconds");
    }

    private int kept() {
        return link.ask(Command.XLEN, Keys.facts(SHARD)).toInteger();
    }

    @Test
    void whoever_reads_in_a_rhythm_of_their_own_hears_everything_there_is_and_later_what_failed() {
        var broken = new AtomicBoolean(true);
        facts.fold("report", fact -> {
            if (fact.type().equals("hard") && broken.get()) return Future.failedFuture("not yet");
            folded.add(fact.type());
            return Future.succeededFuture();
        });
        happens("5-0", "easy");
        happens("6-0", "hard");
        facts.readOnce().await();
        assertEquals(List.of("easy"), folded);
        broken.set(false);
        facts.readOnce().await();
        facts.readOnce().await();
        assertEquals(List.of("easy", "hard"), folded);
    }

    @Test
    void a_listener_hears_what_happens_from_now_on_and_a_fold_everything_once() {
        happens("5-0", "before");
        facts.listen("phones", fact -> listened.add(fact.type()));
        facts.fold("report", fact -> {
            folded.add(fact.type());
            return Future.succeededFuture();
        });
        facts.start().await();
        happens("6-0", "after");
        soon(() -> folded.size() == 2 && listened.size() == 1);
        assertEquals(List.of("before", "after"), folded);
        assertEquals(List.of("after"), listened);
        soon(() -> "6-0".equals(String.valueOf(link.ask(Command.HGET, Keys.readers(SHARD), "report"))));
    }

    @Test
    void a_fold_that_is_stuck_at_a_fact_keeps_nobody_else_from_hearing_and_goes_on_where_it_was() {
        var broken = new AtomicBoolean(true);
        facts.fold("report", fact -> {
            if (broken.get() && fact.type().equals("bad")) return Future.failedFuture("cannot");
            folded.add(fact.type());
            return Future.succeededFuture();
        });
        facts.listen("phones", fact -> listened.add(fact.type()));
        facts.start().await();
        happens("1-0", "good");
        happens("2-0", "bad");
        happens("3-0", "later");
        soon(() -> listened.size() == 3);
        assertEquals(List.of("good", "bad", "later"), listened);
        assertEquals(List.of("good"), folded);
        broken.set(false);
        soon(() -> folded.size() == 3);
        assertEquals(List.of("good", "bad", "later"), folded);
        assertEquals(3, listened.size(), "nothing was heard twice");
    }

    @Test
    void a_listener_that_breaks_goes_on_with_the_next_fact() {
        facts.listen("phones", fact -> {
            if (fact.type().equals("bad")) throw new IllegalStateException("cannot");
            listened.add(fact.type());
        });
        facts.start().await();
        happens("1-0", "bad");
        happens("2-0", "good");
        soon(() -> listened.equals(List.of("good")));
    }

    @Test
    void old_facts_are_forgotten_once_every_fold_has_heard_them() {
        facts.fold("report", fact -> {
            folded.add(fact.type());
            return Future.succeededFuture();
        });
        facts.start().await();
        long now = 100 * Limits.FACTS_KEPT_MS;
        happens((now - Limits.FACTS_KEPT_MS - 2) + "-0", "old");
        happens((now - Limits.FACTS_KEPT_MS - 1) + "-0", "old");
        happens((now - 1_000) + "-0", "new");
        soon(() -> (now - 1_000 + "-0").equals(String.valueOf(link.ask(Command.HGET, Keys.readers(SHARD), "report"))));
        link.ask(Command.HSET, Keys.readers(SHARD), "slow", (now - Limits.FACTS_KEPT_MS - 1) + "-0");
        assertEquals(1, facts.trim(now).await(), "one reader has not heard the second");
        assertEquals(2, kept());
        link.ask(Command.HSET, Keys.readers(SHARD), "slow", now + "-0");
        assertEquals(1, facts.trim(now).await());
        assertEquals(1, kept(), "what is younger than a week stays, heard or not");
        assertEquals(0, facts.trim(now).await());
    }

    @Test
    void nothing_is_forgotten_before_a_fold_has_begun() {
        facts.fold("report", fact -> Future.failedFuture("not yet"));
        happens("5-0", "old");
        facts.start().await();
        assertEquals(0, facts.trim(100 * Limits.FACTS_KEPT_MS).await());
        assertEquals(1, kept());
    }

    @Test
    void how_far_a_fold_is_behind_is_told_in_facts_and_seconds() {
        var stuck = new AtomicBoolean(true);
        facts.fold("report", fact -> stuck.get() ? Future.failedFuture("not now") : Future.succeededFuture());
        facts.fold("quick", fact -> Future.succeededFuture());
        facts.start().await();
        assertEquals(new Facts.Behind(0, 0), facts.behind().await().get("report"));
        long now = System.currentTimeMillis();
        happens(now - 10_000 + "-0", "first");
        happens(now - 5_000 + "-0", "second");
        soon(() -> facts.behind().await().get("quick").facts() == 0);
        var behind = facts.behind().await().get("report");
        assertEquals(2, behind.facts());
        assertTrue(behind.seconds() >= 10 && behind.seconds() < 60, behind::toString);
        stuck.set(false);
        soon(() -> facts.behind().await().get("report").facts() == 0);
    }

    @Test
    void what_happened_lately_can_be_heard_again() {
        long now = System.currentTimeMillis();
        happens(now - 60_000 + "-0", "long-ago");
        happens(now - 5_000 + "-0", "first");
        happens(now - 1_000 + "-0", "second");
        facts.recall(now - 10_000, 100, fact -> listened.add(fact.type())).await();
        assertEquals(List.of("first", "second"), listened);
        listened.clear();
        facts.recall(now - 10_000, 1, fact -> listened.add(fact.type())).await();
        assertEquals(List.of("second"), listened, "of too much the newest");
    }

    @Test
    void of_two_nodes_one_folds_and_when_it_goes_the_other_goes_on_where_it_was_while_both_listen() {
        var one = new Turn(link, "folds", "one", 60_000);
        var two = new Turn(link, "folds", "two", 60_000);
        var elsewhere = new Facts(link, two);
        facts = new Facts(link, one);
        for (var node : List.of(facts, elsewhere)) {
            var name = node == facts ? "one " : "two ";
            node.listen("phones", fact -> listened.add(name + fact.type()));
            node.fold("report", fact -> {
                folded.add(name + fact.type());
                return Future.succeededFuture();
            });
        }
        try {
            assertTrue(one.isMine().await());
            facts.start().await();
            elsewhere.start().await();
            happens("5-0", "first");
            elsewhere.ring(SHARD);
            soon(() -> folded.contains("one first") && listened.containsAll(List.of("one first", "two first")));
            happens("6-0", "second");
            soon(() -> folded.contains("one second") && listened.contains("two second"));
            assertEquals(List.of("one first", "one second"), folded);
            facts.stop(TestStore.VERTX);
            soon(() -> link.ask(Command.HGET, Keys.readers(SHARD), "report").toString().equals("6-0"));
            one.give().await();
            link.ask(Command.XADD, Keys.facts(SHARD), "7-0", "f", "{\"t\":\"third\",\"at\":1}");
            soon(() -> folded.contains("two third"));
            assertEquals(List.of("one first", "one second", "two third"), folded);
        } finally {
            elsewhere.stop(TestStore.VERTX);
        }
    }
}
