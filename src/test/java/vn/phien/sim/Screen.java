package vn.phien.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.ChatLine;
import vn.phien.protocol.Views.DealView;
import vn.phien.protocol.Views.OfferView;
import vn.phien.protocol.Views.Scene;
import vn.phien.protocol.Views.StockView;

/** What one phone shows of a room: the scene it was given, and the numbered events after it, folded as {@code web/lib/room.js} folds them. */
final class Screen {
    private static final StockView OF_ANOTHER_LANE = new StockView(0, 0, 0, 0, 0);
    private final Map<ProductId, OfferView> lineUp = new LinkedHashMap<>();
    private final PlaceId room;
    private String epoch, state;
    private long seq;
    private boolean ordersOpen, stopped;
    private List<ProductId> pins;
    private int slowSeconds;
    private ChatLine pinned;

    Screen(PlaceId room) {
        this.room = room;
    }

    PlaceId room() {
        return room;
    }

    String epoch() {
        return epoch;
    }

    long seq() {
        return seq;
    }

    /** Begins anew with a whole scene. */
    void shows(String epoch, long seq, Scene scene) {
        this.epoch = epoch;
        this.seq = seq;
        state = scene.show().state();
        ordersOpen = scene.ordersOpen();
        stopped = scene.stopped();
        pins = scene.pins();
        slowSeconds = scene.slowSeconds();
        pinned = scene.pinnedMessage();
        lineUp(scene.lineUp());
    }

    private void lineUp(List<OfferView> offers) {
        lineUp.clear();
        for (var offer : offers) lineUp.put(offer.product(), offer);
    }

    void hears(long n, Outbound.Shelf event) {
        if (n != seq + 1) throw new AssertionError("a phone in " + room + " stands at " + seq + " and hears " + n + ": " + event);
        seq = n;
        switch (event) {
            case Outbound.ShowChanged e -> {
                state = e.state().code();
                ordersOpen = e.ordersOpen();
            }
            case Outbound.ProductsPinned e -> pins = e.products();
            case Outbound.LineUpChanged e -> lineUp(e.lineUp());
            case Outbound.PriceChanged e -> offer(e.product(), o -> with(o, e.priceVnd(), e.wasVnd(), o.open(), o.frozen(), o.deal()));
            case Outbound.DealOpened e -> offer(e.deal().product(), o -> with(o, o.priceVnd(), o.wasVnd(), o.open(), o.frozen(), e.deal()));
            case Outbound.DealClosed e -> offer(e.product(), o -> o.deal() == null || !o.deal().deal().equals(e.deal()) ? o : with(o, o.priceVnd(), o.wasVnd(), o.open(), o.frozen(), null));
            case Outbound.OrdersSwitched e -> {
                if (e.product() == null) ordersOpen = e.open();
                else offer(e.product(), o -> with(o, o.priceVnd(), o.wasVnd(), e.open(), o.frozen(), o.deal()));
            }
            case Outbound.GoodsFrozen e -> offer(e.product(), o -> with(o, o.priceVnd(), o.wasVnd(), o.open(), e.frozen(), o.deal()));
            case Outbound.SaleStopped e -> stopped = e.stopped();
            case Outbound.SlowModeSet e -> slowSeconds = e.seconds();
            case Outbound.MessagePinned e -> pinned = e.message();
            case Outbound.MessageDeleted e -> pinned = pinned != null && pinned.message().equals(e.message()) ? null : pinned;
            case Outbound.OfficialsSeated _, Outbound.QuestionAnswered _, Outbound.CounterSwitched _ -> { }
        }
    }

    private void offer(ProductId product, UnaryOperator<OfferView> change) {
        lineUp.computeIfPresent(product, (p, offer) -> change.apply(offer));
    }

    private static OfferView with(OfferView o, long priceVnd, Long wasVnd, boolean open, boolean frozen, DealView deal) {
        return new OfferView(o.product(), o.code(), o.name(), o.unit(), o.weightGrams(), o.group(), priceVnd, wasVnd, o.perBuyer(), open, o.stock(), deal, o.certificate(), o.picture(), frozen);
    }

    /** What this phone shows that somebody who comes now is not shown, or the other way. */
    List<String> differences(Scene scene) {
        var fresh = new Screen(room);
        fresh.shows(epoch, seq, scene);
        var different = new ArrayList<String>();
        compare(different, "state", state, fresh.state);
        compare(different, "open", ordersOpen && !stopped, fresh.ordersOpen && !fresh.stopped);
        compare(different, "stopped", stopped, fresh.stopped);
        compare(different, "pins", pins, fresh.pins);
        compare(different, "slow", slowSeconds, fresh.slowSeconds);
        compare(different, "pinned message", pinned, fresh.pinned);
        compare(different, "line-up", List.copyOf(lineUp.keySet()), List.copyOf(fresh.lineUp.keySet()));
        // what the catalogue says of goods is told while they are on sale
        if (!state.equals("ended")) for (var product : lineUp.keySet()) if (fresh.lineUp.containsKey(product)) compare(different, "offer", told(lineUp.get(product)), told(fresh.lineUp.get(product)));
        return different;
    }

    /** Stock and what is left of a deal come by another lane. */
    private static OfferView told(OfferView o) {
        var deal = o.deal() == null ? null : new DealView(o.deal().deal(), o.deal().product(), o.deal().priceVnd(), o.deal().units(), 0, o.deal().perBuyer(), o.deal().endsMs());
        return new OfferView(o.product(), o.code(), o.name(), o.unit(), o.weightGrams(), o.group(), o.priceVnd(), o.wasVnd(), o.perBuyer(), o.open(), OF_ANOTHER_LANE, deal,
            o.certificate(), o.picture(), o.frozen());
    }

    private static void compare(List<String> different, String what, Object shown, Object is) {
        if (!Objects.equals(shown, is)) different.add(what + " is shown as " + shown + " and is " + is);
    }

    /** How many stars a product is shown with; empty when it is not for sale here. */
    OptionalInt stars(ProductId product) {
        var offer = lineUp.get(product);
        return offer == null || state.equals("ended") ? OptionalInt.empty() : OptionalInt.of(offer.certificate() == null ? 0 : offer.certificate().stars());
    }
}
