package vn.phien.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.HoldId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.orders.BankNotice;
import vn.phien.orders.Payments;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.HoldView;
import vn.phien.protocol.Views.Mine;

/** The buyers with their phones, and their bank. Each phone knows what it was told and sometimes does what it should not. */
final class Crowd {
    private static final List<String> COMMENTS = List.of("A1", "a1 x2", "chốt A1 2", "A2", "lấy 2 A2 nhé shop", "A3 x1", "a1 2 A3", "A4", "chốt A5 x3", "Chốt đơn A2 x1 ạ", "A9 x2", "đẹp quá", "A1 còn không ạ?",
        "ship về Huế bao lâu?", "giá bao nhiêu vậy shop");
    private final Cast cast;
    private final Told told;
    private final Dice dice;
    private final NightClock clock;
    private final List<Stallholder> stalls;
    private final Map<AccountId, List<HoldView>> holds = new HashMap<>();
    private final List<BankNotice> notices = new ArrayList<>();
    private final List<Caller.Person> holders = new ArrayList<>();
    private int transactions;

    Crowd(Cast cast, Told told, Dice dice, NightClock clock, List<Stallholder> stalls) {
        this.cast = cast;
        this.told = told;
        this.dice = dice;
        this.clock = clock;
        this.stalls = stalls;
    }

    private <T> T any(List<T> list) {
        return list.isEmpty() ? null : list.get(dice.below(list.size()));
    }

    /** What one of the phones does next, or null when it looks on. */
    Say next() {
        var who = any(cast.buyers);
        var stall = any(stalls);
        var goods = stall.stand();
        var room = stall.place();
        int what = dice.below(100);
        if (what < 36) return takes(who, goods, room);
        if (what < 46) return comments(who, any(stall.rooms()));
        if (what < 72) return orders(holder(who));
        if (what < 76) return extends_(holder(who));
        if (what < 80) return releases(holder(who));
        if (what < 85) return says(who, new Inbound.LeaveWaitlist(1, room, any(goods.products())), true);
        if (what < 90) return cancels(who);
        if (what < 94) return looks(who, room);
        return meddles(who);
    }

    /** Mostly somebody who was given a hold. */
    private Caller.Person holder(Caller.Person other) {
        return dice.below(5) == 0 || holders.isEmpty() ? other : any(holders);
    }

    private Say says(Caller.Person who, Inbound command, boolean keyed) {
        return says(who, command, keyed, answer -> { });
    }

    private Say says(Caller.Person who, Inbound command, boolean keyed, Consumer<Outbound.Reply> heard) {
        return new Say(who.name(), command.toString(), server -> {
            if (command instanceof Inbound.PostChat chat) server.chat.forgetCodes(chat.room());
            return server.board.says(who, command);
        }, answer -> heard.accept((Outbound.Reply) answer), keyed);
    }

    // ── holds ─────────────────────────────────────────────────────────────────────────────────────────────────────

    private Say takes(Caller.Person who, Cast.Stand stand, PlaceId room) {
        var lines = new ArrayList<Inbound.Line>();
        var goods = new ArrayList<>(stand.products());
        for (int n = dice.below(4) == 0 ? 3 : 1; n > 0; n--) {
            var product = goods.remove(dice.below(goods.size()));
            lines.add(new Inbound.Line(product, 1 + dice.below(3), dice.below(3) == 0 ? Long.valueOf(stand.price(product)) : null));
        }
        return says(who, new Inbound.TakeHold(1, room, lines, dice.below(2) == 0, dice.token(12)), true, answer -> held(who, answer));
    }

    private void held(Caller.Person who, Outbound.Reply answer) {
        if (answer instanceof Outbound.HoldTaken(var ref, var hold)) held(who, hold);
    }

    /** Somebody was given a hold, and may order it. */
    void held(Caller.Person who, HoldView hold) {
        told.hold(who.account(), hold);
        var mine = holds.computeIfAbsent(who.account(), a -> new ArrayList<>());
        mine.removeIf(other -> other.hold().equals(hold.hold()));
        mine.add(hold);
        if (mine.size() > 6) mine.removeFirst();
        holders.add(who);
        if (holders.size() > 12) holders.removeFirst();
    }

    HoldView holdOf(Caller.Person who) {
        return any(holds.getOrDefault(who.account(), List.of()));
    }

    private Say comments(Caller.Person who, PlaceId room) {
        return says(who, new Inbound.PostChat(1, room, any(COMMENTS), null, dice.token(12)), true, answer -> {
            if (answer instanceof Outbound.ChatPosted posted && posted.hold() != null) held(who, posted.hold());
        });
    }

    private Say extends_(Caller.Person who) {
        var hold = holdOf(who);
        return hold == null ? null : says(who, new Inbound.ExtendHold(1, hold.room(), hold.hold(), dice.token(12)), true, answer -> held(who, answer));
    }

    private Say releases(Caller.Person who) {
        var hold = holdOf(who);
        return hold == null ? null : says(who, new Inbound.ReleaseHold(1, hold.room(), hold.hold()), true);
    }

    private Say looks(Caller.Person who, PlaceId room) {
        return new Say(who.name(), "looks at what is theirs in " + room, server -> server.shows.mine(who, room), answer -> {
            for (var hold : ((Mine) answer).holds()) held(who, hold);
        }, false);
    }

    // ── orders ────────────────────────────────────────────────────────────────────────────────────────────────────

    private Say orders(Caller.Person who) {
        var hold = holdOf(who);
        return hold == null ? null : places(who, hold, dice.below(20) == 0 ? 1 : 0);
    }

    private Say places(Caller.Person who, HoldView hold, int house) {
        var number = dice.below(8) == 0 ? "0987654321" : cast.number(who.account());
        var recipient = new Inbound.Recipient(who.name(), number, "01", "Phường Hồng Hà", "Số " + house + " ngõ Phất Lộc");
        var command = new Inbound.PlaceOrder(1, hold.room(), hold.hold(), recipient, dice.below(2) == 0 ? Payment.COD : Payment.VIETQR, null);
        return says(who, command, true, answer -> {
            if (answer instanceof Outbound.OrderPlaced(var ref, var order)) told.order(who.account(), order);
        });
    }

    private Say cancels(Caller.Person who) {
        var mine = told.orders.entrySet().stream().filter(entry -> entry.getValue().account().equals(who.account())).map(Map.Entry::getKey).toList();
        var order = any(mine);
        return order == null ? null : says(who, new Inbound.CancelOrder(1, order, "đặt nhầm"), false, answer -> {
            if (answer instanceof Outbound.Done) told.state(order, OrderState.CANCELLED);
        });
    }

    /** Somebody else's holds and orders do not exist, and a key that was used is used. */
    private Say meddles(Caller.Person who) {
        var others = told.holds.entrySet().stream().filter(entry -> !entry.getValue().account().equals(who.account())).toList();
        if (others.isEmpty()) return null;
        var other = any(others);
        HoldId hold = other.getKey();
        var room = other.getValue().room();
        return switch (dice.below(4)) {
            case 0 -> says(who, new Inbound.ReleaseHold(1, room, hold), false, answer -> refused(answer, Why.NOT_FOUND));
            case 1 -> says(who, new Inbound.ExtendHold(1, room, hold, dice.token(12)), false, answer -> refused(answer, Why.NOT_FOUND));
            case 2 -> says(who, new Inbound.CancelOrder(1, OrderId.of(hold), null), false, answer -> refused(answer, Why.NOT_FOUND));
            default -> says(who, new Inbound.TakeHold(1, room, List.of(new Inbound.Line(any(cast.of(boothOf(room)).products()), 1, null)), false, hold.value().substring(4)), false, answer -> refused(answer, Why.KEY_REUSED));
        };
    }

    private BoothId boothOf(PlaceId room) {
        return stalls.stream().filter(stall -> stall.rooms().contains(room) || stall.stand().shelf().equals(room)).findFirst().orElseThrow().stand().booth();
    }

    private static void refused(Outbound.Reply answer, Why why) {
        if (!(answer instanceof Outbound.Refused refused) || refused.why() != why) throw new AssertionError("expected " + why + " but got " + answer);
    }

    // ── the bank ──────────────────────────────────────────────────────────────────────────────────────────────────

    /** The bank tells of a transfer: right, too small, too large, with a bad memo, to another account, again, or of one to assign. */
    Say bank() {
        if (!told.aside.isEmpty() && dice.below(6) == 0) return assigns();
        if (!notices.isEmpty() && dice.below(3) == 0) return tells(any(notices));
        var waiting = told.views.values().stream().filter(order -> order.vietQr() != null).toList();
        var order = any(waiting);
        if (order == null) return null;
        var account = cast.of(order.booth()).bank.account();
        long amount = order.totalVnd();
        var transaction = "FT" + transactions++;
        var memo = "MBVCB." + transaction + "." + order.vietQr().memo() + " CHUYEN KHOAN";
        var notice = switch (dice.below(10)) {
            case 0 -> notice(transaction, account, amount - 1_000, memo);
            case 1 -> notice(transaction, account, amount + 5_000, memo);
            case 2 -> notice(transaction, account, amount, "mua hang");
            case 3 -> notice(transaction, "9999888877", amount, memo);
            case 4 -> notice(transaction, account, amount, memo + " " + any(waiting).vietQr().memo());
            default -> notice(transaction, account, amount, memo);
        };
        notices.add(notice);
        if (notices.size() > 40) notices.removeFirst();
        return tells(notice);
    }

    private BankNotice notice(String transaction, String account, long amountVnd, String memo) {
        return new BankNotice(transaction, account, amountVnd, memo, BankNotice.Direction.IN, clock.millis());
    }

    private Say tells(BankNotice notice) {
        return new Say("the bank", notice + " " + notice.content(), server -> server.payments.settle(notice), answer -> {
            if (!(answer instanceof Result.Ok<?>(Payments.Settled settled))) throw new AssertionError("the bank was refused: " + answer);
            if (settled.order() != null) credited(notice.transaction(), settled);
            else told.aside.put(notice.transaction(), settled.outcome());
        }, true);
    }

    private void credited(String transaction, Payments.Settled settled) {
        var before = told.credits.putIfAbsent(transaction, settled.order());
        if (before != null && !before.equals(settled.order())) throw new AssertionError(transaction + " was credited to " + before + " and to " + settled.order());
        told.aside.remove(transaction);
    }

    private Say assigns() {
        var transaction = any(List.copyOf(told.aside.keySet()));
        var order = any(told.views.values().stream().filter(view -> view.payment() == Payment.VIETQR).toList());
        return order == null ? null : new Say("organizer", "assigns " + transaction + " to " + order.order(), server -> server.payments.assign(transaction, order.order(), cast.organizer), answer -> {
            if (answer instanceof Result.Ok<?>(Payments.Settled settled)) credited(transaction, settled);
        }, false);
    }
}
