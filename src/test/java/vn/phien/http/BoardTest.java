package vn.phien.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.phien.base.Limits;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Payment;
import vn.phien.testkit.House;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** The board for Grafana and the alerts name only measures that a server has. */
class BoardTest {
    private static final Path FOLDER = Path.of("docs/grafana");
    private static final Pattern NAMED = Pattern.compile("\\b(?:phien|jvm|process|system)_[a-z0-9_]+\\b");

    private static Set<String> named(String text) {
        return NAMED.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> measured(House house) {
        return house.stranger().tries("GET", "/metrics", null).body().lines().filter(line -> !line.startsWith("#")).map(line -> line.split("[{ ]")[0]).collect(Collectors.toSet());
    }

    @Test
    void every_measure_on_the_board_and_in_the_alerts_is_one_that_a_server_tells() throws IOException {
        try (var house = House.open()) {
            var stall = Stall.opened(house.person("Chị Mai"));
            var honey = stall.sells("Mật ong bạc hà", 185_000, 10);
            var show = stall.announces("Phiên mật ong", 10, 5);
            var an = house.person("An");
            try (var desk = stall.goesLive(); var phone = an.phone()) {
                phone.joins(show);
                var hold = phone.takes(show, honey, 1).isHeld().hold().hold();
                phone.says(ref -> new Inbound.PlaceOrder(ref, show, hold, new Inbound.Recipient("Nguyễn Thị Hường", an.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), Payment.COD, null));
            }
            // a collection, and a socket that the server closes, must have been for their measures to be there
            System.gc();
            var twice = house.person("Bình");
            var phones = new ArrayList<Phone>();
            for (int i = 0; i <= Limits.SOCKETS_PER_ACCOUNT; i++) phones.add(twice.phone());
            phones.getFirst().closesWith();
            phones.forEach(Phone::close);
            var there = measured(house);
            for (var file : new String[] {"phien.json", "alerts.yml"}) {
                var missing = named(Files.readString(FOLDER.resolve(file)));
                assertTrue(missing.size() > 5, file);
                missing.removeAll(there);
                assertEquals(Set.of(), missing, file + " names what no server tells");
            }
        }
    }

    @Test
    void the_board_asks_whichever_prometheus_is_chosen_and_nothing_overlaps() throws IOException {
        var board = new ObjectMapper().readTree(Files.readString(FOLDER.resolve("phien.json")));
        var variables = new TreeSet<String>();
        for (var variable : board.get("templating").get("list")) variables.add(variable.get("name").asText());
        assertEquals(Set.of("source", "job", "instance"), variables);
        var taken = new TreeSet<String>();
        var ids = new TreeSet<Integer>();
        for (var panel : board.get("panels")) {
            assertTrue(ids.add(panel.get("id").asInt()), "two panels " + panel.get("id"));
            if (!panel.get("type").asText().equals("row")) for (var target : panel.get("targets")) assertEquals("${source}", target.get("datasource").get("uid").asText(), panel.get("title").asText());
            var at = panel.get("gridPos");
            for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
                for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) assertTrue(x < 24 && taken.add(x + " " + y), panel.get("title").asText() + " lies over another");
            }
        }
        assertTrue(count(board) > 15);
    }

    private static int count(JsonNode board) {
        return board.get("panels").size();
    }
}
