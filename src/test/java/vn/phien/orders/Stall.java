package vn.phien.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.phien.accounts.Vault;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.HoldId;
import vn.phien.base.Limits;
import vn.phien.base.OrderId;
import vn.phien.base.PhoneNumber;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Why;
import vn.phien.fraud.OpenCodRule;
import vn.phien.inventory.HoldRecord;
import vn.phien.inventory.Holds;
import vn.phien.inventory.Stock;
import vn.phien.inventory.StockScripts;
import vn.phien.inventory.Taken;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Inbound.Recipient;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.OrderView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.StockView;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

/** A booth with a live show that sells honey (A1, 185.000 ₫, 100 units) and tea (A2, 90.000 ₫, 5 units), and its orders. */
final class Stall {
    static final BoothId BOOTH = new BoothId("b07-dongvan"), OTHER_BOOTH = new BoothId("b07-other");
    static final PlaceId SHOW = new PlaceId("s07-friday"), SHELF = PlaceId.of(BOOTH);
    static final ProductId HONEY = new ProductId("p07-honey"), TEA = new ProductId("p07-tea");
    static final long HONEY_VND = 185_000, TEA_VND = 90_000;
    static final Caller.Person AN = buyer("an"), BINH = buyer("binh");
    static final Caller.Person STAFF = new Caller.Person(new AccountId("u-staff"), "Chị Mai", "s1", Set.of(), Map.of(BOOTH, BoothRole.STAFF));
    static final Caller.Person ORGANIZER = new Caller.Person(new AccountId("u-organizer"), "Ban tổ chức", "s2", Set.of(Role.ORGANIZER), Map.of());
    static final String AN_PHONE = "0912 345 678";
    static final Recipient HOME = new Recipient("Nguyễn Thị An", AN_PHONE, "01", "Phường Hoàn Kiếm", "12 Hàng Bạc");
    static final PayTo ACCOUNT = new PayTo("970436", "0011001234567", "HTX DONG VAN");
    static final String SECRET = "a secret of the test's bank";
    static final long UNPAID_MS = 30 * 60_000;

    final Link link = TestStore.LINK;
    final TestClock clock = new TestClock(link);
    final Books books = new Books(link);
    final Holds holds = new Holds(link, new StockScripts(link), place -> { }, Limits.HOLD_MS);
    final Stock stock = new Stock(link, new StockScripts(link), place -> { });
    final Vault vault = Vault.at(folder(), Dice.seeded(7));
    final Map<BoothId, PayTo> accounts = new HashMap<>(Map.of(BOOTH, ACCOUNT));
    final OpenCodRule door = new OpenCodRule(link);
    final Recipients recipients = new Recipients(link, vault);
    final PayOrders pay = new PayOrders(link, vault, booth -> Future.succeededFuture(Optional.ofNullable(accounts.get(booth))), new PayOrders.Settings(UNPAID_MS, List.of(SECRET)));
    final Payments payments = new Payments(link, pay, vault);
    final List<PlaceId> rung = new ArrayList<>();
    final OrderSources sources = new OrderSources(place -> Future.succeededFuture(Optional.of(BOOTH)), booth -> Future.succeededFuture(Optional.of(booth(booth))),
        booth -> Future.succeededFuture(Map.of(HONEY, product(HONEY, "Mật ong bạc hà", HONEY_VND), TEA, product(TEA, "Trà shan tuyết", TEA_VND))),
        account -> Future.succeededFuture(account.equals(AN.account()) ? PhoneNumber.parse(AN_PHONE) : PhoneNumber.parse("0987654321")),
        (account, recipient) -> Future.succeededFuture());
    final Orders orders = new Orders(link, sources, recipients, door, pay, rung::add, clock);
    final Reports reports = new Reports(link, orders, place -> Future.succeededFuture(place.equals(SHOW) ? Optional.of(show()) : Optional.empty()), place -> Future.succeededFuture(List.of()));
    final UnpaidOrders unpaid = new UnpaidOrders(link, orders, clock);
    private int keys;

    Stall() {
        books.open(SHOW, BOOTH, HONEY, HONEY_VND, 100, 99);
        books.offer(SHOW, TEA, "A2", TEA_VND, 5, 99);
    }

    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("phien-vault");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                folder.resolve("vault.keys").toFile().delete();
                folder.toFile().delete();
            }));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Caller.Person buyer(String name) {
        return new Caller.Person(new AccountId("u-" + name), name, "s-" + name, Set.of(Role.BUYER), Map.of());
    }

    static BoothView booth(BoothId booth) {
        return new BoothView(booth, "HTX Đồng Văn", "08", "Đồng Văn", "", new Picture(null, "stall", "north"), "HTX Đồng Văn", null, null, true);
    }

    private static ProductView product(ProductId product, String name, long priceVnd) {
        return new ProductView(product, BOOTH, name, "", priceVnd, "hũ 500 g", 650, "food", null, null, new Picture(null, "honey-jar", "north"), List.of(), 0, false);
    }

    private static vn.phien.protocol.Views.ShowView show() {
        return new vn.phien.protocol.Views.ShowView(SHOW, booth(BOOTH), "Mật ong đầu mùa", "live", 1_785_585_600_000L, null, new vn.phien.protocol.Views.VideoView("cover", null), new Picture(null, "stall", "north"), 0);
    }

    HoldId hold(Caller.Person who, ProductId product, int quantity) {
        return hold(who, new Inbound.Line(product, quantity, null));
    }

    HoldId hold(Caller.Person who, Inbound.Line... lines) {
        var taken = holds.take(who.account(), SHOW, List.of(lines), false, "holdkey" + String.format("%05d", ++keys)).await();
        return assertInstanceOf(Taken.Held.class, taken).hold().hold();
    }

    static Inbound.PlaceOrder asking(HoldId hold, Payment payment) {
        return new Inbound.PlaceOrder(1, SHOW, hold, HOME, payment, "Giao giờ hành chính");
    }

    OrderView places(Caller.Person who, HoldId hold, Payment payment) {
        return is(orders.place(who, asking(hold, payment)).await());
    }

    /** An order of An for honey. */
    OrderView order(int quantity, Payment payment) {
        return places(AN, hold(AN, HONEY, quantity), payment);
    }

    /** A fresh order brought to a state by the shortest legal way. */
    OrderId orderIn(OrderState state) {
        var id = order(2, Payment.COD).order();
        for (var step : wayTo(state)) assertEquals(step, move(id, step, "test").state());
        return id;
    }

    static List<OrderState> wayTo(OrderState state) {
        var all = List.of(OrderState.CONFIRMED, OrderState.PACKED, OrderState.SHIPPED, OrderState.DELIVERED);
        return switch (state) {
            case PLACED -> List.of();
            case CONFIRMED, PACKED, SHIPPED, DELIVERED -> all.subList(0, all.indexOf(state) + 1);
            case REFUSED -> List.of(OrderState.CONFIRMED, OrderState.PACKED, OrderState.SHIPPED, OrderState.REFUSED);
            case RETURNED -> List.of(OrderState.CONFIRMED, OrderState.PACKED, OrderState.SHIPPED, OrderState.REFUSED, OrderState.RETURNED);
            case CANCELLED -> List.of(OrderState.CANCELLED);
        };
    }

    Orders.Moved move(OrderId order, OrderState to, String reason) {
        return orders.move(BOOTH, List.of(order), to, reason, STAFF).await().getFirst();
    }

    OrderView read(OrderId order) {
        return is(orders.find(AN, order).await());
    }

    StockView stock(PlaceId place, ProductId product) {
        return stock.read(place).await().getOrDefault(product, new StockView(0, 0, 0, 0, 0));
    }

    void endShow() {
        link.ask(Command.HSET, Keys.stage(SHOW), "state", "ended");
    }

    HoldRecord holdRecord(HoldId hold) {
        return holds.find(SHOW, hold).await().orElseThrow();
    }

    BankNotice transfer(String transaction, long amountVnd, String content) {
        return new BankNotice(transaction, ACCOUNT.number(), amountVnd, content, BankNotice.Direction.IN, clock.millis());
    }

    static <T> T is(Result<T> result) {
        return switch (result) {
            case Result.Ok<T>(var value) -> value;
            case Result.Refused<T>(var why, var field) -> throw new AssertionError("refused: " + why + " " + field);
        };
    }

    static void isRefused(Why why, Result<?> result) {
        switch (result) {
            case Result.Ok<?>(var value) -> throw new AssertionError("not refused: " + value);
            case Result.Refused<?>(var is, var field) -> assertEquals(why, is, field);
        }
    }
}
