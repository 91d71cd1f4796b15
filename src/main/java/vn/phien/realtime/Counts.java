package vn.phien.realtime;

import io.micrometer.core.instrument.Counter;
import vn.phien.base.Meters;

/** The counters that phones touch all the time, looked up once. */
record Counts(Meters meters, Counter delivered, Counter mustShed, Counter latestShed, Counter thinShed, Counter fleetingShed, Counter thinned) {

    static Counts of(Meters meters) {
        return new Counts(meters, meters.deliveries(), meters.dropped("must"), meters.dropped("latest"), meters.dropped("thin"), meters.dropped("fleeting"), meters.dropped("thinned"));
    }
}
