package vn.phien.testkit;

import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import vn.phien.base.HallId;
import vn.phien.base.MarketId;
import vn.phien.base.NightId;
import vn.phien.base.Shard;
import vn.phien.protocol.Views.HallView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;

/** A night market that is open, written straight into the books: for tests of what happens in it, not of how it comes to be. */
public final class Bazaar {
    private static final Shard SHARD = new Shard(3);
    private static final long HOUR_MS = 3_600_000;
    private final House house;
    private final NightId night;
    private final List<HallView> halls = new ArrayList<>();

    private Bazaar(House house, String name) {
        this.house = house;
        this.night = NightId.in(SHARD, "dem" + name);
    }

    /** Opens a night with halls of these names, as far as the clock goes until in two hours. */
    public static Bazaar opened(House house, String name, String... halls) {
        var bazaar = new Bazaar(house, name);
        for (var hall : halls) bazaar.halls.add(new HallView(HallId.in(SHARD, name + "khu" + bazaar.halls.size()), hall, "theme", null, 100));
        long now = System.currentTimeMillis();
        bazaar.write("market", MarketId.in(SHARD, "cho"), "name", "Chợ đêm trên mây", "state", "open", "opensMs", now - HOUR_MS, "closesMs", now + 2 * HOUR_MS, "applyFromMs", now - 9 * HOUR_MS,
            "applyUntilMs", now - 8 * HOUR_MS, "publishMs", now - 7 * HOUR_MS, "halls", Wire.write(bazaar.halls), "rev", 1, "held", 1, "own", 1, "rehearsal", 0);
        house.app().link().ask(Command.ZADD, Keys.openNights(SHARD), now - HOUR_MS, bazaar.night);
        return bazaar;
    }

    private void write(Object... fields) {
        var args = new ArrayList<Object>(List.of(Keys.night(night)));
        args.addAll(List.of(fields));
        house.app().link().ask(Command.HSET, args.toArray());
    }

    /** Gives a booth a place. */
    public void places(Stall stall, int hall, int place) {
        house.app().link().ask(Command.HSET, Keys.stands(night), stall.booth(), halls.get(hall).hall() + "|" + place);
    }

    /** Only announced, for so many hours later. */
    public void opensIn(int hours) {
        long now = System.currentTimeMillis();
        write("state", "published", "opensMs", now + hours * HOUR_MS, "closesMs", now + (hours + 2) * HOUR_MS);
    }

    public NightId night() {
        return night;
    }

    public HallId hall(int n) {
        return halls.get(n).hall();
    }
}
