package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.text.Normalizer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.BadValue;
import vn.phien.base.Why;

class BlockedWordsTest {
    private final BlockedWords words = new BlockedWords(List.of("lừa đảo", "Scam", "boom", "hàng giả", "c++", "xx"));

    @ParameterizedTest
    @ValueSource(strings = {"lừa đảo", "LỪA ĐẢO", "lua dao", "shop lừa đảo nhé", "lừa  đảo", "lừa-đảo", "lừa.đảo!", "lừađảo", "l.ừ.a đ.ả.o", "l*ừa đ*ảo", "l ừ a đ ả o", "l ư a đ a o",
            "lừaaaa đảooo", "llllua daaaao", "l_u_a_d_a_o", "lu\u200ba dao", "lừa 😀 đảo", "ｌừa đảo", "lừа đảо", "𝐥𝐮𝐚 𝐝𝐚𝐨", "(lừa đảo)", "l..u..a d..a..o", "l u a   d a o"})
    void a_word_is_found_behind_simple_tricks(String text) {
        assertEquals(Optional.of("lừa đảo"), words.in(text));
        assertEquals(Optional.of("lừa đảo"), words.in(Normalizer.normalize(text, Normalizer.Form.NFD)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "lừa", "đảo", "lừa người đảo", "lua daothi", "xlua dao", "scammer", "ascam", "bom hàng", "bo om", "xin chào", "scan", "x", "hàng giàu", "s cam", "sc am", "đảo lừa", "x x"})
    void other_words_pass(String text) {
        assertEquals(Optional.empty(), words.in(text));
    }

    @Test void each_entry_is_told_as_the_booth_wrote_it() {
        assertEquals(Optional.of("Scam"), words.in("ôi s c a m"));
        assertEquals(Optional.of("boom"), words.in("booooom"));
        assertEquals(Optional.of("hàng giả"), words.in("hang gia"));
        assertEquals(Optional.of("c++"), words.in("C"));
        assertEquals(Optional.of("xx"), words.in("xxx"));
    }

    @Test void a_booth_without_words_blocks_nothing() {
        assertEquals(Optional.empty(), new BlockedWords(List.of()).in("lừa đảo"));
    }

    @Test void a_list_has_bounds() {
        assertEquals(Why.TOO_LARGE, assertThrows(BadValue.class, () -> new BlockedWords(Collections.nCopies(501, "x"))).why());
        assertEquals(Why.TOO_LONG, assertThrows(BadValue.class, () -> new BlockedWords(List.of("x".repeat(51)))).why());
        for (var empty : List.of("", " ", "...", "😀")) assertEquals(Why.EMPTY, assertThrows(BadValue.class, () -> new BlockedWords(List.of(empty))).why());
    }

    @Test void a_full_list_and_the_longest_comment_are_read_at_once() {
        var full = new BlockedWords(IntStream.range(0, 500).mapToObj(n -> "từ cấm số " + n + " aaaa bbbb").toList());
        var start = System.nanoTime();
        for (var text : List.of("a ".repeat(150), "a.".repeat(150), "ab".repeat(150), "từ cấm số ".repeat(30), "aaaa bbbb ".repeat(30), "a".repeat(300))) assertEquals(Optional.empty(), full.in(text));
        assertEquals(0, (System.nanoTime() - start) / 2_000_000_000L, "seconds");
    }
}
