package vn.phien.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A booth with a show, made over the public API: few units of one product, and plenty of another.
 *
 * @param room the show
 */
record Sale(String booth, String room, String few, String plenty) {

    /** Makes the booth, its goods and a scheduled show. */
    static Sale open(Api host, int units) throws Exception {
        var booth = host.post("/api/booths", "{\"key\":\"loadboothload\",\"booth\":{\"name\":\"Gian thử tải\",\"province\":\"01\",\"commune\":\"Bát Tràng\",\"sellerName\":\"HTX Thử Tải\",\"registration\":\"0101234567\",\"returnTerms\":\"Đổi trả trong 7 ngày\"}}")
            .findValue("booth");
        var id = booth.isTextual() ? booth.asText() : booth.findValue("booth").asText();
        var few = product(host, id, "loadproductone", "Mật ong bạc hà", units);
        var plenty = product(host, id, "loadproducttwo", "Gạo nếp nương", 900_000);
        var show = host.post("/api/booths/" + id + "/shows", "{\"title\":\"Thử tải\",\"startsMs\":%d,\"video\":{\"kind\":\"cover\"},\"cover\":{\"drawing\":\"honey-jar\",\"palette\":\"red-river\"}}".formatted(System.currentTimeMillis()));
        var room = show.get("room").asText();
        host.put("/api/booths/" + id + "/shows/" + room + "/line-up", "{\"key\":\"loadlineupload\",\"items\":[{\"product\":\"%s\",\"units\":%d,\"perBuyer\":1},{\"product\":\"%s\",\"units\":800000,\"perBuyer\":99}]}".formatted(few, units, plenty));
        host.post("/api/booths/" + id + "/shows/" + room + "/schedule", "");
        return new Sale(id, room, few, plenty);
    }

    /** Puts so many more products into the line-up; answers all of it in its order. */
    List<String> widened(Api host, int more) throws Exception {
        var products = new ArrayList<>(List.of(few, plenty));
        for (int i = 0; i < more; i++) products.add(product(host, booth, "loadproductmore" + i, "Trà shan tuyết Suối Giàng số " + i, 1_000));
        var items = products.stream().map(product -> "{\"product\":\"%s\",\"units\":50,\"perBuyer\":5}".formatted(product)).collect(Collectors.joining(","));
        host.put("/api/booths/" + booth + "/shows/" + room + "/line-up", "{\"key\":\"loadlineupmore\",\"items\":[" + items + "]}");
        return products;
    }

    private static String product(Api host, String booth, String key, String name, int stock) throws Exception {
        var made = host.post("/api/booths/" + booth + "/products", "{\"key\":\"%s\",\"product\":{\"name\":\"%s\",\"priceVnd\":185000,\"unit\":\"hũ\",\"weightGrams\":500,\"group\":\"food\"}}".formatted(key, name));
        var id = made.findValue("product").isTextual() ? made.findValue("product").asText() : made.findValue("product").findValue("product").asText();
        host.post("/api/booths/" + booth + "/products/" + id + "/stock", "{\"delta\":%d,\"key\":\"%s\",\"reason\":\"load\"}".formatted(stock, key));
        return id;
    }
}
