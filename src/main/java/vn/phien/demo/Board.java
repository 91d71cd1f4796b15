package vn.phien.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.ShowState;
import vn.phien.protocol.Views.DealView;
import vn.phien.protocol.Views.OfferView;
import vn.phien.protocol.Views.Scene;
import vn.phien.protocol.Views.Tally;

/** What can be seen in a room. Folded once, by the host's phone; everybody in the crowd looks at it. Safe on any thread. */
final class Board {
    private final PlaceId room;
    private final Map<ProductId, Item> items = new LinkedHashMap<>();
    private List<ProductId> pins = List.of();
    private ShowState state = ShowState.DRAFT;
    private boolean ordersOpen;
    private Tally tally;

    /** One item of the line-up now. {@code deal} is null without one. */
    record Item(OfferView offer, long priceVnd, int free, DealView deal, boolean open) {
        boolean canBeBought() {
            return open && free > 0;
        }
    }

    Board(PlaceId room) {
        this.room = room;
    }

    PlaceId room() {
        return room;
    }

    synchronized void show(Outbound.Joined joined) {
        show(joined.scene());
        tally = joined.tally();
    }

    private void show(Scene scene) {
        state = ShowState.valueOf(scene.show().state().toUpperCase(java.util.Locale.ROOT));
        ordersOpen = scene.ordersOpen();
        pins = scene.pins();
        lineUp(scene.lineUp());
    }

    private void lineUp(List<OfferView> offers) {
        items.clear();
        for (var offer : offers) items.put(offer.product(), new Item(offer, offer.priceVnd(), offer.stock().free(), offer.deal(), offer.open()));
    }

    synchronized void hear(Outbound event) {
        switch (event) {
            case Outbound.ShowChanged e -> {
                state = e.state();
                ordersOpen = e.ordersOpen();
            }
            case Outbound.ProductsPinned e -> pins = e.products();
            case Outbound.LineUpChanged e -> lineUp(e.lineUp());
            case Outbound.PriceChanged e -> items.computeIfPresent(e.product(), (_, i) -> new Item(i.offer(), e.priceVnd(), i.free(), i.deal(), i.open()));
            case Outbound.DealOpened e -> items.computeIfPresent(e.deal().product(), (_, i) -> new Item(i.offer(), i.priceVnd(), i.free(), e.deal(), i.open()));
            case Outbound.DealClosed e -> items.computeIfPresent(e.product(), (_, i) -> new Item(i.offer(), i.priceVnd(), i.free(), null, i.open()));
            case Outbound.OrdersSwitched e when e.product() == null -> ordersOpen = e.open();
            case Outbound.OrdersSwitched e -> items.computeIfPresent(e.product(), (_, i) -> new Item(i.offer(), i.priceVnd(), i.free(), i.deal(), e.open()));
            case Outbound.StockChanged e -> items.computeIfPresent(e.product(), (_, i) -> new Item(i.offer(), i.priceVnd(), e.free(), i.deal(), i.open()));
            case Outbound.TallyChanged e -> tally = e.tally();
            default -> { }
        }
    }

    synchronized ShowState state() {
        return state;
    }

    synchronized boolean isOver() {
        return state == ShowState.ENDED;
    }

    synchronized boolean isOnAir() {
        return state == ShowState.LIVE || state == ShowState.PAUSED;
    }

    synchronized boolean ordersOpen() {
        return ordersOpen;
    }

    synchronized List<Item> lineUp() {
        return new ArrayList<>(items.values());
    }

    synchronized Optional<Item> find(ProductId product) {
        return Optional.ofNullable(items.get(product));
    }

    synchronized List<Item> pinned() {
        return pins.stream().map(items::get).filter(java.util.Objects::nonNull).toList();
    }

    synchronized Optional<Item> onDeal() {
        return items.values().stream().filter(item -> item.deal() != null).findFirst();
    }

    synchronized Optional<Tally> tally() {
        return Optional.ofNullable(tally);
    }
}
