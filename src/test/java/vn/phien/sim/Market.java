package vn.phien.sim;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.PhoneNumber;
import vn.phien.base.ProductId;
import vn.phien.base.Role;
import vn.phien.orders.PayTo;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.ProductView;

/** Who and what there is all night: one booth, its goods, its staff, its bank account, and the buyers. */
final class Market {
    static final BoothId BOOTH = new BoothId("b07-dongvan");
    static final PayTo ACCOUNT = new PayTo("970436", "0011001234567", "HTX DONG VAN");
    static final Picture PICTURE = new Picture(null, "honey-jar", "north-mountain");
    final Caller.Person host = new Caller.Person(new AccountId("u-host"), "Chị Mai", "s-host", Set.of(), Map.of(BOOTH, BoothRole.OWNER));
    final Caller.Person organizer = new Caller.Person(new AccountId("u-organizer"), "Ban tổ chức", "s-organizer", Set.of(Role.ORGANIZER), Map.of());
    final List<Caller.Person> buyers = new ArrayList<>();
    final Map<ProductId, ProductView> products = new LinkedHashMap<>();

    Market(int phones, int goods) {
        for (int i = 0; i < phones; i++) buyers.add(new Caller.Person(new AccountId("u-buyer" + i), "Khách " + i, "s-buyer" + i, Set.of(Role.BUYER), Map.of()));
        for (int i = 0; i < goods; i++) {
            var product = new ProductId("p07-goods" + i);
            products.put(product, new ProductView(product, BOOTH, "Món " + (i + 1), "", 20_000L * (i + 2), "gói", 500, "food", null, null, PICTURE, List.of(), 0, false));
        }
    }

    List<ProductId> goods() {
        return List.copyOf(products.keySet());
    }

    Future<Optional<BoothView>> booth(BoothId booth) {
        return Future.succeededFuture(booth.equals(BOOTH) ? Optional.of(new BoothView(BOOTH, "HTX Đồng Văn", "08", "Đồng Văn", "", PICTURE, "HTX Đồng Văn", null, null, true)) : Optional.empty());
    }

    Future<Map<ProductId, ProductView>> products(BoothId booth) {
        return Future.succeededFuture(booth.equals(BOOTH) ? products : Map.of());
    }

    Future<Optional<PayTo>> account(BoothId booth) {
        return Future.succeededFuture(Optional.of(ACCOUNT));
    }

    /** The number that a buyer has proved to be their own. */
    String number(AccountId account) {
        return "09612345" + "%02d".formatted(Integer.parseInt(account.value().replaceAll("\\D", "0")) % 100);
    }

    Future<Optional<PhoneNumber>> phone(AccountId account) {
        return Future.succeededFuture(PhoneNumber.parse(number(account)));
    }
}
