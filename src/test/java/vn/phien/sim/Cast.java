package vn.phien.sim;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Province;
import vn.phien.base.Role;
import vn.phien.catalogue.BankAccount;
import vn.phien.catalogue.BoothDraft;
import vn.phien.catalogue.Certified;
import vn.phien.catalogue.OcopGroup;
import vn.phien.catalogue.ProductForm;

/** Who there is all night: producers with their booths and goods, buyers, two organizers and an official. */
final class Cast {
    /** The last day on which the first booth's certificate holds is the day on which the clock of a night stands at that many days after the first. */
    static final String ISSUED_SO_THAT_IT_ENDS_AFTER_TWO_DAYS = "2097-01-03", ISSUED_NOT_LONG_AGO = "2099-06-01";
    static final int STARS = 4;
    final List<Stand> stands = new ArrayList<>();
    final List<Caller.Person> buyers = new ArrayList<>();
    final Caller.Person organizer = person("organizer", "Ban tổ chức", Role.ORGANIZER), deputy = person("deputy", "Anh Tú", Role.ORGANIZER), official = person("official", "Chị Hạnh", Role.OFFICIAL);
    final String office = "Sở Công Thương";

    /** A booth with what it sells. Its name and those of its goods are known once they are made. */
    static final class Stand {
        final int n;
        final BoothDraft draft;
        final BankAccount bank;
        final List<ProductForm> forms = new ArrayList<>();
        final Map<ProductId, ProductForm> goods = new LinkedHashMap<>();
        Caller.Person host;

        private Stand(int n, String province, String commune, int goods) {
            this.n = n;
            host = person("host" + n, "Chị Mai " + n, null);
            draft = new BoothDraft("HTX " + commune + " " + n, province, commune, null, null, null, null, "HTX " + commune, "51001234" + n, "Đổi trả trong 7 ngày");
            bank = new BankAccount("970436", "001100123456" + n, "HTX SO " + n);
            for (int i = 0; i < goods; i++) {
                var certificate = i > 0 ? null : new Certified(STARS, "12" + n + "/QĐ-UBND", "UBND tỉnh", n == 0 ? ISSUED_SO_THAT_IT_ENDS_AFTER_TWO_DAYS : ISSUED_NOT_LONG_AGO);
                forms.add(new ProductForm("Món " + (i + 1), null, 20_000L * (i + 2), "gói", 500, i % 2 == 0 ? OcopGroup.FOOD : OcopGroup.DRINK, certificate, null, null, null, List.of()));
            }
        }

        void opened(BoothId booth) {
            host = new Caller.Person(host.account(), host.name(), host.session(), host.roles(), Map.of(booth, BoothRole.OWNER));
        }

        BoothId booth() {
            return host.booths().keySet().iterator().next();
        }

        PlaceId shelf() {
            return PlaceId.of(booth());
        }

        List<ProductId> products() {
            return List.copyOf(goods.keySet());
        }

        /** What a product costs by the catalogue. */
        long price(ProductId product) {
            return goods.get(product).priceVnd();
        }

        /** The one product that has stars. */
        ProductId starred() {
            return products().getFirst();
        }
    }

    /** The first two booths stand in one village. */
    Cast(int phones, int booths, int goods) {
        for (int i = 0; i < phones; i++) buyers.add(person("buyer" + i, "Khách " + i, Role.BUYER));
        for (int i = 0; i < booths; i++) {
            int village = Math.max(0, i - 1);
            stands.add(new Stand(i, Province.all().get(village * 7 % Province.all().size()).code(), "Làng " + village, goods));
        }
    }

    private static Caller.Person person(String account, String name, Role role) {
        return new Caller.Person(new AccountId("u-" + account), name, "s-" + account, role == null ? Set.of() : Set.of(role), Map.of());
    }

    Stand of(BoothId booth) {
        return stands.stream().filter(stand -> stand.booth().equals(booth)).findFirst().orElseThrow();
    }

    /** The number that a buyer has proved to be their own. */
    String number(AccountId account) {
        return "09612345" + "%02d".formatted(Integer.parseInt(account.value().replaceAll("\\D", "0")) % 100);
    }

    Future<Optional<PhoneNumber>> phone(AccountId account) {
        return Future.succeededFuture(PhoneNumber.parse(number(account)));
    }

    Future<Optional<String>> office(AccountId account) {
        return Future.succeededFuture(account.equals(official.account()) ? Optional.of(office) : Optional.empty());
    }

    Future<Map<AccountId, String>> names(Collection<AccountId> people) {
        var names = new HashMap<AccountId, String>();
        for (var who : people) names.put(who, "Bạn " + who);
        return Future.succeededFuture(names);
    }
}
