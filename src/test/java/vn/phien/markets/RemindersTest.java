package vn.phien.markets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.markets.Fair.HONEY;
import static vn.phien.markets.Fair.ok;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.accounts.Vault;
import vn.phien.base.AccountId;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.NightId;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Why;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.NoticeView;
import vn.phien.realtime.Bus;
import vn.phien.redis.Keys;
import vn.phien.redis.Rates;
import vn.phien.testkit.TestStore;

/** What people are told, when, and that it is once: over nodes, restarts and clocks. */
@ExtendWith(TestStore.class)
class RemindersTest {
    private static final AccountId AN = new AccountId("u-an"), BINH = new AccountId("u-binh"), CHI = new AccountId("u-chi");
    private static final Map<String, AccountId> NUMBERS = Map.of("+84912000001", AN, "+84912000002", BINH, "+84912000003", CHI);
    @TempDir
    Path folder;
    private final List<String> out = Collections.synchronizedList(new ArrayList<>());
    private final List<Outbound> whispered = Collections.synchronizedList(new ArrayList<>());
    private Fair fair;
    private Follows follows;
    private Notices notices;
    private NightId night;

    @BeforeEach
    void open() {
        fair = new Fair();
        follows = new Follows(fair.link, fair.clock);
        notices = notices();
        night = fair.nightIn(30);
        fair.passes(7, TimeUnit.HOURS);
        assertEquals("published", fair.state(night));
        for (var account : NUMBERS.values()) fair.link.ask(Command.HSET, Keys.doors(account), "message", 1);
    }

    private Notices notices() {
        return new Notices(Bus.ALONE, fair.link, (account, message) -> whispered.add(message));
    }

    /** The watch of one more node. Whoever is told by it has asked for messages, and what it leaves on the list goes out at once. */
    private Reminders node() {
        var nights = new Nights(fair.link);
        var applications = new Applications(fair.link, nights, booth -> Future.succeededFuture(Map.of()), (booth, paths) -> Future.succeededFuture(true), fair::names, shard -> { });
        return new Reminders(fair.link, nights, applications, new Follows(fair.link, fair.clock), notices(), letters(), fair.clock);
    }

    private Letters letters() {
        NoticeDoors.Messages messages = (id, notice, kind, to, text, where) -> {
            out.add(NUMBERS.get(to.e164()) + " " + kind);
            return Future.succeededFuture();
        };
        var doors = new NoticeDoors(fair.link, Vault.at(folder, Dice.seeded(3)), fair.clock, Dice.seeded(3), new Rates(fair.link, fair.clock), null, messages,
            account -> Future.succeededFuture(NUMBERS.entrySet().stream().filter(entry -> entry.getValue().equals(account)).findFirst().flatMap(entry -> PhoneNumber.parse("0" + entry.getKey().substring(3)))), "");
        return new Letters(fair.link, doors, fair.clock, Meters.unread());
    }

    /** All that nodes have left on the list goes out. */
    private List<String> sent() {
        letters().walk().await();
        return out.stream().sorted().toList();
    }

    private List<String> kinds(AccountId account) {
        return notices.of(account).await().notices().stream().map(NoticeView::kind).toList();
    }

    @Test
    void followers_of_night_market_and_booth_are_told_an_hour_before_and_at_the_opening_once_each() {
        fair.link.ask(Command.HSET, Keys.booth(HONEY), "record", "{}");
        fair.link.ask(Command.HSET, Keys.stands(night), HONEY, fair.night(night).halls().getFirst().hall() + "|1");
        ok(follows.follow(AN, night));
        ok(follows.follow(AN, fair.night(night).market()));
        ok(follows.follow(BINH, HONEY));
        assertEquals(0, node().walk().await());
        fair.passes(22, TimeUnit.HOURS);
        fair.clock.advance(5, TimeUnit.MINUTES);
        var nodes = IntStream.range(0, 5).mapToObj(n -> node().walk()).toList();
        Future.all(nodes).await();
        assertEquals(2, nodes.stream().mapToInt(Future::result).sum());
        assertEquals(0, node().walk().await(), "a node that was started again tells nobody twice");
        assertEquals(List.of("u-an night-soon", "u-binh night-soon"), sent());
        fair.passes(1, TimeUnit.HOURS);
        assertEquals("open", fair.state(night));
        assertEquals(2, node().walk().await());
        assertEquals(List.of("night-open", "night-soon"), kinds(AN));
        assertEquals(List.of("night-open", "night-soon"), kinds(BINH));
        assertEquals(List.of(), kinds(CHI));
        assertEquals(List.of("u-an night-open", "u-an night-soon", "u-binh night-open", "u-binh night-soon"), sent());
        assertEquals(4, whispered.size());
        assertEquals(0, fair.link.ask(Command.ZCARD, Keys.reminders(night.shard())).toInteger());
    }

    @Test
    void a_node_that_fell_over_in_the_middle_leaves_the_rest_to_the_next() {
        for (var account : List.of(AN, BINH, CHI)) ok(follows.follow(account, night));
        fair.passes(22, TimeUnit.HOURS);
        fair.clock.advance(5, TimeUnit.MINUTES);
        var opens = fair.night(night).times().opensMs();
        notices.give(AN, new NoticeView(night + "|hour-" + opens, "night-soon", night, null, "x", opens, null, fair.clock.millis(), false), List.of("message")).await();
        assertEquals(2, node().walk().await());
        // the first one's letter was in the outbox when the node fell over, and goes out with the others
        assertEquals(List.of("u-an night-soon", "u-binh night-soon", "u-chi night-soon"), sent());
    }

    @Test
    void a_night_that_is_moved_is_told_and_reminded_of_anew() {
        ok(follows.follow(AN, night));
        fair.passes(22, TimeUnit.HOURS);
        fair.clock.advance(5, TimeUnit.MINUTES);
        node().walk().await();
        var record = fair.night(night);
        var t = record.times();
        ok(fair.scripts.retimeNight(night, record.market(), record.rev(), record.name(), new NightTimes(t.opensMs() + 7_200_000, t.closesMs() + 7_200_000, t.applyFromMs(), t.applyUntilMs(), t.publishMs()), fair.lan));
        assertEquals(1, node().walk().await());
        fair.passes(2, TimeUnit.HOURS);
        assertEquals(1, node().walk().await());
        assertEquals(List.of("night-soon", "night-moved", "night-soon"), kinds(AN));
    }

    @Test
    void a_house_that_was_down_over_the_night_reminds_nobody_of_it() {
        ok(follows.follow(AN, night));
        fair.clock.advance(10, TimeUnit.DAYS);
        fair.watch.walk().await();
        assertEquals(0, node().walk().await());
        assertEquals(List.of(), kinds(AN));
    }

    @Test
    void an_opening_that_is_told_too_late_is_not_told() {
        ok(follows.follow(AN, night));
        fair.passes(23, TimeUnit.HOURS);
        fair.passes(1, TimeUnit.HOURS);
        assertEquals("open", fair.state(night));
        fair.clock.advance(40, TimeUnit.MINUTES);
        node().walk().await();
        assertFalse(kinds(AN).contains("night-open"), kinds(AN)::toString);
    }

    /** A wire between two nodes. */
    private static final class Wire implements Bus {
        private final Consumer<Buffer> other;
        Consumer<Buffer> ear = words -> { };

        Wire(Consumer<Buffer> other) {
            this.other = other;
        }

        @Override
        public void say(String address, Buffer words) {
            other.accept(words);
        }

        @Override
        public Ear listen(String address, Consumer<Buffer> hear) {
            ear = hear;
            return DEAF;
        }

        @Override
        public String node() {
            return "node";
        }
    }

    @Test
    void a_phone_on_another_node_hears_it_too_and_each_once() {
        var heard = new ArrayList<String>();
        var here = new Wire[2];
        here[0] = new Wire(words -> here[1].ear.accept(words));
        here[1] = new Wire(words -> here[0].ear.accept(words));
        var nodes = IntStream.range(0, 2).mapToObj(n -> new Notices(here[n], fair.link, (account, message) -> heard.add(n + " " + account + " " + ((Outbound.NoticeCame) message).unread()))).toList();
        nodes.forEach(Notices::start);
        nodes.get(0).give(AN, new NoticeView("x", "night-open", night, null, "Đêm", 1, null, 1, false), List.of()).await();
        nodes.get(1).give(AN, new NoticeView("x", "night-open", night, null, "Đêm", 1, null, 1, false), List.of()).await();
        assertEquals(List.of("0 u-an 1", "1 u-an 1"), heard);
    }

    @Test
    void a_board_keeps_the_newest_and_forgets_what_was_read() {
        for (int n = 0; n < Limits.NOTICES + 5; n++) notices.give(AN, new NoticeView("x" + n, "night-open", night, null, "Đêm " + n, 1, null, n, false), List.of()).await();
        var board = notices.of(AN).await();
        assertEquals(Limits.NOTICES, board.notices().size());
        assertEquals(Limits.NOTICES, board.unread());
        assertEquals("Đêm " + (Limits.NOTICES + 4), board.notices().getFirst().name());
        var read = notices.read(AN, List.of("x100", "x101", "of-somebody-else")).await();
        assertEquals(Limits.NOTICES - 2, read.unread());
        assertTrue(read.notices().stream().filter(notice -> notice.notice().equals("x100")).findFirst().orElseThrow().read());
        assertEquals(0, notices.read(AN, List.of()).await().unread());
        assertFalse(notices.give(AN, new NoticeView("x200", "night-open", night, null, "lần nữa", 1, null, 1, false), List.of()).await().fresh());
        notices.forget(AN).await();
        assertEquals(0, notices.of(AN).await().notices().size());
    }

    @Test
    void one_follows_so_many_things_and_is_forgotten_by_all_of_them() {
        ok(follows.follow(AN, night));
        fair.again(() -> follows.follow(AN, night));
        fair.refused(Why.NOT_FOUND, () -> follows.follow(AN, new NightId("n07-none")));
        for (int n = 1; n < Limits.FOLLOWS; n++) fair.link.ask(Command.HSET, Keys.follows(AN), "b07-x" + n, 1);
        fair.refused(Why.TOO_MANY, () -> follows.follow(AN, fair.night(night).market()));
        follows.forget(AN).await();
        assertEquals(List.of(), follows.of(AN).await());
        assertFalse(fair.link.ask(Command.SISMEMBER, Keys.followers(night), AN).toBoolean());
    }
}
