package vn.phien.accounts;

import static org.junit.jupiter.api.Assertions.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.BadValue;
import vn.phien.base.Why;

class DisplayNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Nguyễn Thị Ánh|Nguyễn Thị Ánh", "  Cô   Ba  |Cô Ba", "Bếp nhà 🌾|Bếp nhà 🌾", "Quân Trí|Quân Trí", "Badminton Hà Nội|Badminton Hà Nội", "Phiên chợ quê|Phiên chợ quê",
        "Hộ sản xuất 3|Hộ sản xuất 3", "Хорошо|Хорошо", "田中|田中"})
    void people_keep_their_names(String typed, String shown) {
        assertEquals(shown, DisplayName.clean(typed, false));
    }

    @Test
    void a_name_is_composed_and_freed_of_what_cannot_be_seen() {
        assertEquals("Ánh", DisplayName.clean("A\u0301nh", false));
        assertEquals("AnhB", DisplayName.clean("Anh\u202e\u200b\u0000B", false));
        assertEquals("An Bình", DisplayName.clean("An\r\nBình", false));
        assertTrue(DisplayName.clean("Z" + "\u0335".repeat(500).substring(0, 40), false).length() <= 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Admin", "admin", "ADMIN", "Adm1n", "@dmin", "A d m i n", "ａｄｍｉｎ", "Admin chợ", "Quản trị viên", "Quản trị", "quan tri", "Ban tổ chức", "ban to chuc cho dem", "Phiên", "PHIEN", "Hệ thống", "Hỗ trợ", "Moderator 1", "Host", "s.u.p.p.o.r.t"})
    void nobody_speaks_as_the_house(String typed) {
        assertEquals(Why.NAME_RESERVED, assertThrows(BadValue.class, () -> DisplayName.clean(typed, false)).why());
        assertDoesNotThrow(() -> DisplayName.clean(typed, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ho\u0455t", "\u0410dmin", "An 0912345678", "An 0912 345 678", "+84 912-345-678", "🌾🌾", "...", "Ph\u03bfien"})
    void lookalikes_numbers_and_names_without_a_letter_are_refused(String typed) {
        assertEquals(Why.BAD_TEXT, assertThrows(BadValue.class, () -> DisplayName.clean(typed, false)).why());
    }

    @Test
    void a_name_has_one_to_sixty_letters() {
        assertEquals(Why.MISSING, assertThrows(BadValue.class, () -> DisplayName.clean(null, false)).why());
        assertEquals(Why.EMPTY, assertThrows(BadValue.class, () -> DisplayName.clean(" \u200b ", false)).why());
        assertEquals(Why.TOO_LONG, assertThrows(BadValue.class, () -> DisplayName.clean("a".repeat(61), false)).why());
        assertEquals(Why.TOO_LONG, assertThrows(BadValue.class, () -> DisplayName.clean("a".repeat(100_000), false)).why());
        assertEquals(60, DisplayName.clean("ế".repeat(60), false).length());
        assertEquals("a🌾", DisplayName.clean("a🌾", false));
    }
}
