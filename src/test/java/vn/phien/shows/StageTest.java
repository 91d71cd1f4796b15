package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.shows.Floor.BOOTH;
import static vn.phien.shows.Floor.HONEY;
import static vn.phien.shows.Floor.MAT;
import static vn.phien.shows.Floor.TEA;
import static vn.phien.shows.Floor.item;
import static vn.phien.shows.Floor.ok;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.Caller;
import vn.phien.base.DealId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.inventory.Sweeper;
import vn.phien.inventory.Taken;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Inbound.ChangePrice;
import vn.phien.protocol.Inbound.ChangeStage;
import vn.phien.protocol.Inbound.ChangeStock;
import vn.phien.protocol.Inbound.CloseDeal;
import vn.phien.protocol.Inbound.GoLive;
import vn.phien.protocol.Inbound.OpenDeal;
import vn.phien.protocol.Inbound.PinProducts;
import vn.phien.protocol.Inbound.ReorderLineUp;
import vn.phien.protocol.Inbound.SwitchOrders;
import vn.phien.protocol.Inbound.UndoChange;
import vn.phien.protocol.Outbound.Done;
import vn.phien.protocol.Views.OfferView;
import vn.phien.redis.Keys;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class StageTest {
    private Floor floor;

    @BeforeEach
    void a_booth_with_goods() {
        floor = new Floor();
    }

    @AfterEach
    void the_books_are_right() {
        floor.books.check();
    }

    // ── who may ───────────────────────────────────────────────────────────────────────────────────────────────────

    /** Every command of the stage, valid in a live room. */
    private LinkedHashMap<String, BiFunction<Caller.Person, PlaceId, Future<Result<Done>>>> commands() {
        var all = new LinkedHashMap<String, BiFunction<Caller.Person, PlaceId, Future<Result<Done>>>>();
        all.put("go-live", (who, room) -> floor.stage.goLive(who, new GoLive(1, room, false)));
        all.put("pause", (who, room) -> floor.stage.changeStage(who, new ChangeStage(1, room, ChangeStage.Stage.PAUSE)));
        all.put("end", (who, room) -> floor.stage.changeStage(who, new ChangeStage(1, room, ChangeStage.Stage.END)));
        all.put("pin", (who, room) -> floor.stage.pinProducts(who, new PinProducts(1, room, List.of(HONEY))));
        all.put("reorder", (who, room) -> floor.stage.reorderLineUp(who, new ReorderLineUp(1, room, List.of(TEA, HONEY))));
        all.put("price", (who, room) -> floor.stage.changePrice(who, new ChangePrice(1, room, HONEY, 150_000)));
        all.put("stock", (who, room) -> floor.stage.changeStock(who, new ChangeStock(1, room, HONEY, 5, "key0000000")));
        all.put("open-deal", (who, room) -> floor.stage.openDeal(who, new OpenDeal(1, room, HONEY, 99_000, 3, 1, 60_000, "deal000000")));
        all.put("close-deal", (who, room) -> floor.stage.closeDeal(who, new CloseDeal(1, room, DealId.in(room.shard(), "deal000000"))));
        all.put("switch-orders", (who, room) -> floor.stage.switchOrders(who, new SwitchOrders(1, room, null, false)));
        all.put("undo", (who, room) -> floor.stage.undoChange(who, new UndoChange(1, room, "c-nothing")));
        return all;
    }

    @Test
    void only_staff_of_the_booth_command_its_stage() {
        var room = floor.live();
        commands().forEach((name, command) -> {
            for (var who : List.of(floor.viewer, floor.moderator, floor.rival)) floor.refused(Why.NOT_ALLOWED, () -> command.apply(who, room));
        });
    }

    @Test
    void a_show_that_is_not_has_no_stage() {
        commands().forEach((name, command) -> {
            floor.refused(Why.NOT_FOUND, () -> command.apply(floor.host, new PlaceId("s07-nothing")));
            floor.refused(Why.NOT_FOUND, () -> command.apply(floor.host, PlaceId.of(BOOTH)));
        });
    }

    @Test
    void before_it_is_live_a_show_cannot_be_run() {
        var room = floor.drafted();
        for (var name : List.of("pause", "end", "pin", "price", "open-deal", "switch-orders")) floor.refused(Why.NOT_LIVE, () -> commands().get(name).apply(floor.host, room));
        floor.refused(Why.DEAL_OVER, () -> commands().get("close-deal").apply(floor.host, room));
    }

    @Test
    void after_its_end_a_show_cannot_be_run() {
        var room = floor.live();
        ok(commands().get("end").apply(floor.host, room));
        for (var name : List.of("go-live", "pause", "pin", "reorder", "price", "stock", "open-deal", "switch-orders", "undo")) {
            floor.refused(Why.SHOW_ENDED, () -> commands().get(name).apply(floor.host, room));
        }
        floor.again(() -> commands().get("end").apply(floor.host, room));
    }

    // ── live, paused, ended, rehearsed ────────────────────────────────────────────────────────────────────────────

    @Test
    void a_show_goes_live_once_and_tells_the_room() {
        var room = floor.live();
        var event = floor.lastEvent(room, "show-changed");
        assertEquals("live", event.get("state").asText());
        assertTrue(event.get("ordersOpen").asBoolean());
        assertTrue(floor.rung.contains(room));
        assertEquals(1, floor.facts("show-started").size());
        floor.refused(Why.ALREADY_LIVE, () -> floor.stage.goLive(floor.host, new GoLive(1, room, false)));
        floor.refused(Why.ALREADY_LIVE, () -> floor.stage.goLive(floor.host, new GoLive(1, room, true)));
    }

    @Test
    void a_show_with_nothing_to_sell_does_not_go_live() {
        var room = ok(floor.drafts.create(BOOTH, floor.draft("Trống"))).room();
        floor.refused(Why.LINE_UP_EMPTY, () -> floor.stage.goLive(floor.host, new GoLive(1, room, false)));
    }

    @Test
    void a_show_rests_and_goes_on() {
        var room = floor.live();
        ok(stage(room, ChangeStage.Stage.PAUSE));
        assertEquals("paused", floor.lastEvent(room, "show-changed").get("state").asText());
        assertInstanceOf(Taken.Held.class, buy(room, HONEY, 1, "pausedbuy0"));
        floor.again(() -> stage(room, ChangeStage.Stage.PAUSE));
        ok(stage(room, ChangeStage.Stage.RESUME));
        floor.again(() -> stage(room, ChangeStage.Stage.RESUME));
    }

    @Test
    void in_a_rehearsal_nothing_can_be_bought_and_nothing_is_remembered() {
        var room = floor.rehearsed();
        var epoch = floor.shows.scene(room).await().epoch();
        assertEquals(new Taken.Refused(Why.NOT_LIVE, null, 0), buy(room, HONEY, 1, "rehearsal0"));
        ok(floor.stage.pinProducts(floor.host, new PinProducts(1, room, List.of(HONEY))));
        ok(floor.stage.openDeal(floor.host, new OpenDeal(1, room, HONEY, 99_000, 3, 1, 60_000, "deal000000")));
        ok(floor.chat.post(floor.host, new Inbound.PostChat(1, room, "một hai ba, nghe rõ không?", null, floor.key())));
        ok(floor.stage.goLive(floor.host, new GoLive(1, room, false)));
        var scene = floor.shows.scene(room).await();
        assertNotEquals(epoch, scene.epoch());
        assertEquals(List.of(), scene.scene().chat());
        assertNull(offer(room, HONEY).deal());
        assertEquals("live", scene.scene().show().state());
        assertInstanceOf(Taken.Held.class, buy(room, HONEY, 1, "reallybuy0"));
    }

    @Test
    void a_rehearsal_ends_where_it_began() {
        var room = floor.drafted();
        ok(floor.drafts.schedule(BOOTH, room, floor.host.account()));
        ok(floor.stage.goLive(floor.host, new GoLive(1, room, true)));
        ok(stage(room, ChangeStage.Stage.END));
        assertEquals("scheduled", floor.shows.find(room).await().orElseThrow().state());
        assertEquals(10, floor.free(room, HONEY));
        assertEquals(List.of(), floor.facts("show-ended"));
        ok(floor.stage.goLive(floor.host, new GoLive(1, room, false)));
    }

    @Test
    void ending_gives_free_units_back_and_what_lapses_later_follows() {
        var room = floor.live();
        assertInstanceOf(Taken.Held.class, buy(room, HONEY, 2, "heldatend0"));
        ok(floor.stage.openDeal(floor.host, new OpenDeal(1, room, TEA, 50_000, 5, 1, 600_000, "deal000000")));
        assertEquals(90, floor.onShelf(HONEY));
        ok(stage(room, ChangeStage.Stage.END));
        assertEquals(98, floor.onShelf(HONEY));
        assertEquals(100, floor.onShelf(TEA));
        assertNull(offer(room, TEA).deal());
        assertFalse(floor.shows.scene(room).await().scene().ordersOpen());
        assertEquals(2, floor.stock.read(room).await().get(HONEY).held());
        floor.clock.advance(6, TimeUnit.MINUTES);
        new Sweeper(floor.link, floor.stockScripts, floor.clock, place -> floor.shows.boothOf(place).map(booth -> booth.orElseThrow()), place -> { }).sweep().await();
        assertEquals(100, floor.onShelf(HONEY));
        assertEquals(0, floor.stock.read(room).await().get(HONEY).allotted());
    }

    @Test
    void ending_sends_everybody_in_line_away() {
        var room = floor.live();
        assertInstanceOf(Taken.Held.class, floor.holds.take(floor.viewer.account(), room, List.of(new Inbound.Line(TEA, 5, null)), false, "takesall00").await());
        assertInstanceOf(Taken.InLine.class, floor.holds.take(floor.rival.account(), room, List.of(new Inbound.Line(TEA, 1, null)), true, "waitsforit").await());
        ok(stage(room, ChangeStage.Stage.END));
        var fact = floor.facts("wait-closed").getFirst();
        assertEquals(TEA.value(), fact.get("product").asText());
        assertEquals("u-rival", fact.get("accounts").get(0).asText());
        assertEquals(0, floor.shows.tally(room).await().waiting());
        assertEquals(List.of(), floor.shows.mine(floor.rival, room).await().waits());
    }

    // ── pins and order ────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void up_to_three_products_are_pinned_in_order() {
        var room = floor.live();
        var done = ok(floor.stage.pinProducts(floor.host, new PinProducts(7, room, List.of(TEA, HONEY))));
        assertEquals(7, done.ref());
        assertEquals("[\"p07-tea\",\"p07-honey\"]", floor.lastEvent(room, "products-pinned").get("products").toString());
        assertEquals(List.of(TEA, HONEY), floor.shows.scene(room).await().scene().pins());
        assertNull(floor.again(() -> floor.stage.pinProducts(floor.host, new PinProducts(7, room, List.of(TEA, HONEY)))).change());
        floor.refused(Why.NOT_IN_LINE_UP, () -> floor.stage.pinProducts(floor.host, new PinProducts(7, room, List.of(MAT))));
        ok(floor.stage.undoChange(floor.host, new UndoChange(1, room, done.change())));
        assertEquals("[]", floor.lastEvent(room, "products-pinned").get("products").toString());
        assertEquals(List.of(), floor.shows.scene(room).await().scene().pins());
    }

    @Test
    void the_line_up_is_reordered_and_told_as_the_scene_shows_it() {
        var room = floor.live();
        var done = ok(floor.stage.reorderLineUp(floor.host, new ReorderLineUp(1, room, List.of(TEA, HONEY))));
        assertLineUpTold(room, List.of(TEA, HONEY));
        ok(floor.stage.undoChange(floor.host, new UndoChange(1, room, done.change())));
        assertLineUpTold(room, List.of(HONEY, TEA));
        floor.refused(Why.NOT_IN_LINE_UP, () -> floor.stage.reorderLineUp(floor.host, new ReorderLineUp(1, room, List.of(TEA, HONEY, MAT))));
        floor.refused(Why.MISSING, () -> floor.stage.reorderLineUp(floor.host, new ReorderLineUp(1, room, List.of(TEA))));
        floor.refused(Why.DUPLICATE, () -> floor.stage.reorderLineUp(floor.host, new ReorderLineUp(1, room, List.of(TEA, TEA))));
    }

    private void assertLineUpTold(PlaceId room, List<ProductId> order) {
        var shown = floor.shows.lineUp(room).await();
        assertEquals(order, shown.stream().map(OfferView::product).toList());
        assertEquals(vn.phien.protocol.Wire.trusted(vn.phien.protocol.Wire.write(shown), com.fasterxml.jackson.databind.JsonNode.class), floor.lastEvent(room, "line-up-changed").get("lineUp"));
    }

    // ── price and stock ───────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_new_price_is_for_those_who_have_no_hold_yet() {
        var room = floor.live();
        var before = ((Taken.Held) buy(room, HONEY, 1, "oldprice00")).hold();
        ok(floor.stage.changePrice(floor.host, new ChangePrice(1, room, HONEY, 150_000)));
        var event = floor.lastEvent(room, "price-changed");
        assertEquals(150_000, event.get("priceVnd").asLong());
        assertEquals(185_000, event.get("wasVnd").asLong());
        assertEquals(185_000, floor.holds.find(room, before.hold()).await().orElseThrow().totalVnd());
        assertEquals(150_000, ((Taken.Held) buy(room, HONEY, 1, "newprice00")).hold().totalVnd());
    }

    @Test
    void the_price_before_stands_beside_a_lower_one_only() {
        var room = floor.live();
        ok(floor.stage.changePrice(floor.host, new ChangePrice(1, room, HONEY, 150_000)));
        ok(floor.stage.changePrice(floor.host, new ChangePrice(1, room, HONEY, 160_000)));
        assertEquals(185_000L, offer(room, HONEY).wasVnd());
        ok(floor.stage.changePrice(floor.host, new ChangePrice(1, room, HONEY, 200_000)));
        assertNull(offer(room, HONEY).wasVnd());
        floor.again(() -> floor.stage.changePrice(floor.host, new ChangePrice(1, room, HONEY, 200_000)));
        floor.refused(Why.NOT_IN_LINE_UP, () -> floor.stage.changePrice(floor.host, new ChangePrice(1, room, MAT, 1)));
    }

    @Test
    void a_price_is_taken_back_within_fifteen_seconds_and_once() {
        var room = floor.live();
        var change = ok(floor.stage.changePrice(floor.host, new ChangePrice(1, room, HONEY, 18_500))).change();
        floor.clock.advance(14, TimeUnit.SECONDS);
        ok(floor.stage.undoChange(floor.host, new UndoChange(1, room, change)));
        assertEquals(185_000, offer(room, HONEY).priceVnd());
        assertNull(offer(room, HONEY).wasVnd());
        floor.refused(Why.NOTHING_TO_UNDO, () -> floor.stage.undoChange(floor.host, new UndoChange(1, room, change)));
        var late = ok(floor.stage.changePrice(floor.host, new ChangePrice(1, room, HONEY, 18_500))).change();
        floor.clock.advance(16, TimeUnit.SECONDS);
        floor.refused(Why.NOTHING_TO_UNDO, () -> floor.stage.undoChange(floor.host, new UndoChange(1, room, late)));
        floor.refused(Why.NOTHING_TO_UNDO, () -> floor.stage.undoChange(floor.host, new UndoChange(1, room, "c-unknown")));
    }

    @Test
    void what_somebody_else_changed_meanwhile_is_not_taken_back() {
        var room = floor.live();
        var price = ok(floor.stage.changePrice(floor.host, new ChangePrice(1, room, HONEY, 150_000))).change();
        ok(floor.stage.changePrice(floor.host, new ChangePrice(1, room, HONEY, 140_000)));
        floor.refused(Why.CHANGED_MEANWHILE, () -> floor.stage.undoChange(floor.host, new UndoChange(1, room, price)));
        var pins = ok(floor.stage.pinProducts(floor.host, new PinProducts(1, room, List.of(HONEY)))).change();
        ok(floor.stage.pinProducts(floor.host, new PinProducts(1, room, List.of(TEA))));
        floor.refused(Why.CHANGED_MEANWHILE, () -> floor.stage.undoChange(floor.host, new UndoChange(1, room, pins)));
        var stock = ok(floor.stage.changeStock(floor.host, new ChangeStock(1, room, TEA, 3, floor.key()))).change();
        for (int i = 0; i < 2; i++) floor.holds.take(Floor.person("buyer" + i, java.util.Map.of()).account(), room, List.of(new Inbound.Line(TEA, 4, null)), false, floor.key()).await();
        floor.refused(Why.CHANGED_MEANWHILE, () -> floor.stage.undoChange(floor.host, new UndoChange(1, room, stock)));
    }

    @Test
    void units_move_between_shelf_and_show_and_back() {
        var room = floor.live();
        var command = new ChangeStock(1, room, HONEY, 5, floor.key());
        var change = ok(floor.stage.changeStock(floor.host, command)).change();
        assertEquals(15, floor.free(room, HONEY));
        assertEquals(85, floor.onShelf(HONEY));
        assertEquals(change, floor.again(() -> floor.stage.changeStock(floor.host, command)).change());
        floor.refused(Why.NOT_ENOUGH, () -> floor.stage.changeStock(floor.host, new ChangeStock(1, room, HONEY, 86, floor.key())));
        floor.refused(Why.STOCK_BELOW_HELD, () -> floor.stage.changeStock(floor.host, new ChangeStock(1, room, HONEY, -16, floor.key())));
        floor.refused(Why.NOT_IN_LINE_UP, () -> floor.stage.changeStock(floor.host, new ChangeStock(1, room, MAT, 1, floor.key())));
        ok(floor.stage.undoChange(floor.host, new UndoChange(1, room, change)));
        assertEquals(10, floor.free(room, HONEY));
        assertEquals(90, floor.onShelf(HONEY));
        floor.clock.advance(2, TimeUnit.MINUTES);
        ok(floor.stage.changePrice(floor.host, new ChangePrice(1, room, TEA, 80_000)));
        ok(floor.stage.changeStock(floor.host, command));
        floor.refused(Why.NOTHING_TO_UNDO, () -> floor.stage.undoChange(floor.host, new UndoChange(1, room, change)));
    }

    // ── deals ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_deal_opens_for_its_units_and_ends_by_itself() {
        var room = floor.live();
        var command = new OpenDeal(1, room, HONEY, 99_000, 3, 2, 60_000, "deal000000");
        ok(floor.stage.openDeal(floor.host, command));
        var told = floor.lastEvent(room, "deal-opened").get("deal");
        assertEquals("d07-deal000000", told.get("deal").asText());
        assertEquals(offer(room, HONEY).deal(), vn.phien.protocol.Wire.trusted(told.toString(), vn.phien.protocol.Views.DealView.class));
        assertTrue(Math.abs(told.get("endsMs").asLong() - floor.clock.millis() - 60_000) < 5_000);
        assertEquals(2 * 99_000, ((Taken.Held) buy(room, HONEY, 2, "dealbuy000")).hold().totalVnd());
        assertEquals(1, offer(room, HONEY).deal().left());
        floor.again(() -> floor.stage.openDeal(floor.host, command));
        floor.clock.advance(61, TimeUnit.SECONDS);
        assertNull(offer(room, HONEY).deal());
        floor.lastEvent(room, "deal-closed");
        assertEquals(185_000, ((Taken.Held) buy(room, HONEY, 1, "afterdeal0")).hold().totalVnd());
        floor.again(() -> floor.stage.openDeal(floor.host, command));
    }

    @Test
    void a_deal_is_shut_before_its_time_once() {
        var room = floor.live();
        ok(floor.stage.openDeal(floor.host, new OpenDeal(1, room, HONEY, 99_000, 3, 2, 60_000, "deal000000")));
        var close = new CloseDeal(1, room, new DealId("d07-deal000000"));
        ok(floor.stage.closeDeal(floor.host, close));
        floor.lastEvent(room, "deal-closed");
        floor.again(() -> floor.stage.closeDeal(floor.host, close));
        floor.refused(Why.DEAL_OVER, () -> floor.stage.closeDeal(floor.host, new CloseDeal(1, room, new DealId("d07-unknown"))));
    }

    @Test
    void a_deal_must_be_cheaper_alone_and_within_what_is_free() {
        var room = floor.live();
        floor.refused(Why.TOO_LARGE, () -> floor.stage.openDeal(floor.host, new OpenDeal(1, room, HONEY, 185_000, 3, 2, 60_000, floor.key())));
        floor.refused(Why.NOT_ENOUGH, () -> floor.stage.openDeal(floor.host, new OpenDeal(1, room, HONEY, 99_000, 11, 2, 60_000, floor.key())));
        floor.refused(Why.NOT_IN_LINE_UP, () -> floor.stage.openDeal(floor.host, new OpenDeal(1, room, MAT, 99_000, 1, 2, 60_000, floor.key())));
        ok(floor.stage.openDeal(floor.host, new OpenDeal(1, room, HONEY, 99_000, 3, 2, 60_000, floor.key())));
        floor.refused(Why.WRONG_STATE, () -> floor.stage.openDeal(floor.host, new OpenDeal(1, room, HONEY, 90_000, 3, 2, 60_000, floor.key())));
        floor.refused(Why.TOO_SMALL, () -> floor.stage.changePrice(floor.host, new ChangePrice(1, room, HONEY, 99_000)));
    }

    // ── stopping orders ───────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void orders_stop_and_go_on_for_one_product_or_for_all() {
        var room = floor.live();
        ok(floor.stage.switchOrders(floor.host, new SwitchOrders(1, room, HONEY, false)));
        assertEquals(new Taken.Refused(Why.ORDERS_STOPPED, HONEY, 0), buy(room, HONEY, 1, "stopped000"));
        assertInstanceOf(Taken.Held.class, buy(room, TEA, 1, "teagoeson0"));
        floor.again(() -> floor.stage.switchOrders(floor.host, new SwitchOrders(1, room, HONEY, false)));
        ok(floor.stage.switchOrders(floor.host, new SwitchOrders(1, room, null, false)));
        assertFalse(floor.lastEvent(room, "orders-switched").has("product"));
        assertEquals(new Taken.Refused(Why.ORDERS_STOPPED, null, 0), buy(room, TEA, 1, "allstopped"));
        ok(floor.stage.switchOrders(floor.host, new SwitchOrders(1, room, null, true)));
        ok(floor.stage.switchOrders(floor.host, new SwitchOrders(1, room, HONEY, true)));
        assertInstanceOf(Taken.Held.class, buy(room, HONEY, 1, "goeson0000"));
        floor.refused(Why.NOT_IN_LINE_UP, () -> floor.stage.switchOrders(floor.host, new SwitchOrders(1, room, MAT, false)));
    }

    @Test
    void every_event_of_a_room_has_the_next_number() {
        var room = floor.live();
        ok(floor.stage.pinProducts(floor.host, new PinProducts(1, room, List.of(HONEY))));
        ok(floor.stage.openDeal(floor.host, new OpenDeal(1, room, HONEY, 99_000, 3, 2, 10_000, floor.key())));
        floor.clock.advance(11, TimeUnit.SECONDS);
        ok(stage(room, ChangeStage.Stage.END));
        long expected = 1;
        for (var entry : floor.link.ask(Command.XRANGE, Keys.shelf(room), "-", "+")) assertEquals(expected++ + "-0", entry.get(0).toString());
        assertEquals(expected - 1, floor.shows.scene(room).await().seq());
        for (var event : floor.events(room)) vn.phien.protocol.Wire.trusted(event.toString(), vn.phien.protocol.Outbound.class);
    }

    private Future<Result<Done>> stage(PlaceId room, ChangeStage.Stage to) {
        return floor.stage.changeStage(floor.host, new ChangeStage(1, room, to));
    }

    private OfferView offer(PlaceId room, ProductId product) {
        return floor.shows.lineUp(room).await().stream().filter(offer -> offer.product().equals(product)).findFirst().orElseThrow();
    }

    private Taken buy(PlaceId room, ProductId product, int quantity, String key) {
        return floor.holds.take(floor.viewer.account(), room, List.of(new Inbound.Line(product, quantity, null)), false, key).await();
    }
}
