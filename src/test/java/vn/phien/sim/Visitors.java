package vn.phien.sim;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.Id;
import vn.phien.base.Result;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.HoldView;
import vn.phien.shows.MarketSearch;

/** Visitors of a market: they walk the street, look for things, come into booths, follow, and fill one cart over several booths. */
final class Visitors {
    private static final List<String> WORDS = List.of("mon", "lang 1", "Món 2", "khu chung", "mật ong rừng", "htx");
    private static final int IN_A_CART = 3, CARTS = 20;
    private final Cast cast;
    private final Told told;
    private final Evening evening;
    private final Dice dice;
    private final NightClock clock;
    private final List<Stallholder> stalls;
    private final Crowd crowd;
    private final List<Cart> carts = new ArrayList<>();
    private int parts, refused;

    /** What somebody holds of a cart. */
    private record Cart(Caller.Person buyer, List<HoldView> holds, String key) { }

    Visitors(Cast cast, Told told, Evening evening, Dice dice, NightClock clock, List<Stallholder> stalls, Crowd crowd) {
        this.cast = cast;
        this.told = told;
        this.evening = evening;
        this.dice = dice;
        this.clock = clock;
        this.stalls = stalls;
        this.crowd = crowd;
    }

    private <T> T any(List<T> list) {
        return list.isEmpty() ? null : list.get(dice.below(list.size()));
    }

    Say next() {
        var who = any(cast.buyers);
        return switch (dice.below(16)) {
            case 0, 1 -> walks(who);
            case 2, 3, 4 -> comesIn(who, any(stalls));
            case 5 -> searches(who);
            case 6, 7, 8, 9, 10 -> fillsCart(who);
            case 11, 12, 13 -> ordersCart();
            default -> follows(who);
        };
    }

    private Say walks(Caller.Person who) {
        return new Say(who.name(), "walks the street", server -> server.lanterns.street(evening.night).compose(street -> server.visits.walked(who, "here", evening.night).map(street.isPresent())),
            seen -> evening.calls.add(new Evening.Call(who.account(), null, clock.millis())), false);
    }

    private Say comesIn(Caller.Person who, Stallholder stall) {
        var room = stall.place();
        return new Say(who.name(), "comes into " + room, server -> server.shows.door(who, room).compose(door -> door instanceof Result.Ok<Boolean> ? server.visits.came(who, "here", room).map(true) : Future.succeededFuture(false)), in -> {
            if ((boolean) in) evening.calls.add(new Evening.Call(who.account(), stall.stand().booth(), clock.millis()));
        }, false);
    }

    private Say searches(Caller.Person who) {
        var asked = new MarketSearch.Asked(any(WORDS), null, null, 0, dice.below(4) == 0, true);
        return new Say(who.name(), "searches " + asked.words(), server -> server.search.search(asked, 10).map(found -> found.booths().size() + " booths"), found -> { }, false);
    }

    // ── following ─────────────────────────────────────────────────────────────────────────────────────────────────

    /** Says that somebody follows the night, its market or a booth, or no longer. */
    Say follows(Caller.Person who) {
        Id.Sharded thing = dice.below(2) == 0 ? any(cast.stands).booth() : evening.night;
        boolean on = dice.below(4) > 0;
        return new Say(who.name(), (on ? "follows " : "no longer follows ") + thing, server -> {
            heard(who.account(), thing, on, false);
            return on ? server.follows.follow(who.account(), thing) : server.follows.unfollow(who.account(), thing);
        }, answer -> {
            if (!on || answer instanceof Result.Ok<?>) heard(who.account(), thing, on, true);
            else throw new AssertionError(who.name() + " could not follow " + thing + ": " + answer);
        }, false);
    }

    private void heard(AccountId account, Id.Sharded thing, boolean on, boolean answered) {
        evening.follows.add(new Evening.Follow(account, thing.value(), on, answered, clock.millis()));
    }

    // ── a cart ────────────────────────────────────────────────────────────────────────────────────────────────────

    private Say fillsCart(Caller.Person who) {
        var wanted = new ArrayList<Inbound.CartPart>();
        var from = new ArrayList<>(stalls);
        for (int i = 1 + dice.below(IN_A_CART); i > 0; i--) {
            var stall = from.remove(dice.below(Math.min(from.size(), 3)));
            wanted.add(new Inbound.CartPart(stall.place(), List.of(new Inbound.Line(any(stall.stand().products()), 1 + dice.below(2), null)), dice.token(12)));
        }
        var key = dice.token(12);
        var command = new Inbound.TakeHolds(1, wanted);
        return new Say(who.name(), command.toString(), server -> server.board.says(who, command), answer -> {
            if (!(answer instanceof Outbound.HoldsTaken(var ref, var taken))) throw new AssertionError("a cart was answered " + answer);
            if (taken.size() != wanted.size()) throw new AssertionError("a cart of " + wanted.size() + " parts was answered for " + taken.size());
            var holds = new ArrayList<HoldView>();
            for (int i = 0; i < taken.size(); i++) {
                var part = taken.get(i);
                if (!part.room().equals(wanted.get(i).room()) || (part.hold() == null) == (part.refused() == null)) throw new AssertionError("part " + i + " of a cart was asked as " + wanted.get(i) + " and answered " + part);
                if (part.hold() == null) continue;
                crowd.held(who, part.hold());
                holds.add(part.hold());
            }
            if (holds.isEmpty()) return;
            carts.removeIf(cart -> cart.key.equals(key));
            carts.add(new Cart(who, holds, key));
            if (carts.size() > CARTS) carts.removeFirst();
        }, true);
    }

    private Say ordersCart() {
        // mostly before its holds lapse
        var cart = dice.below(4) == 0 || carts.isEmpty() ? any(carts) : carts.getLast();
        if (cart == null) return null;
        var recipient = new Inbound.Recipient(cart.buyer.name(), cast.number(cart.buyer.account()), "01", "Phường Hồng Hà", "Số 0 ngõ Phất Lộc");
        var wanted = cart.holds.stream().map(hold -> new Inbound.OrderPart(hold.room(), hold.hold(), dice.below(2) == 0 ? Payment.COD : Payment.VIETQR)).toList();
        var command = new Inbound.PlaceOrders(1, wanted, recipient, null, cart.key);
        return new Say(cart.buyer.name(), command.toString(), server -> server.board.says(cart.buyer, command), answer -> {
            if (!(answer instanceof Outbound.OrdersPlaced(var ref, var placed))) throw new AssertionError("a cart was answered " + answer);
            if (placed.size() != wanted.size()) throw new AssertionError("a cart of " + wanted.size() + " parts was answered for " + placed.size());
            var parcels = new HashMap<String, List<String>>();
            for (int i = 0; i < placed.size(); i++) {
                var part = placed.get(i);
                parts++;
                if (!part.hold().equals(wanted.get(i).hold()) || (part.order() == null) == (part.refused() == null)) throw new AssertionError("part " + i + " of a cart was asked as " + wanted.get(i) + " and answered " + part);
                if (part.order() == null) refused++;
                else {
                    var order = part.order();
                    // what was ordered by itself before travels by itself
                    if (!told.orders.containsKey(order.order())) parcels.computeIfAbsent(cast.of(order.booth()).draft.commune(), village -> new ArrayList<>()).add(order.parcel() == null ? "" : order.parcel().parcel());
                    told.order(cart.buyer.account(), order);
                }
            }
            parcels.forEach((village, shared) -> {
                if (shared.size() > 1 && (shared.contains("") || shared.stream().distinct().count() > 1)) throw new AssertionError("orders of one act from " + village + " travel in parcels " + shared);
            });
        }, true);
    }

    String told() {
        return parts + " parts of carts ordered (" + refused + " refused), " + evening.calls.size() + " visits";
    }
}
