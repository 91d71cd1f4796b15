package vn.phien.sim;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import vn.phien.base.DealId;
import vn.phien.base.Dice;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.catalogue.Booths;
import vn.phien.catalogue.Products;
import vn.phien.orders.Orders;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.ShowView;
import vn.phien.shows.LineUpDraft;
import vn.phien.shows.ShowDraft;

/** A host with two phones: two shows in one night, one shelf, and all the orders. */
final class Stallholder {
    /** What one buyer may have stays as it is all night, so that a limit can be checked against the books at any time. */
    private static final int PER_BUYER = 4;
    private final Cast.Stand stand;
    private final Told told;
    private final Dice dice;
    private final NightClock clock;
    private final List<PlaceId> rooms = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final Map<DealId, PlaceId> deals = new HashMap<>();
    private final List<DealId> opened = new ArrayList<>();
    private int step;

    Stallholder(Cast.Stand stand, Told told, Dice dice, NightClock clock) {
        this.stand = stand;
        this.told = told;
        this.dice = dice;
        this.clock = clock;
    }

    Cast.Stand stand() {
        return stand;
    }

    List<PlaceId> rooms() {
        return rooms;
    }

    /** Where the booth sells: one of its shows, and sometimes its shelf. */
    PlaceId place() {
        return rooms.isEmpty() || dice.below(6) == 0 ? stand.shelf() : any(rooms);
    }

    private <T> T any(List<T> list) {
        return list.isEmpty() ? null : list.get(dice.below(list.size()));
    }

    /** The booth opens, goods come in, two shows are planned. */
    List<Supplier<Say>> opening() {
        var opening = new ArrayList<Supplier<Say>>();
        opening.add(() -> done("opens a booth", server -> server.booths.open(stand.host, "booth-" + stand.n, stand.draft), desk -> stand.opened(((Booths.Desk) desk).booth().booth())));
        for (int i = 0; i < stand.forms.size(); i++) {
            var form = stand.forms.get(i);
            var key = "goods" + stand.n + "x" + i;
            opening.add(() -> done("offers " + form.name(), server -> server.products.add(stand.booth(), key, form), desk -> stand.goods.put(((Products.ProductDesk) desk).product().product(), form)));
        }
        opening.add(() -> done("sets the bank account", server -> server.booths.setBankAccount(stand.booth(), stand.bank), booth -> { }));
        for (int i = 0; i < stand.forms.size(); i++) {
            int n = i, units = 40 + dice.below(60);
            opening.add(() -> receives(stand.products().get(n), units));
        }
        for (int i = 0; i < 2; i++) {
            var key = dice.token(12);
            opening.add(() -> done("plans a show", server -> server.drafts.create(stand.booth(), new ShowDraft("Phiên đêm", clock.millis(), new ShowDraft.Video("cover", null), new ShowDraft.Cover("honey-jar", "north-mountain", null), key)),
                show -> rooms.add(((ShowView) show).room())));
        }
        for (int i = 0; i < 2; i++) {
            int n = i, units = 8 + dice.below(9);
            opening.add(() -> linesUp(n, units));
        }
        return opening;
    }

    /** Something that must not be refused. */
    private Say done(String what, Function<Server, Future<?>> work, Consumer<Object> heard) {
        return new Say(stand.host.name(), what, work, answer -> {
            if (answer instanceof Result.Ok<?>(var value)) heard.accept(value);
            else throw new AssertionError(stand.host.name() + " could not: " + what + ": " + answer);
        }, false);
    }

    /** The first show goes on air, after a rehearsal. */
    List<Supplier<Say>> goesOnAir() {
        return List.of(() -> says(new Inbound.GoLive(1, rooms.getFirst(), true)), () -> says(new Inbound.GoLive(1, rooms.getFirst(), false)));
    }

    /** Goes on air with a show that is not yet. */
    Say goesLive() {
        return says(new Inbound.GoLive(1, any(rooms), dice.below(8) == 0));
    }

    /** Everything comes to an end. */
    List<Supplier<Say>> closing() {
        var closing = new ArrayList<Supplier<Say>>();
        for (var room : rooms) {
            closing.add(() -> says(new Inbound.GoLive(1, room, false)));
            closing.add(() -> says(new Inbound.ChangeStage(1, room, Inbound.ChangeStage.Stage.END)));
        }
        return closing;
    }

    /** What the host does next. */
    Say next() {
        step++;
        var room = any(rooms);
        var product = any(stand.products());
        long price = stand.price(product);
        return switch (dice.below(40)) {
            case 0, 1 -> says(new Inbound.ChangePrice(1, room, product, price - 3_000 + 1_000L * dice.below(7)));
            case 2, 3, 4 -> says(new Inbound.ChangeStock(1, room, product, 1 + dice.below(5), dice.token(12)));
            case 5 -> says(new Inbound.ChangeStock(1, room, product, -1 - dice.below(4), dice.token(12)));
            case 6, 7, 8 -> deal(room, product, price / 2 + dice.below(5_000));
            case 9 -> opened.isEmpty() ? null : closes(any(opened));
            case 10 -> says(new Inbound.SwitchOrders(1, room, dice.below(3) == 0 ? null : product, false));
            case 11, 12, 13 -> says(new Inbound.SwitchOrders(1, room, dice.below(2) == 0 ? null : product, true));
            case 14 -> says(new Inbound.PinProducts(1, room, List.of(product)));
            case 15 -> changes.isEmpty() ? null : says(new Inbound.UndoChange(1, room, any(changes)));
            case 16 -> linesUp(rooms.indexOf(room), 8 + dice.below(20));
            case 17 -> says(new Inbound.ChangeStage(1, room, Inbound.ChangeStage.Stage.PAUSE));
            case 18, 19 -> says(new Inbound.ChangeStage(1, room, Inbound.ChangeStage.Stage.RESUME));
            case 20 -> receives(product, 1 + dice.below(10));
            case 21 -> receives(product, -1 - dice.below(6));
            case 22 -> step > 12 ? says(new Inbound.GoLive(1, rooms.getLast(), dice.below(3) == 0)) : null;
            case 23 -> step > 60 && dice.below(3) == 0 ? says(new Inbound.ChangeStage(1, rooms.getFirst(), Inbound.ChangeStage.Stage.END)) : null;
            case 24 -> says(new Inbound.SetSlowMode(1, room, dice.below(3)));
            default -> moves();
        };
    }

    private Say says(Inbound command) {
        return new Say(stand.host.name(), command.toString(), server -> server.board.says(stand.host, command), answer -> {
            if (answer instanceof Outbound.Done(var ref, var change) && change != null) {
                changes.add(change);
                if (changes.size() > 4) changes.removeFirst();
            }
        }, !(command instanceof Inbound.SwitchOrders || command instanceof Inbound.ChangeStage || command instanceof Inbound.ChangePrice));
    }

    private Say deal(PlaceId room, ProductId product, long priceVnd) {
        var key = dice.token(12);
        var deal = DealId.in(room.shard(), key);
        deals.put(deal, room);
        opened.add(deal);
        return says(new Inbound.OpenDeal(1, room, product, priceVnd, 1 + dice.below(5), 1 + dice.below(3), 10_000 + dice.below(120_000), key));
    }

    private Say closes(DealId deal) {
        return says(new Inbound.CloseDeal(1, deals.get(deal), deal));
    }

    private Say receives(ProductId product, int delta) {
        var key = dice.token(12);
        var counted = new boolean[1];
        return new Say(stand.host.name(), "counts " + delta + " of " + product, server -> server.stock.receive(stand.booth(), product, delta, key), answer -> {
            if (!(answer instanceof Result.Ok<?>) || counted[0]) return;
            counted[0] = true;
            told.received.merge(product, (long) delta, Long::sum);
        }, true);
    }

    /** Some products or all of them, in any order, with another price now and then. */
    private Say linesUp(int show, int units) {
        var goods = new ArrayList<>(stand.products());
        if (step > 0 && dice.below(2) == 0) goods.remove(dice.below(goods.size()));
        var items = new ArrayList<LineUpDraft.Item>();
        for (var product : goods) items.add(new LineUpDraft.Item(product, null, units + dice.below(4), PER_BUYER, dice.below(3) == 0 ? Long.valueOf(stand.price(product) - 1_000) : null));
        var draft = new LineUpDraft(items, dice.token(12));
        return new Say(stand.host.name(), "lines up " + draft, server -> server.drafts.setLineUp(stand.booth(), rooms.get(show), draft, stand.host.account()), answer -> { }, true);
    }

    /** Some orders go a step further, mostly a legal one. */
    private Say moves() {
        var order = any(told.states.keySet().stream().filter(id -> told.views.get(id).booth().equals(stand.booth())).toList());
        if (order == null) return null;
        var legal = told.states.get(order).next().stream().sorted().toList();
        var to = legal.isEmpty() || dice.below(8) == 0 ? any(List.of(OrderState.values())) : any(legal);
        var orders = new ArrayList<>(List.of(order));
        for (var other : told.states.entrySet()) if (orders.size() < 4 && told.views.get(other.getKey()).booth().equals(stand.booth()) && other.getValue().next().contains(to) && !orders.contains(other.getKey())) orders.add(other.getKey());
        List<OrderId> bulk = List.copyOf(orders);
        return new Say(stand.host.name(), "moves " + bulk + " to " + to, server -> server.orders.move(stand.booth(), bulk, to, "hết hàng", stand.host), answer -> {
            for (var moved : (List<?>) answer) {
                if (!(moved instanceof Orders.Moved(var id, var state, var why))) continue;
                if (why == Why.NOT_FOUND) throw new AssertionError("order " + id + " was promised and is gone");
                if (why == null) told.state(id, state);
                else if (state != null) told.states.put(id, state);
            }
        }, false);
    }
}
