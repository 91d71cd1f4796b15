package vn.phien.oversight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Id;
import vn.phien.base.Limits;
import vn.phien.base.MatterId;
import vn.phien.base.PhonesInText;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Shard;
import vn.phien.base.Why;
import vn.phien.facts.Fact;
import vn.phien.protocol.MatterKind;
import vn.phien.protocol.MatterReason;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.MatterView;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * What officials and organizers take up with booths. An act stands in the books of the booth from the moment it is answered: no order
 * comes of frozen goods or of a stopped sale in any place of the booth, and the seller cannot undo it. Safe on event loops.
 *
 * <p>Open holds on what is frozen or stopped are let go, for a hold is a promise of the seller, and the seller may not keep it; orders
 * that stand already stay as they are, for they are a contract, and the buyer decides. Those in line keep their places.
 */
public final class Oversight {
    private final Link link;
    private final OversightScripts scripts;
    private final Sources sources;
    private final Papers papers;
    private final Consumer<PlaceId> ring;

    /**
     * What it needs to know of the market.
     *
     * @param booth    finds a booth
     * @param products all products of a booth
     * @param boothOf  the booth whose show a place is
     * @param officeOf in whose name an official acts
     * @param staff    who works in a booth
     * @param heed     brings the places of a booth in line with what is frozen
     * @param forget   what was read of a booth is no longer so
     */
    public record Sources(Function<BoothId, Future<Optional<BoothView>>> booth, Function<BoothId, Future<Map<ProductId, ProductView>>> products, Function<PlaceId, Future<Optional<BoothId>>> boothOf,
                          Function<AccountId, Future<Optional<String>>> officeOf, Function<BoothId, Future<List<AccountId>>> staff, Function<BoothId, Future<Void>> heed, Consumer<BoothId> forget) { }

    /** @param ring told of every place whose books changed */
    public Oversight(Link link, Sources sources, Papers papers, Consumer<PlaceId> ring) {
        this.link = link;
        this.scripts = new OversightScripts(link);
        this.sources = sources;
        this.papers = papers;
        this.ring = ring;
    }

    // ── acts ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /**
     * What is taken up with a booth.
     *
     * @param room    the show in which it came up, or that is stopped; null with {@link MatterKind#STOP}: all that the booth sells
     * @param product what it is about; needed to freeze
     */
    public record Act(MatterKind kind, BoothId booth, PlaceId room, ProductId product, MatterReason reason, String text, List<String> papers) { }

    /** Freezes goods in every place of their booth. Refused as {@link #open}. */
    public Future<Result<MatterView>> freeze(Caller.Person by, BoothId booth, ProductId product, MatterReason reason, String text, String key) {
        return open(by, new Act(MatterKind.FREEZE, booth, null, product, reason, text, List.of()), key);
    }

    /** Stops a show, or (show null) all that a booth sells. Refused as {@link #open}. */
    public Future<Result<MatterView>> stop(Caller.Person by, BoothId booth, PlaceId show, MatterReason reason, String text, String key) {
        return open(by, new Act(MatterKind.STOP, booth, show, null, reason, text, List.of()), key);
    }

    /**
     * Takes something up with a booth; the same key and act again answer the same matter. Refused: {@code NOT_ALLOWED} for anybody but
     * officials and organizers, {@code NOT_FOUND} (booth, room, product, papers), {@code ALREADY_DONE} where it is frozen or stopped already,
     * {@code KEY_REUSED}, {@code TOO_MANY}.
     */
    public Future<Result<MatterView>> open(Caller.Person by, Act act, String key) {
        if (act.reason().closes()) return refused(Why.INVALID_VALUE, "reason");
        return overseer(by).compose(overseer -> overseer.isEmpty() ? refused(Why.NOT_ALLOWED, null) : Future.all(sources.booth().apply(act.booth()), sources.products().apply(act.booth()),
            act.room() == null ? Future.succeededFuture(Optional.of(act.booth())) : sources.boothOf().apply(act.room()), papers.areOf(by.account(), act.papers())).compose(all -> {
                Optional<BoothView> booth = all.resultAt(0);
                Map<ProductId, ProductView> products = all.resultAt(1);
                Optional<BoothId> owner = all.resultAt(2);
                if (booth.isEmpty()) return refused(Why.NOT_FOUND, "booth");
                if (act.room() != null && (!act.room().isShow() || !owner.equals(Optional.of(act.booth())))) return refused(Why.NOT_FOUND, "room");
                if (act.product() != null && !products.containsKey(act.product())) return refused(Why.NOT_FOUND, "product");
                if (act.kind() == MatterKind.FREEZE && act.product() == null) return refused(Why.MISSING, "product");
                if (!all.<Boolean>resultAt(3)) return refused(Why.NOT_FOUND, "papers");
                return open(overseer.get(), act, booth.get(), act.product() == null ? null : products.get(act.product()).name(), key);
            }));
    }

    private Future<Result<MatterView>> open(Overseer by, Act act, BoothView booth, String productName, String key) {
        var id = MatterId.in(act.booth().shard(), key);
        var role = by.role().code();
        var target = switch (act.kind()) {
            case FLAG, PAPER -> "";
            case FREEZE -> act.product().value();
            case STOP -> act.room() == null ? "*" : act.room().value();
        };
        var said = new Matter.Record(act.kind(), act.booth(), booth.name(), act.room(), act.product(), productName, act.reason(), role, by.office(), by.account());
        var frozen = Wire.json().createObjectNode().put("matter", id.value()).put("role", role).put("office", by.office()).put("reason", act.reason().code()).toString();
        var print = String.join("|", by.account().value(), act.kind().code(), act.booth().value(), target, act.reason().code(), act.text());
        var place = act.room() == null ? PlaceId.of(act.booth()) : act.room();
        return papers.attach(act.papers(), id.value()).compose(v -> scripts.openMatter(new OversightScripts.Opening(id, place, said, target, Wire.write(said), frozen, word(role, by.office(), act.text(), act.papers()), print)))
            .compose(result -> switch (result) {
                case Result.Refused<Void>(var why, var field) -> papers.loosen(act.papers()).compose(v -> refused(why, field));
                case Result.Ok<Void> _ -> {
                    ring.accept(place);
                    yield (target.isEmpty() ? Future.<Void>succeededFuture() : heed(act.booth())).compose(v -> found(id));
                }
            });
    }

    /** Closes a matter and lets go what is frozen or stopped by it. Refused: {@code NOT_FOUND}, {@code NOT_ALLOWED} for organizers where an official acted, {@code INVALID_VALUE} (reason). */
    public Future<Result<MatterView>> close(Caller.Person by, MatterId id, MatterReason reason, String text) {
        if (!reason.closes()) return refused(Why.INVALID_VALUE, "reason");
        return Future.all(overseer(by), read(id)).compose(all -> {
            Optional<Overseer> overseer = all.resultAt(0);
            Optional<Matter> matter = all.resultAt(1);
            if (overseer.isEmpty()) return refused(Why.NOT_ALLOWED, null);
            if (matter.isEmpty()) return refused(Why.NOT_FOUND, "matter");
            var role = overseer.get().role().code();
            var booth = matter.get().record().booth();
            return scripts.closeMatter(id, matter.get().place(), booth, role, reason.code(), word(role, overseer.get().office(), text, List.of()), overseer.get().office(), by.account()).compose(result -> switch (result) {
                case Result.Refused<Void>(var why, var field) -> refused(why, field);
                case Result.Ok<Void> _ -> {
                    ring.accept(matter.get().place());
                    yield heed(booth).compose(v -> found(id));
                }
            });
        });
    }

    /** Says on in a matter, as an official or organizer. Refused: {@code NOT_FOUND}, {@code WRONG_STATE} when it is closed. */
    public Future<Result<MatterView>> say(Caller.Person by, MatterId id, String text, List<String> names, String key) {
        return overseer(by).compose(overseer -> overseer.isEmpty() ? refused(Why.NOT_ALLOWED, null) : add(id, null, overseer.get().role().code(), overseer.get().office(), by.account(), text, names, key));
    }

    /** Answers for the booth; whoever calls this has seen that the caller works there. Refused as {@link #say}. */
    public Future<Result<MatterView>> answer(Caller.Person by, BoothId booth, MatterId id, String text, List<String> names, String key) {
        return add(id, booth, "seller", by.name(), by.account(), text, names, key);
    }

    private Future<Result<MatterView>> add(MatterId id, BoothId booth, String who, String name, AccountId by, String text, List<String> names, String key) {
        return Future.all(read(id), papers.areOf(by, names)).compose(all -> {
            Optional<Matter> matter = all.resultAt(0);
            if (matter.isEmpty()) return refused(Why.NOT_FOUND, "matter");
            if (!all.<Boolean>resultAt(1)) return refused(Why.NOT_FOUND, "papers");
            return papers.attach(names, id.value()).compose(v -> scripts.addWord(id, matter.get().place(), booth, who, key, word(who, name, text, names), by)).compose(result -> switch (result) {
                case Result.Refused<Void>(var why, var field) -> papers.loosen(names).compose(v -> refused(why, field));
                case Result.Ok<Void> _ -> {
                    ring.accept(matter.get().place());
                    yield found(id);
                }
            });
        });
    }

    private static String word(String who, String name, String text, List<String> papers) {
        ObjectNode word = Wire.json().createObjectNode().put("who", who).put("name", name).put("text", PhonesInText.mask(text.strip()));
        papers.forEach(word.putArray("papers")::add);
        return word.toString();
    }

    // ── what is read ──────────────────────────────────────────────────────────────────────────────────────────────

    /** Who acts, and in whose name; empty for anybody who may not. */
    Future<Optional<Overseer>> overseer(Caller.Person by) {
        if (by.is(Role.OFFICIAL)) return sources.officeOf().apply(by.account()).map(office -> Optional.of(new Overseer(by.account(), Role.OFFICIAL, office.orElse(""))));
        return Future.succeededFuture(by.is(Role.ORGANIZER) ? Optional.of(new Overseer(by.account(), Role.ORGANIZER, Overseer.ORGANIZERS)) : Optional.empty());
    }

    Future<Optional<Matter>> read(MatterId id) {
        return link.batch(asks(id)).map(answers -> Matter.of(id, answers.get(0), answers.get(1)));
    }

    private static List<Request> asks(MatterId id) {
        return List.of(Link.request(Command.HMGET, Keys.matter(id), "record", "state", "role", "openedMs", "dueMs", "closedMs"), Link.request(Command.LRANGE, Keys.matterWords(id), 0, -1));
    }

    /** One matter. */
    public Future<Result<MatterView>> found(MatterId id) {
        return read(id).map(matter -> matter.map(Matter::view).map(Result::ok).orElse(Result.refused(Why.NOT_FOUND, "matter")));
    }

    /** The matters of a booth, the newest first. */
    public Future<List<MatterView>> ofBooth(BoothId booth) {
        return link.send(Command.ZRANGE, Keys.matters(booth), 0, Limits.LISTED_MATTERS - 1, "REV").compose(ids -> views(ids.stream().map(id -> new MatterId(id.toString())).toList()));
    }

    /** All matters of the market that are not closed, the newest first. */
    public Future<List<MatterView>> open() {
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) asks.add(Link.request(Command.ZRANGE, Keys.openMatters(new Shard(s)), 0, Limits.LISTED_MATTERS - 1, "REV"));
        return link.batch(asks).compose(answers -> {
            var ids = new ArrayList<MatterId>();
            for (var answer : answers) for (var id : answer) ids.add(new MatterId(id.toString()));
            return views(ids);
        });
    }

    private Future<List<MatterView>> views(List<MatterId> ids) {
        var asks = new ArrayList<Request>();
        for (var id : ids) asks.addAll(asks(id));
        return link.batch(asks).map(answers -> {
            var views = new ArrayList<MatterView>();
            for (int i = 0; i < ids.size(); i++) Matter.of(ids.get(i), answers.get(2 * i), answers.get(2 * i + 1)).map(Matter::view).ifPresent(views::add);
            views.sort(Comparator.comparing(MatterView::openedMs).reversed());
            return views.stream().limit(Limits.LISTED_MATTERS).toList();
        });
    }

    // ── facts ─────────────────────────────────────────────────────────────────────────────────────────────────────

    private Future<Void> heed(BoothId booth) {
        sources.forget().accept(booth);
        return sources.heed().apply(booth);
    }

    /** A fold of the facts: whoever froze may be gone before every place of the booth heeded it. */
    public Future<Void> fold(Fact fact) {
        var moved = fact.type().equals("matter-opened") && fact.text("target") != null || fact.type().equals("matter-closed") && fact.text("freed") != null;
        return moved ? heed(new BoothId(fact.text("booth"))) : Future.succeededFuture();
    }

    /** Tells the staff of a booth on this node what became of its matters, and forgets what was read of its goods. */
    public Consumer<Fact> news(BiConsumer<AccountId, Outbound.Private> whisper) {
        return fact -> {
            if (!fact.type().startsWith("matter-")) return;
            var booth = new BoothId(fact.text("booth"));
            sources.forget().accept(booth);
            Future.all(found(new MatterId(fact.text("matter"))), sources.staff().apply(booth)).onSuccess(all -> {
                if (all.resultAt(0) instanceof Result.Ok<?>(MatterView matter)) for (var account : all.<List<AccountId>>resultAt(1)) whisper.accept(account, new Outbound.MatterMoved(matter));
            });
        };
    }

    /** Whether {@code text} is the name of a matter. */
    static boolean isMatter(String text) {
        return Id.isSharded(MatterId.LETTER, text);
    }

    private static <T> Future<Result<T>> refused(Why why, String field) {
        return Future.succeededFuture(Result.refused(why, field));
    }
}
