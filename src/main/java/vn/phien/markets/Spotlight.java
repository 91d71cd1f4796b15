package vn.phien.markets;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.BoothId;
import vn.phien.base.Limits;
import vn.phien.base.NightId;
import vn.phien.base.Result;
import vn.phien.base.Shard;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.SpotlightView;
import vn.phien.protocol.Views.StandView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Briefly;
import vn.phien.redis.Link;

/**
 * The main stage of each open night. Every node looks about once in two seconds at who is live and writes the next state of the
 * {@link Rotation} when there is one; of two nodes at once one wins, and the other has nothing more to do.
 */
public final class Spotlight {
    private static final Logger LOG = LoggerFactory.getLogger(Spotlight.class);
    private static final long EVERY_MS = 2_000;
    private final NightScripts scripts;
    private final Nights nights;
    private final Markets markets;
    private final Function<NightView, Future<List<BoothId>>> live;
    private final Consumer<Shard> ring;
    private final Briefly<NightId, SpotlightView> seen;
    private long timer = -1;
    private boolean looking;

    /** @param live which booths are on air; those without a place on the night are left out here */
    public Spotlight(Link link, Nights nights, Markets markets, Function<NightView, Future<List<BoothId>>> live, Consumer<Shard> ring) {
        this.scripts = new NightScripts(link);
        this.nights = nights;
        this.markets = markets;
        this.live = live;
        this.ring = ring;
        this.seen = new Briefly<>(Duration.ofSeconds(1), this::read);
    }

    public void start(Vertx vertx) {
        timer = vertx.setPeriodic(EVERY_MS, id -> {
            if (looking) return;
            looking = true;
            look().onComplete(done -> {
                looking = false;
                if (done.failed()) LOG.warn("main stage: {}", done.cause().getMessage());
            });
        });
    }

    public void stop(Vertx vertx) {
        if (timer >= 0) vertx.cancelTimer(timer);
    }

    /** Who has the stage of a night, until when, and who comes next; at most a second old. */
    public Future<SpotlightView> now(NightId night) {
        return seen.get(night);
    }

    /** Looks at every open night, rehearsals too. The result counts the turns that began. */
    public Future<Integer> look() {
        return Future.all(nights.list("open"), nights.rehearsals("open")).compose(open -> {
            var all = new java.util.ArrayList<NightView>(open.<List<NightView>>resultAt(0));
            all.addAll(open.<List<NightView>>resultAt(1));
            var looks = all.stream().map(this::look).toList();
            return Future.all(looks).map(done -> looks.stream().mapToInt(Future::result).sum());
        });
    }

    private Future<Integer> look(NightView night) {
        return Future.all(live.apply(night), nights.stands(night.night()), turnMs(night), scripts.readSpotlight(night.night())).compose(read -> {
            Set<BoothId> onAir = new HashSet<>(read.<List<BoothId>>resultAt(0));
            onAir.retainAll(read.<List<StandView>>resultAt(1).stream().map(StandView::booth).toList());
            NightScripts.Stage stage = read.resultAt(3);
            if (!stage.state().equals("open")) return Future.succeededFuture(0);
            var next = stage.rotation().look(night.night(), onAir, stage.nowMs(), read.resultAt(2), Limits.SPOTLIGHT_GRACE_MS);
            if (next.equals(stage.rotation())) return Future.succeededFuture(0);
            var turn = next.now() == null || next.now().equals(stage.rotation().now()) ? null : next.now();
            return scripts.turnSpotlight(night.night(), stage.rev(), next, turn).map(kept -> {
                seen.forget(night.night());
                if (turn == null || !(kept instanceof Result.Ok<Void>)) return 0;
                ring.accept(night.night().shard());
                return 1;
            });
        });
    }

    private Future<Long> turnMs(NightView night) {
        return markets.find(night.market()).map(desk -> desk.map(market -> market.draft().clock()).orElse(MarketDraft.Clock.USUAL).spotlightMs());
    }

    private Future<SpotlightView> read(NightId night) {
        return nights.find(night).compose(found -> found.isEmpty() ? Future.succeededFuture(new SpotlightView(night, null, List.of()))
            : Future.all(scripts.readSpotlight(night), turnMs(found.get())).map(read -> {
                NightScripts.Stage stage = read.resultAt(0);
                if (!stage.state().equals("open")) return new SpotlightView(night, null, List.of());
                return new SpotlightView(night, stage.rotation().now(), stage.rotation().next(night, stage.nowMs(), read.resultAt(1), Limits.SPOTLIGHT_GRACE_MS, Limits.TURNS_TOLD));
            }));
    }

    /** The state of the stage as JSON, for the books. */
    static String kept(Rotation rotation) {
        return Wire.write(rotation.kept());
    }
}
