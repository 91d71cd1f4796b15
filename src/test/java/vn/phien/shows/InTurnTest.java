package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phien.base.PlaceId;
import vn.phien.redis.Unavailable;

class InTurnTest {
    private static final PlaceId ROOM = new PlaceId("s07-a"), OTHER = new PlaceId("s08-b");
    private final InTurn turn = new InTurn();

    @Test
    void the_next_begins_when_the_one_before_is_done_even_when_it_failed() {
        var first = Promise.<String>promise();
        var begun = new ArrayList<String>();
        var one = turn.run(ROOM, () -> first.future());
        var two = turn.run(ROOM, () -> { begun.add("two"); return Future.succeededFuture("two"); });
        var elsewhere = turn.run(OTHER, () -> { begun.add("elsewhere"); return Future.succeededFuture("elsewhere"); });
        assertEquals(List.of("elsewhere"), begun);
        first.fail("lost");
        assertTrue(one.failed());
        assertEquals("two", two.result());
        assertEquals("elsewhere", elsewhere.result());
        assertEquals("again", turn.run(ROOM, () -> Future.succeededFuture("again")).result());
    }

    @Test
    void work_that_throws_does_not_stop_the_room() {
        assertTrue(turn.run(ROOM, () -> { throw new IllegalStateException("broken"); }).failed());
        assertEquals(1, turn.run(ROOM, () -> Future.succeededFuture(1)).result());
    }

    @Test
    void a_room_with_too_many_waiting_says_so() {
        turn.run(ROOM, () -> Promise.promise().future());
        for (int i = 0; i < InTurn.MOST; i++) turn.run(ROOM, () -> Future.succeededFuture(0));
        assertTrue(turn.run(ROOM, () -> Future.succeededFuture(0)).cause() instanceof Unavailable);
    }
}
