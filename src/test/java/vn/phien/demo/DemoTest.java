package vn.phien.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.App;
import vn.phien.Config;
import vn.phien.base.PlaceId;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Wire;
import vn.phien.testkit.Books;
import vn.phien.testkit.Phone;

/** The whole server with its demo on: alive at the first look, in order when it stops, and the same on the second start. */
class DemoTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void the_first_look_is_alive_and_the_second_start_finds_the_same_booths() throws Exception {
        TreeSet<String> first;
        PlaceId room;
        try (var app = start()) {
            first = booths(app);
            assertEquals(Goods.names().size(), first.size());
            assertEquals(5, shows(app, "scheduled").size());
            room = new PlaceId(shows(app, "live").get(0).get("room").asText());
            try (var watcher = Phone.open("watcher", URI.create(app.address()), null)) {
                assertEquals(9, watcher.joins(room).scene().lineUp().size());
                watcher.hears(Outbound.ViewersCounted.class, viewers -> viewers.viewers() > 20);
                watcher.hears(Outbound.Said.class, said -> said.line().badge() == null);
                watcher.hears(Outbound.Said.class, said -> said.line().badge() != null && said.line().replyTo() != null);
                watcher.hears(Outbound.ProductsPinned.class);
                watcher.hears(Outbound.DealOpened.class);
                watcher.hears(Outbound.Reacted.class);
                watcher.hears(Outbound.StockChanged.class, stock -> stock.held() > 0);
                watcher.hears(Outbound.StockChanged.class, stock -> stock.sold() > 0);
            }
            new Books(app.link()).check();
        }
        try (var app = start()) {
            assertEquals(first, booths(app));
            try (var watcher = Phone.open("watcher", URI.create(app.address()), null)) {
                watcher.joins(room);
                watcher.hears(Outbound.ViewersCounted.class, viewers -> viewers.viewers() > 20);
            }
            new Books(app.link()).check();
        }
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

    private static JsonNode get(App app, String path) throws Exception {
        var answer = CLIENT.send(HttpRequest.newBuilder(URI.create(app.address() + path)).build(), HttpResponse.BodyHandlers.ofString());
        assertTrue(answer.statusCode() == 200, () -> path + " answered " + answer.statusCode() + ": " + answer.body());
        return Wire.trusted(answer.body(), JsonNode.class);
    }
}
