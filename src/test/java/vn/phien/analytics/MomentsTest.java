package vn.phien.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final long SPAN_MS = Figures.SPAN_MS;

    private static NightReport.Kept booth(Map<String, Long> figures) {
        return new NightReport.Kept(null, "HTX Mật ong", "02", null, 1, null, figures, 0, Map.of(), 1, 0, List.of(), Map.of());
    }

    @Test
    void the_empty_moments_of_a_night_are_there_too() {
        var moments = NightReport.moments(10 * SPAN_MS, 12 * SPAN_MS + 1, List.of(booth(Map.of("at.11.orders", 2L, "at.11.vnd", 370_000L))));
        assertEquals(List.of(0, 2, 0), moments.stream().map(NightReport.Moment::orders).toList());
        assertEquals(10 * SPAN_MS, moments.getFirst().atMs());
    }

    @Test
    void an_order_that_met_the_closing_of_the_doors_has_its_moment() {
        var moments = NightReport.moments(10 * SPAN_MS, 12 * SPAN_MS - 1, List.of(booth(Map.of("at.11.orders", 3L, "at.11.vnd", 555_000L)), booth(Map.of("at.12.orders", 1L, "at.12.vnd", 185_000L))));
        assertEquals(4, moments.stream().mapToInt(NightReport.Moment::orders).sum());
        assertEquals(740_000, moments.stream().mapToLong(NightReport.Moment::vnd).sum());
    }
}
