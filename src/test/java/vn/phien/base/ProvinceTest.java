package vn.phien.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvinceTest {
    private static final Path FOR_THE_WEB = Path.of("web/lib/provinces.js");

    @Test void thirty_four_units_hold_the_sixty_three_of_before() {
        var names = new HashSet<String>();
        for (var province : Province.all()) {
            names.add(province.name());
            names.addAll(province.merged());
        }
        assertEquals(34, Province.all().size());
        assertEquals(63, names.size());
        assertEquals(7, Province.all().stream().filter(Province::city).count());
        assertEquals(23, Province.all().stream().filter(province -> !province.merged().isEmpty()).count());
        assertEquals(Province.all(), Province.all().stream().sorted(Comparator.comparing(Province::code)).toList());
    }

    @Test void every_name_new_or_old_leads_to_its_unit_with_or_without_tones() {
        for (var province : Province.all()) {
            assertEquals(Optional.of(province), Province.byCode(province.code()));
            assertEquals(Optional.of(province), Province.find(province.name()));
            assertEquals(Optional.of(province), Province.find(Tones.plain(province.official())));
            for (var old : province.merged()) assertEquals(Optional.of(province), Province.find(Tones.plain(old)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"TP.HCM|79", "tp hồ chí minh|79", "TP. Hồ Chí Minh|79", "Sài Gòn|79", "Bà Rịa - Vũng Tàu|79", "Bà Rịa–Vũng Tàu|79", "Hoà Bình|25",
            "Tỉnh Quảng Nam|48", "thanh pho Hue|46", "Thừa Thiên - Huế|46", "Dak Lak|66", "Đắc Lắc|66", "Bắc Cạn|19", "12 đường Hà Nội, Vinh, Nghệ An|40",
            "xã Bát Tràng, Hà Nội, Việt Nam|01", "Thái Bình,Hưng Yên, |33", "  LÀO   CAI |15", "Nghệ An Việt Nam|40"})
    void a_unit_is_found_however_it_is_written(String text, String code) {
        assertEquals(code, Province.find(text).orElseThrow().code());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", ",", "Việt Nam", "Paris", "đường Hà Nội", "Hà", "tỉnh", "TP.", "Hà Nội, Lyon"})
    void what_is_no_unit_is_found_nowhere(String text) {
        assertEquals(Optional.empty(), Province.find(text));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "1", "00", "99", "001", "０１", "Hà Nội"})
    void an_unknown_code_is_nowhere(String code) {
        assertEquals(Optional.empty(), Province.byCode(code));
    }

    @Test void the_list_of_the_web_is_this_list() throws IOException {
        var wanted = Province.all().stream()
                .map(p -> "  {code: '%s', name: '%s', city: %s, merged: [%s]},\n".formatted(p.code(), p.name(), p.city(),
                        p.merged().stream().map(old -> "'" + old + "'").collect(Collectors.joining(", "))))
                .collect(Collectors.joining("", """
                        // Written from Province.java by ProvinceTest (-Dwrite=true): change it there.

                        /** @typedef {{code: string, name: string, city: boolean, merged: string[]}} Province the names in `merged` are those of before 2025 */

                        /** @type {Province[]} the 34 provinces and cities since 1 July 2025, by code */
                        export const provinces = [
                        """, "];\n"));
        if (Boolean.getBoolean("write")) Files.writeString(FOR_THE_WEB, wanted);
        assertTrue(Files.exists(FOR_THE_WEB) && Files.readString(FOR_THE_WEB).equals(wanted),
                FOR_THE_WEB + " is stale: run this test with -Dwrite=true");
    }
}
