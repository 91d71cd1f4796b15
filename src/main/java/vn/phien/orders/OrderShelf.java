package vn.phien.orders;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** Reads orders: one, or page after page from an index by time. */
final class OrderShelf {
    static final int PAGE = 50;
    /** Orders read for one page at most, so that a rare filter never reads a whole year at once. */
    static final int LOOK = 2_000;
    /** More orders than anybody ever has in one list. */
    static final int EVERY = 100_000;
    private static final int STEP = 200;
    private final Link link;
    private final Parcels parcels;

    OrderShelf(Link link) {
        this.link = link;
        this.parcels = new Parcels(link);
    }

    /** An order with its sealed recipient, null where that was erased, and the booths with which it shares its parcel. */
    record Kept(OrderRecord order, String sealed, List<String> with) { }

    /** @param next where to go on, or null at the end */
    record Page(List<Kept> orders, String next) { }

    Future<Optional<Kept>> find(OrderId order) {
        return find(List.of(order)).map(found -> found.stream().findFirst());
    }

    /** The same, once it is there for good. */
    Future<Optional<Kept>> findKept(OrderId order) {
        return link.kept(Command.HGETALL, Keys.order(order)).compose(fields -> link.send(Command.GET, Keys.recipient(order)).compose(sealed -> {
            var found = OrderRecord.of(fields).map(read -> new Kept(read, sealed == null ? null : sealed.toString(), List.of()));
            return found.isEmpty() || found.get().order().parcel() == null ? Future.succeededFuture(found) : parcels.beside(List.of(found.get())).map(all -> all.stream().findFirst());
        }));
    }

    /** Those that exist, in the order asked for. */
    Future<List<Kept>> find(List<OrderId> orders) {
        var asks = new ArrayList<Request>();
        for (var order : orders) {
            asks.add(Link.request(Command.HGETALL, Keys.order(order)));
            asks.add(Link.request(Command.GET, Keys.recipient(order)));
        }
        return link.batch(asks).compose(answers -> {
            var found = new ArrayList<Kept>();
            for (int i = 0; i < answers.size(); i += 2) {
                var sealed = answers.get(i + 1);
                OrderRecord.of(answers.get(i)).ifPresent(order -> found.add(new Kept(order, sealed == null ? null : sealed.toString(), List.of())));
            }
            return found.stream().allMatch(kept -> kept.order().parcel() == null) ? Future.succeededFuture(List.copyOf(found)) : parcels.beside(found);
        });
    }

    Future<Page> ofBooth(BoothId booth, PlaceId place, String cursor, Predicate<Kept> wanted) {
        return page(place == null ? Keys.orders(booth) : Keys.placeOrders(place), Cursor.of(cursor), wanted, PAGE);
    }

    Future<Page> ofBuyer(AccountId account, String cursor) {
        return page(Keys.accountOrders(account), Cursor.of(cursor), kept -> kept.order().account().equals(account), PAGE);
    }

    /** Every order of a place or a booth that is wanted, newest first, up to {@code most}. */
    Future<List<Kept>> all(String index, Predicate<Kept> wanted, int most) {
        return page(index, Cursor.START, wanted, most).map(Page::orders);
    }

    /** After which order to go on: its time and its name. */
    private record Cursor(long atMs, String order) {
        static final Cursor START = new Cursor(Long.MAX_VALUE, "");

        static Cursor of(String text) {
            if (text == null || !text.matches("\\d{1,15}\\.o\\d\\d-[0-9a-z]{1,40}")) return START;
            int dot = text.indexOf('.');
            return new Cursor(Long.parseLong(text.substring(0, dot)), text.substring(dot + 1));
        }

        boolean isBefore(long atMs, String other) {
            return this == START || atMs < this.atMs || atMs == this.atMs && other.compareTo(order) < 0;
        }

        @Override
        public String toString() {
            return atMs + "." + order;
        }
    }

    private Future<Page> page(String index, Cursor from, Predicate<Kept> wanted, int most) {
        return collect(index, from, wanted, most, new ArrayList<>(), 0);
    }

    private Future<Page> collect(String index, Cursor from, Predicate<Kept> wanted, int most, List<Kept> found, int looked) {
        var top = from == Cursor.START ? "+inf" : Long.toString(from.atMs());
        return link.send(Command.ZREVRANGEBYSCORE, index, top, "-inf", "WITHSCORES", "LIMIT", 0, STEP).compose(members -> {
            var orders = new ArrayList<OrderId>();
            var times = new ArrayList<Long>();
            for (var member : members) {
                var id = member.get(0).toString();
                long atMs = (long) member.get(1).toDouble().doubleValue();
                if (!from.isBefore(atMs, id)) continue;
                orders.add(new OrderId(id));
                times.add(atMs);
            }
            boolean end = members.size() < STEP;
            return find(orders).compose(kept -> {
                var byId = new java.util.HashMap<OrderId, Kept>();
                kept.forEach(one -> byId.put(one.order().order(), one));
                var last = from;
                for (int i = 0; i < orders.size(); i++) {
                    last = new Cursor(times.get(i), orders.get(i).value());
                    var one = byId.get(orders.get(i));
                    if (one != null && wanted.test(one)) found.add(one);
                    if (found.size() == most) return Future.succeededFuture(new Page(List.copyOf(found), end && i == orders.size() - 1 ? null : last.toString()));
                }
                if (end || orders.isEmpty()) return Future.succeededFuture(new Page(List.copyOf(found), null));
                if (looked + orders.size() >= Math.max(LOOK, most)) return Future.succeededFuture(new Page(List.copyOf(found), last.toString()));
                return collect(index, last, wanted, most, found, looked + orders.size());
            });
        });
    }
}
