package vn.phien.markets;

import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
import vn.phien.base.MarketId;
import vn.phien.base.NightId;
import vn.phien.protocol.Views.HallView;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Wire;

/**
 * A night as the books have it.
 *
 * @param held whether the clock must not move it
 * @param own  whether its times were set by hand
 * @param rev  grows with every change by an organizer
 */
record NightRecord(NightId night, MarketId market, String name, String state, NightTimes times, List<HallView> halls, int rev, boolean held, boolean own, boolean rehearsal, String cancelled) {

    private record Halls(List<HallView> halls) { }

    static Optional<NightRecord> of(NightId night, Response fields) {
        if (fields.get("state") == null) return Optional.empty();
        var cancelled = fields.get("cancelled");
        return Optional.of(new NightRecord(night, new MarketId(text(fields, "market")), text(fields, "name"), text(fields, "state"),
            new NightTimes(ms(fields, "opensMs"), ms(fields, "closesMs"), ms(fields, "applyFromMs"), ms(fields, "applyUntilMs"), ms(fields, "publishMs")),
            halls(text(fields, "halls")), fields.get("rev").toInteger(), text(fields, "held").equals("1"), text(fields, "own").equals("1"), text(fields, "rehearsal").equals("1"),
            cancelled == null ? null : cancelled.toString()));
    }

    static List<HallView> halls(String json) {
        return Wire.trusted("{\"halls\":" + json + "}", Halls.class).halls;
    }

    private static String text(Response fields, String name) {
        return fields.get(name).toString();
    }

    private static long ms(Response fields, String name) {
        return fields.get(name).toLong();
    }

    boolean isOver() {
        return state.equals("closed");
    }

    NightView view() {
        return new NightView(night, market, name, state, times.opensMs(), times.closesMs(), times.applyUntilMs(), halls, rehearsal, cancelled);
    }
}
