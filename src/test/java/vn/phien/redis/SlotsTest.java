package vn.phien.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.redis.client.Command;
import org.junit.jupiter.api.Test;
import vn.phien.base.PlaceId;

class SlotsTest {
    @Test
    void slots_are_those_of_the_cluster() {
        assertEquals(0x31c3, Slots.of("123456789"));
        assertEquals(12_182, Slots.of("foo"));
        assertEquals(Slots.of("user1000"), Slots.of("{user1000}.following"));
        assertEquals(Slots.of("bar"), Slots.of("foo{bar}{zap}"));
        assertEquals(Slots.of("{bar"), Slots.of("foo{{bar}}zap"));
        assertNotEquals(Slots.of("foo"), Slots.of("{}foo"), "an empty tag is none");
        assertEquals(0, Slots.of(""));
    }

    @Test
    void what_carries_the_tag_of_a_key_lies_beside_it() {
        for (var key : new String[] {"vault:mark", "{s07}:facts", "account:{u-1}:orders", "foo{bar}{zap}", "plain", "a{b"}) assertEquals(Slots.of(key), Slots.of(Keys.kept(Slots.tag(key))), key);
    }

    @Test
    void all_books_of_a_place_lie_together_and_different_shards_apart() {
        var books = Keys.books(new PlaceId("s07-0123456789abcdef0123"));
        assertEquals(1, books.stream().map(Slots::of).distinct().count());
        assertTrue(Slots.together(Link.request(Command.EVALSHA, "sha", 2, books.get(0), books.get(1), "argument")));
        assertFalse(Slots.together(Link.request(Command.EVALSHA, "sha", 2, books.get(0), "{s08}:clock", "argument")));
        assertTrue(Slots.together(Link.request(Command.EVALSHA, "sha", 1, books.get(0), "{s08}:clock")), "the second is no key");
        assertTrue(Slots.together(Link.request(Command.PING)));
    }
}
