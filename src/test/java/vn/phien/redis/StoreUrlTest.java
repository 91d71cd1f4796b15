package vn.phien.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUrlTest {
    @ParameterizedTest
    @ValueSource(strings = {"redis://10.0.0.5:6379", "rediss://user:p%40ss@cho.example.vn:6380/3", "redis://:secret@[2001:db8::1]:7000", "unix:///run/redis.sock", "unix://:secret@/run/redis.sock"})
    void an_address_is_read_and_given_on_as_it_was(String text) {
        assertEquals(text, StoreUrl.parse(text).withLogin());
    }

    @Test
    void another_server_of_the_same_kind_has_the_same_login_and_database() {
        var url = StoreUrl.parse("rediss://user:secret@phien/3");
        assertEquals(6379, url.port());
        assertTrue(url.isTls());
        assertEquals("rediss://user:secret@10.0.0.7:7001/3", url.at("10.0.0.7", 7001).withLogin());
        assertEquals("rediss://user:secret@[2001:db8::2]:7001/3", url.at("2001:db8::2", 7001).withLogin());
    }

    @Test
    void a_password_is_never_shown() {
        for (var text : new String[] {"redis://user:secret@10.0.0.5:6379/1", "unix://:secret@/run/redis.sock"}) assertFalse(StoreUrl.parse(text).toString().contains("secret"), text);
        assertFalse(Outside.at("redis://:secret@10.0.0.5").toString().contains("secret"));
        assertFalse(assertThrows(IllegalArgumentException.class, () -> StoreUrl.parse("redis://secret@10.0.0.5")).getMessage().contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "redis", "redis://", "10.0.0.5:6379", "http://10.0.0.5", "redis://10.0.0.5:0", "redis://10.0.0.5:65536", "redis://10.0.0.5:x", "redis://10.0.0.5/db", "redis://word@10.0.0.5",
        "redis://a:b@c:d@10.0.0.5", "redis://10.0.0.5:6379?db=1", "redis://10.0.0.5 ", "unix://", "unix://relative"})
    void what_is_no_address_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> StoreUrl.parse(text));
    }
}
