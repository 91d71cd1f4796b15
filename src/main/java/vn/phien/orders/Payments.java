package vn.phien.orders;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.phien.accounts.Vault;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.OrderId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.orders.OrderScripts.Credited;
import vn.phien.orders.OrderShelf.Kept;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * Money that a bank tells of: credited to the order whose code the memo carries, once, or laid aside where a person has to look.
 * A transaction is first given to one set of books for good, so that telling it again, even with another memo, never pays twice.
 */
public final class Payments {
    /** A bank repeats itself for days at most; what it says after this long is taken as new. */
    private static final long REMEMBERED_MS = 400L * 24 * 60 * 60_000;
    private static final String HOUSE = "house";
    private static final String GIVEN = "given ";
    private final Link link;
    private final OrderScripts scripts;
    private final OrderShelf shelf;
    private final PayOrders pay;
    private final Vault vault;

    public Payments(Link link, PayOrders pay, Vault vault) {
        this.link = link;
        this.scripts = new OrderScripts(link);
        this.shelf = new OrderShelf(link);
        this.pay = pay;
        this.vault = vault;
    }

    /**
     * What became of a notice.
     *
     * @param outcome "paid", "paid-late" (the order waited no more, but still stood), "underpaid", "overpaid", "refund-due" (the
     *                order is cancelled or returned); "no-code", "unknown-code", "several-codes", "wrong-account" (laid aside);
     *                "ignored" (money that went out)
     * @param order   the order it was credited to
     * @param again   whether it was told before
     */
    public record Settled(String outcome, @Maybe OrderId order, boolean again) { }

    /** Takes a notice. Refused: {@code KEY_REUSED} for a transaction told before with another account, amount or direction. */
    public Future<Result<Settled>> settle(BankNotice notice) {
        if (notice.direction() == BankNotice.Direction.OUT) return Future.succeededFuture(Result.ok(new Settled("ignored", null, false)));
        return pay.ordersIn(notice.content()).compose(ids -> shelf.find(ids)).compose(named -> destination(notice, named))
            .compose(destination -> claim(notice, destination)).compose(claimed -> switch (claimed) {
                case Result.Ok<Destination>(var destination) -> deliver(notice, destination).map(Result::ok);
                case Result.Refused<Destination>(var why, var field) -> Future.succeededFuture(Result.refused(why, field));
            });
    }

    /** Where a transfer goes: to an order, or aside ({@code why}) for a booth, or for the house where the booth is not known. */
    private record Destination(OrderId order, BoothId booth, String why) {
        String text() {
            return (order != null ? order.value() : booth != null ? booth.value() : HOUSE) + " " + why;
        }

        static Destination of(String text) {
            var words = text.split(" ");
            return switch (words[0].charAt(0)) {
                case OrderId.LETTER -> new Destination(new OrderId(words[0]), null, words[1]);
                case BoothId.LETTER -> new Destination(null, new BoothId(words[0]), words[1]);
                default -> new Destination(null, null, words[1]);
            };
        }
    }

    private Future<Destination> destination(BankNotice notice, List<Kept> named) {
        var open = named.stream().map(Kept::order).filter(order -> order.payment() == Payment.VIETQR).toList();
        if (open.size() == 1 && pay.isPaidThrough(open.getFirst(), notice.account())) return Future.succeededFuture(new Destination(open.getFirst().order(), null, "credit"));
        var why = open.size() > 1 ? "several-codes" : open.size() == 1 ? "wrong-account" : pay.hasCode(notice.content()) ? "unknown-code" : "no-code";
        return link.send(Command.SMEMBERS, Keys.bankAccount(pay.accountKey(notice.account()))).map(booths ->
            new Destination(null, booths.size() == 1 ? new BoothId(booths.iterator().next().toString()) : null, why));
    }

    /** Gives the transaction to one set of books; told again, it goes where it went. */
    private Future<Result<Destination>> claim(BankNotice notice, Destination destination) {
        var print = vault.fingerprint(notice.transaction() + " " + notice.account().toLowerCase(Locale.ROOT) + " " + notice.amountVnd());
        return link.kept(Command.SET, Keys.bankTransaction(notice.transaction()), print + " " + destination.text(), "NX", "GET", "PX", REMEMBERED_MS).map(before -> {
            if (before == null) return Result.ok(destination);
            var text = before.toString();
            if (!text.startsWith(print + " ")) return Result.refused(Why.KEY_REUSED, "transaction");
            return Result.ok(Destination.of(text.substring(print.length() + 1)));
        });
    }

    private Future<Settled> deliver(BankNotice notice, Destination destination) {
        if (destination.order() != null) {
            return shelf.find(destination.order()).compose(found -> scripts.settle(found.orElseThrow().order().place(), destination.order(), notice.transaction(), notice.amountVnd()))
                .map(Payments::settled);
        }
        var kept = Wire.write(new Aside(notice.transaction(), vault.seal(notice.account()), notice.amountVnd(), vault.seal(notice.content()), notice.atMs(), destination.why()));
        if (destination.booth() != null) return scripts.suspend(destination.booth(), notice.transaction(), notice.amountVnd(), destination.why(), kept).map(Payments::settled);
        return link.kept(Command.HSETNX, Keys.suspense(), notice.transaction(), kept).compose(set ->
            link.send(Command.GET, Keys.bankTransaction(GIVEN + notice.transaction())).compose(booth -> {
                if (booth == null) return Future.succeededFuture(new Settled(destination.why(), null, set.toInteger() == 0));
                // an organizer has given it to a booth meanwhile: it must not lie here again
                return link.send(Command.HDEL, Keys.suspense(), notice.transaction())
                    .compose(v -> scripts.suspend(new BoothId(booth.toString()), notice.transaction(), notice.amountVnd(), destination.why(), kept)).map(Payments::settled)
                    .map(there -> new Settled(there.outcome(), there.order(), true)); // only what was told before can have been given
            }));
    }

    private static Settled settled(Result<Credited> result) {
        return switch (result) {
            case Result.Ok<Credited>(var credited) -> new Settled(credited.outcome(), credited.order(), credited.again());
            case Result.Refused<Credited>(var why, var _) -> throw new IllegalStateException("a transfer to an order that cannot be paid: " + why);
        };
    }

    /** A transfer that was laid aside, as it is kept; account and memo as cipher text. */
    private record Aside(String transaction, String account, long amountVnd, String content, long atMs, String why) { }

    /**
     * A transfer that was laid aside, for staff to look at.
     *
     * @param why     "no-code", "unknown-code", "several-codes" or "wrong-account"
     * @param account the last four characters of the account it came to
     */
    public record AsideView(String transaction, String account, long amountVnd, String content, long atMs, String why) { }

    /** What was laid aside for a booth, newest first; for the house where {@code booth} is null. */
    public Future<List<AsideView>> aside(BoothId booth) {
        return link.send(Command.HVALS, booth == null ? Keys.suspense() : Keys.suspense(booth)).map(all -> {
            var views = new ArrayList<AsideView>();
            for (var json : all) {
                var aside = Wire.trusted(json.toString(), Aside.class);
                var account = vault.open(aside.account());
                views.add(new AsideView(aside.transaction(), "•" + account.substring(Math.max(0, account.length() - 4)), aside.amountVnd(), vault.open(aside.content()), aside.atMs(), aside.why()));
            }
            views.sort(Comparator.comparingLong(AsideView::atMs).reversed());
            return List.copyOf(views);
        });
    }

    /** Credits what was laid aside for the booth to one of its orders. Refused: {@code NOT_FOUND}. Again changes nothing. */
    public Future<Result<Settled>> assign(BoothId booth, String transaction, OrderId order, Caller.Person staff) {
        return shelf.find(order).compose(found -> {
            if (found.isEmpty() || !found.get().order().booth().equals(booth)) return Future.succeededFuture(Result.refused(Why.NOT_FOUND, "order"));
            return scripts.assign(found.get().order().place(), order, booth, transaction, staff.name()).map(result -> result.map(credited ->
                new Settled(credited.outcome(), credited.order(), credited.again())));
        });
    }

    /** Gives a transfer of the house to the booth of an order, and credits it. By organizers. Again changes nothing. */
    public Future<Result<Settled>> assign(String transaction, OrderId order, Caller.Person organizer) {
        return Future.all(shelf.find(order), link.send(Command.HGET, Keys.suspense(), transaction)).compose(both -> {
            Optional<Kept> found = both.resultAt(0);
            io.vertx.redis.client.Response json = both.resultAt(1);
            if (found.isEmpty()) return Future.succeededFuture(Result.refused(Why.NOT_FOUND, "order"));
            var booth = found.get().order().booth();
            if (json == null) return assign(booth, transaction, order, organizer);
            var aside = Wire.trusted(json.toString(), Aside.class);
            // first which booth, for good: two organizers at once must not give it to two
            return link.kept(Command.SET, Keys.bankTransaction(GIVEN + transaction), booth, "NX", "GET", "PX", REMEMBERED_MS).compose(before -> {
                if (before != null && !before.toString().equals(booth.value())) return Future.succeededFuture(Result.<Settled>refused(Why.ALREADY_DONE, "transaction"));
                return scripts.suspend(booth, transaction, aside.amountVnd(), aside.why(), json.toString())
                    .compose(v -> link.send(Command.HDEL, Keys.suspense(), transaction))
                    .compose(v -> assign(booth, transaction, order, organizer));
            });
        });
    }
}
