package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Meters;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.Phone;
import vn.phien.testkit.TestStore;

/** A room that says more than its viewers may get: everybody reads the same part of it, and nobody loses what is meant for them. */
@ExtendWith(TestStore.class)
class ThinningTest {
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private final Link link = TestStore.LINK;
    private final Meters meters = new Meters(new SimpleMeterRegistry());
    private Rooms rooms;
    private HttpServer server;
    private URI address;
    private long n;

    @BeforeEach
    void a_server_with_one_live_room() {
        new Books(link).open(SHOW, new BoothId("b07-dongvan"), new ProductId("p07-honey"), 185_000, 10, 5);
        rooms = new Rooms(TestStore.VERTX, link, InstantSource.system(), meters, place -> Future.succeededFuture(new SceneAt("e1", 0, n, new Views.Scene(null, List.of(), List.of(), true, 0, null, List.of(), null))));
        rooms.start();
        var sockets = new SocketHandler(TestStore.VERTX, rooms, meters, (session, command) -> command instanceof Inbound.JoinRoom join
            ? rooms.join(session, join, session.caller().person().orElseThrow().account().value().equals("u-host"), Future.succeededFuture(new Rooms.Welcome(new Views.Mine(List.of(), List.of(), false, false), null)))
            : Future.succeededFuture(new Outbound.Refused(command.ref(), Why.NOT_ALLOWED, null, null)), new SocketHandler.Space(100, 100));
        server = TestStore.VERTX.createHttpServer().requestHandler(request -> {
            var caller = new Caller.Person(new AccountId(request.getHeader("Cookie")), "An", "s", Set.of(), Map.of());
            sockets.open(request, new Guest(caller, () -> Future.succeededFuture(caller), "127.0.0.1"));
        }).listen(0, "127.0.0.1").await();
        address = URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @AfterEach
    void the_server_stops() {
        rooms.stop();
        server.close().await();
    }

    private void say(List<String> lines) {
        var requests = new ArrayList<Request>();
        for (var line : lines) requests.add(Link.request(Command.XADD, Keys.chat(SHOW), ++n + "-0", "e", "{\"t\":\"said\",\"line\":{\"n\":" + n + ",\"sentMs\":1," + line + "}}"));
        requests.add(Link.request(Command.HSET, Keys.stage(SHOW), "chatN", n));
        link.batch(requests).await();
        rooms.ring(SHOW);
    }

    private static String line(String account, String message, String more) {
        return "\"message\":\"m07-" + message + "\",\"account\":\"" + account + "\",\"name\":\"An\",\"text\":\"chào\"," + more + "\"question\":" + message.startsWith("ask") + ",\"order\":false";
    }

    private List<String> heard(Phone phone) {
        phone.hears(Outbound.Said.class, said -> said.line().message().value().equals("m07-last"));
        return phone.everything().stream().filter(Outbound.Said.class::isInstance).map(said -> ((Outbound.Said) said).line().message().value().substring(4)).toList();
    }

    @Test
    void too_much_is_thinned_the_same_for_all_viewers_and_what_is_for_somebody_reaches_them() {
        rooms.chatPerSecond(5);
        try (var an = Phone.open("An", address, "u-an"); var binh = Phone.open("Bình", address, "u-binh"); var chi = Phone.open("Chi", address, "u-chi"); var host = Phone.open("Chủ", address, "u-host")) {
            for (var phone : List.of(an, binh, chi, host)) phone.joins(SHOW);
            var lines = new ArrayList<String>();
            for (int i = 0; i < 40; i++) lines.add(line("u-an", "an" + i, ""));
            lines.add(line("u-binh", "binh", ""));
            for (int i = 0; i < 5; i++) lines.add(line("u-an", "ask" + i, ""));
            lines.add(line("u-an", "answer", "\"replyTo\":\"m07-binh\","));
            lines.add(line("u-host", "last", "\"badge\":\"host\","));
            say(lines);
            var all = heard(host);
            assertEquals(lines.size(), all.size(), "the booth's people hear everything");
            var some = heard(chi);
            assertTrue(some.size() < 20, some::toString);
            assertTrue(some.containsAll(List.of("ask0", "ask1", "ask2", "ask3", "ask4", "last")), "questions and the host always pass");
            assertTrue(heard(an).containsAll(all.stream().filter(m -> !m.equals("binh")).toList()), "who speaks hears what they said");
            var bound = heard(binh);
            assertTrue(bound.contains("binh") && bound.contains("answer"), "who is answered hears it");
            assertEquals(some, bound.stream().filter(m -> !m.equals("binh") && !m.equals("answer")).toList(), "everybody reads the same conversation");
            assertEquals(lines.size() - some.size(), meters.dropped("thinned").count());
        }
    }

    @Test
    void the_first_words_in_a_room_that_has_just_opened_are_heard_however_busy_the_node_is() {
        rooms.chatPerSecond(5);
        try (var chi = Phone.open("Chi", address, "u-chi")) {
            chi.joins(SHOW);
            say(List.of(line("u-an", "first", ""), line("u-an", "last", "")));
            assertEquals(List.of("first", "last"), heard(chi));
        }
    }

    @Test
    void a_small_room_may_be_as_lively_as_it_likes_while_the_node_is_not_busy() {
        try (var chi = Phone.open("Chi", address, "u-chi")) {
            chi.joins(SHOW);
            var lines = new ArrayList<String>();
            for (int i = 0; i < 400; i++) lines.add(line("u-an", "an" + i, ""));
            lines.add(line("u-an", "last", ""));
            say(lines);
            assertEquals(lines.size(), heard(chi).size());
        }
    }
}
