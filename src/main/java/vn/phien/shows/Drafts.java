package vn.phien.shows;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.ShowId;
import vn.phien.base.Why;
import vn.phien.protocol.ShowState;
import vn.phien.protocol.Views.OfferView;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Views.VideoView;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** Shows before they go on air: planned, given a line-up, announced. The caller has checked that the asker works in the booth. */
public final class Drafts {
    /** A show may be put into the calendar a little late. */
    private static final long LATE_MS = 24 * 60 * 60_000L;
    private final Link link;
    private final StageScripts scripts;
    private final Shows shows;
    private final VideoRules videos;
    private final Function<BoothId, Future<Map<ProductId, ProductView>>> products;
    private final BiFunction<BoothId, String, Future<Boolean>> ownsPhoto;
    private final InstantSource clock;
    private final Dice dice;
    private final Consumer<PlaceId> ring;

    /** @param ownsPhoto whether the path is that of a photo of the booth */
    public Drafts(Link link, Shows shows, ShowSettings settings, Function<BoothId, Future<Map<ProductId, ProductView>>> products, BiFunction<BoothId, String, Future<Boolean>> ownsPhoto,
                  InstantSource clock, Dice dice, Consumer<PlaceId> ring) {
        this.link = link;
        this.scripts = new StageScripts(link);
        this.shows = shows;
        this.videos = new VideoRules(settings);
        this.products = products;
        this.ownsPhoto = ownsPhoto;
        this.clock = clock;
        this.dice = dice;
        this.ring = ring;
    }

    /**
     * Makes a draft. Refused {@code VIDEO_NOT_ALLOWED}; {@code NOT_FOUND} for a photo that is not the booth's; {@code TOO_SMALL} or
     * {@code TOO_LARGE} for a time more than a day past or a year ahead; {@code OVER_LIMIT} for one show too many.
     */
    public Future<Result<ShowView>> create(BoothId booth, ShowDraft draft) {
        var room = PlaceId.of(ShowId.in(booth.shard(), draft.key() == null ? dice.token(16) : MessageIds.body(booth + "|" + draft.key())));
        return checked(booth, draft).compose(video -> then(video, allowed ->
            scripts.createShow(room, booth, dice.token(10), draft.title(), draft.startsMs(), allowed, draft.cover().picture()))).compose(done -> then(done, ok -> found(room)));
    }

    /** Changes a show until it has ended; on air its time stays as it was. A time in the same minute as before is the same time. */
    public Future<Result<ShowView>> edit(BoothId booth, PlaceId room, ShowDraft draft) {
        return ofBooth(booth, room).compose(owned -> then(owned, ok -> shows.show(room).compose(known -> {
            var before = known.orElseThrow();
            var stays = before.state() == ShowState.LIVE || before.state() == ShowState.PAUSED || Math.abs(before.startsMs() - draft.startsMs()) < 60_000;
            return (stays ? checkedPicture(booth, draft) : checked(booth, draft)).compose(video -> then(video, allowed ->
                scripts.editShow(room, booth, draft.title(), stays ? before.startsMs() : draft.startsMs(), allowed, draft.cover().picture())));
        }))).compose(done -> then(done, ok -> {
            ring.accept(room);
            return found(room);
        }));
    }

    /** Takes a draft or an announced show away; its goods go back to the shelf. */
    public Future<Result<Void>> delete(BoothId booth, PlaceId room) {
        return ofBooth(booth, room).compose(owned -> then(owned, ok -> scripts.deleteShow(room, booth)));
    }

    /** Announces a draft. */
    public Future<Result<ShowView>> schedule(BoothId booth, PlaceId room, AccountId by) {
        return ofBooth(booth, room).compose(owned -> then(owned, ok -> scripts.scheduleShow(room, by))).compose(done -> then(done, ok -> {
            ring.accept(room);
            return found(room);
        }));
    }

    /**
     * Sets the whole line-up. Refused, naming the product, {@code NOT_FOUND} for one that the booth does not sell, {@code NOT_ENOUGH}
     * when the shelf has less, {@code STOCK_BELOW_HELD} when fewer units are asked for than are held and sold, {@code WRONG_STATE} for
     * a price at or below that of its open deal.
     */
    public Future<Result<List<OfferView>>> setLineUp(BoothId booth, PlaceId room, LineUpDraft draft, AccountId by) {
        return ofBooth(booth, room).compose(owned -> then(owned, ok -> Future.all(products.apply(booth), scripts.readScene(room)).compose(all -> {
            Map<ProductId, ProductView> catalogue = all.resultAt(0);
            var items = new ArrayList<StageScripts.Item>();
            var codes = codes(draft.items(), all.<Staged>resultAt(1).gates());
            for (var item : draft.items()) {
                var product = catalogue.get(item.product());
                if (product == null || product.archived()) return Future.succeededFuture(Result.<Void>refused(Why.NOT_FOUND, "items." + item.product()));
                items.add(new StageScripts.Item(item.product(), codes.get(item.product()), item.units(), item.perBuyer(), item.priceVnd() == null ? product.priceVnd() : item.priceVnd()));
            }
            var parts = Offers.parts(draft.items().stream().map(LineUpDraft.Item::product).toList(), catalogue);
            return scripts.setLineUp(room, booth, items, parts, draft.key(), by);
        }))).compose(done -> then(done, set -> {
            ring.accept(room);
            return shows.lineUp(room).map(Result::ok);
        }));
    }

    /** The line-up of a show of the booth. */
    public Future<Result<List<OfferView>>> lineUp(BoothId booth, PlaceId room) {
        return ofBooth(booth, room).compose(owned -> then(owned, ok -> shows.lineUp(room).map(Result::ok)));
    }

    /** A product keeps the code it has; the others get the first that is free. */
    private static Map<ProductId, String> codes(List<LineUpDraft.Item> items, Map<ProductId, Gate> gates) {
        var codes = new HashMap<ProductId, String>();
        var taken = new HashSet<String>();
        for (var item : items) if (item.code() != null) codes.put(item.product(), item.code());
        taken.addAll(codes.values());
        for (var item : items) {
            var gate = gates.get(item.product());
            if (!codes.containsKey(item.product()) && gate != null && gate.code() != null && taken.add(gate.code())) codes.put(item.product(), gate.code());
        }
        int next = 1;
        for (var item : items) {
            if (codes.containsKey(item.product())) continue;
            while (!taken.add("A" + next)) next++;
            codes.put(item.product(), "A" + next);
        }
        return codes;
    }

    private Future<Result<VideoView>> checked(BoothId booth, ShowDraft draft) {
        var now = clock.millis();
        if (draft.startsMs() < now - LATE_MS) return Future.succeededFuture(Result.refused(Why.TOO_SMALL, "startsMs"));
        if (draft.startsMs() > now + Limits.SHOW_AHEAD_MS) return Future.succeededFuture(Result.refused(Why.TOO_LARGE, "startsMs"));
        return checkedPicture(booth, draft);
    }

    private Future<Result<VideoView>> checkedPicture(BoothId booth, ShowDraft draft) {
        var video = videos.allow(draft.video().kind(), draft.video().url());
        if (draft.cover().photo() == null) return Future.succeededFuture(video);
        return ownsPhoto.apply(booth, draft.cover().photo()).map(owns -> owns ? video : Result.refused(Why.NOT_FOUND, "cover.photo"));
    }

    private Future<Result<Void>> ofBooth(BoothId booth, PlaceId room) {
        if (!room.isShow()) return Future.succeededFuture(Result.refused(Why.NOT_FOUND));
        return link.send(Command.HGET, Keys.show(room), "booth").map(owner -> owner != null && owner.toString().equals(booth.value()) ? Result.ok(null) : Result.refused(Why.NOT_FOUND));
    }

    private Future<Result<ShowView>> found(PlaceId room) {
        return shows.planned(room).map(view -> view.map(Result::ok).orElse(Result.refused(Why.NOT_FOUND)));
    }

    private static <A, B> Future<Result<B>> then(Result<A> result, Function<A, Future<Result<B>>> next) {
        return switch (result) {
            case Result.Ok<A>(var value) -> next.apply(value);
            case Result.Refused<A>(var why, var field) -> Future.succeededFuture(Result.refused(why, field));
        };
    }
}
