package vn.phien.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhonesInTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "gọi 0912345678 nhé|gọi 09•• ••• 678 nhé", "0912.345.678|09•• ••• 678", "0 9 1 2 3 4 5 6 7 8|09•• ••• 678", "+84 912 345 678!|09•• ••• 678!",
            "84912345678|09•• ••• 678", "sđt:0912345678|sđt:09•• ••• 678", "０９１２３４５６７８|09•• ••• 678", "٠٩١٢٣٤٥٦٧٨|09•• ••• 678",
            "A1 2 0912345678|A1 2 09•• ••• 678", "0912345678 2|09•• ••• 678 2", "20.000 0912345678|20.000 09•• ••• 678", "0912345678 0987654321|09•• ••• 678 09•• ••• 321",
            "0123 456 7890|08•• ••• 890", "(091) 234-5678 / 0321234567|(09•• ••• 678 / 03•• ••• 567"})
    void a_number_in_a_sentence_is_masked(String text, String masked) {
        assertEquals(masked, PhonesInText.mask(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A1 x2", "giá 912.345.678 đ", "1.200.000.000", "mã 8934567890120", "09123456789", "ngày 20/11/2026 19:30", "091234567", "0 1 2 3 4 5 6 7 8 9", "+", "12 34 56",
            "0912....345678", "😀0😀9"})
    void other_digits_are_left_alone(String text) {
        assertEquals(text, PhonesInText.mask(text));
    }
}
