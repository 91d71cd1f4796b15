package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vn.phien.base.Limits;

class BuyersWaitTest {
    private final AtomicLong nowNs = new AtomicLong();
    private final BuyersWait buyers = new BuyersWait(nowNs::get);

    private void waits(int times, long ms) {
        for (int i = 0; i < times; i++) {
            nowNs.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
            buyers.record(TimeUnit.MILLISECONDS.toNanos(ms));
        }
    }

    @Test
    void while_nobody_buys_chats_have_all_the_room_there_is() {
        assertFalse(buyers.isLong());
        assertEquals(Limits.CHATS_UNDER_WAY, buyers.chats());
    }

    @Test
    void quick_answers_and_a_single_slow_one_change_nothing() {
        waits(50, 10);
        waits(1, 200);
        assertFalse(buyers.isLong());
        assertEquals(Limits.CHATS_UNDER_WAY, buyers.chats());
    }

    @Test
    void the_longer_buyers_wait_the_fewer_messages_are_taken_but_never_none() {
        waits(60, 50);
        assertTrue(buyers.isLong());
        int some = buyers.chats();
        assertTrue(some < Limits.CHATS_UNDER_WAY / 2);
        waits(60, 80);
        int fewer = buyers.chats();
        assertTrue(fewer < some);
        waits(60, 5_000);
        assertEquals(Limits.CHATS_UNDER_WAY_STRAINED, buyers.chats());
        assertEquals(Limits.JOINS_UNDER_WAY_STRAINED, buyers.joins());
    }

    @Test
    void it_is_known_within_sixteen_answers_and_over_when_buyers_are_quick_again_or_gone() {
        waits(50, 5);
        waits(16, 100);
        assertTrue(buyers.isLong());
        waits(50, 5);
        assertFalse(buyers.isLong());
        waits(16, 100);
        nowNs.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_001));
        assertFalse(buyers.isLong());
        assertEquals(0, buyers.ms());
    }
}
