package vn.phien.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TonesTest {
    private static final String EVERY_LETTER = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
    private static final String EVERY_LETTER_PLAIN = "a".repeat(17) + "e".repeat(11) + "i".repeat(5) + "o".repeat(17) + "u".repeat(11) + "y".repeat(5) + "d";

    @ParameterizedTest
    @CsvSource({"Đặc sản Huế,dac san hue", "CHỐT ĐƠN,chot don", "Mật ong U Minh 500g,mat ong u minh 500g", "'',''", "abc-123,abc-123", "Ðà Nẵng,da nang"})
    void a_text_loses_case_tones_and_marks(String text, String plain) {
        assertEquals(plain, Tones.plain(text));
    }

    @Test void every_vietnamese_letter_folds_in_both_cases() {
        assertEquals(EVERY_LETTER_PLAIN, Tones.plain(EVERY_LETTER));
        assertEquals(EVERY_LETTER_PLAIN, Tones.plain(EVERY_LETTER.toUpperCase()));
    }

    @Test void precomposed_and_decomposed_letters_are_the_same() {
        assertEquals(EVERY_LETTER_PLAIN, Tones.plain(Normalizer.normalize(EVERY_LETTER, Normalizer.Form.NFD)));
    }

    @Test void folding_twice_changes_nothing() {
        for (var text : new String[] {EVERY_LETTER, "한국어 ÅΩ İstanbul ЙЁ", "😀 ¼ ½"}) assertEquals(Tones.plain(text), Tones.plain(Tones.plain(text)));
    }

    @Test void the_case_may_stay() {
        assertEquals("Dac san HUE d", Tones.bare("Đặc sản HUẾ đ"));
        assertEquals(EVERY_LETTER_PLAIN.toUpperCase(), Tones.bare(EVERY_LETTER.toUpperCase()));
    }

    @Test void what_is_not_a_letter_stays() {
        assertEquals("a1 x2 😀\n\t", Tones.plain("A1 x2 😀\n\t"));
    }
}
