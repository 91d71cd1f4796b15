package vn.phien.markets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.markets.Fair.HONEY;
import static vn.phien.markets.Fair.TEA;
import static vn.phien.markets.Fair.form;
import static vn.phien.markets.Fair.fridays;
import static vn.phien.markets.Fair.ok;

import io.vertx.core.Future;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.NightId;
import vn.phien.base.Why;
import vn.phien.markets.MarketDraft.Skip;
import vn.phien.markets.NightScripts.Move;
import vn.phien.protocol.Views.NightView;
import vn.phien.testkit.TestStore;

/** The life of a night: made by the rule, moved by the clock and by hand. */
@ExtendWith(TestStore.class)
class NightLifeTest {
    private Fair fair;

    @BeforeEach
    void open() {
        fair = new Fair();
    }

    // ── made by the rule ──────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_market_of_fridays_has_its_coming_nights_at_once_and_once() {
        var market = fair.opened(fridays());
        var nights = fair.nights.ofMarket(market, 100).await();
        assertTrue(nights.size() == 8 || nights.size() == 9, () -> "of 60 days " + nights.size());
        for (var night : nights) {
            var opens = Instant.ofEpochMilli(night.times().opensMs()).atZone(Schedule.ZONE);
            assertEquals(DayOfWeek.FRIDAY, opens.getDayOfWeek());
            assertEquals(19, opens.getHour());
            assertEquals(3, night.halls().size());
            assertTrue(night.name().startsWith("Chợ đêm trên mây · "));
        }
        var before = fair.books.digest();
        assertEquals(0, fair.markets.plan().await());
        assertEquals(before, fair.books.digest());
    }

    @Test
    void several_nodes_that_plan_at_once_make_each_night_once() {
        var market = fair.opened(fridays());
        fair.clock.advance(30, TimeUnit.DAYS);
        var nodes = IntStream.range(0, 6).mapToObj(n -> new Markets(fair.link, new Nights(fair.link), fair.clock).plan()).toList();
        Future.all(nodes).await();
        var planned = fair.nights.ofMarket(market, 100).await();
        assertEquals(planned.size(), planned.stream().mapToInt(night -> fair.facts(night.night(), "night-planned").size()).sum());
    }

    @Test
    void days_that_are_skipped_later_lose_their_nights_unless_somebody_depends_on_them() {
        var market = fair.opened(fridays());
        var nights = fair.nights.ofMarket(market, 100).await();
        var next = nights.getLast();
        ok(fair.scripts.moveNight(nights.get(nights.size() - 3).night(), "draft", "applications", fair.lan));
        ok(fair.scripts.applyForStand(nights.get(nights.size() - 3).night(), HONEY, fair.key(), form(HONEY), fair.mai));
        var all = new Skip(fair.today().toString(), fair.today().plusYears(1).toString(), "Nghỉ Tết");
        var usual = fridays();
        var skipping = new MarketDraft(usual.name(), usual.about(), usual.weekly(), List.of(all), usual.sittings(), usual.clock(), fair.markets.find(market).await().orElseThrow().draft().halls(), "", false, true);
        var desk = ok(fair.markets.edit(fair.lan, market, 1, skipping));
        var left = fair.nights.ofMarket(market, 100).await();
        assertTrue(left.stream().anyMatch(night -> night.night().equals(nights.get(nights.size() - 3).night())));
        assertTrue(left.stream().noneMatch(night -> night.night().equals(nights.getFirst().night())));
        assertTrue(left.size() <= 2, () -> left.size() + " are left of " + nights.size() + ", the next " + next.state());
        assertFalse(Markets.isOnRule(desk, left.getFirst()));
        assertEquals(2, fair.again(() -> fair.markets.edit(fair.lan, market, 1, skipping)).rev());
        fair.refused(Why.CHANGED_MEANWHILE, () -> fair.markets.edit(fair.minh, market, 1, fridays()));
    }

    @Test
    void a_changed_rule_moves_the_nights_that_are_not_published() {
        var market = fair.opened(fridays());
        var usual = fridays();
        var later = new MarketDraft(usual.name(), "", new vn.phien.protocol.Views.WeeklyView(5, "20:00", "23:00"), List.of(), List.of(), usual.clock(), List.of(new HallDraft(null, "Một khu", "theme", null, 9)), "", false, true);
        ok(fair.markets.edit(fair.lan, market, 1, later));
        var night = fair.nights.ofMarket(market, 100).await().getFirst();
        assertEquals(20, Instant.ofEpochMilli(night.times().opensMs()).atZone(Schedule.ZONE).getHour());
        assertEquals("Một khu", night.halls().getFirst().name());
        assertEquals(1, fair.facts(night.night(), "night-retimed").size());
    }

    // ── moved by the clock ────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void the_clock_takes_a_night_through_all_its_states() {
        var night = fair.nightIn(15 * 24);
        assertEquals("draft", fair.state(night));
        fair.passes(25, TimeUnit.HOURS);
        assertEquals("applications", fair.state(night));
        fair.passes(13 * 24, TimeUnit.HOURS);
        assertEquals("published", fair.state(night));
        assertEquals(night, fair.nights.tonight().await().orElseThrow().night());
        fair.passes(23, TimeUnit.HOURS);
        assertEquals("open", fair.state(night));
        assertEquals(List.of(night), fair.nights.list("open").await().stream().map(NightView::night).toList());
        fair.passes(3, TimeUnit.HOURS);
        assertEquals("closed", fair.state(night));
        assertTrue(fair.nights.tonight().await().isEmpty());
        for (var fact : List.of("night-planned", "applications-opened", "night-published", "night-opened", "night-closed")) assertEquals(1, fair.facts(night, fact).size(), fact);
        fair.passes(100, TimeUnit.DAYS);
        assertEquals("closed", fair.state(night));
    }

    @Test
    void a_house_that_was_down_for_days_catches_up_in_order() {
        var night = fair.nightIn(15 * 24);
        fair.clock.advance(30, TimeUnit.DAYS);
        var nodes = IntStream.range(0, 4).mapToObj(n -> new NightWatch(fair.link, new Nights(fair.link), fair.markets, fair.clock, shard -> { }).walk()).toList();
        Future.all(nodes).await();
        assertEquals(4, nodes.stream().mapToInt(Future::result).sum());
        assertEquals("closed", fair.state(night));
        assertEquals(1, fair.facts(night, "night-opened").size());
    }

    @Test
    void a_clock_that_jumps_back_moves_nothing_back() {
        var night = fair.nightIn(15 * 24);
        fair.passes(16 * 24 + 1, TimeUnit.HOURS);
        assertEquals("closed", fair.state(night));
        fair.passes(-16 * 24, TimeUnit.HOURS);
        fair.markets.plan().await();
        assertEquals("closed", fair.state(night));
        assertEquals(1, fair.facts(night, "night-closed").size());
    }

    // ── by hand ───────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void an_organizer_moves_a_night_one_step_forward_and_the_clock_goes_on_from_there() {
        var night = fair.nightIn(15 * 24);
        fair.refused(Why.WRONG_STATE, () -> fair.scripts.moveNight(night, "draft", "open", fair.lan));
        ok(fair.scripts.moveNight(night, "draft", "applications", fair.lan));
        fair.again(() -> fair.scripts.moveNight(night, "draft", "applications", fair.minh));
        fair.refused(Why.CHANGED_MEANWHILE, () -> fair.scripts.moveNight(night, "published", "open", fair.minh));
        ok(fair.scripts.moveNight(night, "applications", "published", fair.lan));
        ok(fair.scripts.moveNight(night, "published", "open", fair.lan));
        fair.passes(1, TimeUnit.HOURS);
        assertEquals("open", fair.state(night));
        fair.passes(15 * 24 + 2, TimeUnit.HOURS);
        assertEquals("closed", fair.state(night));
        fair.refused(Why.NOT_FOUND, () -> fair.scripts.moveNight(new NightId("n07-none"), "draft", "applications", fair.lan));
    }

    @Test
    void a_night_that_is_held_back_waits_and_then_catches_up() {
        var night = fair.nightIn(30);
        assertEquals("applications", fair.state(night));
        ok(fair.scripts.holdNight(night, true, "Chờ tin bão", fair.lan));
        fair.again(() -> fair.scripts.holdNight(night, true, "Chờ tin bão", fair.lan));
        fair.passes(31, TimeUnit.HOURS);
        assertEquals("applications", fair.state(night));
        ok(fair.scripts.holdNight(night, false, null, fair.lan));
        assertEquals("open", fair.state(night));
        ok(fair.scripts.holdNight(night, true, "Còn đông khách", fair.lan));
        fair.passes(4, TimeUnit.HOURS);
        assertEquals("open", fair.state(night));
        fair.passes(5, TimeUnit.HOURS);
        assertEquals("closed", fair.state(night), "six hours past its end it closes all the same");
        fair.refused(Why.WRONG_STATE, () -> fair.scripts.holdNight(night, false, null, fair.lan));
    }

    @Test
    void a_cancelled_night_is_closed_with_its_reason() {
        var night = fair.nightIn(30);
        ok(fair.scripts.cancelNight(night, "Bão số 12", fair.lan));
        fair.again(() -> fair.scripts.cancelNight(night, "Bão số 12", fair.lan));
        var view = fair.nights.find(night).await().orElseThrow();
        assertEquals("closed", view.state());
        assertEquals("Bão số 12", view.cancelled());
        fair.passes(40, TimeUnit.HOURS);
        assertEquals(0, fair.facts(night, "night-opened").size());
        fair.markets.plan().await();
        assertEquals("closed", fair.state(night), "the rule does not bring it back");
    }

    @Test
    void a_night_gets_other_times_by_hand_and_the_rule_leaves_it_alone() {
        var night = fair.nightIn(30);
        var record = fair.night(night);
        var times = new NightTimes(record.times().opensMs() + 3_600_000, record.times().closesMs() + 3_600_000, record.times().applyFromMs(), record.times().applyUntilMs(), record.times().publishMs());
        assertEquals(record.rev() + 1, ok(fair.scripts.retimeNight(night, record.market(), record.rev(), "Hội dời giờ", times, fair.lan)));
        fair.again(() -> fair.scripts.retimeNight(night, record.market(), record.rev(), "Hội dời giờ", times, fair.lan));
        fair.refused(Why.CHANGED_MEANWHILE, () -> fair.scripts.retimeNight(night, record.market(), record.rev(), "x", times, fair.minh));
        fair.markets.plan().await();
        assertEquals(times, fair.night(night).times());
        fair.passes(30, TimeUnit.HOURS);
        assertEquals("published", fair.state(night));
        fair.passes(61, TimeUnit.MINUTES);
        assertEquals("open", fair.state(night));
        var earlier = new NightTimes(times.opensMs() - 60_000, times.closesMs(), times.applyFromMs(), times.applyUntilMs(), times.publishMs());
        fair.refused(Why.WRONG_STATE, () -> fair.scripts.retimeNight(night, record.market(), fair.night(night).rev(), "x", earlier, fair.lan));
        var past = new NightTimes(times.opensMs(), times.opensMs() + 1, times.applyFromMs(), times.applyUntilMs(), times.publishMs());
        fair.refused(Why.TOO_SMALL, () -> fair.scripts.retimeNight(night, record.market(), fair.night(night).rev(), "x", past, fair.lan));
    }

    // ── stands ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void only_approved_booths_stand_and_a_plan_is_made_from_what_was_seen() {
        var night = fair.nightIn(100);
        var halls = fair.night(night).halls();
        ok(fair.scripts.applyForStand(night, HONEY, fair.key(), form(HONEY), fair.mai));
        ok(fair.scripts.applyForStand(night, TEA, fair.key(), form(TEA), fair.tu));
        var rev = fair.night(night).rev();
        fair.refused(Why.WRONG_STATE, () -> fair.scripts.placeStands(night, rev, List.of(new Move(HONEY, halls.get(0).hall(), 1)), "u-lan", "hand"));
        ok(fair.scripts.decideApplication(night, HONEY, 1, "approved", null, fair.lan));
        ok(fair.scripts.decideApplication(night, TEA, 1, "approved", null, fair.lan));
        fair.refused(Why.INVALID_VALUE, () -> fair.scripts.placeStands(night, rev, List.of(new Move(HONEY, halls.get(0).hall(), 4)), "u-lan", "hand"));
        fair.refused(Why.PLACE_TAKEN, () -> fair.scripts.placeStands(night, rev, List.of(new Move(HONEY, halls.get(0).hall(), 1), new Move(TEA, halls.get(0).hall(), 1)), "u-lan", "hand"));
        var placed = List.of(new Move(HONEY, halls.get(0).hall(), 1), new Move(TEA, halls.get(1).hall(), 2));
        ok(fair.scripts.placeStands(night, rev, placed, "u-lan", "hand"));
        fair.again(() -> fair.scripts.placeStands(night, rev, placed, "u-lan", "hand"));
        fair.refused(Why.CHANGED_MEANWHILE, () -> fair.scripts.placeStands(night, rev, List.of(new Move(TEA, halls.get(2).hall(), 1)), "u-minh", "hand"));
        ok(fair.scripts.placeStands(night, rev + 1, List.of(new Move(HONEY, halls.get(1).hall(), 2), new Move(TEA, halls.get(0).hall(), 1)), "u-lan", "hand"));
        assertEquals(List.of(TEA, HONEY), fair.nights.stands(night).await().stream().map(stand -> stand.booth()).toList());
        assertEquals(4, fair.facts(night, "stand-placed").size());
        ok(fair.scripts.moveNight(night, "applications", "published", fair.lan));
        ok(fair.scripts.moveNight(night, "published", "open", fair.lan));
        fair.nights.forget(night);
        assertEquals(night, fair.nights.openNightOf(HONEY).await().orElseThrow().night());
        assertTrue(fair.nights.openNightOf(Fair.FISH).await().isEmpty());
    }
}
