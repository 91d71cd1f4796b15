package vn.phien.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VndTest {
    @ParameterizedTest
    @CsvSource({"0,0 ₫", "7,7 ₫", "999,999 ₫", "1000,1.000 ₫", "1234567,1.234.567 ₫", "1000000000,1.000.000.000 ₫", "-100,-100 ₫", "-120000,-120.000 ₫",
            "-9223372036854775808,-9.223.372.036.854.775.808 ₫"})
    void an_amount_is_grouped_by_dots(long amount, String text) {
        assertEquals(text, Vnd.format(amount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"120000", "120.000", "120,000", "120 000", " 120.000 đ ", "120.000₫", "120000 VND", "120.000 VNĐ", "120.000 Đồng", "120\u00a0000 ₫"})
    void a_seller_may_write_an_amount_in_many_ways(String text) {
        assertEquals(120_000, Vnd.parse(text).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "120.5", "120.00", "120,00", "12.0000", "1.20.000", "120k", "-5", "+5", "1e5", "١٢٠", "１２０", "120.000,000", "9999999999999999",
            "0x10", "120 USD", "d", "120.000.", "\n1\n2"})
    void an_amount_that_could_be_misread_is_not_read(String text) {
        assertTrue(Vnd.parse(text).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999, 1_000, 45_000, 1_000_000_000, 999_999_999_999_999L})
    void what_is_written_is_read_back(long amount) {
        assertEquals(amount, Vnd.parse(Vnd.format(amount)).orElseThrow());
    }
}
