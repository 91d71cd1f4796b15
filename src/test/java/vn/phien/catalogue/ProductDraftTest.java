package vn.phien.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.phien.base.Why;

class ProductDraftTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 29);
    private static final ProductDraft HONEY = new ProductDraft("Mật ong", "Ngọt.", 180_000L, "chai", 750, OcopGroup.FOOD, 4, "12/QĐ", "UBND tỉnh", LocalDate.of(2025, 3, 15), "8934567890120", 10);

    /** A draft with one field changed. */
    private record With(ProductDraft d) {
        ProductDraft name(String v) { return new ProductDraft(v, d.story(), d.priceVnd(), d.unit(), d.weightGrams(), d.group(), d.stars(), d.certificateNumber(), d.authority(), d.issuedOn(), d.gtin(), d.stock()); }
        ProductDraft story(String v) { return new ProductDraft(d.name(), v, d.priceVnd(), d.unit(), d.weightGrams(), d.group(), d.stars(), d.certificateNumber(), d.authority(), d.issuedOn(), d.gtin(), d.stock()); }
        ProductDraft price(Long v) { return new ProductDraft(d.name(), d.story(), v, d.unit(), d.weightGrams(), d.group(), d.stars(), d.certificateNumber(), d.authority(), d.issuedOn(), d.gtin(), d.stock()); }
        ProductDraft unit(String v) { return new ProductDraft(d.name(), d.story(), d.priceVnd(), v, d.weightGrams(), d.group(), d.stars(), d.certificateNumber(), d.authority(), d.issuedOn(), d.gtin(), d.stock()); }
        ProductDraft weight(Integer v) { return new ProductDraft(d.name(), d.story(), d.priceVnd(), d.unit(), v, d.group(), d.stars(), d.certificateNumber(), d.authority(), d.issuedOn(), d.gtin(), d.stock()); }
        ProductDraft group(OcopGroup v) { return new ProductDraft(d.name(), d.story(), d.priceVnd(), d.unit(), d.weightGrams(), v, d.stars(), d.certificateNumber(), d.authority(), d.issuedOn(), d.gtin(), d.stock()); }
        ProductDraft certificate(Integer stars, String number, String authority, LocalDate on) { return new ProductDraft(d.name(), d.story(), d.priceVnd(), d.unit(), d.weightGrams(), d.group(), stars, number, authority, on, d.gtin(), d.stock()); }
        ProductDraft gtin(String v) { return new ProductDraft(d.name(), d.story(), d.priceVnd(), d.unit(), d.weightGrams(), d.group(), d.stars(), d.certificateNumber(), d.authority(), d.issuedOn(), v, d.stock()); }
        ProductDraft stock(Integer v) { return new ProductDraft(d.name(), d.story(), d.priceVnd(), d.unit(), d.weightGrams(), d.group(), d.stars(), d.certificateNumber(), d.authority(), d.issuedOn(), d.gtin(), v); }
    }

    private static Arguments row(String field, Why why, Function<With, ProductDraft> change) {
        return Arguments.of(field, why, change.apply(new With(HONEY)));
    }

    private static Stream<Arguments> refused() {
        var on = LocalDate.of(2025, 3, 15);
        return Stream.of(
                row("name", Why.MISSING, d -> d.name(null)), row("name", Why.MISSING, d -> d.name("  ")), row("name", Why.TOO_LONG, d -> d.name("đ".repeat(121))), row("name", Why.BAD_TEXT, d -> d.name("a\u0000b")), row("name", Why.BAD_TEXT, d -> d.name("a\ud800")),
                row("story", Why.TOO_LONG, d -> d.story("x".repeat(4_001))), row("story", Why.BAD_TEXT, d -> d.story("\u001b[0mx")),
                row("priceVnd", Why.MISSING, d -> d.price(null)), row("priceVnd", Why.TOO_SMALL, d -> d.price(0L)), row("priceVnd", Why.TOO_SMALL, d -> d.price(-1L)), row("priceVnd", Why.TOO_LARGE, d -> d.price(1_000_000_001L)), row("priceVnd", Why.TOO_LARGE, d -> d.price(Long.MAX_VALUE)),
                row("unit", Why.MISSING, d -> d.unit("")), row("unit", Why.TOO_LONG, d -> d.unit("x".repeat(21))),
                row("weightGrams", Why.MISSING, d -> d.weight(null)), row("weightGrams", Why.TOO_SMALL, d -> d.weight(0)), row("weightGrams", Why.TOO_SMALL, d -> d.weight(-5)), row("weightGrams", Why.TOO_LARGE, d -> d.weight(1_000_001)),
                row("group", Why.MISSING, d -> d.group(null)),
                row("stars", Why.TOO_SMALL, d -> d.certificate(2, "1", "x", on)), row("stars", Why.TOO_LARGE, d -> d.certificate(6, "1", "x", on)), row("stars", Why.MISSING, d -> d.certificate(null, "1", "x", on)),
                row("certificateNumber", Why.MISSING, d -> d.certificate(4, null, "x", on)), row("certificateNumber", Why.TOO_LONG, d -> d.certificate(4, "1".repeat(61), "x", on)),
                row("authority", Why.MISSING, d -> d.certificate(4, "1", " ", on)), row("authority", Why.TOO_LONG, d -> d.certificate(4, "1", "x".repeat(121), on)),
                row("issuedOn", Why.MISSING, d -> d.certificate(4, "1", "x", null)), row("issuedOn", Why.TOO_LARGE, d -> d.certificate(4, "1", "x", TODAY.plusDays(1))), row("issuedOn", Why.TOO_SMALL, d -> d.certificate(4, "1", "x", LocalDate.of(2018, 5, 6))),
                row("gtin", Why.INVALID_VALUE, d -> d.gtin("8934567890121")), row("gtin", Why.INVALID_VALUE, d -> d.gtin("abc")),
                row("stock", Why.TOO_SMALL, d -> d.stock(-1)), row("stock", Why.TOO_LARGE, d -> d.stock(1_000_001)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refused")
    void a_bound_that_is_broken_is_told_once_in_both_languages(String field, Why why, ProductDraft draft) {
        var problems = draft.problems(TODAY);
        assertEquals(1, problems.size(), problems::toString);
        assertEquals(field, problems.getFirst().field());
        assertEquals(why, problems.getFirst().why());
        assertTrue(problems.getFirst().vi().endsWith(".") && problems.getFirst().en().endsWith("."));
    }

    @Test void what_lies_on_a_bound_passes() {
        var with = new With(HONEY);
        for (var draft : List.of(HONEY, with.name("đ".repeat(120)), with.name("x"), with.story(null), with.story("x".repeat(4_000)), with.story("a\nb"), with.price(1L), with.price(1_000_000_000L), with.unit("x".repeat(20)),
                with.weight(1), with.weight(1_000_000), with.certificate(null, null, null, null), with.certificate(3, "1", "x", TODAY), with.certificate(5, "1", "x", LocalDate.of(2018, 5, 7)), with.gtin(null), with.stock(null), with.stock(0), with.stock(1_000_000)))
            assertEquals(List.of(), draft.problems(TODAY), draft.toString());
    }

    @Test void a_service_weighs_nothing() {
        var tour = new With(HONEY).group(OcopGroup.TOURISM);
        assertEquals(List.of(), new With(tour).weight(null).problems(TODAY));
        assertEquals(List.of(), new With(tour).weight(0).problems(TODAY));
        assertFalse(new With(tour).weight(-1).problems(TODAY).isEmpty());
    }

    @Test void everything_is_told_at_once_in_the_order_of_the_fields() {
        var nothing = new ProductDraft(null, null, null, null, null, null, null, "1", null, null, "1", -1);
        assertEquals(List.of("name", "priceVnd", "unit", "weightGrams", "group", "stars", "authority", "issuedOn", "gtin", "stock"), nothing.problems(TODAY).stream().map(ProductDraft.Problem::field).toList());
    }

    @Test void a_draft_knows_its_certificate() {
        assertEquals(Optional.of(new Certificate(4, "12/QĐ", "UBND tỉnh", LocalDate.of(2025, 3, 15))), HONEY.certificate());
        assertEquals(Optional.empty(), new With(HONEY).certificate(null, null, null, null).certificate());
    }
}
