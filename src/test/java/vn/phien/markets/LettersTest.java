package vn.phien.markets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.accounts.Vault;
import vn.phien.base.AccountId;
import vn.phien.base.Dice;
import vn.phien.base.Meters;
import vn.phien.base.NightId;
import vn.phien.base.PhoneNumber;
import vn.phien.protocol.Views.NoticeView;
import vn.phien.realtime.Bus;
import vn.phien.redis.Keys;
import vn.phien.redis.Rates;
import vn.phien.testkit.MailServer;
import vn.phien.testkit.TestStore;

/** Letters between the notice and the door: none is lost with a node, none is tried for ever, and one that comes twice says so. */
@ExtendWith(TestStore.class)
class LettersTest {
    private static final AccountId AN = new AccountId("u-an"), BINH = new AccountId("u-binh");
    private static final Pattern ID = Pattern.compile("(?i)^Message-ID: (<\\S+>)$", Pattern.MULTILINE);
    @TempDir
    Path folder;
    private final List<String> messaged = Collections.synchronizedList(new ArrayList<>());
    private final SimpleMeterRegistry measures = new SimpleMeterRegistry();
    private final MailServer server = new MailServer();
    private final Fair fair = new Fair();
    private PostOffice office;
    private Vault vault;
    private boolean messagesAreTaken = true;
    private NoticeView notice;

    @BeforeEach
    void an_wants_mail_and_messages() {
        office = new PostOffice(TestStore.VERTX, "127.0.0.1", server.port(), "", "", "cho@example.vn", "off", "");
        vault = Vault.at(folder, Dice.seeded(3));
        fair.link.ask(Command.HSET, Keys.doors(AN), "mail", vault.seal("an@example.vn"), "message", 1);
        notice = new NoticeView("n07-x|hour-1", "night-soon", new NightId("n07-x"), null, "Chợ đêm trên mây", fair.clock.millis() + 3_600_000, null, fair.clock.millis(), false);
    }

    @AfterEach
    void close() {
        office.close().await();
        server.close();
    }

    /** The post of one more node. */
    private Letters node() {
        NoticeDoors.Messages messages = (id, name, kind, to, text, link) -> {
            if (!messagesAreTaken) return Future.failedFuture("the service is away");
            messaged.add(id + " " + text);
            return Future.succeededFuture();
        };
        var doors = new NoticeDoors(fair.link, vault, fair.clock, Dice.seeded(4), new Rates(fair.link, fair.clock), office, messages, account -> Future.succeededFuture(PhoneNumber.parse("0912345678")), "https://cho.example.vn");
        return new Letters(fair.link, doors, fair.clock, new Meters(measures));
    }

    /** What a node does up to the moment in which the notice stands and the letters lie in the outbox. */
    private List<String> given(AccountId account) {
        return new Notices(Bus.ALONE, fair.link, (who, message) -> { }).give(account, notice, List.of("mail", "message")).await().doors();
    }

    private void posted(AccountId account) {
        node().post(account, notice.notice(), given(account)).await();
    }

    private int due() {
        return fair.link.ask(Command.ZCARD, Keys.letters()).toInteger();
    }

    private int measured(String how) {
        return (int) measures.get("phien.letters").tag("how", how).counter().count();
    }

    private void nothingIsLeft() {
        assertEquals(0, due());
        for (var key : List.of(Keys.outbox(AN), Keys.outbox(BINH), Keys.letterTries())) assertEquals(0, fair.link.ask(Command.EXISTS, key).toInteger(), key);
    }

    @Test
    void it_goes_through_every_door_of_the_person_once_however_many_nodes_send() {
        posted(AN);
        posted(AN);
        posted(BINH);
        var nodes = IntStream.range(0, 5).mapToObj(n -> node().walk()).toList();
        Future.all(nodes).await();
        assertTrue(server.letter().contains("RCPT TO:<an@example.vn>"));
        assertEquals(1, messaged.size());
        assertEquals(2, measured("sent"));
        posted(AN);
        assertEquals(0, node().walk().await(), "said again it does not go out again");
        assertEquals(0, server.unread());
        nothingIsLeft();
    }

    @Test
    void a_node_that_dies_behind_the_notice_leaves_its_letters_to_whoever_gives_it_again() {
        assertEquals(List.of("mail", "message"), given(AN));
        assertEquals(0, node().walk().await(), "it died before they were on the list");
        posted(AN);
        assertEquals(2, node().walk().await());
        server.letter();
        nothingIsLeft();
    }

    @Test
    void a_node_that_dies_while_it_sends_leaves_its_letters_to_the_next_when_the_lease_is_over_with_the_same_id() {
        posted(AN);
        var take = vn.phien.redis.Script.load("markets/take_letters");
        take.run(fair.link, List.of(Keys.letters(), Keys.letterTries()), fair.clock.millis(), fair.clock.millis() + Letters.LEASE_MS, 20).await();
        assertEquals(0, node().walk().await(), "they may be on their way");
        fair.clock.advance(Letters.LEASE_MS + 1, TimeUnit.MILLISECONDS);
        assertEquals(2, node().walk().await());
        var first = id(server.letter());
        nothingIsLeft();
        // it had gone out already when the node died: what comes again is known by its id
        fair.link.ask(Command.HSET, Keys.outbox(AN), "mail/" + notice.notice(), vn.phien.protocol.Wire.write(notice));
        node().post(AN, notice.notice(), List.of("mail")).await();
        node().walk().await();
        assertEquals(first, id(server.letter()));
        assertTrue(first.endsWith("@example.vn>") && !first.contains("u-an"), first);
        fair.link.ask(Command.HSET, Keys.doors(BINH), "mail", vault.seal("binh@example.vn"));
        posted(BINH);
        node().walk().await();
        assertNotEquals(first, id(server.letter()), "another person's has another");
    }

    private static String id(String letter) {
        var found = ID.matcher(letter);
        assertTrue(found.find(), letter);
        return found.group(1);
    }

    @Test
    void what_a_server_refuses_is_tried_again_later_and_taken() {
        fair.link.ask(Command.HDEL, Keys.doors(AN), "message");
        server.refuses(2);
        posted(AN);
        for (int n = 0; n < 2; n++) {
            assertEquals(1, node().walk().await());
            assertEquals(0, node().walk().await(), "not at once");
            fair.clock.advance(Letters.WAITS_MS.get(n) + 1, TimeUnit.MILLISECONDS);
        }
        node().walk().await();
        assertTrue(server.letter().contains("RCPT TO:<an@example.vn>"));
        assertEquals(2, measured("again"));
        assertEquals(1, measured("sent"));
        nothingIsLeft();
    }

    @Test
    void after_five_tries_it_is_given_up_and_counted() {
        fair.link.ask(Command.HDEL, Keys.doors(AN), "mail");
        messagesAreTaken = false;
        notice = new NoticeView("n07-x|cancelled", "night-cancelled", new NightId("n07-x"), null, "Chợ đêm", fair.clock.millis(), "Mưa to", fair.clock.millis(), false);
        posted(AN);
        for (int n = 0; n < Letters.TRIES; n++) {
            assertEquals(1, node().walk().await(), "try " + n);
            if (n < Letters.WAITS_MS.size()) fair.clock.advance(Letters.WAITS_MS.get(n) + 1, TimeUnit.MILLISECONDS);
        }
        assertEquals(1, measured("given-up"));
        assertEquals(Letters.TRIES - 1, measured("again"));
        fair.clock.advance(1, TimeUnit.DAYS);
        assertEquals(0, node().walk().await());
        nothingIsLeft();
    }

    @Test
    void what_would_come_too_late_does_not_come() {
        posted(AN);
        fair.clock.advance(61, TimeUnit.MINUTES);
        node().walk().await();
        assertEquals(2, measured("late"));
        assertEquals(0, server.unread());
        assertEquals(List.of(), messaged);
        nothingIsLeft();
    }

    @Test
    void a_door_that_was_shut_meanwhile_stays_shut_and_who_is_erased_gets_nothing() {
        posted(AN);
        fair.link.ask(Command.HDEL, Keys.doors(AN), "mail");
        node().walk().await();
        assertEquals(1, measured("unwanted"));
        assertEquals(1, messaged.size());
        fair.link.ask(Command.HSET, Keys.doors(BINH), "message", 1);
        posted(BINH);
        new NoticeDoors(fair.link, vault, fair.clock, Dice.seeded(4), new Rates(fair.link, fair.clock), office, null, account -> Future.succeededFuture(Optional.empty()), "").forget(BINH).await();
        node().walk().await();
        assertEquals(1, messaged.size());
        nothingIsLeft();
    }

    @Test
    void more_letters_than_are_taken_at_once_go_out_in_one_walk() {
        fair.link.ask(Command.HDEL, Keys.doors(AN), "mail");
        for (int n = 0; n < 100; n++) {
            notice = new NoticeView("n07-x|" + n, "night-soon", notice.night(), null, notice.name(), notice.opensMs(), null, notice.atMs(), false);
            posted(AN);
        }
        assertEquals(100, node().walk().await());
        assertEquals(100, messaged.stream().distinct().count());
        nothingIsLeft();
    }
}
