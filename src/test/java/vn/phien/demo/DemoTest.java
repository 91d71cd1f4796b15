package vn.phien.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.App;
import vn.phien.Config;
import vn.phien.base.PlaceId;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Wire;
import vn.phien.testkit.Books;
import vn.phien.redis.EmbeddedStore;
import vn.phien.redis.Link;
import vn.phien.testkit.Phone;
import vn.phien.testkit.TestStore;

/** The whole server with its demo on: alive at the first look, in order when it stops, and the same on the second start. */
class DemoTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    @Timeout(240)
    void the_first_look_is_alive_and_the_second_start_finds_the_same_booths() throws Exception {
        TreeSet<String> first;
        PlaceId room;
        String cookie, night;
        try (var app = start()) {
            first = booths(app);
            assertEquals(Goods.names().size(), first.size());
            assertEquals(5, shows(app, "scheduled").size());
            room = new PlaceId(main(app).orElseThrow());
            try (var watcher = Phone.open("watcher", URI.create(app.address()), null)) {
                assertEquals(9, watcher.joins(room).scene().lineUp().size());
                watcher.hears(Outbound.ViewersCounted.class, viewers -> viewers.viewers() > 20);
                watcher.hears(Outbound.Said.class, said -> said.line().badge() == null);
                watcher.hears(Outbound.Said.class, said -> said.line().badge() != null && said.line().replyTo() != null);
                watcher.hears(Outbound.ProductsPinned.class);
                // a machine that is too busy says that reactions rest
                watcher.hears(Outbound.class, event -> event instanceof Outbound.Reacted || event instanceof Outbound.StrainChanged);
                watcher.hears(Outbound.StockChanged.class, stock -> stock.held() > 0);
                watcher.hears(Outbound.StockChanged.class, stock -> stock.sold() > 0);
                watcher.hears(Outbound.DealOpened.class);
            }
            night = open(app);
            assertEquals(24, get(app, "/api/nights/" + night).get("booths").size());
            assertEquals(3, get(app, "/api/nights/" + night).at("/night/halls").size());
            while (shows(app, "live").size() < 6) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            while (get(app, "/api/announcements").get("announcements").isEmpty()) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            assertFalse(get(app, "/api/nights?state=applications").get("nights").isEmpty(), "the next Friday takes applications");
            an_official_watches_over(app, room);
            cookie = signIn(app, Demo.HOST);
            try (var host = Phone.open("host", URI.create(app.address()), cookie)) {
                assertTrue(host.joins(room).mine().staff());
                host.hears(Outbound.OrderArrived.class);
                host.hears(Outbound.OrderMoved.class, order -> order.state() == OrderState.CONFIRMED);
                host.hears(Outbound.OrderMoved.class, order -> order.paid() == PaidState.PAID);
            }
        }
        audit();
        try (var app = start()) {
            assertEquals(first, booths(app));
            assertEquals(night, open(app), "the night goes on");
            try (var watcher = Phone.open("watcher", URI.create(app.address()), null)) {
                watcher.joins(room);
                watcher.hears(Outbound.ViewersCounted.class, viewers -> viewers.viewers() > 20);
            }
            try (var host = Phone.open("host", URI.create(app.address()), cookie)) {
                host.joins(room);
                host.says(ref -> new Inbound.ChangeStage(ref, room, Inbound.ChangeStage.Stage.END));
                var next = main(app);
                while (next.isEmpty() || next.get().equals(room.value())) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
                    next = main(app);
                }
                assertEquals(9, host.joins(new PlaceId(next.get())).scene().lineUp().size());
            }
        }
        audit();
    }

    /** Who signs in as the demo's official has the desk, and what is remarked there reaches the booth. */
    private static void an_official_watches_over(App app, PlaceId room) throws Exception {
        var cookie = signIn(app, Demo.OFFICIAL);
        var show = as(app, cookie, "/api/oversight/shows/" + room.value());
        var matter = post(app, "/api/oversight/matters", cookie, Map.of("key", Phone.key(), "kind", "flag", "booth", show.at("/show/booth/booth").asText(), "room", room.value(), "reason", "other", "text", "Xin nói rõ ngày hái trên nhãn."));
        assertEquals("Đội Quản lý thị trường số 3", Wire.trusted(matter.body(), JsonNode.class).at("/office").asText(), matter::body);
    }

    /** When everybody has gone home, for an audit reads one page after the other. */
    private void audit() {
        try (var store = EmbeddedStore.start(folder.resolve("store"), 0)) {
            var link = new Link(TestStore.VERTX, store.url());
            new Books(link).check();
            link.close();
        }
    }

    private static String signIn(App app, String phone) throws Exception {
        var sent = Wire.trusted(post(app, "/api/sign-in/code", Map.of("phone", phone)).body(), JsonNode.class);
        var entered = post(app, "/api/sign-in", Map.of("request", sent.get("request").asText(), "phone", phone, "code", sent.get("demoCode").asText(), "consent", true));
        var cookie = entered.headers().firstValue("set-cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static JsonNode as(App app, String cookie, String path) throws Exception {
        return Wire.trusted(CLIENT.send(HttpRequest.newBuilder(URI.create(app.address() + path)).header("Cookie", cookie).build(), HttpResponse.BodyHandlers.ofString()).body(), JsonNode.class);
    }

    private static HttpResponse<String> post(App app, String path, Object body) throws Exception {
        return post(app, path, "", body);
    }

    private static HttpResponse<String> post(App app, String path, String cookie, Object body) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(app.address() + path)).header("Content-Type", "application/json").header("Origin", app.address()).header("Cookie", cookie)
            .POST(HttpRequest.BodyPublishers.ofString(Wire.write(body))).build(), HttpResponse.BodyHandlers.ofString());
    }

    private App start() {
        return App.start(Config.of(Map.of("PHIEN_HTTP_PORT", "0", "PHIEN_HTTP_DRAIN_MS", "100", "PHIEN_DATA_DIR", folder.toString(), "PHIEN_DEMO_SPEED", "25"), new Properties()));
    }

    private static TreeSet<String> booths(App app) throws Exception {
        var names = new TreeSet<String>();
        for (var booth : get(app, "/api/booths").get("booths")) names.add(booth.get("booth").asText() + " " + booth.get("name").asText());
        return names;
    }

    private static JsonNode shows(App app, String state) throws Exception {
        return get(app, "/api/shows?state=" + state).get("shows");
    }

    /** The night that is open, as soon as there is one. */
    private static String open(App app) throws Exception {
        var open = get(app, "/api/nights?state=open").get("nights");
        while (open.isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            open = get(app, "/api/nights?state=open").get("nights");
        }
        return open.get(0).get("night").asText();
    }

    /** The room of the largest show, which is that of the first booth. */
    private static Optional<String> main(App app) throws Exception {
        for (var show : shows(app, "live")) if (show.at("/booth/name").asText().equals(Goods.producer(Goods.names().getFirst()).booth().name())) return Optional.of(show.get("room").asText());
        return Optional.empty();
    }

    private static JsonNode get(App app, String path) throws Exception {
        var answer = CLIENT.send(HttpRequest.newBuilder(URI.create(app.address() + path)).build(), HttpResponse.BodyHandlers.ofString());
        assertTrue(answer.statusCode() == 200, () -> path + " answered " + answer.statusCode() + ": " + answer.body());
        return Wire.trusted(answer.body(), JsonNode.class);
    }
}
