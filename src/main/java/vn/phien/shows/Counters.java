package vn.phien.shows;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.TicketId;
import vn.phien.base.Why;
import vn.phien.facts.Fact;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound.Colleague;
import vn.phien.protocol.Outbound.CounterShown;
import vn.phien.protocol.Outbound.DeskShown;
import vn.phien.protocol.Outbound.Done;
import vn.phien.protocol.Outbound.LineKept;
import vn.phien.protocol.Outbound.Reply;
import vn.phien.protocol.Outbound.TalkShown;
import vn.phien.protocol.Outbound.TicketTaken;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.TalkLine;
import vn.phien.protocol.Views.TicketView;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Rates;

/**
 * The counters of the booths: a visitor takes a number, waits, is called by one of the staff, and they talk one to one by text. What
 * is said is for these two sides alone, so names and words are sealed in the store.
 */
public final class Counters {
    private static final int TRIES = 8;
    private static final Rates.Rate TICKETS = new Rates.Rate(10, 6 * 60_000);
    private final Link link;
    private final CounterScripts scripts;
    private final Sources sources;
    private final Rates rates;
    private final Consumer<PlaceId> ring;

    /**
     * What counters ask of the features beside them.
     *
     * @param booth a booth as everybody sees it
     * @param staff who works in a booth, by role
     * @param names how people are called in chats
     * @param seal  makes cipher text of a text
     * @param open  the other way
     */
    public record Sources(Function<BoothId, Future<Optional<BoothView>>> booth, Function<BoothId, Future<Map<AccountId, BoothRole>>> staff,
                          Function<Collection<AccountId>, Future<Map<AccountId, String>>> names, UnaryOperator<String> seal, UnaryOperator<String> open) { }

    /** @param ring told of every booth at whose counter something happened */
    public Counters(Link link, Sources sources, Rates rates, Consumer<PlaceId> ring) {
        this.link = link;
        this.scripts = new CounterScripts(link);
        this.sources = sources;
        this.rates = rates;
        this.ring = ring;
    }

    private static boolean serves(Caller.Person person, BoothId booth) {
        return person.worksIn(booth, BoothRole.MODERATOR);
    }

    // ── looking ───────────────────────────────────────────────────────────────────────────────────────────────────

    /** The counter: the own number for a visitor, all of it for the staff. Refused {@code NOT_FOUND} for a booth that is not there. */
    public Future<Result<Reply>> show(Caller caller, Inbound.ShowCounter asked) {
        var booth = asked.booth();
        return sources.booth().apply(booth).compose(found -> {
            if (found.isEmpty()) return refused(Why.NOT_FOUND, "booth");
            var name = found.get().name();
            if (caller instanceof Caller.Person person && serves(person, booth)) return desk(asked.ref(), booth, name, person).map(Result::ok);
            return link.batch(List.of(Link.request(Command.HEXISTS, Keys.counter(booth), "closed"), Link.request(Command.ZCARD, Keys.waitingAt(booth)))).compose(answers ->
                (caller instanceof Caller.Person person ? last(booth, person.account()) : Future.succeededFuture(Optional.<Ticket>empty())).map(ticket ->
                    Result.ok(new CounterShown(asked.ref(), booth, answers.get(0).toInteger() == 0, answers.get(1).toInteger(), ticket.map(one -> one.view(name, sources.open())).orElse(null)))));
        });
    }

    /** The open ticket of a visitor, else the last one that is still kept. */
    private Future<Optional<Ticket>> last(BoothId booth, AccountId account) {
        return link.batch(List.of(Link.request(Command.HGET, Keys.counter(booth), "open." + account), Link.request(Command.SMEMBERS, Keys.accountTickets(account)))).compose(answers -> {
            if (answers.get(0) != null) return find(new TicketId(answers.get(0).toString()));
            var here = answers.get(1).stream().map(one -> new TicketId(one.toString())).filter(one -> one.shard().equals(booth.shard())).toList();
            return find(here).map(all -> {
                forgetGone(account, here, all);
                return all.stream().filter(one -> one.booth().equals(booth)).max(Comparator.comparingLong(Ticket::takenMs));
            });
        });
    }

    /** Tickets go when their time is over; their names go from the person's list when somebody notices. */
    private void forgetGone(AccountId account, List<TicketId> asked, List<Ticket> found) {
        var there = found.stream().map(Ticket::id).collect(Collectors.toSet());
        var gone = asked.stream().filter(id -> !there.contains(id)).toList();
        if (gone.isEmpty()) return;
        var forget = Link.request(Command.SREM, Keys.accountTickets(account));
        gone.forEach(id -> forget.arg(id.value()));
        link.send(forget);
    }

    private Future<DeskShown> desk(int ref, BoothId booth, String name, Caller.Person person) {
        return link.batch(List.of(Link.request(Command.HEXISTS, Keys.counter(booth), "closed"), Link.request(Command.ZRANGE, Keys.tickets(booth), 0, Limits.TICKETS_SHOWN - 1, "REV"),
            Link.request(Command.ZRANGE, Keys.waitingAt(booth), 0, -1))).compose(answers -> {
                var ids = new LinkedHashMap<TicketId, Boolean>();
                for (var one : answers.get(2)) ids.put(new TicketId(one.toString()), true);
                for (var one : answers.get(1)) ids.put(new TicketId(one.toString()), true);
                return Future.all(find(List.copyOf(ids.keySet())), colleagues(booth)).map(all -> {
                    List<Ticket> tickets = all.resultAt(0);
                    var views = tickets.stream().filter(one -> one.booth().equals(booth)).sorted(Comparator.comparingInt(Ticket::number)).map(one -> one.view(name, sources.open())).toList();
                    return new DeskShown(ref, booth, answers.get(0).toInteger() == 0, views, all.resultAt(1));
                });
            });
    }

    private Future<List<Colleague>> colleagues(BoothId booth) {
        return sources.staff().apply(booth).compose(staff -> sources.names().apply(staff.keySet()).map(names ->
            staff.keySet().stream().map(one -> new Colleague(one, names.getOrDefault(one, ""))).sorted(Comparator.comparing(Colleague::name)).toList()));
    }

    /** A talk, for its visitor and the staff. Refused {@code NOT_FOUND} for anybody else. */
    public Future<Result<TalkShown>> talk(Caller.Person person, Inbound.ShowTalk asked) {
        return of(person, asked.ticket()).compose(mine -> switch (mine) {
            case Result.Refused<Ticket>(var why, var field) -> refused(why, field);
            case Result.Ok<Ticket>(var ticket) -> view(ticket).compose(view -> lines(ticket.id(), 1).map(lines -> Result.ok(new TalkShown(asked.ref(), view, lines))));
        });
    }

    /** The ticket, where the person is its visitor or works at its booth. */
    private Future<Result<Ticket>> of(Caller.Person person, TicketId id) {
        return find(id).map(found -> found.filter(ticket -> ticket.account().equals(person.account()) || serves(person, ticket.booth()))
            .map(Result::ok).orElse(Result.refused(Why.NOT_FOUND, "ticket")));
    }

    private Future<Optional<Ticket>> find(TicketId id) {
        return find(List.of(id)).map(all -> all.stream().findFirst());
    }

    private Future<List<Ticket>> find(List<TicketId> ids) {
        if (ids.isEmpty()) return Future.succeededFuture(List.of());
        return link.batch(ids.stream().map(id -> Link.request(Command.HGETALL, Keys.ticket(id))).toList()).compose(hashes -> {
            var found = hashes.stream().map(hash -> Ticket.of(hash, 0)).flatMap(Optional::stream).toList();
            var asks = new ArrayList<Request>();
            for (var ticket : found) asks.add(Link.request(Command.ZCOUNT, Keys.waitingAt(ticket.booth()), "-inf", "(" + ticket.number()));
            return link.batch(asks).map(counts -> {
                var tickets = new ArrayList<Ticket>();
                for (int i = 0; i < found.size(); i++) tickets.add(new Ticket(counts.get(i).toInteger(), found.get(i).fields()));
                return List.copyOf(tickets);
            });
        });
    }

    private Future<TicketView> view(Ticket ticket) {
        return sources.booth().apply(ticket.booth()).map(booth -> ticket.view(booth.map(BoothView::name).orElse(""), sources.open()));
    }

    /** The lines from a number on. */
    private Future<List<TalkLine>> lines(TicketId ticket, int from) {
        return link.send(Command.XRANGE, Keys.talk(ticket), from + "-0", "+").map(entries -> {
            var lines = new ArrayList<TalkLine>();
            for (var entry : entries) {
                var id = entry.get(0).toString();
                var fields = entry.get(1);
                lines.add(new TalkLine(Integer.parseInt(id.substring(0, id.indexOf('-'))), fields.get(1).toString(), sources.open().apply(fields.get(3).toString()), sources.open().apply(fields.get(7).toString()),
                    fields.get(5).toLong()));
            }
            return List.copyOf(lines);
        });
    }

    // ── what visitors do ──────────────────────────────────────────────────────────────────────────────────────────

    /**
     * Takes a number; the same key again answers the same. Refused {@code ALREADY_IN_LINE} with one open, {@code COUNTER_CLOSED},
     * {@code TOO_MANY} in a full line, {@code TOO_FAST}, {@code NOT_ALLOWED} at one's own booth, {@code NOT_FOUND} for a booth that is not there.
     */
    public Future<Result<TicketTaken>> take(Caller.Person person, Inbound.TakeTicket asked) {
        var booth = asked.booth();
        var reason = ChatText.Cleaning.line(asked.reason());
        if (reason.isEmpty()) return refused(Why.EMPTY, "reason");
        if (asked.product() != null && !asked.product().shard().equals(booth.shard())) return refused(Why.NOT_FOUND, "product");
        if (serves(person, booth)) return refused(Why.NOT_ALLOWED, "booth");
        return sources.booth().apply(booth).compose(found -> found.isEmpty() ? refused(Why.NOT_FOUND, "booth")
            : rates.take("counter:" + person.account(), TICKETS, 1).compose(wait -> wait > 0 ? refused(Why.TOO_FAST, null)
            : scripts.takeTicket(booth, TicketId.in(booth.shard(), MessageIds.body(booth + "|" + person.account() + "|" + asked.key())), person.account(), sources.seal().apply(person.name()),
                sources.seal().apply(reason), asked.product()).compose(result -> taken(asked.ref(), result))));
    }

    private Future<Result<TicketTaken>> taken(int ref, Result<Ticket> result) {
        return switch (result) {
            case Result.Refused<Ticket>(var why, var field) -> refused(why, field);
            case Result.Ok<Ticket>(var ticket) -> {
                ring.accept(PlaceId.of(ticket.booth()));
                yield view(ticket).map(view -> Result.ok(new TicketTaken(ref, view)));
            }
        };
    }

    /** Gives the number back or ends the talk; again changes nothing. Refused {@code NOT_FOUND} for what is neither one's own nor of one's booth. */
    public Future<Result<TicketTaken>> end(Caller.Person person, Inbound.EndTicket asked) {
        return of(person, asked.ticket()).compose(mine -> switch (mine) {
            case Result.Refused<Ticket>(var why, var field) -> refused(why, field);
            case Result.Ok<Ticket>(var ticket) -> scripts.endTicket(ticket.booth(), ticket.id(), ticket.account().equals(person.account()) ? person.account() : null)
                .compose(result -> taken(asked.ref(), result));
        });
    }

    /** Says something; the same key again changes nothing. Refused {@code TALK_OVER}, {@code NOT_CALLED_YET} for staff before the call, {@code TOO_LONG}, {@code TOO_MANY} lines. */
    public Future<Result<LineKept>> say(Caller.Person person, Inbound.SayAtCounter asked) {
        var text = ChatText.Cleaning.line(asked.text());
        if (text.isEmpty()) return refused(Why.EMPTY, "text");
        if (text.codePointCount(0, text.length()) > Limits.TALK_TEXT) return refused(Why.TOO_LONG, "text");
        return of(person, asked.ticket()).compose(mine -> switch (mine) {
            case Result.Refused<Ticket>(var why, var field) -> refused(why, field);
            case Result.Ok<Ticket>(var ticket) -> scripts.say(ticket.booth(), ticket.id(), ticket.account().equals(person.account()) ? person.account() : null, sources.seal().apply(person.name()), asked.key(), sources.seal().apply(text))
                .map(result -> {
                    if (result instanceof Result.Ok<Integer>) ring.accept(PlaceId.of(ticket.booth()));
                    return result.map(n -> new LineKept(asked.ref(), ticket.id(), n));
                });
        });
    }

    // ── what the staff do ─────────────────────────────────────────────────────────────────────────────────────────

    /**
     * Calls the next visitor, or the one who is named; the same key again answers the same. Two who call at once get two visitors.
     * Refused {@code NOBODY_WAITS}, {@code TOO_MANY} talks at once, {@code ALREADY_DONE} for one whom somebody else called.
     */
    public Future<Result<TicketTaken>> call(Caller.Person staff, Inbound.CallVisitor asked) {
        if (!serves(staff, asked.booth())) return refused(Why.NOT_ALLOWED, null);
        return calledBefore(asked).compose(before -> {
            if (before.isPresent()) return call(staff, asked, before.get(), false);
            if (asked.ticket() != null) return asked.ticket().shard().equals(asked.booth().shard()) ? call(staff, asked, asked.ticket(), false) : refused(Why.NOT_FOUND, "ticket");
            return callNext(staff, asked, TRIES);
        });
    }

    /** Whom this call has called already. */
    private Future<Optional<TicketId>> calledBefore(Inbound.CallVisitor asked) {
        return link.send(Command.HGET, Keys.seen(PlaceId.of(asked.booth())), asked.key()).map(before -> Optional.ofNullable(before).map(Response::toString)
            .filter(said -> said.startsWith("t") && said.contains("|")).map(said -> new TicketId(said.substring(0, said.indexOf('|')))));
    }

    private Future<Result<TicketTaken>> callNext(Caller.Person staff, Inbound.CallVisitor asked, int tries) {
        return link.send(Command.ZRANGE, Keys.waitingAt(asked.booth()), 0, 0).compose(first -> {
            if (first.size() == 0) return asBefore(staff, asked, Result.refused(Why.NOBODY_WAITS));
            return call(staff, asked, new TicketId(first.get(0).toString()), true).compose(result -> switch (result) {
                case Result.Refused<TicketTaken>(var why, var _) when why == Why.CHANGED_MEANWHILE && tries > 1 -> callNext(staff, asked, tries - 1);
                case Result.Refused<TicketTaken>(var why, var _) when why == Why.KEY_REUSED -> asBefore(staff, asked, result);
                default -> Future.succeededFuture(result);
            });
        });
    }

    /** The same call may have come twice at once, and the other one was quicker. */
    private Future<Result<TicketTaken>> asBefore(Caller.Person staff, Inbound.CallVisitor asked, Result<TicketTaken> otherwise) {
        return calledBefore(asked).compose(before -> before.isPresent() ? call(staff, asked, before.get(), false) : Future.succeededFuture(otherwise));
    }

    private Future<Result<TicketTaken>> call(Caller.Person staff, Inbound.CallVisitor asked, TicketId ticket, boolean next) {
        return scripts.callVisitor(asked.booth(), ticket, staff.account(), staff.name(), asked.key(), next).compose(result -> taken(asked.ref(), result));
    }

    /** Hands a talk over. Refused {@code NOT_ALLOWED} to somebody who does not work here, {@code NOT_CALLED_YET}, {@code TALK_OVER}. */
    public Future<Result<TicketTaken>> handOver(Caller.Person staff, Inbound.HandOver asked) {
        return find(asked.ticket()).compose(found -> {
            if (found.isEmpty() || !serves(staff, found.get().booth())) return refused(Why.NOT_FOUND, "ticket");
            return sources.names().apply(List.of(asked.account())).compose(names ->
                scripts.handOver(found.get().booth(), asked.ticket(), asked.account(), names.getOrDefault(asked.account(), ""), staff.account())).compose(result -> taken(asked.ref(), result));
        });
    }

    /** Opens or closes the counter. */
    public Future<Result<Done>> switchCounter(Caller.Person staff, Inbound.SwitchCounter asked) {
        if (!serves(staff, asked.booth())) return refused(Why.NOT_ALLOWED, null);
        return scripts.switchCounter(asked.booth(), asked.open(), staff.account()).map(v -> {
            ring.accept(PlaceId.of(asked.booth()));
            return Result.ok(new Done(asked.ref(), null));
        });
    }

    private static <T> Future<Result<T>> refused(Why why, String field) {
        return Future.succeededFuture(Result.refused(why, field));
    }

    // ── what CounterNews tells ────────────────────────────────────────────────────────────────────────────────────

    Future<Optional<TicketView>> seen(TicketId ticket) {
        return find(ticket).compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty()) : view(found.get()).map(Optional::of));
    }

    Future<Optional<TalkLine>> line(TicketId ticket, int n) {
        return lines(ticket, n).map(lines -> lines.stream().filter(line -> line.n() == n).findFirst());
    }

    /** Those first in line, with who they are. */
    Future<Map<AccountId, TicketView>> first(BoothId booth, int most) {
        return link.send(Command.ZRANGE, Keys.waitingAt(booth), 0, most - 1).compose(ids -> find(ids.stream().map(id -> new TicketId(id.toString())).toList())).compose(tickets ->
            sources.booth().apply(booth).map(found -> {
                var first = new LinkedHashMap<AccountId, TicketView>();
                for (var ticket : tickets) first.put(ticket.account(), ticket.view(found.map(BoothView::name).orElse(""), sources.open()));
                return first;
            }));
    }

    // ── what a person has said, for them to have and to erase ────────────────────────────────────────────────────

    /** A fold of the facts: remembers which tickets people took, so that their words can be found again. */
    public Future<Void> fold(Fact fact) {
        if (!fact.type().equals("ticket-taken")) return Future.succeededFuture();
        var account = new AccountId(fact.text("account"));
        return link.batch(List.of(Link.request(Command.SADD, Keys.accountTickets(account), fact.text("ticket")), Link.request(Command.HEXISTS, Keys.account(account), "erased")))
            .compose(answers -> answers.get(1).toInteger() == 1 ? forget(account) : Future.succeededFuture());
    }

    /** A ticket with its talk. */
    public record Kept(TicketView ticket, List<TalkLine> lines) { }

    /** Every talk of the account that is still kept, oldest first. */
    public Future<List<Kept>> everythingBy(AccountId account) {
        return ticketsOf(account).compose(tickets -> {
            var kept = tickets.stream().filter(one -> one.account().equals(account)).sorted(Comparator.comparingLong(Ticket::takenMs))
                .map(one -> Future.all(view(one), lines(one.id(), 1)).map(all -> new Kept(all.resultAt(0), all.resultAt(1)))).toList();
            return Future.all(kept).map(all -> kept.stream().map(Future::result).toList());
        });
    }

    /** Takes away who the account was at counters, and what was said there. Again changes nothing. */
    public Future<Void> forget(AccountId account) {
        return ticketsOf(account).compose(tickets -> {
            Future<?> done = Future.succeededFuture();
            for (var ticket : tickets) done = done.compose(v -> scripts.forgetVisitor(ticket.booth(), ticket.id(), account)).onSuccess(v -> ring.accept(PlaceId.of(ticket.booth())));
            return done.compose(v -> link.send(Command.DEL, Keys.accountTickets(account))).mapEmpty();
        });
    }

    private Future<List<Ticket>> ticketsOf(AccountId account) {
        return link.send(Command.SMEMBERS, Keys.accountTickets(account)).compose(ids -> find(ids.stream().map(id -> new TicketId(id.toString())).toList()));
    }
}
