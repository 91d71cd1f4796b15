package vn.phien.oversight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.ComplaintId;
import vn.phien.base.Limits;
import vn.phien.base.OrderId;
import vn.phien.base.PhonesInText;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Shard;
import vn.phien.base.Why;
import vn.phien.facts.Fact;
import vn.phien.orders.OrderRecord;
import vn.phien.protocol.ComplaintKind;
import vn.phien.protocol.ComplaintOutcome;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.ComplaintView;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * Complaints of buyers, during a show or after it. The booth answers, the buyer accepts or goes to the organizers, they decide; each has
 * a clock, which is the shard's, and what is not done in time goes on by itself. All who are concerned see the same thread; for
 * anybody else there is no such complaint. Safe on event loops.
 */
public final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    /** How often {@link #sweep} is called. */
    public static final long EVERY_MS = 15_000;
    private final Link link;
    private final ComplaintScripts scripts;
    private final Sources sources;
    private final Papers papers;
    private final InstantSource clock;
    private final Consumer<PlaceId> ring;

    /**
     * What it needs to know of the market.
     *
     * @param booth finds a booth
     * @param show  finds a show of which everybody may know
     * @param order finds an order, without the person
     * @param staff who works in a booth
     */
    public record Sources(Function<BoothId, Future<Optional<BoothView>>> booth, Function<PlaceId, Future<Optional<ShowView>>> show, Function<OrderId, Future<Optional<OrderRecord>>> order,
                          Function<BoothId, Future<List<AccountId>>> staff) { }

    /**
     * @param answerMs how long a booth has to answer
     * @param decideMs how long organizers have to decide
     * @param ring     told of every place whose books changed
     */
    public Complaints(Link link, Sources sources, Papers papers, InstantSource clock, Consumer<PlaceId> ring, long answerMs, long decideMs) {
        this.link = link;
        this.scripts = new ComplaintScripts(link, new ComplaintScripts.Clocks(answerMs, Limits.COMPLAINT_OBJECT_MS, decideMs));
        this.sources = sources;
        this.papers = papers;
        this.clock = clock;
        this.ring = ring;
    }

    /**
     * What is complained of.
     *
     * @param room     the show, or null
     * @param order    or null, for a kind that needs none
     * @param momentMs 0 is now
     */
    record Said(BoothId booth, PlaceId room, OrderId order, ComplaintKind kind, long momentMs, String text, List<String> papers) { }

    /**
     * Makes a complaint; the same key again answers the same one. Refused: {@code NOT_FOUND} (booth, room, order, papers), {@code MISSING} (order),
     * {@code ALREADY_DONE} while another about the order is open, {@code NOT_LIVE} before a show has begun, {@code KEY_REUSED}.
     */
    Future<Result<ComplaintView>> make(Caller.Person by, Said said, String key) {
        if (said.order() == null && !said.kind().withoutOrder()) return refused(Why.MISSING, "order");
        if (said.order() != null && !said.order().shard().equals(said.booth().shard())) return refused(Why.NOT_FOUND, "order");
        return Future.all(sources.booth().apply(said.booth()), said.order() == null ? Future.succeededFuture(Optional.empty()) : sources.order().apply(said.order()), papers.areOf(by.account(), said.papers())).compose(all -> {
            Optional<BoothView> booth = all.resultAt(0);
            Optional<OrderRecord> order = all.resultAt(1);
            if (booth.isEmpty()) return refused(Why.NOT_FOUND, "booth");
            if (said.order() != null && (order.isEmpty() || !order.get().account().equals(by.account()) || !order.get().booth().equals(said.booth()))) return refused(Why.NOT_FOUND, "order");
            if (!all.<Boolean>resultAt(2)) return refused(Why.NOT_FOUND, "papers");
            // an order knows best where it was placed
            var room = order.isPresent() ? order.get().place().isShow() ? order.get().place() : null : said.room();
            if (room != null && !room.isShow()) return refused(Why.NOT_FOUND, "room");
            return (room == null ? Future.succeededFuture(Optional.<ShowView>empty()) : sources.show().apply(room)).compose(show -> {
                if (room != null && (show.isEmpty() || !show.get().booth().booth().equals(said.booth()))) return refused(Why.NOT_FOUND, "room");
                return make(by, said, new Complaint.Record(said.booth(), booth.get().name(), room, show.map(ShowView::title).orElse(null), said.order(), said.kind()), key);
            });
        });
    }

    private Future<Result<ComplaintView>> make(Caller.Person by, Said said, Complaint.Record record, String key) {
        var id = ComplaintId.in(said.booth().shard(), key);
        var print = String.join("|", by.account().value(), said.booth().value(), String.valueOf(said.order()), said.kind().code(), said.text());
        return papers.attach(said.papers(), id.value()).compose(v -> scripts.make(id, record.place(), by.account(), record, Wire.write(record), word("buyer", by.name(), said.text(), said.papers()), print, said.momentMs()))
            .compose(result -> switch (result) {
                case Result.Refused<Void>(var why, var field) -> papers.loosen(said.papers()).compose(v -> refused(why, field));
                case Result.Ok<Void> _ -> {
                    ring.accept(record.place());
                    yield index(by.account(), id, clock.millis()).compose(v -> found(id));
                }
            });
    }

    // ── what each may do ──────────────────────────────────────────────────────────────────────────────────────────

    /** Who somebody is in a complaint: "buyer", "seller", "organizer" or "official"; empty for all others. */
    private static Optional<String> part(Caller.Person by, Complaint complaint) {
        if (complaint.account().equals(by.account())) return Optional.of("buyer");
        if (by.worksIn(complaint.record().booth(), BoothRole.MODERATOR)) return Optional.of("seller");
        if (by.is(Role.ORGANIZER)) return Optional.of("organizer");
        return by.is(Role.OFFICIAL) ? Optional.of("official") : Optional.empty();
    }

    /** Says on in a complaint; of the booth's staff it is the answer while it is their turn. Refused: {@code NOT_FOUND}, {@code WRONG_STATE}, {@code TOO_MANY}. */
    Future<Result<ComplaintView>> say(Caller.Person by, ComplaintId id, String text, List<String> names, String key) {
        return move(by, id, null, text, names, key, "");
    }

    /** The buyer is content, or takes the complaint back. Refused: {@code NOT_FOUND}, {@code WRONG_STATE}. */
    Future<Result<ComplaintView>> accept(Caller.Person by, ComplaintId id) {
        return move(by, id, "accept", null, List.of(), "", "");
    }

    /** The buyer goes to the organizers. Refused: {@code NOT_FOUND}, {@code WRONG_STATE} before the booth has answered or its time is over. */
    Future<Result<ComplaintView>> escalate(Caller.Person by, ComplaintId id, String text, String key) {
        return move(by, id, "escalate", text, List.of(), key, "");
    }

    /** Organizers decide, and officials where organizers were late. Refused: {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code WRONG_STATE}. */
    Future<Result<ComplaintView>> decide(Caller.Person by, ComplaintId id, ComplaintOutcome outcome, String text) {
        return move(by, id, "decide", text, List.of(), "", outcome.code());
    }

    private Future<Result<ComplaintView>> move(Caller.Person by, ComplaintId id, String wanted, String text, List<String> names, String key, String outcome) {
        return Future.all(read(id), papers.areOf(by.account(), names)).compose(all -> {
            Optional<Complaint> complaint = all.resultAt(0);
            var part = complaint.flatMap(found -> part(by, found));
            if (part.isEmpty()) return refused(Why.NOT_FOUND, "complaint");
            var who = part.get();
            var act = wanted != null ? wanted : who.equals("seller") && (complaint.get().state().equals("open") || complaint.get().state().equals("answered")) ? "answer" : "say";
            boolean may = switch (act) {
                case "accept", "escalate" -> who.equals("buyer");
                case "decide" -> who.equals("organizer") || who.equals("official");
                default -> !who.equals("seller") || by.worksIn(complaint.get().record().booth(), BoothRole.STAFF);
            };
            if (!may) return refused(Why.NOT_ALLOWED, null);
            if (!all.<Boolean>resultAt(1)) return refused(Why.NOT_FOUND, "papers");
            var record = complaint.get().record();
            var word = text == null ? "" : word(who, who.equals("organizer") ? "" : by.name(), text, names);
            return papers.attach(names, id.value()).compose(v -> scripts.move(id, record.place(), record.order(), act, who, key, word, outcome, by.account())).compose(result -> switch (result) {
                case Result.Refused<Void>(var why, var field) -> papers.loosen(names).compose(v -> refused(why, field));
                case Result.Ok<Void> _ -> {
                    ring.accept(record.place());
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

    Future<Optional<Complaint>> read(ComplaintId id) {
        return link.batch(asks(id)).map(answers -> Complaint.of(id, answers.get(0), answers.get(1)));
    }

    private static List<Request> asks(ComplaintId id) {
        var fields = Link.request(Command.HMGET, Keys.complaint(id));
        for (var field : Complaint.FIELDS) fields.arg(field.toString());
        return List.of(fields, Link.request(Command.LRANGE, Keys.complaintWords(id), 0, -1));
    }

    private Future<Result<ComplaintView>> found(ComplaintId id) {
        return read(id).map(complaint -> complaint.map(Complaint::view).map(Result::ok).orElse(Result.refused(Why.NOT_FOUND, "complaint")));
    }

    /** A complaint, for those concerned; for others it is not there. */
    Future<Result<ComplaintView>> find(Caller.Person by, ComplaintId id) {
        return read(id).map(complaint -> complaint.filter(found -> part(by, found).isPresent()).map(Complaint::view).map(Result::ok).orElse(Result.refused(Why.NOT_FOUND, "complaint")));
    }

    Future<List<ComplaintView>> ofBuyer(AccountId account) {
        return link.send(Command.ZRANGE, Keys.accountComplaints(account), 0, Limits.LISTED_COMPLAINTS - 1, "REV").compose(ids -> views(ids.stream().map(id -> new ComplaintId(id.toString())).toList(), Comparator.comparing(ComplaintView::madeMs).reversed()));
    }

    Future<List<ComplaintView>> ofBooth(BoothId booth) {
        return link.send(Command.ZRANGE, Keys.complaints(booth), 0, Limits.LISTED_COMPLAINTS - 1, "REV").compose(ids -> views(ids.stream().map(id -> new ComplaintId(id.toString())).toList(), Comparator.comparing(ComplaintView::madeMs).reversed()));
    }

    /** All complaints that are not closed: those that officials came to see first, then by whose time ends first. */
    Future<List<ComplaintView>> open() {
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) {
            asks.add(Link.request(Command.ZRANGE, Keys.dueComplaints(new Shard(s)), 0, Limits.LISTED_COMPLAINTS - 1));
            asks.add(Link.request(Command.ZRANGE, Keys.referredComplaints(new Shard(s)), 0, Limits.LISTED_COMPLAINTS - 1));
        }
        return link.batch(asks).compose(answers -> {
            var ids = new ArrayList<ComplaintId>();
            for (var answer : answers) for (var id : answer) ids.add(new ComplaintId(id.toString()));
            return views(ids, Comparator.comparing((ComplaintView view) -> view.dueMs() == null ? 0 : view.dueMs()));
        });
    }

    private Future<List<ComplaintView>> views(List<ComplaintId> ids, Comparator<ComplaintView> order) {
        var asks = new ArrayList<Request>();
        for (var id : ids) asks.addAll(asks(id));
        return link.batch(asks).map(answers -> {
            var views = new ArrayList<ComplaintView>();
            for (int i = 0; i < ids.size(); i++) Complaint.of(ids.get(i), answers.get(2 * i), answers.get(2 * i + 1)).map(Complaint::view).ifPresent(views::add);
            views.sort(order);
            return views.stream().limit(Limits.LISTED_COMPLAINTS).toList();
        });
    }

    // ── time, facts, people's data ────────────────────────────────────────────────────────────────────────────────

    /** Moves on what nobody has moved in time; any node may, the script looks again. Answers how many. */
    public Future<Integer> sweep() {
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) asks.add(Link.request(Command.ZRANGEBYSCORE, Keys.dueComplaints(new Shard(s)), "-inf", clock.millis(), "LIMIT", 0, Limits.SWEEP));
        return link.batch(asks).compose(answers -> {
            var ids = new ArrayList<ComplaintId>();
            for (var answer : answers) for (var id : answer) ids.add(new ComplaintId(id.toString()));
            var moves = ids.stream().map(id -> read(id).compose(found -> found.isEmpty() ? Future.succeededFuture(0) : scripts.move(id, found.get().record().place(), found.get().record().order(), "lapse", "house", "", "", "", null).map(result -> {
                ring.accept(found.get().record().place());
                return result instanceof Result.Ok<Void> ? 1 : 0;
            }))).toList();
            return moves.isEmpty() ? Future.succeededFuture(0) : Future.join(moves).map(all -> moves.stream().mapToInt(Future::result).sum());
        }).onFailure(e -> LOG.warn("complaints: {}", e.getMessage()));
    }

    /** A fold of the facts: puts a complaint into its buyer's list. */
    public Future<Void> fold(Fact fact) {
        return fact.type().equals("complaint-made") ? index(new AccountId(fact.text("account")), new ComplaintId(fact.text("complaint")), fact.atMs()) : Future.succeededFuture();
    }

    private Future<Void> index(AccountId account, ComplaintId id, long atMs) {
        return link.send(Command.ZADD, Keys.accountComplaints(account), "NX", atMs, id).mapEmpty();
    }

    /** Tells those concerned, on this node, what became of a complaint. */
    public Consumer<Fact> news(BiConsumer<AccountId, Outbound.Private> whisper) {
        return fact -> {
            if (!fact.type().equals("complaint-made") && !fact.type().equals("complaint-moved")) return;
            Future.all(found(new ComplaintId(fact.text("complaint"))), sources.staff().apply(new BoothId(fact.text("booth")))).onSuccess(all -> {
                if (!(all.resultAt(0) instanceof Result.Ok<?>(ComplaintView complaint))) return;
                whisper.accept(new AccountId(fact.text("account")), new Outbound.ComplaintMoved(complaint));
                for (var account : all.<List<AccountId>>resultAt(1)) whisper.accept(account, new Outbound.ComplaintMoved(complaint));
            });
        };
    }

    /** Every complaint of a buyer, for the copy of their data. */
    public Future<List<ComplaintView>> everyOf(AccountId account) {
        return ofBuyer(account);
    }

    /** Takes away what somebody has written in complaints, and the photos; the complaints go on, for the booth and the decision they are of. Again changes nothing. */
    public Future<Void> forget(AccountId account) {
        return link.send(Command.ZRANGE, Keys.accountComplaints(account), 0, -1).compose(ids -> {
            var done = ids.stream().map(id -> scripts.forgetWords(new ComplaintId(id.toString()), account).onSuccess(names -> Thread.startVirtualThread(() -> papers.drop(names)))).toList();
            return (done.isEmpty() ? Future.succeededFuture() : Future.all(done)).mapEmpty();
        });
    }

    private static <T> Future<Result<T>> refused(Why why, String field) {
        return Future.succeededFuture(Result.refused(why, field));
    }
}
