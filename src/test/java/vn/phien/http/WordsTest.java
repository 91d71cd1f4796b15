package vn.phien.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.Why;

class WordsTest {
    @ParameterizedTest
    @EnumSource(Why.class)
    void every_refusal_has_words_in_both_languages(Why why) {
        for (var language : List.of("vi", "en")) {
            assertTrue(Words.has(language, "refused." + why.code()), () -> "no words in " + language + " for refused." + why.code());
            assertTrue(Words.say(language, why).length() > 10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.home", "page.lost", "page.trouble", "page.code"})
    void the_page_for_when_there_is_none_has_its_words(String key) {
        assertTrue(Words.has("vi", key) && Words.has("en", key));
    }

    @Test
    void both_languages_have_the_same_keys_but_for_plurals() throws IOException {
        var vi = keys("vi");
        var en = keys("en");
        en.removeIf(key -> key.endsWith(".one"));
        vi.removeIf(key -> key.endsWith(".one"));
        assertEquals(vi, en);
    }

    private static java.util.Set<String> keys(String language) throws IOException {
        JsonNode words = new ObjectMapper().readTree(Path.of("web/words/" + language + ".json").toFile());
        var keys = new java.util.TreeSet<String>();
        words.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
