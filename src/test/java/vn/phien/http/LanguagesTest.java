package vn.phien.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A language is one more file. */
class LanguagesTest {
    private static TreeMap<String, byte[]> files(String made) {
        var files = new TreeMap<>(WebAssets.packedFiles());
        files.put("/words/xq.json", made.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    @Test
    void a_made_up_language_is_found_by_its_file() {
        assertEquals(List.of("vi", "en", "xq"), List.copyOf(Words.of(files("{\"language.name\":\"Xiqi\",\"action.buy\":\"Qo\"}")).keySet()));
    }

    @Test
    void every_page_tells_which_languages_there_are() {
        var page = new WebAssets(files("{\"language.name\":\"Xi\\\"qi\"}")).text("index");
        assertTrue(page.contains("<meta name=\"languages\" content=\"vi=Tiếng Việt;en=English;xq=Xiqi\">"), page.substring(0, 400));
        assertFalse(WebAssets.packed().text("index").contains("xq="));
    }

    @Test
    void what_is_no_code_of_a_language_is_no_language() {
        var files = files("{}");
        files.put("/words/readme-en.json", "{}".getBytes(StandardCharsets.UTF_8));
        files.put("/words/old/th.json", "{}".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("vi", "en", "xq"), List.copyOf(Words.of(files).keySet()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        en-GB,vi;q=0.4   | en
        vi,en;q=0.9      | vi
        xq,en;q=0.9      | xq
        xq-XX;q=0.2,de   | xq
        de,fr            | vi
        en;q=0.5,vi;q=0.5| vi
        '*'              | vi
        """)
    void the_one_is_spoken_that_the_reader_likes_best(String accepted, String language) {
        assertEquals(language, Words.language(accepted, List.of("vi", "en", "xq")));
    }

    @Test
    void what_a_language_does_not_say_is_said_in_english() {
        assertEquals(Words.say("en", "action.buy"), Words.say("xq", "action.buy"));
        assertEquals("no.such-key", Words.say("xq", "no.such-key"));
    }
}
