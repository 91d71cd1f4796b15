package vn.phien.base;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the 34 provinces and cities that Vietnam has had since 1 July 2025. Addresses have two tiers: a unit of this list and a
 * commune in it. People go on writing the names of before; those lead here too.
 *
 * @param code   two digits of the General Statistics Office
 * @param name   without "Tỉnh" or "Thành phố"
 * @param city   a city under the central government
 * @param merged names of the units of before 2025 that became part of this one, itself not among them
 */
public record Province(String code, String name, boolean city, List<String> merged) {
    private static final List<Province> ALL = List.of(
            city("01", "Hà Nội"), province("04", "Cao Bằng"), province("08", "Tuyên Quang", "Hà Giang"), province("11", "Điện Biên"),
            province("12", "Lai Châu"), province("14", "Sơn La"), province("15", "Lào Cai", "Yên Bái"), province("19", "Thái Nguyên", "Bắc Kạn"),
            province("20", "Lạng Sơn"), province("22", "Quảng Ninh"), province("24", "Bắc Ninh", "Bắc Giang"),
            province("25", "Phú Thọ", "Vĩnh Phúc", "Hòa Bình"), city("31", "Hải Phòng", "Hải Dương"), province("33", "Hưng Yên", "Thái Bình"),
            province("37", "Ninh Bình", "Hà Nam", "Nam Định"), province("38", "Thanh Hóa"), province("40", "Nghệ An"), province("42", "Hà Tĩnh"),
            province("44", "Quảng Trị", "Quảng Bình"), city("46", "Huế"), city("48", "Đà Nẵng", "Quảng Nam"), province("51", "Quảng Ngãi", "Kon Tum"),
            province("52", "Gia Lai", "Bình Định"), province("56", "Khánh Hòa", "Ninh Thuận"), province("66", "Đắk Lắk", "Phú Yên"),
            province("68", "Lâm Đồng", "Đắk Nông", "Bình Thuận"), city("75", "Đồng Nai", "Bình Phước"),
            city("79", "Hồ Chí Minh", "Bình Dương", "Bà Rịa – Vũng Tàu"), province("80", "Tây Ninh", "Long An"), province("82", "Đồng Tháp", "Tiền Giang"),
            province("86", "Vĩnh Long", "Bến Tre", "Trà Vinh"), province("91", "An Giang", "Kiên Giang"),
            city("92", "Cần Thơ", "Hậu Giang", "Sóc Trăng"), province("96", "Cà Mau", "Bạc Liêu"));

    /** Other spellings in daily use, and names older than the last merger. */
    private static final Map<String, String> ALSO = Map.ofEntries(
            Map.entry("hcm", "79"), Map.entry("tphcm", "79"), Map.entry("sai gon", "79"), Map.entry("sg", "79"), Map.entry("vung tau", "79"),
            Map.entry("ba ria", "79"), Map.entry("brvt", "79"), Map.entry("hn", "01"), Map.entry("ha tay", "01"), Map.entry("thua thien hue", "46"),
            Map.entry("dac lac", "66"), Map.entry("daklak", "66"), Map.entry("dac nong", "68"), Map.entry("daknong", "68"), Map.entry("bac can", "19"),
            Map.entry("da lat", "68"), Map.entry("nha trang", "56"));

    private static final Map<String, Province> BY_CODE = new HashMap<>();
    private static final Map<String, Province> BY_NAME = new HashMap<>();

    static {
        for (var one : ALL) {
            BY_CODE.put(one.code, one);
            BY_NAME.put(folded(one.name), one);
            for (var old : one.merged) BY_NAME.put(folded(old), one);
        }
        ALSO.forEach((name, code) -> BY_NAME.put(name, BY_CODE.get(code)));
    }

    public Province {
        merged = List.copyOf(merged);
    }

    /** All 34, by code. */
    public static List<Province> all() {
        return ALL;
    }

    /** @param code two digits; anything else, null included, is nowhere */
    public static Optional<Province> byCode(String code) {
        return Optional.ofNullable(code).map(BY_CODE::get);
    }

    /**
     * The unit that a text names, new name or old, with or without tones, "Tỉnh", "TP." and "Việt Nam" at the end. Of an address
     * only the part after the last comma is looked at, since streets and communes are often named after provinces.
     */
    public static Optional<Province> find(String text) {
        if (text == null) return Optional.empty();
        var parts = new ArrayList<>(List.of(text.split("[,;\\n]")));
        parts.removeIf(part -> folded(part).isEmpty() || folded(part).equals("viet nam"));
        return parts.isEmpty() ? Optional.empty() : Optional.ofNullable(BY_NAME.get(folded(parts.getLast())));
    }

    /** {@code "Thành phố Huế"}, {@code "Tỉnh Lào Cai"}. */
    public String official() {
        return (city ? "Thành phố " : "Tỉnh ") + name;
    }

    private static String folded(String name) {
        return Tones.plain(name).replaceAll("[^a-z0-9]+", " ").strip()
                .replaceAll("\\bviet nam$", "").strip()
                .replaceFirst("^(?:tinh|thanh pho|tp|t p) (?=.)", "");
    }

    private static Province province(String code, String name, String... merged) {
        return new Province(code, name, false, List.of(merged));
    }

    private static Province city(String code, String name, String... merged) {
        return new Province(code, name, true, List.of(merged));
    }
}
