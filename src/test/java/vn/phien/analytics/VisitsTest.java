package vn.phien.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Mật Ong BẠC HÀ            | mat ong bac ha
        '  gạo   ST25 !!'         | gao st25
        nước mắm 584, Nha Trang   | nuoc mam 584 nha trang
        0912 345 678              |
        hỏi chị 0912345678        |
        an@example.com            |
        a                         |
        ...                       |
        """)
    void words_are_kept_plain_and_nothing_that_could_name_somebody(String said, String kept) {
        assertEquals(kept, Visits.harmless(said).orElse(null));
    }

    @Test
    void a_long_story_is_cut() {
        assertEquals(40, Visits.harmless("mật ".repeat(40)).orElseThrow().length(), 2);
    }
}
