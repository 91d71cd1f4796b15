package vn.phien.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Tones;
import vn.phien.catalogue.OcopGroup;
import vn.phien.demo.Goods.Good;
import vn.phien.demo.Goods.Producer;

/** The goods of the demo are worth looking at, and promise nothing that a shop may not. */
class GoodsTest {
    private static final List<Producer> PRODUCERS = Goods.names().stream().map(Goods::producer).toList();
    private static final List<Good> GOODS = PRODUCERS.stream().flatMap(producer -> producer.products().stream()).toList();
    private static final int SOON_DAYS = 90;

    @Test
    void there_are_enough_producers_from_different_provinces_and_products_of_all_six_groups() {
        assertTrue(PRODUCERS.size() >= 12);
        assertTrue(GOODS.size() >= 60);
        assertDistinct(PRODUCERS, producer -> producer.booth().province());
        assertDistinct(PRODUCERS, producer -> producer.booth().name());
        assertDistinct(GOODS, Good::name);
        assertEquals(Set.of(OcopGroup.values()), GOODS.stream().map(Good::group).collect(Collectors.toSet()));
    }

    @Test
    void every_file_is_listed_and_every_good_can_be_filled_in() throws Exception {
        try (var files = Files.list(Path.of("src/main/resources/demo/producers"))) {
            assertEquals(Set.copyOf(Goods.names()), files.map(file -> file.getFileName().toString().replace(".json", "")).collect(Collectors.toSet()));
        }
        var today = LocalDate.of(2026, 8, 31);
        for (var good : GOODS) assertEquals(good.name(), good.form(today).name());
    }

    @Test
    void every_drawing_is_one_that_the_pages_can_draw() throws Exception {
        var named = Pattern.compile("'([a-z-]+)'").matcher(Files.readAllLines(Path.of("web/lib/drawings/index.js")).stream().filter(line -> line.matches("  (food|drink|herbs|craft|living|visits): \\[.*")).collect(Collectors.joining()));
        var drawings = named.results().map(found -> found.group(1)).collect(Collectors.toSet());
        for (var good : GOODS) assertTrue(drawings.contains(good.drawing()), good.name() + " is drawn as " + good.drawing());
        for (var producer : PRODUCERS) assertTrue(drawings.contains(producer.booth().drawing()), producer.booth().name());
    }

    @Test
    void prices_weights_and_stories_are_plausible() {
        for (var good : GOODS) {
            assertTrue(good.priceVnd() >= 20_000 && good.priceVnd() <= 2_000_000 && good.priceVnd() % 1_000 == 0, good.name());
            assertTrue(good.group() == OcopGroup.TOURISM ? good.weightGrams() == 0 : good.weightGrams() >= 100 && good.weightGrams() <= 10_000, good.name());
            assertTrue(good.stock() >= 10 && good.stock() <= 1_000, good.name());
            long sentences = Arrays.stream(good.story().split("(?<=[.!?])\\s+")).count();
            assertTrue(sentences >= 2 && sentences <= 4, good.name() + " has " + sentences + " sentences");
        }
    }

    @Test
    void most_certificates_hold_some_end_soon_two_are_over_and_one_product_has_none() {
        var days = GOODS.stream().filter(good -> good.certificate() != null).map(good -> good.certificate().daysLeft()).toList();
        assertEquals(GOODS.size() - 1, days.size());
        assertEquals(2, days.stream().filter(left -> left < 0).count());
        assertTrue(days.stream().filter(left -> left >= 0 && left <= SOON_DAYS).count() >= 3);
        assertTrue(days.stream().filter(left -> left > SOON_DAYS).count() > GOODS.size() * 3 / 4);
        assertDistinct(GOODS.stream().filter(good -> good.certificate() != null).toList(), good -> good.certificate().number());
        for (var good : GOODS) if (good.certificate() != null) assertTrue(good.certificate().number().startsWith(Goods.MARK) && good.certificate().authority().contains("mẫu"), good.name());
    }

    @Test
    void nothing_is_sold_that_needs_a_licence_and_no_cure_is_promised() {
        var banned = Pattern.compile("\\b(ruou|bia|thuoc la|xi ga|thuoc lao|vape)\\b|\\b(chua (benh|khoi)|dieu tri|tri benh|dac tri|giam can|ung thu|cuong duong)\\b");
        for (var good : GOODS) assertFalse(banned.matcher(Tones.plain(good.name() + " " + good.story())).find(), good.name());
    }

    @Test
    void numbers_of_people_can_sign_in_and_bank_accounts_can_receive_nothing() {
        for (var producer : PRODUCERS) {
            assertTrue(PhoneNumber.parse(producer.owner().phone()).isPresent());
            assertEquals("999999", producer.bank().bin());
            assertTrue(producer.booth().registration().startsWith(Goods.MARK));
        }
        assertDistinct(PRODUCERS, producer -> producer.owner().phone());
        assertDistinct(PRODUCERS, producer -> producer.bank().account());
        assertTrue(PhoneNumber.parse(Demo.ORGANIZER).isPresent());
        assertEquals(Demo.HOST, PRODUCERS.getFirst().owner().phone());
    }

    private static <T> void assertDistinct(List<T> things, Function<T, ?> by) {
        assertEquals(things.size(), new HashSet<>(things.stream().map(by).toList()).size());
    }
}
