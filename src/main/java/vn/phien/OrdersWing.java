package vn.phien;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.phien.base.BoothId;
import vn.phien.catalogue.Booths;
import vn.phien.fraud.OpenCodRule;
import vn.phien.http.Route;
import vn.phien.orders.BankSignature;
import vn.phien.orders.Carts;
import vn.phien.orders.OrderIndex;
import vn.phien.orders.OrderNews;
import vn.phien.orders.OrderSources;
import vn.phien.orders.Orders;
import vn.phien.orders.OrdersHttp;
import vn.phien.orders.PayOrders;
import vn.phien.orders.PayTo;
import vn.phien.orders.Payments;
import vn.phien.orders.PaymentsHttp;
import vn.phien.orders.Recipients;
import vn.phien.orders.Reports;
import vn.phien.orders.ReportsHttp;
import vn.phien.orders.UnpaidOrders;

/** Orders, how they are paid, and the reports on a show. */
final class OrdersWing {
    private static final long UNPAID_MS = 5_000;
    final Orders orders;
    private final OrderSources sources;
    private final Recipients recipients;
    private final Payments payments;
    private final UnpaidOrders unpaid;
    private final ShowsWing floor;
    private final List<String> bankSecrets;
    private final Ground ground;

    /** @param bankSecrets with which a bank signs its notices, the newest first */
    OrdersWing(Ground ground, AccountsWing people, CatalogueWing catalogue, RoomsWing news, ShowsWing floor, List<String> bankSecrets) {
        this.ground = ground;
        this.floor = floor;
        this.bankSecrets = bankSecrets;
        var link = ground.link();
        var accounts = people.accounts;
        var payOrders = new PayOrders(link, ground.vault(), booth -> payTo(catalogue.booths, booth), new PayOrders.Settings(TimeUnit.SECONDS.toMillis(ground.config().bank().payWithinSeconds()), bankSecrets));
        recipients = new Recipients(link, ground.vault());
        sources = new OrderSources(floor.shows::boothOf, catalogue.booths::find, catalogue.products::of, accounts::phoneOf, accounts::rememberRecipient);
        orders = new Orders(link, sources, recipients, new OpenCodRule(link), payOrders, news::ring, ground.clock());
        payments = new Payments(link, payOrders, ground.vault());
        unpaid = new UnpaidOrders(link, orders, ground.clock());

        accounts.data().onErase(recipients::forgetAll);
        accounts.data().onExport("orders", orders::everyOf);
        news.facts.listen("orders", new OrderNews(orders, news.rooms::whisper, news.rooms::toStaff)::hear);
        news.facts.fold("order-index", new OrderIndex(orders)::fold);
    }

    private static Future<Optional<PayTo>> payTo(Booths booths, BoothId booth) {
        return booths.bankAccount(booth).map(found -> found.map(account -> new PayTo(account.bin(), account.account(), account.holder())));
    }

    /** One order out of several shows. */
    Carts carts() {
        return new Carts(floor.shows::door, floor.holds, floor.shows::view, orders);
    }

    List<Route> routes() {
        return Routes.table(
            new OrdersHttp(orders, sources, recipients, ground.clock()).routes(),
            new PaymentsHttp(payments, new BankSignature(bankSecrets), ground.clock()).routes(),
            new ReportsHttp(new Reports(ground.link(), orders, floor.shows::find, floor.shows::lineUp)).routes());
    }

    void start() {
        ground.vertx().setPeriodic(UNPAID_MS, id -> unpaid.sweep());
    }
}
