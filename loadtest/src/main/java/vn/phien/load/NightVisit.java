package vn.phien.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The street of a night: 200 booths in eight halls, 20 of them on air, and a crowd that stands in it. Every second a price changes in each
 * hall with a light; it is measured how long it takes until everybody who looks at that hall sees it.
 */
final class NightVisit {
    private static final String ORGANIZER = "0987654321";
    private static final String OWNER = "0967000001";
    private static final int HALLS = 8;
    private static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;
    private static final int WARM_SECONDS = 5;
    private static final int AT_ONCE = 50;
    private static final int TRIES = 30;
    private static final long PATIENCE_MS = 250;

    private NightVisit() { }

    static boolean run(Map<String, Integer> settings) throws Exception {
        int visitors = Load.setting(settings, "visitors", 5_000), booths = Load.setting(settings, "booths", 200), live = Load.setting(settings, "live", 20), seconds = Load.setting(settings, "seconds", 20);
        boolean pinned = Proc.self().pin(CLIENT_CORE);
        System.out.printf("night: %,d visitors, %d booths, %d on air, %d s; %s%n", visitors, booths, live, seconds, pinned ? "server and client on a core each" : "server and client share all cores");
        var verdict = new Verdict();
        try (var server = new Server(ORGANIZER, SERVER_CORE, Map.of("PHIEN_LOG", "warn", "PHIEN_HTTP_SOCKETS", "20000", "PHIEN_HTTP_SOCKETS_PER_ADDRESS", "20000", "PHIEN_HTTP_JOINS_PER_SECOND", "5000")); var swarm = new Swarm()) {
            var organizer = new Api(server, "127.0.0.1").signIn(ORGANIZER);
            var owner = organizer.other().signIn(OWNER);
            var street = open(organizer, owner, booths, live);
            System.out.printf("  the market stands: %d booths%n", booths);
            var desk = swarm.open(server.address(), owner.cookie()).get(30, TimeUnit.SECONDS);
            for (var stall : street.onAir()) {
                ok(desk.says("go-live", "\"room\":\"" + stall.room() + "\",\"rehearsal\":false").get(10, TimeUnit.SECONDS));
                ok(desk.says("pin-products", "\"room\":\"" + stall.room() + "\",\"products\":[\"" + stall.product() + "\"]").get(10, TimeUnit.SECONDS));
                TimeUnit.MILLISECONDS.sleep(120);
            }
            var lobby = organizer.get("/api/lobby").get("street");
            verdict.promise(lobby.get("stalls").size() == booths && lobby.get("sum").get("live").asInt() == live, "the street has %d booths of which %d are on air", lobby.get("stalls").size(), lobby.get("sum").get("live").asInt());
            long empty = server.proc().residentKb();
            for (int at = 0; at < visitors; at += AT_ONCE) {
                var some = new ArrayList<CompletableFuture<?>>();
                for (int i = at; i < Math.min(visitors, at + AT_ONCE); i++) some.add(comesIn(swarm, server, street, street.halls().get(i % HALLS), TRIES));
                for (var one : some) one.get(60, TimeUnit.SECONDS);
            }
            System.out.printf(Locale.ROOT, "%,d visitors are in; %.1f kB for each%n", visitors, (server.proc().residentKb() - empty) / (double) visitors);

            // one booth of each hall that has one on air changes its price every second
            var marked = street.marked();
            var tick = new int[1];
            swarm.every(1_000 / marked.size(), () -> {
                var stall = marked.get(tick[0] % marked.size());
                desk.says("change-price", "\"room\":\"" + stall.room() + "\",\"product\":\"" + stall.product() + "\",\"priceVnd\":" + swarm.priced(tick[0]++));
            });
            TimeUnit.SECONDS.sleep(WARM_SECONDS);
            var before = swarm.closes();
            swarm.begin();
            double cpu = server.cpuSeconds(), scripts = server.meter("phien_deliveries_total");
            TimeUnit.SECONDS.sleep(seconds);
            var heard = swarm.heard();
            cpu = server.cpuSeconds() - cpu;
            System.out.printf(Locale.ROOT, "server: %,.0f summaries/s of %d bytes for %.2f cores; %,.0f deliveries/s; resident %,d MB%n", heard.frames() / heard.seconds(), heard.bytes() / Math.max(1, heard.frames()), cpu / heard.seconds(),
                (server.meter("phien_deliveries_total") - scripts) / heard.seconds(), server.residentMb());
            System.out.println("  from the change of a price to a phone in the street: " + heard.latency());
            Swarm.confess(heard);
            verdict.promise(heard.frames() > 0 && heard.p99() > 0, "changes were seen: %,d frames", heard.frames());
            verdict.promise(heard.p99() <= 1_000, "what changes is seen within a second, p99: %.0f ms", heard.p99());
            var closes = swarm.closes();
            for (int code : before.keySet()) closes.merge(code, -before.get(code), Integer::sum);
            closes.values().removeIf(count -> count == 0);
            verdict.promise(closes.isEmpty(), "no phone sent away: %s", closes);
        }
        return verdict.kept();
    }

    /** Comes into the street; whoever is turned away at the door of a busy house comes again a little later. */
    private static CompletableFuture<?> comesIn(Swarm swarm, Server server, Street street, String hall, int tries) {
        return swarm.open(server.address(), null).thenCompose(viewer -> viewer.says("watch-night", "\"night\":\"" + street.night() + "\",\"halls\":[\"" + hall + "\"]")).handle((answer, refused) -> {
            if (refused == null) return CompletableFuture.completedFuture(answer);
            if (tries == 0) return CompletableFuture.<String>failedFuture(refused);
            var again = new CompletableFuture<String>();
            swarm.later(1_000, () -> comesIn(swarm, server, street, hall, tries - 1).whenComplete((done, e) -> {
                if (e == null) again.complete("");
                else again.completeExceptionally(e);
            }));
            return again;
        }).thenCompose(answer -> answer);
    }

    private static void ok(String answer) {
        if (!answer.startsWith("{\"t\":\"done\"")) throw new IllegalStateException(answer);
    }

    /** A booth that goes on air. */
    record Stall(String booth, String product, String room, String hall) { }

    /** A market that stands. */
    record Street(String night, List<String> halls, List<Stall> onAir) {
        /** One booth on air of each hall that has one. */
        List<Stall> marked() {
            var first = new java.util.LinkedHashMap<String, Stall>();
            for (var stall : onAir) first.putIfAbsent(stall.hall, stall);
            return List.copyOf(first.values());
        }
    }

    /** Opens the market over the public API: booths, goods, applications, places, doors. */
    private static Street open(Api organizer, Api owner, int booths, int live) throws Exception {
        var opens = ZonedDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh")).plusMinutes(40);
        var clock = DateTimeFormatter.ofPattern("HH:mm");
        var halls = new StringBuilder();
        for (int h = 0; h < HALLS; h++) halls.append(h == 0 ? "" : ",").append("{\"name\":\"Khu %d\",\"kind\":\"theme\",\"places\":%d}".formatted(h + 1, booths / HALLS + 1));
        var market = post(organizer, "/api/markets", """
            {"key":"loadmarket01","market":{"name":"Chợ đêm thử tải","about":"","skips":[],"sittings":[{"date":"%s","from":"%s","until":"%s"}],
            "clock":{"applyDays":14,"applyUntilHours":0,"publishHours":0,"spotlightMinutes":5,"placing":"hand"},"halls":[%s],"asks":"","rehearsal":false,"running":true}}"""
            .formatted(opens.toLocalDate(), opens.format(clock), opens.plusHours(2).format(clock), halls));
        var night = text(market.get("nights").get(0), "night");
        var hallIds = new ArrayList<String>();
        patiently(() -> organizer.get("/api/nights/" + night + "/desk")).get("night").get("halls").forEach(hall -> hallIds.add(hall.get("hall").asText()));
        if (state(organizer, night).equals("draft")) post(organizer, "/api/nights/" + night + "/move", "{\"from\":\"draft\",\"to\":\"applications\"}");
        var onAir = new ArrayList<Stall>();
        var placed = new ArrayList<String[]>();
        for (int n = 0; n < booths; n++) {
            // one person has at most 50 booths: the first of them are those that go on air
            var phone = "0967%06d".formatted(1 + n / 40);
            var booth = text(post(organizer, "/api/booths", "{\"key\":\"loadbooth%05d\",\"phone\":\"%s\",\"booth\":{\"name\":\"Gian số %d\",\"province\":\"01\",\"commune\":\"Xã %d\",\"sellerName\":\"HTX %d\",\"registration\":\"0101234567\",\"returnTerms\":\"Đổi trả\"}}"
                .formatted(n, phone, n, n, n)), "booth");
            var product = text(post(organizer, "/api/booths/" + booth + "/products", "{\"key\":\"loadproduct%05d\",\"product\":{\"name\":\"Sản vật số %d\",\"priceVnd\":185000,\"unit\":\"hũ\",\"weightGrams\":500,\"group\":\"food\"}}".formatted(n, n)), "product");
            post(organizer, "/api/booths/" + booth + "/applications", "{\"night\":\"%s\",\"key\":\"loadapply%05d\",\"form\":{\"products\":[\"%s\"],\"papers\":[],\"photos\":[],\"note\":\"\"}}".formatted(night, n, product));
            placed.add(new String[] {booth, hallIds.get(n % HALLS), Integer.toString(1 + n / HALLS)});
            if (n >= live) continue;
            post(organizer, "/api/booths/" + booth + "/products/" + product + "/stock", "{\"delta\":1000,\"key\":\"loadstock%05d\",\"reason\":\"load\"}".formatted(n));
            var room = post(organizer, "/api/booths/" + booth + "/shows", "{\"title\":\"Phiên số %d\",\"startsMs\":%d,\"video\":{\"kind\":\"cover\"},\"cover\":{\"drawing\":\"honey-jar\",\"palette\":\"red-river\"}}".formatted(n, System.currentTimeMillis())).get("room").asText();
            put(organizer, "/api/booths/" + booth + "/shows/" + room + "/line-up", "{\"key\":\"loadlineup%05d\",\"items\":[{\"product\":\"%s\",\"units\":500,\"perBuyer\":5}]}".formatted(n, product));
            post(organizer, "/api/booths/" + booth + "/shows/" + room + "/schedule", "");
            onAir.add(new Stall(booth, product, room, hallIds.get(n % HALLS)));
        }
        for (var one : placed) {
            post(organizer, "/api/nights/" + night + "/applications/" + one[0], "{\"rev\":1,\"to\":\"approved\"}");
            int rev = patiently(() -> organizer.get("/api/nights/" + night + "/desk")).get("rev").asInt();
            post(organizer, "/api/nights/" + night + "/stands", "{\"rev\":%d,\"booth\":\"%s\",\"hall\":\"%s\",\"place\":%s}".formatted(rev, one[0], one[1], one[2]));
        }
        for (var step : List.of("published", "open")) post(organizer, "/api/nights/" + night + "/move", "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(state(organizer, night), step));
        return new Street(night, hallIds, onAir);
    }

    /** One organizer sets up a whole market here: where the house asks for patience, there is some. */
    private static JsonNode post(Api api, String path, String body) throws Exception {
        return patiently(() -> api.post(path, body));
    }

    private static JsonNode put(Api api, String path, String body) throws Exception {
        return patiently(() -> api.put(path, body));
    }

    private static JsonNode patiently(Callable<JsonNode> request) throws Exception {
        while (true) {
            try {
                return request.call();
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).contains("too-fast")) throw e;
                TimeUnit.MILLISECONDS.sleep(PATIENCE_MS);
            }
        }
    }

    private static String state(Api organizer, String night) throws Exception {
        return patiently(() -> organizer.get("/api/nights/" + night + "/desk")).get("night").get("state").asText();
    }

    /** The id under a name, however deep it stands. */
    private static String text(JsonNode node, String name) {
        var found = node.findValue(name);
        return found.isTextual() ? found.asText() : text(found, name);
    }
}
