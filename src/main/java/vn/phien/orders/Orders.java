package vn.phien.orders;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.HoldId;
import vn.phien.base.OrderId;
import vn.phien.base.PhonesInText;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Tones;
import vn.phien.base.Why;
import vn.phien.fraud.FraudDoor;
import vn.phien.fraud.OrderFacts;
import vn.phien.fraud.Verdict;
import vn.phien.inventory.HoldRecord;
import vn.phien.orders.OrderScripts.Mover;
import vn.phien.orders.OrderScripts.Placing;
import vn.phien.orders.OrderScripts.Written;
import vn.phien.orders.OrderShelf.Kept;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Outbound.PartPlaced;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.OrderView;
import vn.phien.protocol.Views.ParcelView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Unavailable;

/** All orders: placed from a hold, moved from state to state, found again. Safe on event loops. */
public final class Orders {
    private final Link link;
    private final OrderScripts scripts;
    private final OrderShelf shelf;
    private final Parcels parcels;
    private final OrderSources sources;
    private final Recipients recipients;
    private final FraudDoor door;
    private final PayOrders pay;
    private final Consumer<PlaceId> ring;
    private final InstantSource clock;

    /**
     * @param pay  how transfers are asked for
     * @param ring told of every place whose books changed
     */
    public Orders(Link link, OrderSources sources, Recipients recipients, FraudDoor door, PayOrders pay, Consumer<PlaceId> ring, InstantSource clock) {
        this.link = link;
        this.scripts = new OrderScripts(link);
        this.shelf = new OrderShelf(link);
        this.parcels = new Parcels(link);
        this.sources = sources;
        this.recipients = recipients;
        this.door = door;
        this.pay = pay;
        this.ring = ring;
        this.clock = clock;
    }

    /**
     * Turns a hold into an order; saying it again answers the same. Refused: {@code INVALID_PHONE}, {@code INVALID_VALUE} (province),
     * {@code NOT_FOUND}, {@code HOLD_LAPSED}, {@code HOLD_RESOLVED}, {@code KEY_REUSED}, {@code NO_BANK_ACCOUNT}, and what the fraud
     * door says. A refusal leaves the hold as it was.
     */
    public Future<Result<OrderView>> place(Caller.Person buyer, Inbound.PlaceOrder asked) {
        return place(buyer, asked, Act.ALONE);
    }

    /**
     * What orders have in common that are placed at once.
     *
     * @param name   the same for all of them, null for an order by itself
     * @param parcel the parcel that this one shares with others, or ""
     */
    record Act(String name, String parcel) {
        static final Act ALONE = new Act(null, "");
    }

    /** The same as a part of an act. */
    Future<Result<OrderView>> place(Caller.Person buyer, Inbound.PlaceOrder asked, Act act) {
        if (!asked.hold().shard().equals(asked.room().shard())) return refused(Why.NOT_FOUND, "hold");
        return switch (Parcel.of(asked.recipient(), asked.note())) {
            case Result.Refused<Parcel>(var why, var field) -> refused(why, field);
            case Result.Ok<Parcel>(var parcel) -> place(buyer.account(), asked, parcel, recipients.fingerprint(parcel, asked.payment()), act);
        };
    }

    private Future<Result<OrderView>> place(AccountId account, Inbound.PlaceOrder asked, Parcel parcel, String fingerprint, Act act) {
        var order = OrderId.of(asked.hold());
        return link.batch(List.of(Link.request(Command.HMGET, Keys.order(order), "account", "fingerprint"),
            Link.request(Command.HGET, Keys.holds(asked.room()), asked.hold()))).compose(answers -> {
                var before = answers.get(0);
                if (before.get(0) != null) {
                    if (!before.get(0).toString().equals(account.value())) return refused(Why.NOT_FOUND, "hold");
                    if (!before.get(1).toString().equals(fingerprint)) return refused(Why.KEY_REUSED, "hold");
                    return shelf.findKept(order).compose(kept -> kept.isPresent() ? Future.succeededFuture(Result.ok(view(kept.get(), Reader.BUYER)))
                        : Future.failedFuture(new Unavailable("the order was lost with its master", null)));
                }
                var json = answers.get(1);
                if (json == null) return refused(Why.NOT_FOUND, "hold");
                var hold = HoldRecord.of(asked.hold(), asked.room(), json.toString());
                if (!hold.account().equals(account)) return refused(Why.NOT_FOUND, "hold");
                return sources.boothOf().apply(asked.room()).compose(booth -> booth.isEmpty() ? refused(Why.NOT_FOUND, "room") : place(hold, booth.get(), asked.payment(), parcel, fingerprint, act));
            });
    }

    private Future<Result<OrderView>> place(HoldRecord hold, BoothId booth, Payment payment, Parcel parcel, String fingerprint, Act act) {
        var order = OrderId.of(hold.hold());
        var seller = sources.booth().apply(booth);
        var goods = sources.products().apply(booth);
        var own = sources.phoneOf().apply(hold.account());
        var asking = payment == Payment.VIETQR ? pay.ask(order, booth) : Future.succeededFuture(Optional.of(PayOrders.Asked.NOTHING));
        return Future.all(seller, goods, own, asking).compose(all -> {
            if (asking.result().isEmpty()) return refused(Why.NO_BANK_ACCOUNT, "payment");
            var facts = new OrderFacts(order, hold.account(), booth, payment, own.result().filter(parcel.recipient().phone()::equals).isPresent(),
                recipients.phoneKey(parcel.recipient().phone()), hold.totalVnd(), hold.lines().stream().mapToInt(HoldRecord.Line::quantity).sum(), clock.millis(), act.name());
            return door.judge(facts).compose(verdict -> switch (verdict) {
                case Verdict.Refuse(var why, var _) -> refused(why, "payment");
                case Verdict.AskConfirm(var why) -> refused(why, "payment");
                case Verdict.Allow _ -> {
                    var ask = asking.result().get();
                    var name = seller.result().map(view -> view.name()).orElse("");
                    yield commit(new Placing(order, hold.place(), hold.account(), booth, name, fingerprint, payment, recipients.seal(parcel),
                        goods(hold, goods.result()), ask.code(), ask.sealedPayTo(), ask.unpaidMs(), act.parcel()), parcel);
                }
            });
        });
    }

    /** How a product is called in the order for good, whatever becomes of it in the catalogue. */
    private record Good(String name, String unit, Picture picture) { }

    private static String goods(HoldRecord hold, Map<ProductId, ProductView> catalogue) {
        var goods = new LinkedHashMap<String, Good>();
        for (var line : hold.lines()) {
            var product = catalogue.get(line.product());
            if (product != null) goods.put(line.product().value(), new Good(product.name(), product.unit(), product.picture()));
        }
        return Wire.write(goods);
    }

    private Future<Result<OrderView>> commit(Placing placing, Parcel parcel) {
        return scripts.place(placing).compose(result -> switch (result) {
            case Result.Refused<Written>(var why, var _) -> link.send(Command.EXISTS, Keys.order(placing.order()))
                .compose(there -> there.toInteger() == 1 ? Future.<Void>succeededFuture() : door.forget(placing.account(), placing.order()))
                .compose(v -> refused(why, "hold"));
            case Result.Ok<Written>(var written) -> {
                ring.accept(placing.place());
                // the fold of the facts does the same later: here for the buyer who looks at once
                var order = written.order();
                var listed = index(order.account(), order.order(), order.placedMs()).otherwiseEmpty();
                var remembered = sources.remember().apply(order.account(), parcel.recipient()).otherwiseEmpty();
                yield Future.all(listed, remembered)
                    .map(v -> Result.ok(view(order, parcel, List.of(), Reader.BUYER)));
            }
        });
    }

    /**
     * Turns the holds of a cart into orders of one act, one for each; a part that fails leaves the others. Saying it again answers the
     * same. Refused as a whole when the recipient is no good: {@code INVALID_PHONE}, {@code INVALID_VALUE}.
     */
    public Future<Result<List<PartPlaced>>> placeAll(Caller.Person buyer, Inbound.PlaceOrders asked) {
        if (Parcel.of(asked.recipient(), asked.note()) instanceof Result.Refused<Parcel>(var why, var field)) return refused(why, field);
        var act = ActNames.of(buyer.account() + "|" + asked.key());
        return villages(asked).compose(villages -> {
            var meant = new ArrayList<Future<Void>>();
            var parcelOf = new HashMap<HoldId, String>();
            villages.forEach((village, names) -> {
                if (names.size() < 2) return;
                var parcel = ActNames.of(act + "|" + village);
                names.keySet().forEach(order -> parcelOf.put(order.hold(), parcel));
                meant.add(parcels.mean(parcel, names));
            });
            return Future.all(meant).compose(v -> {
                var placed = asked.parts().stream().map(part -> place(buyer, new Inbound.PlaceOrder(asked.ref(), part.room(), part.hold(), asked.recipient(), part.payment(), asked.note()),
                    new Act(act, parcelOf.getOrDefault(part.hold(), ""))).otherwise(e -> Result.refused(Why.TRY_AGAIN)).map(result -> part(asked.ref(), part, result))).toList();
                return Future.all(placed).compose(all -> together(buyer.account(), placed.stream().map(Future::result).toList()));
            });
        });
    }

    private static PartPlaced part(int ref, Inbound.OrderPart part, Result<OrderView> result) {
        return switch (result) {
            case Result.Ok<OrderView>(var order) -> new PartPlaced(part.room(), part.hold(), order, null);
            case Result.Refused<OrderView>(var why, var field) -> new PartPlaced(part.room(), part.hold(), null, new Outbound.Refused(ref, why, field, null));
        };
    }

    /** Reads the orders once more now that all parts stand: which of them share a parcel is known only then. */
    private Future<Result<List<PartPlaced>>> together(AccountId buyer, List<PartPlaced> parts) {
        var orders = parts.stream().map(PartPlaced::order).filter(Objects::nonNull).map(OrderView::order).toList();
        return shelf.find(orders).map(found -> {
            var byId = new HashMap<OrderId, OrderView>();
            for (var kept : found) if (kept.order().account().equals(buyer)) byId.put(kept.order().order(), view(kept, Reader.BUYER));
            return Result.ok(parts.stream().map(part -> part.order() == null ? part
                : new PartPlaced(part.room(), part.hold(), byId.getOrDefault(part.order().order(), part.order()), null)).toList());
        });
    }

    /** The parts by the village from which they are sent: order to the name of its booth. Booths that tell no commune stand alone. */
    private Future<Map<String, Map<OrderId, String>>> villages(Inbound.PlaceOrders asked) {
        var booths = asked.parts().stream().map(part -> sources.boothOf().apply(part.room())
            .compose(booth -> booth.isEmpty() ? Future.succeededFuture(Optional.<BoothView>empty()) : sources.booth().apply(booth.get()))).toList();
        return Future.all(booths).map(all -> {
            var villages = new LinkedHashMap<String, Map<OrderId, String>>();
            for (int i = 0; i < booths.size(); i++) {
                var part = asked.parts().get(i);
                booths.get(i).result().filter(booth -> !booth.commune().isBlank()).ifPresent(booth ->
                    villages.computeIfAbsent(booth.province() + "|" + Tones.plain(booth.commune()).strip(), v -> new LinkedHashMap<>()).put(OrderId.of(part.hold()), booth.name()));
            }
            return villages;
        });
    }

    /** Every order of a booth that was placed within a time, the newest first. */
    public Future<List<OrderRecord>> placed(BoothId booth, long fromMs, long untilMs) {
        return shelf.all(Keys.orders(booth), kept -> kept.order().placedMs() >= fromMs && kept.order().placedMs() <= untilMs, OrderShelf.EVERY).map(all -> all.stream().map(OrderShelf.Kept::order).toList());
    }

    /** Puts an order into its buyer's list; again changes nothing. */
    Future<Void> index(AccountId account, OrderId order, long placedMs) {
        return link.send(Command.ZADD, Keys.accountOrders(account), placedMs, order).mapEmpty();
    }

    /** Cancels the caller's own order. Refused: {@code NOT_FOUND}, {@code WRONG_STATE} once it is packed, {@code CANCEL_WINDOW_OVER}. */
    public Future<Result<OrderView>> cancel(Caller.Person buyer, Inbound.CancelOrder asked) {
        return shelf.find(asked.order()).compose(found -> {
            if (found.isEmpty() || !found.get().order().account().equals(buyer.account())) return refused(Why.NOT_FOUND, "order");
            var order = found.get().order();
            return move(order, buyer.account(), OrderState.CANCELLED, List.of(OrderState.PLACED, OrderState.CONFIRMED), Mover.BUYER, asked.reason())
                .map(result -> result.map(moved -> view(new Kept(moved, found.get().sealed(), found.get().with()), Reader.BUYER)));
        });
    }

    /** How one order of a bulk fared: where it stands now, or why it was not moved. */
    public record Moved(OrderId order, @Maybe OrderState state, @Maybe Why why) { }

    /**
     * Moves orders of a booth, each by itself. Refused for one: {@code NOT_FOUND}, {@code WRONG_STATE}, {@code REASON_NEEDED} (to cancel),
     * {@code NOT_PAID_YET} (to pack). An order that stands there already counts as moved.
     */
    public Future<List<Moved>> move(BoothId booth, List<OrderId> orders, OrderState to, String reason, Caller.Person staff) {
        return shelf.find(orders).compose(found -> {
            var byId = new LinkedHashMap<OrderId, OrderRecord>();
            for (var kept : found) if (kept.order().booth().equals(booth)) byId.put(kept.order().order(), kept.order());
            var moves = new ArrayList<Future<Moved>>();
            for (var id : orders) {
                var order = byId.get(id);
                if (order == null) moves.add(Future.succeededFuture(new Moved(id, null, Why.NOT_FOUND)));
                else if (to == OrderState.CANCELLED && (reason == null || reason.isBlank())) moves.add(Future.succeededFuture(new Moved(id, order.state(), Why.REASON_NEEDED)));
                else moves.add(move(order, null, to, OrderScripts.before(to), new Mover("staff", staff.name()), reason).map(result -> switch (result) {
                    case Result.Ok<OrderRecord>(var moved) -> new Moved(id, moved.state(), null);
                    case Result.Refused<OrderRecord>(var why, var _) -> new Moved(id, order.state(), why);
                }));
            }
            return Future.all(moves).map(all -> moves.stream().map(Future::result).toList());
        });
    }

    /** Cancels an order whose transfer never came, in the name of the house. */
    Future<Result<OrderRecord>> giveUp(OrderRecord order) {
        return move(order, null, OrderState.CANCELLED, List.of(OrderState.PLACED, OrderState.CONFIRMED), Mover.HOUSE, "unpaid");
    }

    private Future<Result<OrderRecord>> move(OrderRecord order, AccountId buyer, OrderState to, List<OrderState> from, Mover mover, String reason) {
        var why = reason == null ? null : PhonesInText.mask(reason.strip());
        return scripts.move(order.order(), order.place(), order.booth(), buyer, to, from, mover, why).compose(result -> switch (result) {
            case Result.Refused<Written>(var refusal, var field) -> Future.succeededFuture(Result.<OrderRecord>refused(refusal, field));
            case Result.Ok<Written>(var written) -> {
                ring.accept(order.place());
                var moved = Result.ok(written.order());
                yield written.order().state().isClosed() ? door.forget(order.account(), order.order()).otherwiseEmpty().map(v -> moved) : Future.succeededFuture(moved);
            }
        });
    }

    /** One order, for its buyer, the booth's staff and organizers; for anybody else it does not exist. */
    public Future<Result<OrderView>> find(Caller.Person caller, OrderId order) {
        return shelf.find(order).map(found -> found.flatMap(kept -> reader(caller, kept.order()).map(reader -> view(kept, reader)))
            .map(Result::ok).orElse(Result.refused(Why.NOT_FOUND, "order")));
    }

    private static Optional<Reader> reader(Caller.Person caller, OrderRecord order) {
        if (order.account().equals(caller.account())) return Optional.of(Reader.BUYER);
        return caller.worksIn(order.booth(), BoothRole.STAFF) || caller.is(Role.ORGANIZER) ? Optional.of(Reader.STAFF) : Optional.empty();
    }

    /** The orders of a buyer, newest first. */
    public Future<OrderPage> ofBuyer(AccountId buyer, String cursor) {
        return shelf.ofBuyer(buyer, cursor).map(page -> page(page, Reader.BUYER));
    }

    /** Every order of a buyer, newest first, for the copy of their data. */
    public Future<List<OrderView>> everyOf(AccountId buyer) {
        return shelf.all(Keys.accountOrders(buyer), kept -> kept.order().account().equals(buyer), OrderShelf.EVERY).map(all -> all.stream().map(kept -> view(kept, Reader.BUYER)).toList());
    }

    /** The orders of a booth, newest first. A page may be short, even empty, and yet have a next one. */
    public Future<OrderPage> ofBooth(BoothId booth, OrderFilter filter, String cursor) {
        return shelf.ofBooth(booth, filter.place(), cursor, wanted(booth, filter)).map(page -> page(page, Reader.STAFF));
    }

    /** All orders of a booth that fit, newest first, up to {@code most}, as they stand in the books. */
    Future<List<Kept>> all(BoothId booth, OrderFilter filter, int most) {
        return shelf.all(filter.place() == null ? Keys.orders(booth) : Keys.placeOrders(filter.place()), wanted(booth, filter), most);
    }

    private java.util.function.Predicate<Kept> wanted(BoothId booth, OrderFilter filter) {
        return kept -> kept.order().booth().equals(booth) && filter.fits(kept.order())
            && (filter.text() == null || filter.found(kept.order(), recipients.open(kept.sealed())));
    }

    /** An order with the person who receives it, opened. */
    record Opened(OrderRecord order, Parcel parcel, List<String> with) { }

    /**
     * Opens recipients for staff; each is remembered with who looked. Orders of other booths and of erased people are left out.
     *
     * @param what "recipient", "label", "slip" or "csv"
     */
    Future<List<Opened>> open(BoothId booth, List<OrderId> orders, Caller.Person staff, String what) {
        return shelf.find(orders).compose(found -> {
            var opened = new ArrayList<Future<Optional<Opened>>>();
            for (var kept : found) {
                if (!kept.order().booth().equals(booth)) continue;
                opened.add(scripts.openRecipient(kept.order().place(), kept.order().order(), booth, staff.account(), what).map(result -> switch (result) {
                    case Result.Ok<String>(var sealed) -> Optional.of(new Opened(kept.order(), recipients.open(sealed), kept.with()));
                    case Result.Refused<String> _ -> Optional.empty();
                }));
            }
            return Future.all(opened).map(all -> opened.stream().map(Future::result).flatMap(Optional::stream).toList());
        });
    }

    /** The booth of an order, for those who watch over the market. */
    public Future<Optional<OrderRecord>> record(OrderId order) {
        return shelf.find(order).map(found -> found.map(Kept::order));
    }

    /** The orders of a show as a table, the newest first, without persons. */
    public Future<byte[]> withoutPersons(BoothId booth, PlaceId show) {
        return shelf.all(Keys.placeOrders(show), kept -> kept.order().booth().equals(booth), OrderShelf.EVERY).map(all -> OrdersCsv.withoutPersons(all.stream().map(Kept::order).toList()));
    }

    /** Who receives an order, for an official or organizer whose reason has been written down; that it was opened is remembered. Empty for somebody who was erased. */
    public Future<Optional<vn.phien.protocol.Views.RecipientView>> openFor(OrderRecord order, AccountId overseer) {
        return scripts.openRecipient(order.place(), order.order(), order.booth(), overseer, "oversight").map(result -> switch (result) {
            case Result.Ok<String>(var sealed) -> Optional.of(recipients.open(sealed).recipient().view());
            case Result.Refused<String> _ -> Optional.empty();
        });
    }

    /** Who reads an order decides what of the person is shown. */
    private enum Reader { BUYER, STAFF }

    private OrderPage page(OrderShelf.Page page, Reader reader) {
        return new OrderPage(page.orders().stream().map(kept -> view(kept, reader)).toList(), page.next());
    }

    private OrderView view(Kept kept, Reader reader) {
        return view(kept.order(), recipients.open(kept.sealed()), kept.with(), reader);
    }

    private OrderView view(OrderRecord order, Parcel parcel, List<String> with, Reader reader) {
        boolean buyer = reader == Reader.BUYER;
        var recipient = parcel == null ? Parcel.ERASED : buyer ? parcel.recipient().view() : parcel.recipient().masked();
        var changes = buyer ? order.changes().stream().map(change -> new vn.phien.protocol.Views.OrderChange(change.to(), change.who(), null, change.atMs(), change.reason())).toList()
            : order.changes();
        return new OrderView(order.order(), order.place(), order.booth(), order.boothName(), order.state(), order.lines(), order.totalVnd(), order.payment(), order.paid(),
            order.paidVnd(), buyer ? pay.picture(order) : null, recipient, note(parcel, buyer), order.placedMs(), order.cancelUntilMs(), changes, with.isEmpty() ? null : new ParcelView(order.parcel(), with));
    }

    private static String note(Parcel parcel, boolean buyer) {
        if (parcel == null || parcel.note() == null) return null;
        return buyer ? parcel.note() : PhonesInText.mask(parcel.note());
    }

    /** The view that staff get of an order as it stands in the books. */
    Future<Optional<OrderView>> forStaff(OrderId order) {
        return shelf.find(order).map(found -> found.map(kept -> view(kept, Reader.STAFF)));
    }

    /** The order of a hold as its buyer sees it, where there is one. */
    public Future<Optional<OrderView>> ofHold(AccountId buyer, HoldId hold) {
        return shelf.find(OrderId.of(hold)).map(found -> found.filter(kept -> kept.order().account().equals(buyer)).map(kept -> view(kept, Reader.BUYER)));
    }

    private static <T> Future<Result<T>> refused(Why why, String field) {
        return Future.succeededFuture(Result.refused(why, field));
    }
}
