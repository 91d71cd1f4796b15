package vn.phien.sim;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vn.phien.Board;
import vn.phien.accounts.Vault;
import vn.phien.base.BoothId;
import vn.phien.base.Dice;
import vn.phien.base.PlaceId;
import vn.phien.fraud.OpenCodRule;
import vn.phien.inventory.Holds;
import vn.phien.inventory.Stock;
import vn.phien.inventory.StockScripts;
import vn.phien.inventory.Sweeper;
import vn.phien.orders.OrderSources;
import vn.phien.orders.Orders;
import vn.phien.orders.PayOrders;
import vn.phien.orders.Payments;
import vn.phien.orders.Recipients;
import vn.phien.orders.UnpaidOrders;
import vn.phien.redis.Link;
import vn.phien.shows.Chat;
import vn.phien.shows.Drafts;
import vn.phien.shows.ShowSettings;
import vn.phien.shows.Shows;
import vn.phien.shows.Stage;
import vn.phien.shows.WordLists;

/** Everything of a server that a restart throws away, made anew each time, on a store that stays. */
final class Server {
    static final long HOLD_MS = 60_000;
    static final long UNPAID_MS = 10 * 60_000;
    final Mischief mischief;
    final Stock stock;
    final Shows shows;
    final Drafts drafts;
    final Chat chat;
    final Orders orders;
    final Payments payments;
    final UnpaidOrders unpaid;
    final Sweeper sweeper;
    final Board board;

    Server(Mischief mischief, Market market, InstantSource clock, Dice dice, Path folder) {
        this.mischief = mischief;
        Link link = mischief.link();
        var vault = Vault.at(folder, dice);
        var scripts = new StockScripts(link);
        var holds = new Holds(link, scripts, place -> { }, HOLD_MS);
        stock = new Stock(link, scripts, place -> { });
        shows = new Shows(link, market::booth, market::products, holds, place -> 0);
        drafts = new Drafts(link, shows, new ShowSettings(Set.of()), market::products, (booth, photo) -> Future.succeededFuture(false), clock, dice, place -> { });
        var stage = new Stage(link, shows, stock, market::products, dice, place -> { });
        chat = new Chat(link, shows, holds, new WordLists(link), place -> { });
        Function<PlaceId, Future<BoothId>> boothOf = place -> shows.boothOf(place).map(Optional::orElseThrow);
        var pay = new PayOrders(link, vault, market::account, new PayOrders.Settings(UNPAID_MS, List.of("secret")));
        orders = new Orders(link, new OrderSources(shows::boothOf, market::booth, market::products, market::phone, (account, recipient) -> Future.succeededFuture()),
            new Recipients(link, vault), new OpenCodRule(link), pay, place -> { }, clock);
        payments = new Payments(link, pay, vault);
        unpaid = new UnpaidOrders(link, orders, clock);
        sweeper = new Sweeper(link, scripts, clock, boothOf, place -> { });
        board = new Board(clock, holds, shows, stage, chat, orders);
    }
}
