package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.shows.Floor.BOOTH;
import static vn.phien.shows.Floor.HONEY;
import static vn.phien.shows.Floor.MAT;
import static vn.phien.shows.Floor.OTHER_BOOTH;
import static vn.phien.shows.Floor.TEA;
import static vn.phien.shows.Floor.item;
import static vn.phien.shows.Floor.ok;

import io.vertx.redis.client.Command;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.inventory.Taken;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Inbound.GoLive;
import vn.phien.protocol.ShowState;
import vn.phien.protocol.Views.OfferView;
import vn.phien.protocol.Views.ShowView;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class DraftsTest {
    private Floor floor;

    @BeforeEach
    void a_booth_with_goods() {
        floor = new Floor();
    }

    @AfterEach
    void the_books_are_right() {
        floor.books.check();
    }

    // ── a show ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_draft_is_made_once_and_found_by_staff_alone() {
        var draft = new ShowDraft("  Phiên mật ong  ", floor.clock.millis(), new ShowDraft.Video("youtube", "https://youtu.be/dQw4w9WgXcQ"), new ShowDraft.Cover("honey", "mekong", "/photos/own.jpg"), "key0000000");
        var show = ok(floor.drafts.create(BOOTH, draft));
        assertEquals("Phiên mật ong", show.title());
        assertEquals("draft", show.state());
        assertEquals("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", show.video().url());
        assertEquals(show, floor.again(() -> floor.drafts.create(BOOTH, draft)));
        assertEquals(List.of(show), floor.shows.ofBooth(BOOTH, true).await());
        assertEquals(List.of(), floor.shows.ofBooth(BOOTH, false).await());
        assertTrue(floor.shows.find(show.room()).await().isEmpty());
        assertTrue(floor.shows.find(floor.viewer, show.room()).await().isEmpty());
        assertEquals(show, floor.shows.find(floor.host, show.room()).await().orElseThrow());
        assertEquals(List.of(), floor.shows.list(List.of(ShowState.SCHEDULED)).await());
    }

    @Test
    void a_draft_out_of_bounds_is_not_made() {
        var cover = new ShowDraft.Cover("honey", "mekong", null);
        var video = new ShowDraft.Video("cover", null);
        var now = floor.clock.millis();
        floor.refused(Why.TOO_SMALL, () -> floor.drafts.create(BOOTH, new ShowDraft("x", now - 25 * 3_600_000L, video, cover, null)));
        floor.refused(Why.TOO_LARGE, () -> floor.drafts.create(BOOTH, new ShowDraft("x", now + Limits.SHOW_AHEAD_MS + 60_000, video, cover, null)));
        floor.refused(Why.VIDEO_NOT_ALLOWED, () -> floor.drafts.create(BOOTH, new ShowDraft("x", now, new ShowDraft.Video("hls", "http://169.254.169.254/a.m3u8"), cover, null)));
        floor.refused(Why.NOT_FOUND, () -> floor.drafts.create(BOOTH, new ShowDraft("x", now, video, new ShowDraft.Cover("honey", "mekong", "/photos/foreign.jpg"), null)));
    }

    @Test
    void a_show_is_changed_until_it_ends_but_not_its_time_once_live() {
        var room = floor.drafted();
        var later = new ShowDraft("Phiên khác", floor.clock.millis() + 7_200_000, new ShowDraft.Video("hls", "https://live.example.vn/a.m3u8"), new ShowDraft.Cover("tea-tin", "mekong", null), null);
        assertEquals("Phiên khác", ok(floor.drafts.edit(BOOTH, room, later)).title());
        ok(floor.stage.goLive(floor.host, new GoLive(1, room, false)));
        floor.clock.advance(3, TimeUnit.HOURS);
        assertEquals(later.startsMs(), ok(floor.drafts.edit(BOOTH, room, floor.draft("x"))).startsMs());
        var cover = new ShowDraft("Phiên khác", later.startsMs(), new ShowDraft.Video("cover", null), later.cover(), null);
        assertEquals("cover", ok(floor.drafts.edit(BOOTH, room, cover)).video().kind());
        floor.lastEvent(room, "show-changed");
        ok(floor.stage.changeStage(floor.host, new Inbound.ChangeStage(1, room, Inbound.ChangeStage.Stage.END)));
        floor.refused(Why.SHOW_ENDED, () -> floor.drafts.edit(BOOTH, room, cover));
    }

    @Test
    void a_show_whose_time_is_long_past_keeps_it_while_the_rest_changes() {
        var room = floor.drafted();
        var before = floor.shows.find(floor.host, room).await().orElseThrow().startsMs();
        floor.clock.advance(3, TimeUnit.DAYS);
        var draft = new ShowDraft("Lùi lại", before - before % 60_000, new ShowDraft.Video("cover", null), new ShowDraft.Cover("honey", "mekong", null), null);
        assertEquals(before, ok(floor.drafts.edit(BOOTH, room, draft)).startsMs());
        floor.refused(Why.TOO_SMALL, () -> floor.drafts.edit(BOOTH, room, new ShowDraft("x", before + 3_600_000, draft.video(), draft.cover(), null)));
    }

    @Test
    void the_show_of_another_booth_is_not_found() {
        var room = floor.live();
        floor.refused(Why.NOT_FOUND, () -> floor.drafts.edit(OTHER_BOOTH, room, floor.draft("x")));
        floor.refused(Why.NOT_FOUND, () -> floor.drafts.delete(OTHER_BOOTH, room));
        floor.refused(Why.NOT_FOUND, () -> floor.drafts.schedule(OTHER_BOOTH, room, floor.rival.account()));
        floor.refused(Why.NOT_FOUND, () -> floor.drafts.lineUp(OTHER_BOOTH, room));
        floor.refused(Why.NOT_FOUND, () -> floor.drafts.setLineUp(OTHER_BOOTH, room, new LineUpDraft(List.of(), floor.key()), floor.rival.account()));
        floor.refused(Why.NOT_FOUND, () -> floor.drafts.delete(BOOTH, new PlaceId("s07-nothing")));
        floor.refused(Why.NOT_FOUND, () -> floor.drafts.delete(BOOTH, PlaceId.of(BOOTH)));
    }

    @Test
    void a_draft_is_announced_once_and_then_known_to_all() {
        var room = floor.drafted();
        assertEquals("scheduled", ok(floor.drafts.schedule(BOOTH, room, floor.host.account())).state());
        floor.again(() -> floor.drafts.schedule(BOOTH, room, floor.host.account()));
        assertEquals(room, floor.shows.find(room).await().orElseThrow().room());
        assertEquals(List.of(room), floor.shows.list(List.of(ShowState.SCHEDULED)).await().stream().map(ShowView::room).toList());
        ok(floor.stage.goLive(floor.host, new GoLive(1, room, false)));
        floor.refused(Why.ALREADY_LIVE, () -> floor.drafts.schedule(BOOTH, room, floor.host.account()));
        assertEquals(List.of(room), floor.shows.list(List.of(ShowState.LIVE)).await().stream().map(ShowView::room).toList());
        ok(floor.stage.changeStage(floor.host, new Inbound.ChangeStage(1, room, Inbound.ChangeStage.Stage.END)));
        var ended = floor.shows.list(List.of(ShowState.ENDED)).await();
        assertEquals(List.of(room), ended.stream().map(ShowView::room).toList());
        assertTrue(ended.getFirst().endedMs() > 0);
        assertEquals(List.of(), floor.shows.list(List.of(ShowState.PAUSED)).await());
    }

    @Test
    void a_deleted_show_leaves_nothing_but_its_goods_on_the_shelf() {
        var room = floor.drafted();
        ok(floor.drafts.schedule(BOOTH, room, floor.host.account()));
        ok(floor.drafts.delete(BOOTH, room));
        assertEquals(100, floor.onShelf(HONEY));
        for (var key : floor.link.ask(Command.KEYS, "*")) assertFalse(key.toString().contains(room.value()), key.toString());
        assertTrue(floor.shows.boothOf(room).await().isPresent() || floor.shows.find(floor.host, room).await().isEmpty());
        floor.refused(Why.NOT_FOUND, () -> floor.drafts.delete(BOOTH, room));
        var live = floor.live();
        floor.refused(Why.ALREADY_LIVE, () -> floor.drafts.delete(BOOTH, live));
    }

    // ── who sees it ───────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void drafts_and_rehearsals_are_closed_to_all_but_staff() {
        var draft = floor.drafted();
        var rehearsal = floor.rehearsed();
        for (var who : List.of(floor.viewer, floor.rival, Caller.ANONYMOUS)) {
            floor.refused(Why.NOT_FOUND, () -> floor.shows.door(who, draft));
            floor.refused(Why.NOT_FOUND, () -> floor.shows.door(who, rehearsal));
            floor.refused(Why.NOT_FOUND, () -> floor.shows.door(who, new PlaceId("s07-nothing")));
            floor.refused(Why.NOT_FOUND, () -> floor.shows.door(who, new PlaceId("b07-nothing")));
        }
        for (var who : List.of(floor.host, floor.moderator)) {
            assertTrue(ok(floor.shows.door(who, draft)));
            assertTrue(ok(floor.shows.door(who, rehearsal)));
        }
        assertFalse(ok(floor.shows.door(Caller.ANONYMOUS, floor.live())));
        assertFalse(ok(floor.shows.door(floor.viewer, PlaceId.of(BOOTH))));
    }

    @Test
    void the_rehearsal_of_an_announced_show_looks_like_its_announcement() {
        var room = floor.drafted();
        ok(floor.drafts.schedule(BOOTH, room, floor.host.account()));
        ok(floor.stage.goLive(floor.host, new GoLive(1, room, true)));
        assertEquals("scheduled", floor.shows.find(floor.viewer, room).await().orElseThrow().state());
        assertEquals("rehearsal", floor.shows.find(floor.host, room).await().orElseThrow().state());
        assertEquals("scheduled", floor.shows.list(List.of(ShowState.SCHEDULED)).await().getFirst().state());
        floor.refused(Why.NOT_LIVE, () -> floor.shows.door(floor.viewer, room));
    }

    // ── the line-up ───────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void codes_are_given_by_order_and_kept() {
        var room = floor.drafted();
        assertEquals(List.of("A1", "A2"), codes(room));
        floor.lineUp(room, item(MAT, 1), item(TEA, 5), item(HONEY, 10));
        assertEquals(List.of("A3", "A2", "A1"), codes(room));
        floor.lineUp(room, new LineUpDraft.Item(MAT, "a1", 1, 5, null), item(TEA, 5), item(HONEY, 10));
        assertEquals(List.of("A1", "A2", "A3"), codes(room));
        floor.lineUp(room, new LineUpDraft.Item(MAT, "B12", 1, 5, 300_000L));
        assertEquals(List.of("B12"), codes(room));
        assertEquals(300_000, floor.shows.lineUp(room).await().getFirst().priceVnd());
    }

    @Test
    void units_come_from_the_shelf_all_or_nothing_and_go_back() {
        var room = floor.drafted();
        assertEquals(90, floor.onShelf(HONEY));
        floor.refused(Why.NOT_ENOUGH, () -> floor.drafts.setLineUp(BOOTH, room, new LineUpDraft(List.of(item(HONEY, 20), item(TEA, 101)), floor.key()), floor.host.account()));
        floor.refused(Why.NOT_FOUND, () -> floor.drafts.setLineUp(BOOTH, room, new LineUpDraft(List.of(item(new ProductId("p07-foreign"), 1)), floor.key()), floor.host.account()));
        floor.lineUp(room, item(HONEY, 4));
        assertEquals(96, floor.onShelf(HONEY));
        assertEquals(100, floor.onShelf(TEA));
        assertEquals(4, floor.free(room, HONEY));
        floor.lineUp(room);
        assertEquals(100, floor.onShelf(HONEY));
        assertEquals(List.of(), floor.shows.lineUp(room).await());
    }

    @Test
    void the_same_line_up_again_changes_nothing() {
        var room = floor.drafted();
        var draft = new LineUpDraft(List.of(item(HONEY, 12)), floor.key());
        var set = ok(floor.drafts.setLineUp(BOOTH, room, draft, floor.host.account()));
        assertEquals(set, floor.again(() -> floor.drafts.setLineUp(BOOTH, room, draft, floor.host.account())));
    }

    @Test
    void a_product_that_leaves_a_live_show_keeps_what_is_held_and_sends_the_line_away() {
        var room = floor.live();
        assertInstanceOf(Taken.Held.class, floor.holds.take(floor.viewer.account(), room, List.of(new Inbound.Line(TEA, 5, null)), false, "takesall00").await());
        assertInstanceOf(Taken.InLine.class, floor.holds.take(floor.rival.account(), room, List.of(new Inbound.Line(TEA, 1, null)), true, "waitsforit").await());
        ok(floor.stage.pinProducts(floor.host, new Inbound.PinProducts(1, room, List.of(TEA, HONEY))));
        floor.refused(Why.STOCK_BELOW_HELD, () -> floor.drafts.setLineUp(BOOTH, room, new LineUpDraft(List.of(item(HONEY, 10), item(TEA, 4)), floor.key()), floor.host.account()));
        floor.lineUp(room, item(HONEY, 10), item(MAT, 3));
        assertEquals(List.of(HONEY), floor.shows.scene(room).await().scene().pins());
        assertEquals(List.of("A1", "A2"), codes(room));
        assertEquals(1, floor.facts("wait-closed").size());
        var stock = floor.stock.read(room).await().get(TEA);
        assertEquals(5, stock.held());
        assertEquals(5, stock.allotted());
        assertEquals(new Taken.Refused(Why.ORDERS_STOPPED, TEA, 0), floor.holds.take(floor.rival.account(), room, List.of(new Inbound.Line(TEA, 1, null)), true, "notanymore").await());
        floor.lineUp(room, item(HONEY, 10), item(TEA, 6));
        assertEquals("A2", floor.shows.lineUp(room).await().get(1).code());
        assertEquals(1, floor.free(room, TEA));
        assertInstanceOf(Taken.Held.class, floor.holds.take(floor.rival.account(), room, List.of(new Inbound.Line(TEA, 1, null)), true, "comesback0").await());
    }

    @Test
    void more_units_go_to_those_in_line() {
        var room = floor.live();
        assertInstanceOf(Taken.Held.class, floor.holds.take(floor.viewer.account(), room, List.of(new Inbound.Line(TEA, 5, null)), false, "takesall00").await());
        assertInstanceOf(Taken.InLine.class, floor.holds.take(floor.rival.account(), room, List.of(new Inbound.Line(TEA, 2, null)), true, "waitsforit").await());
        floor.lineUp(room, item(HONEY, 10), item(TEA, 8));
        assertEquals(1, floor.shows.mine(floor.rival, room).await().holds().size());
        assertEquals(1, floor.free(room, TEA));
    }

    @Test
    void the_line_up_of_an_ended_show_stays() {
        var room = floor.live();
        ok(floor.stage.changeStage(floor.host, new Inbound.ChangeStage(1, room, Inbound.ChangeStage.Stage.END)));
        floor.refused(Why.SHOW_ENDED, () -> floor.drafts.setLineUp(BOOTH, room, new LineUpDraft(List.of(item(HONEY, 1)), floor.key()), floor.host.account()));
        assertEquals(List.of("A1", "A2"), codes(room));
    }

    // ── what staff read ───────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_hold_is_shown_with_names_and_codes_to_its_owner() {
        var room = floor.live();
        floor.holds.take(floor.viewer.account(), room, List.of(new Inbound.Line(HONEY, 2, null)), false, "myownhold0").await();
        var mine = floor.shows.mine(floor.viewer, room).await();
        var line = mine.holds().getFirst().lines().getFirst();
        assertEquals("A1", line.code());
        assertEquals("Mật ong bạc hà", line.name());
        assertEquals(370_000, mine.holds().getFirst().totalVnd());
        assertFalse(mine.staff());
        assertTrue(floor.shows.mine(floor.moderator, room).await().staff());
        assertEquals(1, floor.shows.tally(room).await().holdsOpen());
    }

    @Test
    void the_audience_of_a_live_show_is_noted_with_its_peak() {
        var room = floor.live();
        for (var watching : List.of(10, 200, 30)) {
            floor.shows.countAudience(room, floor.clock.millis(), watching).await();
            floor.shows.countAudience(room, floor.clock.millis() + 4_000, watching).await(); // another node, a little later
            floor.clock.advance(15, TimeUnit.SECONDS);
        }
        assertEquals(200, floor.shows.tally(room).await().peakViewers());
        assertEquals(3, floor.link.ask(Command.XLEN, vn.phien.redis.Keys.audience(room)).toInteger());
        var draft = floor.drafted();
        floor.shows.countAudience(draft, floor.clock.millis(), 5).await();
        assertEquals(0, floor.link.ask(Command.XLEN, vn.phien.redis.Keys.audience(draft)).toInteger());
    }

    @Test
    void the_scene_of_a_booths_shelf_can_be_read() {
        var scene = floor.shows.scene(PlaceId.of(BOOTH)).await();
        assertEquals("HTX Đồng Văn", scene.scene().show().title());
        assertNotEquals("live", scene.scene().show().state());
    }

    private List<String> codes(PlaceId room) {
        return floor.shows.lineUp(room).await().stream().map(OfferView::code).toList();
    }
}
