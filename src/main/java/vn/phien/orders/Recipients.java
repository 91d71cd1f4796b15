package vn.phien.orders;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import vn.phien.accounts.Vault;
import vn.phien.base.AccountId;
import vn.phien.base.OrderId;
import vn.phien.base.PhoneNumber;
import vn.phien.protocol.Payment;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** The people who receive orders: sealed, opened, erased. */
public final class Recipients {
    private final Link link;
    private final OrderScripts scripts;
    private final Vault vault;

    public Recipients(Link link, Vault vault) {
        this.link = link;
        this.scripts = new OrderScripts(link);
        this.vault = vault;
    }

    String seal(Parcel parcel) {
        return vault.seal(parcel.clear());
    }

    /** @param sealed null gives null: the person was erased */
    Parcel open(String sealed) {
        return sealed == null ? null : Parcel.of(vault.open(sealed));
    }

    /** Tells a repeat of an order from another one with the same key. */
    String fingerprint(Parcel parcel, Payment payment) {
        return vault.fingerprint("order\n" + payment.code() + "\n" + parcel.canonical());
    }

    /** Stands for a number where it is counted. */
    String phoneKey(PhoneNumber phone) {
        return vault.fingerprint("recipient " + phone.e164());
    }

    /**
     * Erases the account's recipients, when the account is erased: of closed orders at once, of open ones as soon as they are
     * closed, for until then the parcel must find its way.
     */
    public Future<Void> forgetAll(AccountId account) {
        return link.send(Command.ZRANGE, Keys.accountOrders(account), 0, -1).compose(orders -> {
            var erased = new ArrayList<Future<Boolean>>();
            for (var order : orders) erased.add(scripts.forgetRecipient(new OrderId(order.toString())));
            return Future.all(erased).mapEmpty();
        });
    }
}
