package vn.phien.shows;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.DealId;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound.ChangeStage;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.VideoView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/**
 * The typed twins of {@code src/main/lua/shows} that move a show and what it offers. Where a text is answered it names a change
 * that can be undone; an empty one says that everything was so before.
 */
final class StageScripts {
    private static final Script CREATE_SHOW = Script.load("shows/create_show");
    private static final Script EDIT_SHOW = Script.load("shows/edit_show");
    private static final Script DELETE_SHOW = Script.load("shows/delete_show");
    private static final Script SCHEDULE_SHOW = Script.load("shows/schedule_show");
    private static final Script SET_LINE_UP = Script.load("shows/set_line_up");
    private static final Script GO_LIVE = Script.load("shows/go_live");
    private static final Script CHANGE_STAGE = Script.load("shows/change_stage");
    private static final Script PIN_PRODUCTS = Script.load("shows/pin_products");
    private static final Script REORDER_LINE_UP = Script.load("shows/reorder_line_up");
    private static final Script CHANGE_PRICE = Script.load("shows/change_price");
    private static final Script NOTE_STOCK_CHANGE = Script.load("shows/note_stock_change");
    private static final Script UNDO_CHANGE = Script.load("shows/undo_change");
    private static final Script OPEN_DEAL = Script.load("shows/open_deal");
    private static final Script CLOSE_DEAL = Script.load("shows/close_deal");
    private static final Script SWITCH_ORDERS = Script.load("shows/switch_orders");
    private static final Script COUNT_AUDIENCE = Script.load("shows/count_audience");
    private static final Script HEED_FREEZE = Script.load("shows/heed_freeze");
    private static final Script MAKE_CLAIM = Script.load("shows/make_claim");
    private static final Script TELL_LINE_UP = Script.load("shows/tell_line_up");
    private static final long SAME_TELLING_MS = 30_000;
    private static final Script READ_SCENE = Script.load("shows/read_scene");
    private final Link link;

    StageScripts(Link link) {
        this.link = link;
    }

    Future<Result<Void>> createShow(PlaceId show, BoothId booth, String epoch, String title, long startsMs, VideoView video, Picture cover) {
        return CREATE_SHOW.run(link, keys(show, Keys.show(show), Keys.shows(booth)), booth, epoch, Limits.SHOWS_PER_BOOTH, title, Long.toString(startsMs), video.kind(),
            video.url() == null ? "" : video.url(), Wire.write(cover)).map(StageScripts::done);
    }

    Future<Result<Void>> editShow(PlaceId show, BoothId booth, String title, long startsMs, VideoView video, Picture cover) {
        return EDIT_SHOW.run(link, keys(show, Keys.show(show), Keys.shows(booth), Keys.openShows(show.shard())), title, Long.toString(startsMs), video.kind(),
            video.url() == null ? "" : video.url(), Wire.write(cover)).map(StageScripts::done);
    }

    Future<Result<Void>> deleteShow(PlaceId show, BoothId booth) {
        return DELETE_SHOW.run(link, keys(show, Keys.stock(PlaceId.of(booth)), Keys.show(show), Keys.shows(booth), Keys.openShows(show.shard()), Keys.chat(show), Keys.messages(show),
            Keys.questions(show), Keys.speakers(show), Keys.changes(show), Keys.audience(show))).map(StageScripts::done);
    }

    Future<Result<Void>> scheduleShow(PlaceId show, AccountId by) {
        return SCHEDULE_SHOW.run(link, keys(show, Keys.show(show), Keys.openShows(show.shard())), by).map(StageScripts::done);
    }

    /** One product of a line-up with all that the books need to know. */
    record Item(ProductId product, String code, int units, int perBuyer, long price) { }

    Future<Result<Void>> setLineUp(PlaceId show, BoothId booth, List<Item> items, String parts, String key, AccountId by) {
        return SET_LINE_UP.run(link, keys(show, Keys.stock(PlaceId.of(booth)), Keys.frozen(booth)), key, by, Wire.write(items), parts).map(StageScripts::done);
    }

    /** @param epoch a new one, taken when a rehearsal begins or ends */
    Future<Result<Void>> goLive(PlaceId show, BoothId booth, boolean rehearsal, AccountId by, String epoch) {
        return GO_LIVE.run(link, keys(show, Keys.show(show), Keys.openShows(show.shard()), Keys.chat(show), Keys.messages(show), Keys.questions(show), Keys.frozen(booth)), rehearsal ? "1" : "0", by, epoch).map(StageScripts::done);
    }

    /** Answers the state after. */
    Future<Result<String>> changeStage(PlaceId show, ChangeStage.Stage to, AccountId by, String epoch) {
        return CHANGE_STAGE.run(link, keys(show, Keys.openShows(show.shard()), Keys.endedShows(show.shard()), Keys.chat(show), Keys.messages(show), Keys.questions(show)), to.code(), by, epoch).map(StageScripts::text);
    }

    Future<Result<String>> pinProducts(PlaceId show, List<ProductId> pins, String change, AccountId by) {
        return PIN_PRODUCTS.run(link, keys(show, Keys.changes(show)), change, by, Wire.write(pins)).map(StageScripts::text);
    }

    Future<Result<String>> reorderLineUp(PlaceId show, List<ProductId> order, String parts, String change, AccountId by) {
        return REORDER_LINE_UP.run(link, keys(show, Keys.changes(show)), change, by, Wire.write(order), parts).map(StageScripts::text);
    }

    Future<Result<String>> changePrice(PlaceId show, ProductId product, long priceVnd, String change, AccountId by) {
        return CHANGE_PRICE.run(link, keys(show, Keys.changes(show)), change, by, product, priceVnd).map(StageScripts::text);
    }

    Future<Result<Void>> noteStockChange(PlaceId show, ProductId product, int delta, String change) {
        return NOTE_STOCK_CHANGE.run(link, keys(show, Keys.changes(show)), change, product, delta).map(StageScripts::done);
    }

    /** Answers what kind of change was taken back. */
    Future<Result<String>> undoChange(PlaceId show, BoothId booth, String change, String parts, AccountId by) {
        return UNDO_CHANGE.run(link, keys(show, Keys.changes(show), Keys.stock(PlaceId.of(booth))), change, by, Limits.UNDO_MS, parts).map(StageScripts::text);
    }

    /** Answers when the deal ends, in ms. */
    Future<Result<String>> openDeal(PlaceId show, DealId deal, ProductId product, long priceVnd, int units, int perBuyer, long durationMs, AccountId by) {
        return OPEN_DEAL.run(link, Keys.books(show), deal, by, product, priceVnd, units, perBuyer, durationMs).map(StageScripts::text);
    }

    Future<Result<Void>> closeDeal(PlaceId show, DealId deal) {
        return CLOSE_DEAL.run(link, Keys.books(show), deal).map(StageScripts::done);
    }

    /** @param product null: the whole show */
    Future<Result<Void>> switchOrders(PlaceId show, ProductId product, boolean open, AccountId by) {
        return SWITCH_ORDERS.run(link, Keys.books(show), product == null ? "" : product, open ? "1" : "0", by).map(StageScripts::done);
    }

    Future<Result<Void>> countAudience(PlaceId show, long atMs, int viewers) {
        return COUNT_AUDIENCE.run(link, List.of(Keys.stage(show), Keys.audience(show)), atMs, viewers, Limits.AUDIENCE_SAMPLES, Limits.AUDIENCE_APART_MS).map(StageScripts::done);
    }

    /**
     * @param print stands for what is told
     * @param shown stands for what this node has shown to phones of the room, "" for nothing
     */
    Future<Result<Void>> tellLineUp(PlaceId show, String parts, String print, String shown) {
        return TELL_LINE_UP.run(link, Keys.books(show), parts, print, SAME_TELLING_MS, shown).map(StageScripts::done);
    }

    Future<Result<Void>> makeClaim(PlaceId show, ProductId product, String text, String key, AccountId by) {
        return MAKE_CLAIM.run(link, Keys.books(show), key, product == null ? "" : product, text, by).map(StageScripts::done);
    }

    /** Whether there is more to do. */
    Future<Boolean> heedFreeze(PlaceId place, BoothId booth) {
        return HEED_FREEZE.run(link, keys(place, Keys.frozen(booth)), Limits.SWEEP).map(answer -> answer.get(1).toInteger() == 1);
    }

    Future<Staged> readScene(PlaceId place) {
        return READ_SCENE.run(link, keys(place, Keys.chat(place), Keys.questions(place)), Limits.CHAT_HISTORY).map(Staged::of);
    }

    static List<String> keys(PlaceId place, String... more) {
        var keys = new ArrayList<>(Keys.books(place));
        keys.addAll(Arrays.asList(more));
        return keys;
    }

    static Result<Void> done(Response answer) {
        return answer(answer).map(ok -> null);
    }

    static Result<String> text(Response answer) {
        return answer(answer).map(ok -> ok.get(1).toString());
    }

    /** A refusal carries what it is about as its second element, or nothing. */
    static Result<Response> answer(Response answer) {
        return switch (answer.get(0).toString()) {
            case "ok", "exists" -> Result.ok(answer);
            case String why -> Result.refused(Why.of(why), answer.size() < 2 || answer.get(1).toString().isEmpty() ? null : answer.get(1).toString());
        };
    }
}
