package vn.phien.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import vn.phien.base.AccountId;
import vn.phien.base.HoldId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.inventory.StockScripts;
import vn.phien.protocol.Inbound;
import vn.phien.redis.Keys;
import vn.phien.redis.Script;

/**
 * Many buyers tap for few units in the same moment, then a sustained run in which every buyer takes a hold and gives it back.
 * Beside it, in the same run and on the same store, the same two scripts from a bare Redis client.
 */
final class FlashSale {
    private FlashSale() { }

    static boolean run(Map<String, Integer> settings) throws Exception {
        int buyers = Load.setting(settings, "buyers", 2_000), units = Load.setting(settings, "units", 100), seconds = Load.setting(settings, "seconds", 15);
        System.out.printf("flash-sale: %d buyers, %d units, then %d s of takes and releases%n", buyers, units, seconds);
        var vertx = Vertx.vertx();
        try (var server = new Server("0987654321")) {
            var host = new Api(server, "127.0.0.1").signIn("0987654321");
            var sale = Sale.open(host, units);
            var desk = Buyer.connect(vertx.createWebSocketClient(), server.address(), host.cookie()).await();
            desk.says("join-room", "\"room\":\"" + sale.room() + "\"").await();
            desk.says("go-live", "\"room\":\"" + sale.room() + "\",\"rehearsal\":false").await();
            var phones = connect(vertx, server, sale.room(), buyers);
            System.out.printf("%d buyers are in the room; server resident %d MB%n", phones.size(), server.residentMb());

            var verdict = new Verdict();
            rush(phones, sale, units, verdict);
            double endToEnd = sustained(vertx, server, phones, sale, seconds);
            double bare = bare(vertx, server, seconds);
            System.out.printf(Locale.ROOT, "sustained: %.0f commands/s end to end, %.0f scripts/s from a bare client, ratio %.2f (promise 0.50)%n", endToEnd, bare, endToEnd / bare);
            verdict.promise(endToEnd >= bare / 2, "at least half of the bare rate");
            verdict.promise(oversold(host, sale, units) == 0, "nothing oversold");
            for (var phone : phones) phone.close();
            return verdict.kept();
        } finally {
            vertx.close().await();
        }
    }

    private static List<Buyer> connect(Vertx vertx, Server server, String room, int buyers) throws Exception {
        var cookies = new ArrayList<String>();
        Api home = null;
        for (int i = 0; i < buyers; i++) {
            if (i % 50 == 0) home = new Api(server, "127.1." + (i / 50 + 1) + ".1");
            cookies.add(home.other().signIn("096%03d%04d".formatted(i / 9, i % 9)).cookie());
            if (i % 250 == 249) System.out.printf("  %d signed in%n", i + 1);
        }
        var client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(buyers + 10).setMaxFrameSize(1 << 20).setMaxMessageSize(1 << 22));
        var phones = new ArrayList<Buyer>();
        for (int from = 0; from < buyers; from += 100) {
            var some = new ArrayList<Future<Buyer>>();
            for (var cookie : cookies.subList(from, Math.min(buyers, from + 100))) some.add(Buyer.connect(client, server.address(), cookie));
            Future.all(some).await();
            for (var phone : some) phones.add(phone.result());
        }
        var joins = phones.stream().map(phone -> phone.says("join-room", "\"room\":\"" + room + "\"")).toList();
        Future.all(joins).await();
        return phones;
    }

    private static void rush(List<Buyer> phones, Sale sale, int units, Verdict verdict) {
        var held = new AtomicInteger();
        var inLine = new AtomicInteger();
        var other = new AtomicInteger();
        var times = new Latencies();
        long from = System.nanoTime();
        var taps = new ArrayList<Future<String>>();
        for (int i = 0; i < phones.size(); i++) {
            taps.add(phones.get(i).says("take-hold", take(sale.room(), sale.few(), true, "rush%08d".formatted(i))).onSuccess(answer -> {
                times.add(System.nanoTime() - from);
                (answer.startsWith("{\"t\":\"hold-taken\"") ? held : answer.startsWith("{\"t\":\"waiting\"") ? inLine : other).incrementAndGet();
            }));
        }
        Future.all(taps).await();
        double took = (System.nanoTime() - from) / 1e9;
        System.out.printf(Locale.ROOT, "rush: %d taps in %.2f s (%.0f a second): %d holds, %d in line, %d other; %s%n", phones.size(), took, phones.size() / took, held.get(), inLine.get(), other.get(), times);
        verdict.promise(held.get() == Math.min(units, phones.size()) && held.get() + inLine.get() == phones.size(), "exactly %d holds, the rest in line", units);
    }

    private static double sustained(Vertx vertx, Server server, List<Buyer> phones, Sale sale, int seconds) throws Exception {
        var times = new Latencies();
        var commands = new AtomicLong();
        var refused = new AtomicLong();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        double cpu = server.cpuSeconds();
        var done = new ArrayList<Future<Void>>();
        for (int i = 0; i < phones.size(); i++) {
            var finished = Promise.<Void>promise();
            done.add(finished.future());
            cycle(phones.get(i), sale, i, 0, end, times, commands, refused, finished);
        }
        var ticks = vertx.setPeriodic(5_000, id -> System.out.printf("  %d commands so far%n", commands.get()));
        Future.all(done).await();
        vertx.cancelTimer(ticks);
        System.out.printf(Locale.ROOT, "take-hold: %s; %d refused; server CPU %.1f s, resident %d MB%n", times, refused.get(), server.cpuSeconds() - cpu, server.residentMb());
        return commands.get() / (double) seconds;
    }

    private static void cycle(Buyer phone, Sale sale, int i, int n, long end, Latencies times, AtomicLong commands, AtomicLong refused, Promise<Void> finished) {
        long from = System.nanoTime();
        if (from > end) {
            finished.complete();
            return;
        }
        var key = "cycle%05dx%06d".formatted(i, n);
        phone.says("take-hold", take(sale.room(), sale.plenty(), false, key)).onSuccess(taken -> {
            times.add(System.nanoTime() - from);
            commands.incrementAndGet();
            if (!taken.startsWith("{\"t\":\"hold-taken\"")) refused.incrementAndGet();
            var hold = "h" + sale.room().substring(1, 3) + "-" + key;
            phone.says("release-hold", "\"room\":\"" + sale.room() + "\",\"hold\":\"" + hold + "\"").onSuccess(given -> {
                commands.incrementAndGet();
                cycle(phone, sale, i, n + 1, end, times, commands, refused, finished);
            });
        });
    }

    private static String take(String room, String product, boolean orWait, String key) {
        return "\"room\":\"%s\",\"lines\":[{\"product\":\"%s\",\"quantity\":1}],\"orWait\":%s,\"key\":\"%s\"".formatted(room, product, orWait, key);
    }

    /** Takes and releases by the same scripts on the same store, without anything of ours around them. */
    private static double bare(Vertx vertx, Server server, int seconds) throws Exception {
        var place = new PlaceId("s63-bareshow");
        var product = new ProductId("p63-bareproduct");
        var redis = Redis.createClient(vertx, new RedisOptions().setConnectionString(server.store()).setMaxWaitingHandlers(100_000));
        var setup = redis.connect().await();
        setup.send(Request.cmd(Command.HSET).arg(Keys.stage(place)).arg("state").arg("live").arg("ordersOpen").arg("1")).await();
        setup.send(Request.cmd(Command.HSET).arg(Keys.gates(place)).arg(product.value()).arg("{\"code\":\"A1\",\"price\":185000,\"limit\":99,\"open\":true}")).await();
        setup.send(Request.cmd(Command.HSET).arg(Keys.stock(place)).arg(product + ".allotted").arg("900000").arg(product + ".free").arg("900000")).await();
        var release = Script.load("inventory/release_hold");
        for (var script : List.of(StockScripts.takeHold(), release)) setup.send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(script.text())).await();
        var count = new AtomicLong();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        var done = new ArrayList<Future<Void>>();
        for (int c = 0; c < 2; c++) {
            var connection = redis.connect().await();
            for (int i = 0; i < 100; i++) {
                var finished = Promise.<Void>promise();
                done.add(finished.future());
                bareCycle(connection, release, place, product, c * 100 + i, 0, end, count, finished);
            }
        }
        Future.all(done).await();
        redis.close();
        return count.get() / (double) seconds;
    }

    private static void bareCycle(RedisConnection connection, Script release, PlaceId place, ProductId product, int i, int n, long end, AtomicLong count, Promise<Void> finished) {
        if (System.nanoTime() > end) {
            finished.complete();
            return;
        }
        var account = new AccountId("u-bare" + i);
        var hold = HoldId.in(place.shard(), "bare%05dx%06d".formatted(i, n));
        connection.send(script(StockScripts.takeHold(), place, StockScripts.takeHoldArgs(hold, account, List.of(new Inbound.Line(product, 1, null)), false, 300_000)))
            .compose(taken -> {
                count.incrementAndGet();
                return connection.send(script(release, place, hold, account));
            }).onSuccess(given -> {
                count.incrementAndGet();
                bareCycle(connection, release, place, product, i, n + 1, end, count, finished);
            }).onFailure(finished::fail);
    }

    private static Request script(Script script, PlaceId place, Object... args) {
        var keys = Keys.books(place);
        var request = Request.cmd(Command.EVALSHA).arg(script.sha()).arg(keys.size());
        keys.forEach(request::arg);
        for (var arg : args) request.arg(arg.toString());
        return request;
    }

    /** Units sold or held beyond those allotted, over both products. */
    private static long oversold(Api host, Sale sale, int units) throws Exception {
        long over = 0;
        for (JsonNode offer : host.get("/api/booths/" + sale.booth() + "/shows/" + sale.room() + "/line-up").get("lineUp")) {
            var stock = offer.get("stock");
            long sum = stock.get("free").asLong() + stock.get("held").asLong() + stock.get("sold").asLong();
            if (sum != stock.get("allotted").asLong() || stock.get("free").asLong() < 0) over++;
            if (offer.get("product").asText().equals(sale.few())) over += Math.max(0, stock.get("held").asLong() + stock.get("sold").asLong() - units);
        }
        return over;
    }
}
