package vn.phien.orders;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.phien.accounts.Vault;
import vn.phien.base.BoothId;
import vn.phien.base.OrderId;
import vn.phien.protocol.Views.VietQrView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** How a buyer is asked for a transfer: to which account, with which code in the memo, until when. */
public final class PayOrders {
    private final Link link;
    private final Vault vault;
    private final Function<BoothId, Future<Optional<PayTo>>> payTo;
    private final Settings settings;

    /**
     * @param unpaidMs how long an order waits for its transfer before the house cancels it; 30 minutes unless set otherwise
     * @param secrets  with which banks sign their notices: one, or two while they change; none shuts the door to notices
     */
    public record Settings(long unpaidMs, List<String> secrets) {
        public Settings {
            secrets = List.copyOf(secrets);
        }

        @Override
        public String toString() {
            return "Settings[unpaidMs=" + unpaidMs + ", secrets=" + secrets.size() + "]";
        }
    }

    public PayOrders(Link link, Vault vault, Function<BoothId, Future<Optional<PayTo>>> payTo, Settings settings) {
        this.link = link;
        this.vault = vault;
        this.payTo = payTo;
        this.settings = settings;
    }

    /** What goes into the order; {@link #NOTHING} for cash. */
    record Asked(String code, String sealedPayTo, long unpaidMs) {
        static final Asked NOTHING = new Asked("", "", 0);
    }

    /** Gives the order a payment code of its own; empty where the booth has no bank account. */
    Future<Optional<Asked>> ask(OrderId order, BoothId booth) {
        return payTo.apply(booth).compose(account -> {
            if (account.isEmpty()) return Future.succeededFuture(Optional.empty());
            // both before the order, and for good: without them a transfer would not find it
            return Future.all(link.kept(Command.SADD, Keys.bankAccount(accountKey(account.get().number())), booth), code(order)).map(both -> both.<String>resultAt(1))
                .map(code -> Optional.of(new Asked(code, vault.seal(Wire.write(account.get())), settings.unpaidMs())));
        });
    }

    /** The order's code, written where it leads back to the order; the same again for the same order. */
    private Future<String> code(OrderId order) {
        var code = PayCode.of(order).text();
        return link.kept(Command.SET, Keys.payCode(code), order, "NX", "GET").compose(owner -> owner == null || owner.toString().equals(order.value())
            ? Future.succeededFuture(code) : Future.failedFuture(new IllegalStateException("two orders share the payment code " + code)));
    }

    /** Whether a memo carries anything that can be a code. */
    boolean hasCode(String content) {
        return !PayCode.find(content).isEmpty();
    }

    /** The orders whose codes a memo carries. */
    Future<List<OrderId>> ordersIn(String content) {
        var asks = new ArrayList<Request>();
        for (var code : PayCode.find(content)) asks.add(Link.request(Command.GET, Keys.payCode(code.text())));
        return link.batch(asks).map(answers -> {
            var orders = new ArrayList<OrderId>();
            for (var answer : answers) if (answer != null && !orders.contains(new OrderId(answer.toString()))) orders.add(new OrderId(answer.toString()));
            return List.copyOf(orders);
        });
    }

    /** Stands for an account's number where it is looked up. */
    String accountKey(String number) {
        return vault.fingerprint("bank account " + number.toLowerCase(java.util.Locale.ROOT));
    }

    boolean isPaidThrough(OrderRecord order, String number) {
        return order.payTo() != null && account(order).number().equalsIgnoreCase(number);
    }

    private PayTo account(OrderRecord order) {
        return Wire.trusted(vault.open(order.payTo()), PayTo.class);
    }

    /** The picture to pay by, for what is still owed; null when nothing is. */
    VietQrView picture(OrderRecord order) {
        if (order.owedVnd() == 0) return null;
        var account = account(order);
        var payload = VietQr.build(account.bin(), account.number(), order.owedVnd(), order.payCode());
        var picture = new QrPicture(payload);
        return new VietQrView(payload, BankNames.of(account.bin()), account.number(), account.holder(), order.owedVnd(), order.payCode(), picture.svgPath(), picture.size());
    }
}
