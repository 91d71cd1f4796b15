package vn.phien.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"0912345678", "0912 345 678", "0912.345.678", "0912-345-678", "(091) 234 5678", "+84912345678", "+84 912 345 678", "84912345678",
            "0084912345678", "+84 (0) 912 345 678", "912345678", " 0912345678 ", "0912\u00a0345\u00a0678"})
    void one_number_is_typed_in_many_ways(String text) {
        assertEquals("+84912345678", PhoneNumber.parse(text).orElseThrow().e164());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0321234567", "0391234567", "0522123456", "0523123456", "0528123456", "0559123456", "0561234567", "0581234567", "0591234567", "0701234567",
            "0761234567", "0791234567", "0811234567", "0881234567", "0896123456", "0899123456", "0901234567", "0981234567", "0990123456", "0991123456", "0993123456", "0999123456"})
    void every_mobile_prefix_is_known(String text) {
        assertEquals("+84" + text.substring(1), PhoneNumber.parse(text).orElseThrow().e164());
    }

    @ParameterizedTest
    @CsvSource({"0162,032", "0163,033", "0164,034", "0165,035", "0166,036", "0167,037", "0168,038", "0169,039", "0123,083", "0124,084", "0125,085", "0127,081", "0129,082",
            "0120,070", "0121,079", "0122,077", "0126,076", "0128,078", "0186,056", "0188,058", "0199,059"})
    void a_number_of_eleven_digits_is_taken_to_its_present_form(String old, String present) {
        var expected = PhoneNumber.parse(present + "1234567");
        assertEquals(Optional.of("+84" + present.substring(1) + "1234567"), expected.map(PhoneNumber::e164));
        assertEquals(expected, PhoneNumber.parse(old + " 123 4567"));
        assertEquals(expected, PhoneNumber.parse("+84" + old.substring(1) + "1234567"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {
            "０９１２３４５６７８", "٠٩١٢٣٤٥٦٧٨", "०९१२३४५६७८", "0912345678\n", "\n0912345678", "0912345678\r\nBcc: x", "0912\u0000345678", "0912\t345678",
            "+1-900-555-0100", "+882 16 1234 5678", "+8816 3141 0000", "+881 6 1234 5678", "+870 773 111 111", "+12015550123", "+855 12 345 678",
            "02438251234", "024 3825 1234", "+842838251234", "18001090", "1800 1090", "19001234", "1900 5454 41", "+8419001234", "113", "0",
            "091234567", "09123456789", "0712345678", "0521234567", "0551234567", "0891234567", "0992123456", "0130 1234567", "0161 1234567", "0187 1234567",
            "0912345678 ext 5", "0912345678;ext=5", "tel:0912345678", "0912345678a", "o912345678", "++84912345678", "09+12345678", "0912345678,0987654321",
            "0912345678x", "*0912345678#", "0912/345/678", "+84", "000000000000", "0912345678901234567890123456789012", "1201234567"})
    void what_no_buyer_can_be_called_on_is_refused(String text) {
        assertEquals(Optional.empty(), PhoneNumber.parse(text));
    }

    @Test void a_number_is_shown_the_way_people_write_it() {
        assertEquals("0912 345 678", PhoneNumber.parse("+84912345678").orElseThrow().national());
    }

    @Test void a_number_never_shows_itself() {
        var phone = PhoneNumber.parse("0912345678").orElseThrow();
        assertEquals("09•• ••• 678", phone.masked());
        assertEquals("09•• ••• 678", "" + phone);
        assertFalse(String.valueOf(Optional.of(phone)).contains("345"));
    }

    @Test void a_stored_number_is_checked_and_the_complaint_does_not_repeat_it() {
        var wrong = assertThrows(IllegalArgumentException.class, () -> new PhoneNumber("0912345678"));
        assertFalse(wrong.getMessage().contains("0912"));
        assertTrue(PhoneNumber.parse(new PhoneNumber("+84912345678").e164()).isPresent());
    }
}
