package vn.phien;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.Strain;
import vn.phien.facts.Facts;
import vn.phien.realtime.FactBells;
import vn.phien.realtime.Rooms;
import vn.phien.realtime.SceneAt;
import vn.phien.redis.Turn;

/** How news travels: the facts of the books to whoever folds them, and the events of a room to the phones in it. */
final class RoomsWing {
    private static final long TURN_MS = 5_000;
    private static final long TRIM_MS = 60 * 60_000;
    final Rooms rooms;
    final Facts facts;
    /** For what is written into chains of hashes, which takes its time; nobody waits for it. */
    final Facts ledger;
    final FactBells bells;
    private final Ground ground;
    private final Turn foldTurn, ledgerTurn;
    private final AtomicReference<Function<PlaceId, Future<SceneAt>>> scenes = new AtomicReference<>();

    RoomsWing(Ground ground) {
        this.ground = ground;
        foldTurn = turn("folds");
        facts = facts(foldTurn);
        bells = new FactBells(ground.bus(), facts::ring);
        ledgerTurn = turn("ledger");
        ledger = facts(ledgerTurn);
        var ladder = ground.ladder();
        rooms = new Rooms(ground.vertx(), ground.link(), ground.clock(), ground.meters(), place -> scenes.get().apply(place).map(at -> ladder.atLeast(Strain.THINNER) ? at.withoutChat() : at), ground.bus())
            .countsSeldomWhile(() -> ladder.atLeast(Strain.QUIETER));
        ladder.tells(this::thin);
        thin(ladder.strain());
    }

    private Turn turn(String work) {
        return ground.clustered() ? new Turn(ground.link(), work, ground.bus().node(), TURN_MS) : null;
    }

    private Facts facts(Turn turn) {
        return turn == null ? new Facts(ground.link()) : new Facts(ground.link(), turn);
    }

    private void thin(Strain strain) {
        rooms.chatPerSecond(switch (strain) {
            case NONE, QUIETER -> Limits.CHAT_PER_SECOND;
            case THINNER -> Limits.CHAT_PER_SECOND_STRAINED;
            case BUYING_ONLY, STORE_AWAY -> Limits.CHAT_PER_SECOND_BUYING;
        });
    }

    /** Who draws the scene of a room for a phone that comes in. To be told before anybody comes. */
    void scenesBy(Function<PlaceId, Future<SceneAt>> scenes) {
        this.scenes.set(scenes);
    }

    /** Something was written in a place: whoever reads its log or its facts looks now. */
    void ring(PlaceId place) {
        rooms.ring(place);
        bells.ring(place.shard());
        ledger.ring(place.shard());
    }

    void start() {
        facts.start().await();
        ledger.start().await();
        bells.start(ground.vertx());
        rooms.start();
        facts.measure(ground.meters());
        ground.vertx().setPeriodic(TRIM_MS, id -> facts.trim(ground.clock().millis()));
    }

    void stop() {
        facts.stop(ground.vertx());
        bells.stop(ground.vertx());
        ledger.stop(ground.vertx());
        rooms.stop();
        if (ground.clustered()) Future.join(foldTurn.give(), ledgerTurn.give()).otherwiseEmpty().await();
    }
}
