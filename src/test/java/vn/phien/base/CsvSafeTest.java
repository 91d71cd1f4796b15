package vn.phien.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSafeTest {
    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "=1+1", "+84", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "=", "-"})
    void a_formula_stays_a_text(String text) {
        assertEquals("'" + text, CsvSafe.cell(text));
        assertEquals(text, CsvSafe.read(CsvSafe.cell(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mật ong", "a=b", "1-2", " =1", "'", "'tis", "120.000"})
    void other_texts_stay_as_they_are(String text) {
        assertEquals(text, CsvSafe.cell(text));
        assertEquals(text, CsvSafe.read(text));
    }

    @Test void nothing_is_an_empty_cell() {
        assertEquals("", CsvSafe.cell(null));
    }
}
