package vn.phien.orders;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import vn.phien.base.BadValue;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.Why;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.orders.Orders.Opened;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.OrderView;
import vn.phien.protocol.Views.RecipientView;

/** Orders over HTTP: for their buyers, and for the booth's desk. */
public final class OrdersHttp {
    private static final String CSV = "text/csv; charset=utf-8", HTML = "text/html; charset=utf-8";
    private static final int BULK = 100;
    private static final int CSV_ROWS = 20_000;
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");
    private final Orders orders;
    private final OrderSources sources;
    private final Recipients recipients;
    private final InstantSource clock;

    public OrdersHttp(Orders orders, OrderSources sources, Recipients recipients, InstantSource clock) {
        this.orders = orders;
        this.sources = sources;
        this.recipients = recipients;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/orders", Access.SIGNED_IN, "orders", "One's own orders, newest first.", OrderPage.class, this::mine).with("cursor", "What a page before called next."),
            Route.get("/api/orders/{order}", Access.SIGNED_IN, "orders", "An order: in full for its buyer, with the person masked for the booth's staff.", OrderView.class, this::find),
            Route.post("/api/orders/{order}/cancel", Access.SIGNED_IN, "orders", "Cancels one's own order, within the window and before it is packed.", Cancel.class, OrderView.class, this::cancel),
            filtered(Route.get("/api/booths/{booth}/orders", Access.BOOTH_STAFF, "booth orders", "The booth's orders, newest first; a page may be short and yet have a next one.", OrderPage.class, this::ofBooth))
                .with("cursor", "What a page before called next."),
            Route.post("/api/booths/{booth}/orders/move", Access.BOOTH_STAFF, "booth orders", "Moves up to 100 orders on; each has its own result.", Move.class, Moves.class, this::move),
            Route.get("/api/booths/{booth}/orders/{order}/recipient", Access.BOOTH_STAFF, "booth orders", "Opens who receives an order; who looked is remembered.", RecipientView.class, this::recipient),
            filtered(Route.get("/api/booths/{booth}/orders.csv", Access.BOOTH_STAFF, "booth orders", "The booth's orders for a spreadsheet, up to 20,000.", byte[].class, this::csv).costing(20))
                .with("recipients", "\"full\" opens the people, which is remembered for each; else they are masked."),
            Route.get("/api/booths/{booth}/orders/slips", Access.BOOTH_STAFF, "booth orders", "Packing slips as a page to print; who looked is remembered.", byte[].class, this::slips)
                .with("orders", "Up to 100 orders, with commas between.").with("paper", "\"a5\" or \"a4\"."),
            Route.get("/api/booths/{booth}/orders/labels", Access.BOOTH_STAFF, "booth orders", "A6 shipping labels as a page to print; who looked is remembered.", byte[].class, this::labels)
                .with("orders", "Up to 100 orders, with commas between."));
    }

    private static Route filtered(Route route) {
        return route.with("state", "One or more states, with commas between.").with("show", "Orders of one show.").with("paid", "A state of payment.")
            .with("q", "Part of a code, of a product's or the recipient's name, or the last digits of their number.");
    }

    /** @param reason shown to the booth, or null */
    record Cancel(@Maybe String reason) {
        Cancel {
            Check.optional("reason", reason, Limits.REASON);
        }
    }

    /** @param reason needed to cancel */
    record Move(List<OrderId> orders, OrderState to, @Maybe String reason) {
        Move {
            orders = Check.list("orders", orders, 1, BULK);
            if (orders.stream().distinct().count() < orders.size()) throw new BadValue("orders", Why.DUPLICATE);
            Check.present("to", to);
            Check.optional("reason", reason, Limits.REASON);
        }
    }

    record Moves(List<Orders.Moved> orders) { }

    private Answer mine(Ask ask) {
        return Answer.json(orders.ofBuyer(ask.person().account(), ask.query("cursor").orElse(null)).await());
    }

    private Answer find(Ask ask) {
        return Answer.of(orders.find(ask.person(), new OrderId(ask.path("order"))).await());
    }

    private Answer cancel(Ask ask) throws BadMessage {
        var order = new OrderId(ask.path("order"));
        return Answer.of(orders.cancel(ask.person(), new Inbound.CancelOrder(0, order, ask.read(Cancel.class).reason())).await());
    }

    private Answer ofBooth(Ask ask) {
        return Answer.json(orders.ofBooth(ask.booth(), filter(ask), ask.query("cursor").orElse(null)).await());
    }

    private Answer move(Ask ask) throws BadMessage {
        var move = ask.read(Move.class);
        return Answer.json(new Moves(orders.move(ask.booth(), move.orders(), move.to(), move.reason(), ask.person()).await()));
    }

    private Answer recipient(Ask ask) {
        if (!isStaff(ask)) return Answer.refused(Why.REASON_NEEDED);
        var opened = orders.open(ask.booth(), List.of(new OrderId(ask.path("order"))), ask.person(), "recipient").await();
        return opened.isEmpty() ? Answer.refused(Why.NOT_FOUND, "order") : Answer.json(opened.getFirst().parcel().recipient().view());
    }

    private Answer csv(Ask ask) {
        var found = orders.all(ask.booth(), filter(ask), CSV_ROWS).await();
        List<OrdersCsv.Row> rows;
        if (ask.query("recipients").orElse("").equals("full")) {
            if (!isStaff(ask)) return Answer.refused(Why.REASON_NEEDED);
            var opened = new HashMap<OrderId, Opened>();
            for (var one : orders.open(ask.booth(), found.stream().map(kept -> kept.order().order()).toList(), ask.person(), "csv").await()) opened.put(one.order().order(), one);
            rows = found.stream().map(kept -> opened.containsKey(kept.order().order()) ? OrdersCsv.Row.whole(kept.order(), opened.get(kept.order().order()).parcel())
                : OrdersCsv.Row.masked(kept, null)).toList();
        } else rows = found.stream().map(kept -> OrdersCsv.Row.masked(kept, recipients.open(kept.sealed()))).toList();
        var day = Instant.ofEpochMilli(clock.millis()).atZone(HERE).toLocalDate();
        return Answer.download(OrdersCsv.of(rows, ask.language()), CSV, "orders-" + day + ".csv");
    }

    private Answer slips(Ask ask) {
        if (!isStaff(ask)) return Answer.refused(Why.REASON_NEEDED);
        var paper = ask.query("paper").orElse("a5");
        if (!paper.equals("a4") && !paper.equals("a5")) throw new BadValue("paper", Why.INVALID_VALUE);
        var parcels = opened(ask, "slip");
        return parcels.isEmpty() ? Answer.refused(Why.NOT_FOUND, "orders") : Answer.file(pages(ask).slips(parcels, paper), HTML);
    }

    private Answer labels(Ask ask) {
        if (!isStaff(ask)) return Answer.refused(Why.REASON_NEEDED);
        var parcels = opened(ask, "label");
        return parcels.isEmpty() ? Answer.refused(Why.NOT_FOUND, "orders") : Answer.file(pages(ask).labels(parcels), HTML);
    }

    /** An organizer passes the door of every booth, but opens a person's record only with a reason, at the overseers' desk. */
    private static boolean isStaff(Ask ask) {
        return ask.person().worksIn(ask.booth(), BoothRole.STAFF);
    }

    private List<Opened> opened(Ask ask, String what) {
        var ids = Check.list("orders", Arrays.stream(Check.present("orders", ask.query("orders").orElse(null)).split(",")).map(OrderId::new).distinct().toList(), 1, BULK);
        return orders.open(ask.booth(), ids, ask.person(), what).await();
    }

    private ParcelPages pages(Ask ask) {
        return new ParcelPages(booth(ask.booth()), ask.language());
    }

    private BoothView booth(BoothId booth) {
        return sources.booth().apply(booth).await().orElseThrow();
    }

    private static OrderFilter filter(Ask ask) {
        var states = ask.query("state").filter(text -> !text.isEmpty()).map(text -> Arrays.stream(text.split(",")).map(code -> constant(OrderState.class, "state", code)).toList()).orElse(List.of());
        var show = ask.query("show").filter(text -> !text.isEmpty()).map(PlaceId::new).orElse(null);
        if (show != null && !show.shard().equals(ask.booth().shard())) throw new BadValue("show", Why.NOT_FOUND);
        var paid = ask.query("paid").filter(text -> !text.isEmpty()).map(code -> constant(PaidState.class, "paid", code)).orElse(null);
        return new OrderFilter(states, show, paid, Check.optional("q", ask.query("q").orElse(null), Limits.NAME));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String field, String code) {
        try {
            if (!code.equals(code.toLowerCase(Locale.ROOT))) throw new IllegalArgumentException();
            return Enum.valueOf(type, code.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new BadValue(field, Why.INVALID_VALUE);
        }
    }
}
