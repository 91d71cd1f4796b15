package vn.phien;

import io.vertx.core.Future;
import java.time.InstantSource;
import vn.phien.base.Caller;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.inventory.HoldRecord;
import vn.phien.inventory.Holds;
import vn.phien.inventory.Taken;
import vn.phien.orders.Carts;
import vn.phien.orders.Orders;
import vn.phien.oversight.Seats;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Outbound.Refused;
import vn.phien.protocol.Outbound.Reply;
import vn.phien.protocol.Views.Mine;
import vn.phien.realtime.Rooms;
import vn.phien.realtime.Session;
import vn.phien.shows.Chat;
import vn.phien.shows.Counters;
import vn.phien.shows.Lanterns;
import vn.phien.shows.Reactions;
import vn.phien.shows.Shows;
import vn.phien.shows.Stage;
import java.util.List;

/** Hands each command of a phone to one method of one feature. Who may do it is decided by the feature; that somebody must have signed in, here. */
final class Switchboard {
    private final InstantSource clock;
    private final Rooms rooms;
    private final Holds holds;
    private final Shows shows;
    private final Stage stage;
    private final Chat chat;
    private final Reactions reactions;
    private final Orders orders;
    private final Carts carts;
    private final Counters counters;
    private final Lanterns lanterns;
    private final Seats seats;

    Switchboard(InstantSource clock, Rooms rooms, Holds holds, Shows shows, Stage stage, Chat chat, Reactions reactions, Orders orders, Carts carts, Counters counters, Lanterns lanterns, Seats seats) {
        this.clock = clock;
        this.rooms = rooms;
        this.holds = holds;
        this.shows = shows;
        this.stage = stage;
        this.chat = chat;
        this.reactions = reactions;
        this.orders = orders;
        this.carts = carts;
        this.counters = counters;
        this.lanterns = lanterns;
        this.seats = seats;
    }

    /** Does what the phone says. The reply is null where it has gone out already or none is due. */
    Future<Reply> on(Session session, Inbound command) {
        return switch (command) {
            case Inbound.JoinRoom c -> join(session, c);
            case Inbound.LeaveRoom c -> {
                rooms.leave(session, c.room());
                yield Future.succeededFuture(new Outbound.Done(c.ref(), null));
            }
            case Inbound.AskClock c -> Future.succeededFuture(new Outbound.Clock(c.ref(), clock.millis()));
            case Inbound.React c -> {
                if (session.isIn(c.room())) reactions.count(c.room(), c.kind());
                yield Future.succeededFuture(null);
            }
            case Inbound.WatchNight c -> lanterns.watch(session, c.night(), c.halls()).map(there -> there ? new Outbound.NightWatched(c.ref(), c.night(), clock.millis()) : refused(c, Why.NOT_FOUND));
            case Inbound.LeaveNight c -> {
                lanterns.leave(session);
                yield Future.succeededFuture(new Outbound.Done(c.ref(), null));
            }
            case Inbound.ShowCounter c -> counters.show(session.caller(), c).map(result -> reply(c, result));
            // whoever is in the room has passed its door; the books refuse what is not on sale
            case Inbound.TakeHold c when session.isIn(c.room()) && session.caller() instanceof Caller.Person person -> take(person, c);
            default -> switch (session.caller()) {
                case Caller.Anonymous _ -> Future.succeededFuture(refused(command, Why.SIGN_IN_FIRST));
                case Caller.Person person -> on(person, command);
            };
        };
    }

    /** The same for somebody who has signed in, without what concerns the socket alone. */
    Future<Reply> on(Caller.Person person, Inbound command) {
        return switch (command) {
            case Inbound.JoinRoom _, Inbound.LeaveRoom _, Inbound.AskClock _, Inbound.React _, Inbound.WatchNight _, Inbound.LeaveNight _ -> throw new IllegalStateException("done before: " + command);
            case Inbound.PostChat c -> chat.post(person, c).map(result -> reply(c, result));

            case Inbound.TakeHold c -> shows.door(person, c.room()).compose(door -> switch (door) {
                case Result.Refused<Boolean>(var why, var field) -> Future.succeededFuture(new Refused(c.ref(), why, field, null));
                case Result.Ok<Boolean> _ -> take(person, c);
            });
            case Inbound.ExtendHold c -> holds.extend(person.account(), c.room(), c.hold(), c.key()).compose(result -> held(c, result));
            case Inbound.ReleaseHold c -> holds.release(person.account(), c.room(), c.hold()).map(result -> done(c, result));
            case Inbound.LeaveWaitlist c -> holds.leaveLine(person.account(), c.room(), c.product()).map(result -> done(c, result));
            case Inbound.PlaceOrder c -> orders.place(person, c).map(result -> reply(c, result.map(order -> new Outbound.OrderPlaced(c.ref(), order))));
            case Inbound.TakeHolds c -> carts.take(person, c).map(taken -> taken);
            case Inbound.PlaceOrders c -> carts.place(person, c).map(result -> reply(c, result));
            case Inbound.CancelOrder c -> orders.cancel(person, c).map(result -> done(c, result));

            case Inbound.ShowCounter c -> counters.show(person, c).map(result -> reply(c, result));
            case Inbound.TakeTicket c -> counters.take(person, c).map(result -> reply(c, result));
            case Inbound.EndTicket c -> counters.end(person, c).map(result -> reply(c, result));
            case Inbound.ShowTalk c -> counters.talk(person, c).map(result -> reply(c, result));
            case Inbound.SayAtCounter c -> counters.say(person, c).map(result -> reply(c, result));
            case Inbound.CallVisitor c -> counters.call(person, c).map(result -> reply(c, result));
            case Inbound.HandOver c -> counters.handOver(person, c).map(result -> reply(c, result));
            case Inbound.SwitchCounter c -> counters.switchCounter(person, c).map(result -> reply(c, result));

            case Inbound.GoLive c -> stage.goLive(person, c).map(result -> reply(c, result));
            case Inbound.ChangeStage c -> stage.changeStage(person, c).map(result -> reply(c, result));
            case Inbound.PinProducts c -> stage.pinProducts(person, c).map(result -> reply(c, result));
            case Inbound.ReorderLineUp c -> stage.reorderLineUp(person, c).map(result -> reply(c, result));
            case Inbound.ChangePrice c -> stage.changePrice(person, c).map(result -> reply(c, result));
            case Inbound.ChangeStock c -> stage.changeStock(person, c).compose(result -> reply(c, result, c.room(), c.product(), c.delta() > 0));
            case Inbound.OpenDeal c -> stage.openDeal(person, c).compose(result -> reply(c, result, c.room(), c.product(), false));
            case Inbound.CloseDeal c -> stage.closeDeal(person, c).map(result -> reply(c, result));
            case Inbound.SwitchOrders c -> stage.switchOrders(person, c).map(result -> reply(c, result));
            case Inbound.UndoChange c -> stage.undoChange(person, c).map(result -> reply(c, result));
            case Inbound.DeleteMessage c -> chat.deleteMessage(person, c).map(result -> reply(c, result));
            case Inbound.PinMessage c -> chat.pinMessage(person, c).map(result -> reply(c, result));
            case Inbound.MuteViewer c -> chat.muteViewer(person, c).map(result -> reply(c, result));
            case Inbound.SetSlowMode c -> chat.setSlowMode(person, c).map(result -> reply(c, result));
            case Inbound.MarkAnswered c -> chat.markAnswered(person, c).map(result -> reply(c, result));
        };
    }

    private Future<Reply> join(Session session, Inbound.JoinRoom c) {
        return shows.door(session.caller(), c.room()).compose(door -> switch (door) {
            case Result.Refused<Boolean>(var why, var field) -> Future.succeededFuture(new Refused(c.ref(), why, field, null));
            case Result.Ok<Boolean>(var staff) -> {
                seats.came(session.caller(), c.room());
                yield rooms.join(session, c, staff, welcome(session.caller(), c.room(), staff));
            }
        });
    }

    private Future<Rooms.Welcome> welcome(Caller caller, PlaceId room, boolean staff) {
        var mine = switch (caller) {
            case Caller.Anonymous _ -> Future.succeededFuture(new Mine(List.of(), List.of(), false, false));
            case Caller.Person person -> shows.mine(person, room);
        };
        return mine.compose(own -> staff ? shows.tally(room).map(tally -> new Rooms.Welcome(own, tally)) : Future.succeededFuture(new Rooms.Welcome(own, null)));
    }

    private Future<Reply> take(Caller.Person person, Inbound.TakeHold c) {
        return holds.take(person.account(), c.room(), c.lines(), c.orWait(), c.key()).compose(taken -> taken(c, taken));
    }

    private Future<Reply> taken(Inbound.TakeHold c, Taken taken) {
        return switch (taken) {
            case Taken.Held held -> shows.view(held.hold()).map(hold -> new Outbound.HoldTaken(c.ref(), hold));
            case Taken.InLine line -> Future.succeededFuture(new Outbound.Waiting(c.ref(), line.place(), line.product(), line.hold(), line.quantity(), line.number(), line.ahead()));
            case Taken.Refused refused -> Future.succeededFuture(new Refused(c.ref(), refused.why(), refused.product() == null ? null : refused.product().value(), refused.free()));
        };
    }

    private Future<Reply> held(Inbound c, Result<HoldRecord> result) {
        return switch (result) {
            case Result.Ok<HoldRecord>(var hold) -> shows.view(hold).map(view -> new Outbound.HoldTaken(c.ref(), view));
            case Result.Refused<HoldRecord>(var why, var field) -> Future.succeededFuture(new Refused(c.ref(), why, field, null));
        };
    }

    private static <T> Reply done(Inbound c, Result<T> result) {
        return reply(c, result.map(value -> new Outbound.Done(c.ref(), null)));
    }

    private static Reply reply(Inbound c, Result<? extends Reply> result) {
        return switch (result) {
            case Result.Ok<? extends Reply>(var reply) -> reply;
            case Result.Refused<? extends Reply>(var why, var field) -> new Refused(c.ref(), why, field, null);
        };
    }

    /** The same; whoever asked for more units than there are is told how many there are. */
    private Future<Reply> reply(Inbound c, Result<? extends Reply> result, PlaceId room, ProductId product, boolean shelf) {
        return result instanceof Result.Refused<? extends Reply>(var why, var field) && (why == Why.NOT_ENOUGH || why == Why.STOCK_BELOW_HELD)
            ? stage.free(room, product, shelf).map(free -> new Refused(c.ref(), why, field, free)) : Future.succeededFuture(reply(c, result));
    }

    private static Reply refused(Inbound c, Why why) {
        return new Refused(c.ref(), why, null, null);
    }
}
