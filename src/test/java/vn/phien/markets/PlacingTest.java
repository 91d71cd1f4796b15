package vn.phien.markets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import vn.phien.base.BoothId;
import vn.phien.base.HallId;
import vn.phien.markets.Placing.Waiting;
import vn.phien.protocol.Views.HallView;
import vn.phien.protocol.Views.StandView;

class PlacingTest {
    private static final HallId NORTH = new HallId("k07-north"), TEA = new HallId("k07-tea"), ALL = new HallId("k07-all"), MORE = new HallId("k07-more");
    private static final List<HallView> HALLS = List.of(new HallView(NORTH, "Miền núi", "province", "08", 2), new HallView(TEA, "Trà", "group", "drink", 2), new HallView(ALL, "Chung", "theme", null, 4), new HallView(MORE, "Chung 2", "theme", null, 4));

    private static Waiting booth(String name, String province, String group, HallId wish, long applied) {
        return new Waiting(new BoothId("b07-" + name), province, Set.of(group), wish, applied);
    }

    private static List<String> shown(List<StandView> stands) {
        return stands.stream().map(stand -> stand.booth().value().substring(4) + " " + stand.hall().value().substring(4) + " " + stand.place()).toList();
    }

    @Test
    void province_comes_before_group_and_group_before_the_rest() {
        assertEquals(List.of("a north 1", "b tea 1", "c all 1"), shown(Placing.place(HALLS, List.of(), List.of(booth("a", "08", "drink", null, 1), booth("b", "40", "drink", null, 2), booth("c", "40", "food", null, 3)))));
    }

    @Test
    void a_wish_counts_where_it_fits() {
        assertEquals(List.of("a tea 1", "b all 1", "c more 1"), shown(Placing.place(HALLS, List.of(), List.of(booth("a", "08", "drink", TEA, 1), booth("b", "40", "food", TEA, 2), booth("c", "08", "food", MORE, 3)))));
    }

    @Test
    void who_applied_first_is_placed_first_and_the_last_go_where_there_is_room() {
        var booths = List.of(booth("late", "08", "food", null, 30), booth("mid", "08", "food", null, 20), booth("early", "08", "food", null, 10));
        assertEquals(List.of("early north 1", "mid north 2", "late all 1"), shown(Placing.place(HALLS, List.of(), booths)));
    }

    @Test
    void places_that_are_taken_and_booths_that_stand_stay_as_they_are() {
        var taken = List.of(new StandView(new BoothId("b07-x"), NORTH, 1), new StandView(new BoothId("b07-a"), ALL, 3));
        assertEquals(List.of("b north 2"), shown(Placing.place(HALLS, taken, List.of(booth("a", "08", "food", null, 1), booth("b", "08", "food", null, 2)))));
    }

    @Test
    void halls_of_one_kind_fill_evenly() {
        var booths = IntStream.range(0, 4).mapToObj(n -> booth("x" + n, "40", "food", null, n)).toList();
        assertEquals(List.of("x0 all 1", "x1 more 1", "x2 all 2", "x3 more 2"), shown(Placing.place(HALLS, List.of(), booths)));
    }

    @Test
    void who_finds_no_place_waits() {
        assertEquals(List.of(), Placing.place(HALLS.subList(0, 2), List.of(), List.of(booth("a", "40", "food", null, 1))));
        assertEquals(List.of(), Placing.place(List.of(), List.of(), List.of(booth("a", "40", "food", null, 1))));
    }

    @RepeatedTest(20)
    void whatever_comes_nobody_stands_twice_or_on_anothers_place_and_the_order_of_the_list_does_not_matter(RepetitionInfo seed) {
        var random = new Random(seed.getCurrentRepetition());
        var booths = new ArrayList<Waiting>();
        for (int n = 0; n < 20; n++) booths.add(booth("x" + n, random.nextBoolean() ? "08" : "40", random.nextBoolean() ? "drink" : "food", random.nextInt(3) == 0 ? ALL : null, random.nextInt(10)));
        var placed = Placing.place(HALLS, List.of(), booths);
        Collections.shuffle(booths, random);
        assertEquals(placed, Placing.place(HALLS, List.of(), booths));
        assertEquals(placed.size(), new HashSet<>(placed.stream().map(StandView::booth).toList()).size());
        assertEquals(placed.size(), new HashSet<>(placed.stream().map(stand -> stand.hall() + "|" + stand.place()).toList()).size());
        for (var stand : placed) assertTrue(stand.place() >= 1 && stand.place() <= HALLS.stream().filter(hall -> hall.hall().equals(stand.hall())).findFirst().orElseThrow().places());
        assertTrue(placed.size() >= 8, "the general halls are filled");
    }
}
