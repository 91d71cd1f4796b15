package vn.phien.markets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.markets.Fair.FISH;
import static vn.phien.markets.Fair.HONEY;
import static vn.phien.markets.Fair.TEA;
import static vn.phien.markets.Fair.form;
import static vn.phien.markets.Fair.ok;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.BoothId;
import vn.phien.base.NightId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.markets.Applications.Application;
import vn.phien.markets.Applications.Change;
import vn.phien.markets.NightScripts.Move;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.StandView;
import vn.phien.redis.Keys;
import vn.phien.testkit.TestStore;

/** An application from the first word to the last, and the places that come of it. */
@ExtendWith(TestStore.class)
class ApplicationsTest {
    private static final Picture PICTURE = new Picture(null, "honey", "north-mountain");
    private Fair fair;
    private Applications applications;
    private NightDesk desk;
    private NightId night;

    @BeforeEach
    void open() {
        fair = new Fair();
        applications = new Applications(fair.link, fair.nights, booth -> Future.succeededFuture(goods(booth)), (booth, paths) -> Future.succeededFuture(true), fair::names, shard -> { });
        var spotlight = new Spotlight(fair.link, fair.nights, fair.markets, open -> Future.succeededFuture(List.of()), shard -> { });
        desk = new NightDesk(fair.link, fair.nights, fair.markets, applications, spotlight, booth -> Future.succeededFuture(Optional.of(new BoothView(booth, "Gian " + booth, province(booth), "Xã", "", PICTURE, "HTX", null, null, false))),
            booth -> Future.succeededFuture(goods(booth)), shard -> { });
        night = fair.nightIn(100);
    }

    private static String province(BoothId booth) {
        return booth.equals(HONEY) ? "08" : "40";
    }

    private static Map<ProductId, ProductView> goods(BoothId booth) {
        var product = form(booth).products().getFirst();
        return Map.of(product, new ProductView(product, booth, "Hàng", "", 1_000, "hũ", 100, booth.equals(TEA) ? "drink" : "food", null, null, PICTURE, List.of(), 0, false));
    }

    private Application applied(BoothId booth) {
        return ok(applications.make(Fair.producer("x" + booth.value().substring(4), booth), booth, night, fair.key(), form(booth)));
    }

    private Application decided(BoothId booth, String to) {
        var rev = applications.find(night, booth).await().orElseThrow().rev();
        return ok(applications.decide(fair.lan, night, booth, rev, to, to.equals("approved") ? null : "vì sao"));
    }

    private List<String> steps(BoothId booth) {
        return applications.find(night, booth).await().orElseThrow().changes().stream().map(Change::what).toList();
    }

    // ── the life of an application ────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_repeat_of_each_act_changes_nothing() {
        var key = fair.key();
        ok(applications.make(fair.mai, HONEY, night, key, form(HONEY)));
        fair.again(() -> applications.make(fair.mai, HONEY, night, key, form(HONEY)));
        ok(applications.decide(fair.lan, night, HONEY, 1, "changes", "Thêm ảnh"));
        fair.again(() -> applications.decide(fair.lan, night, HONEY, 1, "changes", "Thêm ảnh"));
        fair.refused(Why.CHANGED_MEANWHILE, () -> applications.decide(fair.minh, night, HONEY, 1, "approved", null));
        var better = new ApplicationForm(form(HONEY).products(), List.of(), List.of("/photos/a.jpg"), null, "Đã thêm");
        ok(applications.answer(fair.mai, HONEY, night, 2, better, "Đã thêm ảnh"));
        fair.again(() -> applications.answer(fair.mai, HONEY, night, 2, better, "Đã thêm ảnh"));
        ok(applications.decide(fair.lan, night, HONEY, 3, "approved", null));
        fair.again(() -> applications.decide(fair.lan, night, HONEY, 3, "approved", null));
        ok(applications.withdraw(fair.mai, HONEY, night, "Ốm"));
        fair.again(() -> applications.withdraw(fair.mai, HONEY, night, "Ốm"));
        assertEquals(List.of("made", "changes", "answered", "approved", "withdrawn"), steps(HONEY));
        assertEquals(1, fair.facts(night, "application-made").size());
        assertEquals(2, fair.facts(night, "application-decided").size());
    }

    @Test
    void who_is_erased_is_gone_from_what_was_done() {
        applied(HONEY);
        decided(HONEY, "changes");
        assertEquals(List.of("xhoney", "lan"), applications.find(night, HONEY).await().orElseThrow().changes().stream().map(Change::name).toList());
        fair.gone = fair.lan.account();
        assertEquals(List.of("xhoney", "–"), applications.find(night, HONEY).await().orElseThrow().changes().stream().map(Change::name).toList());
        ok(desk.hold(fair.minh, night, true, "Chờ"));
        assertEquals(List.of("minh", ""), desk.find(night).await().orElseThrow().changes().stream().map(NightDesk.NightChange::name).toList());
        for (var key : fair.link.ask(Command.KEYS, "*")) if (key.toString().contains(night.value())) assertTrue(!fair.link.ask(Command.TYPE, key).toString().equals("hash") || !fair.link.ask(Command.HGETALL, key).toString().contains("\"name\":\"lan"));
    }

    @ParameterizedTest(name = "from {0} to {1}: {2}")
    @CsvSource({
        "waiting, approved, yes", "waiting, changes, yes", "waiting, refused, yes", "changes, approved, yes", "changes, changes, no", "changes, refused, yes", "approved, approved, no", "approved, changes, yes", "approved, refused, yes",
        "refused, approved, yes", "refused, changes, no", "refused, refused, no", "withdrawn, approved, no", "withdrawn, changes, no", "withdrawn, refused, no"
    })
    void an_application_goes_only_where_it_can(String from, String to, String may) {
        applied(HONEY);
        if (from.equals("withdrawn")) ok(applications.withdraw(fair.mai, HONEY, night, null));
        else if (!from.equals("waiting")) decided(HONEY, from);
        int rev = applications.find(night, HONEY).await().orElseThrow().rev();
        if (may.equals("yes")) assertEquals(to, ok(applications.decide(fair.lan, night, HONEY, rev, to, "vì sao")).state());
        else fair.refused(Why.WRONG_STATE, () -> applications.decide(fair.lan, night, HONEY, rev, to, "vì sao khác"));
    }

    @Test
    void a_decision_on_what_has_changed_since_is_not_taken_for_its_own_repeat() {
        applied(HONEY);
        int rev = decided(HONEY, "approved").rev();
        ok(desk.place(fair.lan, night, fair.night(night).rev(), new Move(HONEY, fair.night(night).halls().getFirst().hall(), 1)));
        fair.refused(Why.CHANGED_MEANWHILE, () -> applications.decide(fair.lan, night, HONEY, rev, "approved", null));
    }

    @Test
    void twins_that_apply_at_once_apply_once() {
        var tries = IntStream.range(0, 8).mapToObj(n -> applications.make(fair.mai, HONEY, night, fair.key(), form(HONEY))).toList();
        Future.join(tries).await();
        assertEquals(1, tries.stream().filter(one -> one.result() instanceof vn.phien.base.Result.Ok<Application>).count());
        assertEquals(1, fair.facts(night, "application-made").size());
    }

    @Test
    void the_clock_closes_applications_but_who_was_asked_may_answer() {
        applied(HONEY);
        applied(TEA);
        decided(HONEY, "changes");
        fair.passes(60, TimeUnit.HOURS);
        assertEquals("applications", fair.state(night));
        fair.refused(Why.APPLICATIONS_CLOSED, () -> applications.make(fair.sau, FISH, night, fair.key(), form(FISH)));
        fair.refused(Why.APPLICATIONS_CLOSED, () -> applications.answer(fair.tu, TEA, night, 1, form(TEA), null));
        assertEquals("waiting", ok(applications.answer(fair.mai, HONEY, night, 2, form(HONEY), "Xong")).state());
        fair.passes(40, TimeUnit.HOURS);
        assertEquals("open", fair.state(night));
        fair.refused(Why.APPLICATIONS_CLOSED, () -> applications.answer(fair.mai, HONEY, night, 3, form(HONEY), "Muộn"));
        assertEquals("approved", decided(HONEY, "approved").state());
    }

    @Test
    void who_withdraws_gives_the_place_back_and_may_apply_again() {
        applied(HONEY);
        decided(HONEY, "approved");
        ok(desk.place(fair.lan, night, fair.night(night).rev(), new Move(HONEY, fair.night(night).halls().getFirst().hall(), 1)));
        assertEquals(1, fair.nights.stands(night).await().size());
        assertNull(ok(applications.withdraw(fair.mai, HONEY, night, null)).stand());
        assertEquals(List.of(), fair.nights.stands(night).await());
        assertEquals("waiting", applied(HONEY).state());
        assertEquals(List.of("made", "approved", "placed", "withdrawn", "made"), steps(HONEY));
    }

    @Test
    void who_is_refused_loses_the_place_and_cannot_apply_over_it() {
        applied(HONEY);
        decided(HONEY, "approved");
        ok(desk.place(fair.lan, night, fair.night(night).rev(), new Move(HONEY, fair.night(night).halls().getFirst().hall(), 1)));
        assertNull(decided(HONEY, "refused").stand());
        fair.refused(Why.ALREADY_DONE, () -> applications.make(fair.mai, HONEY, night, fair.key(), form(HONEY)));
        fair.refused(Why.WRONG_STATE, () -> applications.withdraw(fair.mai, HONEY, night, null));
        assertEquals(1, fair.facts(night, "stand-cleared").size());
    }

    // ── places ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_booth_put_where_another_stands_changes_places_with_it() {
        for (var booth : List.of(HONEY, TEA, FISH)) {
            applied(booth);
            decided(booth, "approved");
        }
        var hall = fair.night(night).halls().getFirst().hall();
        ok(desk.place(fair.lan, night, fair.night(night).rev(), new Move(HONEY, hall, 1)));
        ok(desk.place(fair.lan, night, fair.night(night).rev(), new Move(TEA, hall, 2)));
        var swapped = ok(desk.place(fair.lan, night, fair.night(night).rev(), new Move(HONEY, hall, 2)));
        assertEquals(List.of(new StandView(TEA, hall, 1), new StandView(HONEY, hall, 2)), swapped.stands());
        var waits = ok(desk.place(fair.lan, night, swapped.rev(), new Move(FISH, hall, 1)));
        assertEquals(List.of(new StandView(FISH, hall, 1), new StandView(HONEY, hall, 2)), waits.stands());
        var taken = ok(desk.place(fair.lan, night, waits.rev(), new Move(FISH, null, 0)));
        assertEquals(List.of(new StandView(HONEY, hall, 2)), taken.stands());
        fair.refused(Why.CHANGED_MEANWHILE, () -> desk.place(fair.minh, night, waits.rev(), new Move(FISH, hall, 3)));
        fair.refused(Why.HALL_IN_USE, () -> desk.setHalls(fair.lan, night, taken.rev(), List.of(new HallDraft(hall, "Một ô", "theme", null, 1))));
    }

    @Test
    void what_is_published_places_whoever_has_none_by_rule_once() {
        for (var booth : List.of(HONEY, TEA, FISH)) {
            applied(booth);
            decided(booth, "approved");
        }
        ok(desk.move(fair.lan, night, "applications", "published"));
        var fact = fair.facts(night, "night-published").getFirst();
        var told = new vn.phien.facts.Fact(night.shard(), "1-1", "night-published", null, 1, fact);
        desk.fold(told).await();
        var halls = fair.night(night).halls();
        assertEquals(List.of(new StandView(HONEY, halls.get(0).hall(), 1), new StandView(TEA, halls.get(1).hall(), 1), new StandView(FISH, halls.get(2).hall(), 1)), fair.nights.stands(night).await());
        var before = fair.books.digest();
        desk.fold(told).await();
        assertEquals(before, fair.books.digest());
        assertEquals("placed-by-rule", steps(HONEY).getLast());
    }

    @Test
    void last_weeks_halls_and_regulars_come_along_when_asked() {
        var market = fair.opened(Fair.fridays());
        var nights = fair.nights.ofMarket(market, 100).await();
        // the very next one may have closed its applications already, if today is the day before it
        var first = nights.get(nights.size() - 2).night();
        var second = nights.get(nights.size() - 3).night();
        night = first;
        if (!fair.state(first).equals("applications")) ok(fair.scripts.moveNight(first, "draft", "applications", fair.lan));
        fair.passes(0, TimeUnit.HOURS);
        for (var booth : List.of(HONEY, TEA)) {
            fair.link.ask(Command.HSET, Keys.night(first), "applyUntilMs", fair.clock.millis() + 60_000);
            applied(booth);
            decided(booth, "approved");
        }
        var halls = ok(desk.setHalls(fair.lan, first, fair.night(first).rev(), List.of(new HallDraft(null, "Khu mới", "theme", null, 5)))).night().halls();
        ok(desk.placeByRule(fair.lan, first, fair.night(first).rev()));
        night = second;
        if (!fair.state(second).equals("applications")) ok(fair.scripts.moveNight(second, "draft", "applications", fair.lan));
        applied(TEA);
        ok(applications.withdraw(fair.tu, TEA, second, "Bận"));
        var key = fair.key();
        var rev = fair.night(second).rev();
        var copied = ok(desk.copy(fair.lan, second, null, rev, true, key));
        assertEquals(halls, copied.night().halls());
        assertEquals(List.of(new StandView(HONEY, halls.getFirst().hall(), 1)), copied.stands(), "who has withdrawn is not brought back");
        assertEquals(List.of("invited"), steps(HONEY));
        fair.again(() -> desk.copy(fair.lan, second, null, rev, true, key));
        fair.refused(Why.WRONG_STATE, () -> desk.copy(fair.lan, second, first, fair.night(second).rev(), false, fair.key()));
        fair.refused(Why.NOT_FOUND, () -> desk.copy(fair.lan, first, second, fair.night(first).rev(), false, fair.key()));
        assertTrue(copied.earlier().stream().anyMatch(one -> one.night().equals(first) && one.booths() == 2));
    }
}
