package vn.phien.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.OrderId;

class PayCodeTest {
    private static final PayCode CODE = PayCode.of(new OrderId("o07-abcdefghij"));

    @Test void an_order_has_one_code_always() {
        assertEquals(CODE, PayCode.of(new OrderId("o07-abcdefghij")));
        assertNotEquals(CODE, PayCode.of(new OrderId("o07-abcdefghik")));
        assertTrue(CODE.text().matches("PH[2-9A-HJKMNP-Z]{10}"), CODE.text());
        assertTrue(CODE.text().length() <= VietQr.MEMO);
        assertEquals(CODE.text(), VietQr.memo(CODE.text()));
    }

    @Test void a_hundred_thousand_orders_have_as_many_codes() {
        var codes = new HashSet<PayCode>();
        for (var i = 0; i < 100_000; i++) codes.add(PayCode.of(new OrderId("o%02d-abcdefgh%06d".formatted(i % 64, i))));
        assertEquals(100_000, codes.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "  %s  ", "MBVCB.5012345678.%s.CT tu 0011001932418 NGUYEN VAN A toi 0023457923442", "CHUYEN TIEN %s-FT26149", "CT%sGD 123", "thanh toán đơn hàng %s cảm ơn shop",
            "PHAN THI PHUONG CHUYEN KHOAN %s", "%s PHAM VAN HUNG"})
    void a_code_is_found_in_a_banks_note(String note) {
        assertEquals(CODE, PayCode.find(note.formatted(CODE)).getFirst());
        assertEquals(CODE, PayCode.find(note.formatted(CODE).toLowerCase()).getFirst());
    }

    @Test void spaces_signs_line_ends_and_accents_inside_do_not_hide_it() {
        var text = CODE.text();
        for (var between : List.of(" ", ".", "-", "_", "\n", " - ", "\u00a0"))
            for (var cut = 1; cut < text.length(); cut++)
                assertTrue(PayCode.find("ND: " + text.substring(0, cut) + between + text.substring(cut) + " xin cảm ơn").contains(CODE), between + cut);
        assertTrue(PayCode.find(String.join(" ", text.split(""))).contains(CODE));
        assertTrue(PayCode.find(text.replace("A", "À").replace("E", "É").replace("D", "Đ").replace("U", "Ư")).contains(CODE));
    }

    @Test void a_code_in_one_piece_comes_before_one_that_was_put_together() {
        var other = PayCode.of(new OrderId("o08-zzzzzzzzzz"));
        var note = other.text().substring(0, 6) + " " + other.text().substring(6) + " " + CODE;
        assertEquals(List.of(CODE, other), PayCode.find(note));
        assertEquals(List.of(CODE), PayCode.find(CODE + " " + CODE));
    }

    @Test void one_wrong_character_or_two_that_changed_places_are_noticed() {
        var text = CODE.text();
        for (var at = 2; at < text.length(); at++) {
            for (var letter : "23456789ABCDEFGHJKMNPQRSTUVWXYZ".toCharArray()) {
                if (letter == text.charAt(at)) continue;
                var wrong = text.substring(0, at) + letter + text.substring(at + 1);
                assertThrows(IllegalArgumentException.class, () -> new PayCode(wrong));
            }
            if (at + 1 < text.length() && text.charAt(at) != text.charAt(at + 1)) {
                var swapped = text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
                assertThrows(IllegalArgumentException.class, () -> new PayCode(swapped));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "PH", "PH23", "CHUYEN TIEN", "PH0000000000", "PH1111111111", "ＰＨ", "PHPHPHPHPHPH", "đơn hàng của tôi"})
    void other_notes_hold_none(String note) {
        assertEquals(List.of(), PayCode.find(note));
    }

    @Test void no_note_is_no_code_and_a_huge_one_is_read_only_at_its_head() {
        assertEquals(List.of(), PayCode.find(null));
        assertEquals(List.of(), PayCode.find("x".repeat(1_000_000) + CODE));
        assertEquals(List.of(CODE), PayCode.find(CODE + "x".repeat(1_000_000)));
    }
}
