package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.PlaceId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.testkit.Phone;
import vn.phien.testkit.TestStore;

/** How many sockets a person and a place may have, how much may be said in them, and that people in them stay who they are. */
@ExtendWith(TestStore.class)
class DoorstepTest {
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private static final BoothId BOOTH = new BoothId("b07-dongvan");
    private final Map<String, Caller> people = new ConcurrentHashMap<>();
    private HttpServer server;
    private URI address;
    private String from = "127.0.0.1";

    @BeforeEach
    void a_server_that_tells_who_speaks() {
        var meters = Meters.unread();
        var rooms = new Rooms(TestStore.VERTX, TestStore.LINK, InstantSource.system(), meters, place -> Future.failedFuture("no rooms"));
        var sockets = new SocketHandler(TestStore.VERTX, rooms, meters, (session, command) -> Future.succeededFuture(session.caller().worksIn(BOOTH, BoothRole.STAFF)
            ? new Outbound.Done(command.ref(), null) : new Outbound.Refused(command.ref(), Why.NOT_ALLOWED, null, null)), new SocketHandler.Space(100, 3));
        server = TestStore.VERTX.createHttpServer().requestHandler(request -> {
            var cookie = request.getHeader("Cookie");
            sockets.open(request, new Guest(who(cookie), () -> Future.succeededFuture(who(cookie)), from));
        }).listen(0, "127.0.0.1").await();
        address = URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @AfterEach
    void the_server_stops() {
        server.close().await();
    }

    private Caller who(String cookie) {
        return cookie == null ? Caller.ANONYMOUS : people.computeIfAbsent(cookie, c -> person(c, Map.of()));
    }

    private static Caller.Person person(String account, Map<BoothId, BoothRole> posts) {
        return new Caller.Person(new AccountId(account), "An", "s", Set.of(), posts);
    }

    private static Outbound.Reply asks(Phone phone) {
        return phone.says(Inbound.AskClock::new);
    }

    @Test
    void of_too_many_sockets_of_one_account_the_oldest_goes_and_stays_away() {
        var phones = new ArrayList<Phone>();
        for (int i = 0; i <= Limits.SOCKETS_PER_ACCOUNT; i++) {
            phones.add(Phone.open("An", address, "u-an"));
            asks(phones.getLast());
        }
        assertEquals(4409, phones.getFirst().closesWith());
        for (var phone : phones.subList(1, phones.size())) asks(phone);
        phones.forEach(Phone::close);
    }

    @Test
    void one_network_address_has_only_so_many_sockets_and_gets_its_place_back() {
        from = "203.0.113.7";
        var phones = new ArrayList<Phone>();
        for (int i = 0; i < 3; i++) phones.add(Phone.open("Khách", address, null));
        assertThrows(CompletionException.class, () -> Phone.open("Khách", address, null));
        from = "203.0.113.8";
        phones.add(Phone.open("Khách", address, null));
        from = "2001:db8::1";
        for (int i = 0; i < 3; i++) phones.add(Phone.open("Khách", address, null));
        from = "2001:db8::ffff";
        assertThrows(CompletionException.class, () -> Phone.open("Khách", address, null), "the same /64");
        phones.forEach(Phone::close);
        long end = System.nanoTime() + 10_000_000_000L;
        while (true) {
            try (var back = Phone.open("Khách", address, null)) {
                asks(back);
                return;
            } catch (CompletionException full) {
                assertTrue(System.nanoTime() < end, "its place was never given back");
            }
        }
    }

    @Test
    void many_sockets_say_no_more_than_one() {
        try (var an = Phone.open("An", address, "u-an"); var more = Phone.open("An", address, "u-an"); var binh = Phone.open("Bình", address, "u-binh")) {
            int refused = 0;
            for (int i = 0; i < Limits.COMMAND_BURST * 2 / 3; i++) {
                if (asks(an) instanceof Outbound.Refused(var ref, var why, var field, var free) && why == Why.TOO_FAST) refused++;
                if (asks(more) instanceof Outbound.Refused(var ref, var why, var field, var free) && why == Why.TOO_FAST) refused++;
            }
            assertTrue(refused > 0, "one purse for both");
            assertEquals(Why.NOT_ALLOWED, ((Outbound.Refused) asks(binh)).why());
        }
    }

    @Test
    void who_floods_the_chat_is_told_to_slow_down() {
        try (var an = Phone.open("An", address, "u-an")) {
            for (int i = 0; i < Limits.MESSAGE_BURST; i++) assertEquals(Why.NOT_ALLOWED, an.chats(SHOW, "chào").isRefused(Why.NOT_ALLOWED).why());
            an.chats(SHOW, "chào").isRefused(Why.TOO_FAST);
            assertEquals(Why.NOT_ALLOWED, ((Outbound.Refused) asks(an)).why(), "other things may be said");
        }
    }

    @Test
    void who_loses_their_post_while_the_socket_is_open_comes_back_through_the_door() {
        people.put("u-an", person("u-an", Map.of(BOOTH, BoothRole.STAFF)));
        try (var an = Phone.open("An", address, "u-an")) {
            assertInstanceOf(Outbound.Done.class, asks(an));
            people.put("u-an", person("u-an", Map.of()));
            assertEquals(4410, an.closesWith());
        }
        try (var an = Phone.open("An", address, "u-an")) {
            assertInstanceOf(Outbound.Refused.class, asks(an));
        }
    }

    @Test
    void a_login_that_ended_elsewhere_ends_here_even_when_no_bell_was_heard() {
        people.put("u-an", person("u-an", Map.of(BOOTH, BoothRole.OWNER)));
        try (var an = Phone.open("An", address, "u-an")) {
            people.put("u-an", Caller.ANONYMOUS);
            assertEquals(4401, an.closesWith());
        }
    }
}
