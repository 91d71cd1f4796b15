package vn.phien.shows;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.TicketId;
import vn.phien.base.Why;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** The typed twins of {@code src/main/lua/shows} that keep the counter of a booth. */
final class CounterScripts {
    private static final Script TAKE_TICKET = Script.load("shows/take_ticket");
    private static final Script CALL_VISITOR = Script.load("shows/call_visitor");
    private static final Script END_TICKET = Script.load("shows/end_ticket");
    private static final Script HAND_OVER = Script.load("shows/hand_over");
    private static final Script SAY_AT_COUNTER = Script.load("shows/say_at_counter");
    private static final Script SWITCH_COUNTER = Script.load("shows/switch_counter");
    private static final Script FORGET_VISITOR = Script.load("shows/forget_visitor");
    private final Link link;

    CounterScripts(Link link) {
        this.link = link;
    }

    /** @param name   of the visitor, sealed
     *  @param reason what it is about, sealed */
    Future<Result<Ticket>> takeTicket(BoothId booth, TicketId ticket, AccountId account, String name, String reason, ProductId product) {
        return TAKE_TICKET.run(link, keys(booth, ticket), ticket, account, booth, name, reason, product == null ? "" : product.value(), Limits.WAITING_AT_COUNTER, 2 * Limits.TICKETS_SHOWN)
            .map(CounterScripts::ticket);
    }

    /** @param next whether the ticket is meant only as long as it is the first in line: else {@code CHANGED_MEANWHILE} */
    Future<Result<Ticket>> callVisitor(BoothId booth, TicketId ticket, AccountId staff, String staffName, String key, boolean next) {
        return CALL_VISITOR.run(link, keys(booth, ticket), ticket, staff, staffName, key, next ? "1" : "0", Limits.TALKS_PER_STAFF, booth).map(CounterScripts::ticket);
    }

    /** @param account the visitor who asks, or null for the staff */
    Future<Result<Ticket>> endTicket(BoothId booth, TicketId ticket, AccountId account) {
        return END_TICKET.run(link, keys(booth, ticket), ticket, account == null ? "" : account, account == null ? "staff" : "visitor", Limits.TALK_KEPT_MS).map(CounterScripts::ticket);
    }

    Future<Result<Ticket>> handOver(BoothId booth, TicketId ticket, AccountId to, String toName, AccountId by) {
        var keys = keys(booth, ticket);
        keys.add(Keys.staff(booth));
        return HAND_OVER.run(link, keys, ticket, to, toName, by).map(CounterScripts::ticket);
    }

    /**
     * The number of the line.
     *
     * @param account the visitor who speaks, or null for the staff
     * @param words   sealed
     */
    Future<Result<Integer>> say(BoothId booth, TicketId ticket, AccountId account, String name, String key, String words) {
        return SAY_AT_COUNTER.run(link, keys(booth, ticket), ticket, account == null ? "" : account, account == null ? "staff" : "visitor", name, key, words, Limits.TALK_LINES)
            .map(answer -> switch (answer.get(0).toString()) {
                case "ok", "exists" -> Result.ok(answer.get(1).toInteger());
                case String why -> Result.refused(Why.of(why), "ticket");
            });
    }

    Future<Void> switchCounter(BoothId booth, boolean open, AccountId by) {
        return SWITCH_COUNTER.run(link, keys(booth, TicketId.in(booth.shard(), "none")), open ? "1" : "0", by).mapEmpty();
    }

    Future<Void> forgetVisitor(BoothId booth, TicketId ticket, AccountId account) {
        return FORGET_VISITOR.run(link, keys(booth, ticket), ticket, account, Limits.TALK_KEPT_MS).mapEmpty();
    }

    private static List<String> keys(BoothId booth, TicketId ticket) {
        var keys = new ArrayList<>(Keys.books(PlaceId.of(booth)));
        keys.addAll(List.of(Keys.counter(booth), Keys.waitingAt(booth), Keys.tickets(booth), Keys.ticket(ticket), Keys.talk(ticket)));
        return keys;
    }

    private static Result<Ticket> ticket(Response answer) {
        return switch (answer.get(0).toString()) {
            case "ok", "exists" -> Result.ok(Ticket.afterStatus(answer));
            case String why -> Result.refused(Why.of(why));
        };
    }
}
