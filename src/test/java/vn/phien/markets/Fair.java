package vn.phien.markets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import io.vertx.core.Future;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.MarketId;
import vn.phien.base.NightId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Why;
import vn.phien.protocol.Views.SittingView;
import vn.phien.protocol.Views.WeeklyView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

/** A market of Friday evenings, its organizers and some booths, on the real store. */
final class Fair {
    static final BoothId HONEY = new BoothId("b07-honey"), TEA = new BoothId("b08-tea"), FISH = new BoothId("b09-fish");
    final Caller.Person lan = organizer("lan"), minh = organizer("minh");
    final Caller.Person mai = producer("mai", HONEY), tu = producer("tu", TEA), sau = producer("sau", FISH);
    final Link link = TestStore.LINK;
    final Books books = new Books(link);
    final TestClock clock = new TestClock(link);
    final Nights nights = new Nights(link);
    final Markets markets = new Markets(link, nights, clock);
    final NightScripts scripts = new NightScripts(link);
    final NightWatch watch = new NightWatch(link, nights, markets, clock, shard -> { });
    private int keys;
    AccountId gone;

    static Caller.Person organizer(String name) {
        return new Caller.Person(new AccountId("u-" + name), name, "s", Set.of(Role.ORGANIZER), Map.of());
    }

    static Caller.Person producer(String name, BoothId booth) {
        return new Caller.Person(new AccountId("u-" + name), name, "s", Set.of(), Map.of(booth, BoothRole.OWNER));
    }

    String key() {
        return "k%09d".formatted(keys++);
    }

    static <T> T ok(Future<Result<T>> result) {
        return assertInstanceOf(Result.Ok.class, result.await(), () -> result.result().toString()) instanceof Result.Ok<?>(var value) ? cast(value) : null;
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }

    /** Refused, and nothing changed. */
    void refused(Why why, Supplier<? extends Future<? extends Result<?>>> work) {
        var before = books.digest();
        var result = work.get().await();
        assertEquals(why, assertInstanceOf(Result.Refused.class, result, result::toString).why());
        assertEquals(before, books.digest(), "a refusal changed something");
    }

    /** Said again, it answers the same and changes nothing. */
    <T> T again(Supplier<Future<Result<T>>> work) {
        var before = books.digest();
        var result = ok(work.get());
        assertEquals(before, books.digest(), "a repeat changed something");
        return result;
    }

    static MarketDraft fridays() {
        return new MarketDraft("Chợ đêm trên mây", "Mỗi tối thứ Sáu", new WeeklyView(5, "19:30", "22:00"), List.of(), List.of(), MarketDraft.Clock.USUAL,
            List.of(new HallDraft(null, "Khu miền núi", "province", "08", 3), new HallDraft(null, "Khu trà", "group", "drink", 2), new HallDraft(null, "Khu chung", "theme", null, 4)), "", false, true);
    }

    /** A festival that opens in some hours and lasts two and a half. */
    MarketDraft festivalIn(long hours) {
        var at = clock.instant().plusSeconds(hours * 3600).atZone(Schedule.ZONE);
        var sitting = new SittingView(at.toLocalDate().toString(), "%02d:%02d".formatted(at.getHour(), at.getMinute()), "%02d:%02d".formatted(at.plusMinutes(150).getHour(), at.plusMinutes(150).getMinute()));
        var usual = fridays();
        return new MarketDraft("Hội mùa vàng", "", null, List.of(), List.of(sitting), usual.clock(), usual.halls(), "", false, true);
    }

    MarketId opened(MarketDraft draft) {
        return ok(markets.open(lan, key(), draft)).market();
    }

    /** A night that opens in some hours, with its steps taken as far as the clock says. */
    NightId nightIn(long hours) {
        var market = opened(festivalIn(hours));
        watch.walk().await();
        return nights.ofMarket(market, 10).await().getLast().night();
    }

    NightRecord night(NightId night) {
        return nights.read(night).await().orElseThrow();
    }

    String state(NightId night) {
        return night(night).state();
    }

    /** Lets time pass, and the watch walk. */
    void passes(long amount, TimeUnit unit) {
        clock.advance(amount, unit);
        watch.walk().await();
    }

    List<JsonNode> facts(NightId night, String type) {
        var found = new ArrayList<JsonNode>();
        for (var entry : link.ask(Command.XRANGE, Keys.facts(night.shard()), "-", "+")) {
            var fact = Wire.trusted(entry.get(1).get(1).toString(), JsonNode.class);
            if (fact.get("t").asText().equals(type) && fact.get("night").asText().equals(night.value())) found.add(fact);
        }
        return found;
    }

    /** What people are called; who is nobody any more has no name. */
    Future<Map<AccountId, String>> names(java.util.Collection<AccountId> people) {
        return Future.succeededFuture(people.stream().filter(who -> !who.equals(gone)).collect(java.util.stream.Collectors.toMap(who -> who, who -> who.value().substring(2))));
    }

    static ApplicationForm form(BoothId booth) {
        return new ApplicationForm(List.of(new ProductId(booth.value().replaceFirst("b", "p"))), List.of(), List.of(), null, "Có mật mới");
    }

    LocalDate today() {
        return LocalDate.ofInstant(Instant.ofEpochMilli(clock.millis()), Schedule.ZONE);
    }
}
