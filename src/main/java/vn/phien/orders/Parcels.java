package vn.phien.orders;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import vn.phien.base.OrderId;
import vn.phien.orders.OrderShelf.Kept;
import vn.phien.protocol.OrderState;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * Orders that are sent as one parcel: booths of one village, one act, one recipient. Which orders mean to share it is written down
 * before any of them is placed, so nothing has to be mended when a part fails: an order counts when it exists, names the parcel
 * itself and is not cancelled.
 */
final class Parcels {
    private final Link link;

    Parcels(Link link) {
        this.link = link;
    }

    /** Writes down which orders mean to share a parcel. Again changes nothing. */
    Future<Void> mean(String parcel, Map<OrderId, String> boothNames) {
        var write = Link.request(Command.HSET, Keys.parcel(parcel));
        boothNames.forEach((order, name) -> write.arg(order.value()).arg(name));
        return link.send(write).mapEmpty();
    }

    /** The same orders with the names of the booths beside them in their parcels. */
    Future<List<Kept>> beside(List<Kept> orders) {
        var shared = orders.stream().map(Kept::order).filter(order -> order.parcel() != null).map(OrderRecord::parcel).distinct().toList();
        return link.batch(shared.stream().map(parcel -> Link.request(Command.HGETALL, Keys.parcel(parcel))).toList()).compose(members -> {
            var asks = new ArrayList<Request>();
            for (var member : members) for (var order : member.getKeys()) asks.add(Link.request(Command.HMGET, Keys.order(new OrderId(order)), "parcel", "state"));
            return link.batch(asks).map(states -> {
                var inside = new LinkedHashMap<String, Map<String, String>>();
                int at = 0;
                for (int i = 0; i < shared.size(); i++) {
                    var names = new LinkedHashMap<String, String>();
                    for (var order : members.get(i).getKeys()) {
                        var state = states.get(at++);
                        boolean counts = state.get(0) != null && state.get(0).toString().equals(shared.get(i)) && !state.get(1).toString().equals(OrderState.CANCELLED.code());
                        if (counts) names.put(order, members.get(i).get(order).toString());
                    }
                    inside.put(shared.get(i), names);
                }
                return orders.stream().map(kept -> {
                    var names = inside.get(kept.order().parcel());
                    if (names == null) return kept;
                    var with = new LinkedHashSet<String>();
                    names.forEach((order, name) -> { if (!order.equals(kept.order().order().value())) with.add(name); });
                    return new Kept(kept.order(), kept.sealed(), List.copyOf(with));
                }).toList();
            });
        });
    }
}
