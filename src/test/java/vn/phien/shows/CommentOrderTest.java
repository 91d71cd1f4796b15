package vn.phien.shows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.Tones;
import vn.phien.shows.CommentOrder.Line;
import vn.phien.shows.CommentOrder.Lines;
import vn.phien.shows.CommentOrder.NotAnOrder;
import vn.phien.shows.CommentOrder.Why;

class CommentOrderTest {
    private static final Set<String> CODES = Set.of("A1", "A2", "A3", "A4", "A5", "B12", "C3");
    private static final Pattern ROW = Pattern.compile("\\| `(.+)` \\| (.+) \\|");

    private static Stream<Arguments> table() throws IOException {
        return Files.readAllLines(Path.of("docs/COMMENT-ORDERS.md"), UTF_8).stream().map(ROW::matcher).filter(row -> row.matches())
                .map(row -> Arguments.of(row.group(1).replace('⏎', '\n'), row.group(2)));
    }

    private static String said(CommentOrder.Result result) {
        return switch (result) {
            case Lines order -> order.lines().stream().map(line -> line.code() + "×" + line.quantity()).collect(Collectors.joining(", "));
            case NotAnOrder not -> not.why().name();
        };
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("table")
    void a_comment_is_read_as_the_table_says(String comment, String expected) {
        assertEquals(expected, said(CommentOrder.read(comment, CODES)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void decomposed_letters_and_capitals_change_nothing(String comment, String expected) {
        assertEquals(expected, said(CommentOrder.read(Normalizer.normalize(comment, Normalizer.Form.NFD), CODES)));
        assertEquals(expected, said(CommentOrder.read(comment.toUpperCase(), CODES)));
        assertEquals(expected, said(CommentOrder.read("  " + comment.replace(" ", "  ") + " 🥰 ", CODES)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void what_is_an_order_with_tones_is_never_another_order_without(String comment, String expected) {
        var plain = CommentOrder.read(Tones.plain(comment), CODES);
        if (expected.contains("×") && plain instanceof Lines) assertEquals(expected, said(plain));
    }

    @Test void the_table_is_long_enough_to_trust() throws IOException {
        assertTrue(table().count() >= 200);
        assertEquals(table().count(), table().map(row -> row.get()[0]).distinct().count());
    }

    @Test void every_reason_stands_in_the_table() throws IOException {
        var seen = table().map(row -> (String) row.get()[1]).collect(Collectors.toSet());
        for (var why : Why.values()) assertTrue(seen.contains(why.name()), why.name());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n", "?", "!!!", "\u0000", "\ud800", "A", "1", "x2", "+", "☎"})
    void nothing_is_no_order(String comment) {
        assertEquals(new NotAnOrder(Why.NO_CODE), CommentOrder.read(comment, CODES));
    }

    @Test void a_comment_longer_than_the_chat_takes_is_no_order() {
        assertInstanceOf(Lines.class, CommentOrder.read("A1" + " nhé".repeat(74) + "😀😀", CODES));
        assertEquals(new NotAnOrder(Why.NO_CODE), CommentOrder.read("A1" + "!".repeat(299), CODES));
    }

    @Test void a_cart_has_at_most_twenty_lines() {
        var codes = IntStream.rangeClosed(1, 21).mapToObj(n -> "A" + n).toList();
        assertEquals(20, ((Lines) CommentOrder.read(String.join(" ", codes.subList(0, 20)), Set.copyOf(codes))).lines().size());
        assertEquals(new NotAnOrder(Why.UNCLEAR), CommentOrder.read(String.join(" ", codes), Set.copyOf(codes)));
    }

    @Test void a_show_may_use_letters_that_elsewhere_name_places() {
        assertEquals("A1×1, Q1×2", said(CommentOrder.read("A1, Q1 2", Set.of("A1", "Q1"))));
        assertEquals("X2×1", said(CommentOrder.read("X2", Set.of("X2"))));
        assertEquals("A1×2", said(CommentOrder.read("A1 X2", Set.of("A1", "X2"))));
    }

    @Test void a_show_without_codes_takes_no_order() {
        assertEquals(new NotAnOrder(Why.UNKNOWN_CODE), CommentOrder.read("A1", Set.of()));
    }

    @Test void who_meant_to_order_is_told_how_in_both_languages() {
        for (var why : Why.values()) assertEquals(why.answered(), !why.vi().isEmpty() && !why.en().isEmpty(), why.name());
    }

    @Test void no_text_breaks_the_reader_and_every_quantity_is_in_bounds() throws IOException {
        var words = table().flatMap(row -> Stream.of(((String) row.get()[0]).split(" "))).distinct().toList();
        var signs = List.of("+", ",", ".", "?", "-", "/", "x", ":", "0", "1", "99", "100", "00", "1.000", "k", "kg", "\n", "\u0301", "😀", "\ud83d", "٣", "２", "\u202e", "☎", "@", "A", "mỗi", "cả", "hai", "giá");
        var dice = new Random(20260529);
        for (var round = 0; round < 20_000; round++) {
            var comment = dice.ints(1 + dice.nextInt(9), 0, words.size() + signs.size())
                    .mapToObj(n -> n < words.size() ? words.get(n) : signs.get(n - words.size())).collect(Collectors.joining(dice.nextInt(4) == 0 ? "" : " "));
            if (CommentOrder.read(comment, CODES) instanceof Lines(List<Line> lines)) {
                assertTrue(!lines.isEmpty() && lines.size() == lines.stream().map(Line::code).distinct().count(), comment);
                assertTrue(lines.stream().allMatch(line -> CODES.contains(line.code()) && line.quantity() >= 1 && line.quantity() <= 99), comment);
            }
        }
    }
}
