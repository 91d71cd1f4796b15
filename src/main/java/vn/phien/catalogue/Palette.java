package vn.phien.catalogue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The colours in which a product or a booth is drawn: those of its region. The names are those of {@code web/lib/drawings/colours.js}. */
final class Palette {
    private static final Map<String, List<String>> PROVINCES = Map.of(
        "north-mountain", List.of("04", "08", "11", "12", "14", "15", "19", "20", "25"),
        "red-river", List.of("01", "22", "24", "31", "33", "37"),
        "central-coast", List.of("38", "40", "42", "44", "46", "48", "51", "56"),
        "highlands", List.of("52", "66", "68"),
        "south-east", List.of("75", "79", "80"),
        "mekong", List.of("82", "86", "91", "92", "96"));
    private static final Map<String, String> OF_PROVINCE = PROVINCES.entrySet().stream()
        .flatMap(region -> region.getValue().stream().map(code -> Map.entry(code, region.getKey()))).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private Palette() { }

    static boolean exists(String palette) {
        return PROVINCES.containsKey(palette);
    }

    /** @param province a code; an unknown one is drawn as the capital */
    static String of(String province) {
        return OF_PROVINCE.getOrDefault(province, "red-river");
    }
}
