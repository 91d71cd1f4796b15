package vn.phien.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.redis.Link;
import vn.phien.redis.Script;
import vn.phien.testkit.TestStore;
import io.vertx.redis.client.Command;

@ExtendWith(TestStore.class)
class FoldFiguresScriptTest {
    private static final Script FOLD = Script.load("analytics/fold_figures");
    private static final String KEY = "{s05}:b05-honey:figures:n05-dem";

    private static String fold(Link link, String fact, Object... figures) {
        var args = new Object[figures.length + 1];
        args[0] = fact;
        System.arraycopy(figures, 0, args, 1, figures.length);
        return FOLD.run(link, List.of(KEY), args).await().get(0).toString();
    }

    @Test
    void each_fact_counts_once_and_in_order(Link link) {
        assertEquals("ok", fold(link, "1700000000000-5", "orders", 1, "vnd", 185_000));
        assertEquals("exists", fold(link, "1700000000000-5", "orders", 1, "vnd", 185_000));
        assertEquals("exists", fold(link, "1700000000000-4", "orders", 1));
        assertEquals("exists", fold(link, "999999999999-99", "orders", 1));
        assertEquals("ok", fold(link, "1700000000000-10", "orders", 1, "vnd", -85_000));
        assertEquals("ok", fold(link, "1700000000001-0", "cancelled", 1));
        assertEquals(2, link.ask(Command.HGET, KEY, "orders").toInteger());
        assertEquals(100_000, link.ask(Command.HGET, KEY, "vnd").toInteger());
        assertEquals(1, link.ask(Command.HGET, KEY, "cancelled").toInteger());
    }
}
