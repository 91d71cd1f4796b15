package vn.phien.testkit;

import java.util.ArrayList;
import java.util.List;
import vn.phien.base.BoothId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;

/** A producer with a booth, goods on the shelf and a show, made through the public API alone. */
public final class Stall {
    private final Person owner;
    private final BoothId booth;
    private final List<ProductId> products = new ArrayList<>();
    private PlaceId show;

    private Stall(Person owner, BoothId booth) {
        this.owner = owner;
        this.booth = booth;
    }

    /** A booth that the owner opened before. */
    public static Stall of(Person owner, BoothId booth) {
        return new Stall(owner, booth);
    }

    public static Stall opened(Person owner) {
        return opened(owner, "HTX Mật ong Đồng Văn", "08", "Đồng Văn");
    }

    /** The same under another name and from another village. */
    public static Stall opened(Person owner, String name, String province, String commune) {
        var booth = owner.post("/api/booths", ("{\"key\":\"%s\",\"booth\":{\"name\":\"%s\",\"province\":\"%s\",\"commune\":\"%s\",\"sellerName\":\"%s\","
            + "\"registration\":\"5100123456\",\"returnTerms\":\"Đổi trả trong 7 ngày\"}}").formatted(Phone.key(), name, province, commune, name)).findValue("booth");
        return new Stall(owner, new BoothId(booth.isTextual() ? booth.asText() : booth.get("booth").asText()));
    }

    /** Adds a product and counts units of it onto the shelf. */
    public ProductId sells(String name, long priceVnd, int units) {
        var made = owner.post("/api/booths/" + booth + "/products", "{\"key\":\"%s\",\"product\":{\"name\":\"%s\",\"priceVnd\":%d,\"unit\":\"hũ\",\"weightGrams\":500,\"group\":\"food\"}}"
            .formatted(Phone.key(), name, priceVnd)).findValue("product");
        var product = new ProductId(made.isTextual() ? made.asText() : made.get("product").asText());
        if (units > 0) owner.post("/api/booths/" + booth + "/products/" + product + "/stock", "{\"delta\":%d,\"key\":\"%s\",\"reason\":\"nhập kho\"}".formatted(units, Phone.key()));
        products.add(product);
        return product;
    }

    /** Sets the bank account to which buyers pay by VietQR. */
    public void isPaidTo(String bin, String number, String holder) {
        owner.put("/api/booths/" + booth + "/bank-account", "{\"bin\":\"%s\",\"account\":\"%s\",\"holder\":\"%s\"}".formatted(bin, number, holder));
    }

    /** Announces a show with every product so far, the given units and limit of each, as A1, A2 and so on. */
    public PlaceId announces(String title, int units, int perBuyer) {
        return announces(title, System.currentTimeMillis(), units, perBuyer);
    }

    /** The same in a house whose clock was moved. @param startsMs a time by that clock */
    public PlaceId announces(String title, long startsMs, int units, int perBuyer) {
        show = new PlaceId(owner.post("/api/booths/" + booth + "/shows",
            "{\"title\":\"%s\",\"startsMs\":%d,\"video\":{\"kind\":\"cover\"},\"cover\":{\"drawing\":\"honey-jar\",\"palette\":\"north-mountain\"}}".formatted(title, startsMs)).get("room").asText());
        var items = products.stream().map(product -> "{\"product\":\"%s\",\"units\":%d,\"perBuyer\":%d}".formatted(product, units, perBuyer)).toList();
        owner.put("/api/booths/" + booth + "/shows/" + show + "/line-up", "{\"key\":\"%s\",\"items\":[%s]}".formatted(Phone.key(), String.join(",", items)));
        owner.post("/api/booths/" + booth + "/shows/" + show + "/schedule", "");
        return show;
    }

    /** Goes on air and stays there with one phone. */
    public Phone goesLive() {
        var desk = owner.phone();
        desk.joins(show);
        if (!(desk.says(ref -> new Inbound.GoLive(ref, show, false)) instanceof Outbound.Done)) throw new AssertionError("not live");
        return desk;
    }

    public Person owner() {
        return owner;
    }

    public BoothId booth() {
        return booth;
    }

    public PlaceId show() {
        return show;
    }

    public ProductId product(int n) {
        return products.get(n);
    }
}
