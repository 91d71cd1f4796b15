package vn.phien.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.phien.base.BoothId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.catalogue.ProductRequests.CountStock;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Wire;
import vn.phien.shows.LineUpDraft;
import vn.phien.shows.ShowDraft;

/** A booth of the demo with its goods and shows, as its owner runs it. */
record Stand(Api owner, BoothId booth, InstantSource clock) {
    private static final String NEW_GOODS = "Hàng mới về";

    /** What can be put on air: everything on offer that can be sent. */
    List<ProductView> goods() {
        var goods = new ArrayList<ProductView>();
        for (JsonNode product : owner.get(path("/products")).get("products")) goods.add(Wire.json().convertValue(product, ProductView.class));
        return goods.stream().filter(product -> product.weightGrams() > 0).toList();
    }

    List<ShowView> shows() {
        var shows = new ArrayList<ShowView>();
        for (JsonNode show : owner.get(path("/shows")).get("shows")) shows.add(Wire.json().convertValue(show, ShowView.class));
        return shows;
    }

    /** Makes sure that the shelf has at least so many. */
    void topUp(ProductId product, int onShelf, int atLeast) {
        if (onShelf < atLeast) receive(product, atLeast - onShelf);
    }

    void receive(ProductId product, int units) {
        owner.post(path("/products/" + product + "/stock"), new CountStock(units, Tags.fresh(), NEW_GOODS));
    }

    /** How a product goes into a line-up. */
    record Planned(ProductId product, int units, int perBuyer) { }

    /** Makes a show with its line-up; the same title and time again give the same show. */
    PlaceId plan(String title, String name, long startsMs, List<Planned> lineUp) {
        var cover = view().picture();
        var draft = new ShowDraft(title, startsMs, new ShowDraft.Video("cover", null), new ShowDraft.Cover(cover.drawing(), cover.palette(), cover.photo()), Tags.of(booth, name));
        var room = new PlaceId(owner.post(path("/shows"), draft).get("room").asText());
        var items = lineUp.stream().map(item -> new LineUpDraft.Item(item.product(), null, item.units(), item.perBuyer(), null)).toList();
        owner.put(path("/shows/" + room + "/line-up"), new LineUpDraft(items, Tags.of(room, "line-up")));
        return room;
    }

    void announce(PlaceId room) {
        owner.post(path("/shows/" + room + "/schedule"), Map.of());
    }

    void takeAway(PlaceId room) {
        owner.delete(path("/shows/" + room));
    }

    private BoothView view() {
        return owner.get("/api/booths/" + booth, BoothView.class);
    }

    String path(String rest) {
        return "/api/booths/" + booth + rest;
    }

    static Optional<Stand> of(Api owner, InstantSource clock) {
        return FirstDay.boothOf(owner).map(booth -> new Stand(owner, booth, clock));
    }
}
