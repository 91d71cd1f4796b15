package vn.phien.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.BadValue;

class GtinTest {
    @ParameterizedTest
    @CsvSource({"8934567890120,08934567890120", "8935000000014,08935000000014", "96385074,00000096385074", "036000291452,00036000291452", "18934567890127,18934567890127", "4006381333931,04006381333931"})
    void a_right_check_digit_makes_a_number(String digits, String fourteen) {
        assertEquals(fourteen, new Gtin(digits).fourteen());
        assertEquals(digits, new Gtin(digits).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"8 934567 890120", "893-4567-890120", " 8934567890120 "})
    void a_number_may_be_written_as_it_is_printed(String text) {
        assertEquals(Optional.of(new Gtin("8934567890120")), Gtin.parse(text));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "00000000", "0000000000000", "8934567890121", "893456789012", "89345678901200", "893456789012O", "８９３４５６７８９０１２０", "8.93457E+12", "-8934567890120", "8934567890120\n", "123456789012345"})
    void anything_else_is_none(String text) {
        assertFalse(Gtin.isValid(text));
        assertEquals(Optional.empty(), Gtin.parse(text == null ? null : text.replace("\n", "x")));
        assertThrows(BadValue.class, () -> new Gtin(text));
    }

    @Test void every_single_wrong_digit_is_noticed() {
        var right = "8934567890120";
        for (var at = 0; at < right.length(); at++)
            for (var digit = '0'; digit <= '9'; digit++)
                if (digit != right.charAt(at)) assertFalse(Gtin.isValid(right.substring(0, at) + digit + right.substring(at + 1)));
    }
}
