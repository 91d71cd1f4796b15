package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.Why;
import vn.phien.shows.ChatText.Clean;
import vn.phien.shows.ChatText.Refused;

class ChatTextTest {
    private static Clean clean(String typed) {
        return assertInstanceOf(Clean.class, ChatText.read(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Chốt A1 nhé shop ơi", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</textarea><svg onload=x>", "{{7*7}}", "=cmd|' /C calc'!A0", "😀👨‍👩‍👧❤️🏳️‍🌈👍🏽", "100% ngon & rẻ", "\uFFFD"})
    void an_honest_text_stays_as_it_is(String text) {
        assertEquals(new Clean(text, false, false), ChatText.read(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"' a1   x2 '|a1 x2", "'a\nb'|a b", "'a\r\nb'|a b", "'a\tb'|a b", "'a\u0000b'|ab", "'a\u0007b'|ab", "'\u001b[31mđỏ\u001b[0m'|đỏ", "'\u001b]0;title\u0007x'|x", "'\u009b31mx'|x",
            "'\u202eodnac\u202c'|odnac", "'\u2066x\u2069'|x", "'a\u200bb\u200c\u200d\u2060\ufeffc'|abc", "'a\u00adb'|ab", "'a\u2028b\u2029c'|a b c", "'a\u3164\u3164b'|a b", "'\u00a0a\u00a0'|a", "'a\u061cb'|ab", "'a\ufe01b'|ab"})
    void what_should_not_be_seen_is_taken_out(String typed, String text) {
        assertEquals(text, clean(typed).text());
    }

    @Test void a_lone_half_of_a_character_is_taken_out() {
        assertEquals("ab", clean("a\ud83db").text());
        assertEquals("ab", clean("a\ude00b").text());
    }

    @Test void letters_are_composed() {
        assertEquals("Đặc sản Huế ễ", clean(Normalizer.normalize("Đặc sản Huế ễ", Normalizer.Form.NFD)).text());
    }

    @Test void a_tower_of_marks_is_cut_to_three() {
        assertEquals("a" + "\u0316".repeat(3) + "b", clean("a" + "\u0316".repeat(500) + "b").text());
    }

    @Test void three_hundred_characters_pass_and_one_more_does_not() {
        assertEquals(300, clean("đ".repeat(300)).text().length());
        assertEquals(600, clean("😀".repeat(300)).text().length());
        assertEquals(new Refused(Why.TOO_LONG), ChatText.read("đ".repeat(301)));
        assertEquals(new Refused(Why.TOO_LONG), ChatText.read("😀".repeat(301)));
        assertEquals(new Refused(Why.TOO_LONG), ChatText.read("😀".repeat(1_000)));
        assertEquals(new Refused(Why.TOO_LONG), ChatText.read("x".repeat(4_001)));
    }

    @Test void a_text_that_grows_over_the_limit_by_masking_is_too_long() {
        assertEquals(new Refused(Why.TOO_LONG), ChatText.read("0912345678 ".repeat(27)));
    }

    @Test void nothing_is_refused() {
        assertEquals(new Refused(Why.MISSING), ChatText.read(null));
        for (var nothing : new String[] {"", "   ", "\n\t", "\u200b\u200b", "\u202e", "\u0000", "\u3164", "\u001b[0m"}) assertEquals(new Refused(Why.EMPTY), ChatText.read(nothing), nothing);
    }

    @Test void a_phone_number_is_masked() {
        assertEquals(new Clean("gọi em 09•• ••• 678 nhé", false, true), ChatText.read("gọi em 0912.345.678 nhé"));
        assertEquals("09•• ••• 678", clean("0912\u200b345\u200b678").text());
        assertFalse(clean("giá 1.200.000").phone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://x.example", "https://evil.example/a", "HTTPS://X", "vào www.abc nhé", "shopee.vn", "shopee.vn/abc", "abc.com.vn", "xem bit.ly/2ab", "zalo.me/0912", "t.me/abc", "shopee(.)vn", "shopee dot com",
            "shopee chấm vn", "ABC.COM", "việt.vn", "abc．com", "ftp://abc", "javascript://x", "sho\u200bpee.vn", "tel://1", "shop.store/x"})
    void a_link_is_seen(String text) {
        assertTrue(clean(text).link(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A1.shop ơi", "ngon.em lấy", "1.200.000", "A1.2", "đẹp. VN vô địch", "ok.me", "8:30", "50k/kg", "cho em A1...", "a@b", "com", "vn", "mua ở VN.", "3.5 sao", "chấm điểm", "dot"})
    void other_text_is_no_link(String text) {
        assertFalse(clean(text).link(), text);
    }

    @Test void cleaning_twice_changes_nothing() {
        var dice = new Random(7);
        var odd = "aĐ1 .\n\u0301\u0316\u200d😀\ud83d\ude00\u202e\u001b[m]0;\u0007\u3164❤\ufe0f👩\u115f/cơm.vn+-()9";
        for (var round = 0; round < 20_000; round++) {
            var text = dice.ints(1 + dice.nextInt(30), 0, odd.length()).mapToObj(at -> String.valueOf(odd.charAt(at))).reduce("", String::concat);
            if (ChatText.read(text) instanceof Clean once) assertEquals(once.text(), clean(once.text()).text());
        }
    }
}
