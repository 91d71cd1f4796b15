package vn.phien.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.phien.base.BadValue;
import vn.phien.base.Tones;
import vn.phien.base.Why;

/** The six groups into which the programme sorts its products (decision 148/QĐ-TTg of 24 February 2023). */
public enum OcopGroup {
    FOOD("Thực phẩm", "Food", "do an", "nong san", "thuc pham tuoi song", "thuc pham che bien"),
    DRINK("Đồ uống", "Drinks", "beverage", "beverages", "drink", "nuoc uong"),
    HERB("Dược liệu và sản phẩm từ dược liệu", "Herbs and herbal products", "duoc lieu", "thao duoc", "herbs", "herbal"),
    CRAFT("Hàng thủ công mỹ nghệ", "Handicrafts", "thu cong my nghe", "thu cong", "my nghe", "handicraft", "crafts", "hang thu cong mi nghe", "luu niem noi that trang tri", "vai va may mac"),
    PLANT("Sinh vật cảnh", "Ornamental plants and animals", "cay canh", "hoa cay canh", "plants", "ornamental plants"),
    TOURISM("Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch", "Community tourism, ecotourism and tourist sites", "du lich", "dich vu du lich", "dich vu du lich nong thon",
            "du lich cong dong", "du lich sinh thai", "diem du lich", "services", "tourism services");

    private static final Map<String, OcopGroup> BY_NAME = new HashMap<>();

    static {
        for (var group : values()) {
            for (var name : List.of(group.code(), group.vi, group.en, Integer.toString(group.ordinal() + 1))) BY_NAME.put(folded(name), group);
            for (var name : group.also) BY_NAME.put(name, group);
        }
    }

    private final String vi;
    private final String en;
    private final List<String> also;

    OcopGroup(String vi, String en, String... also) {
        this.vi = vi;
        this.en = en;
        this.also = List.of(also);
    }

    /** The name on the wire, such as {@code food}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name as the decision has it. */
    public String vi() {
        return vi;
    }

    public String en() {
        return en;
    }

    /** @param code anything, null included */
    public static Optional<OcopGroup> of(String code) {
        return Arrays.stream(values()).filter(group -> group.code().equals(code)).findFirst();
    }

    /** A group as people name it in a table: by code, in Vietnamese or English, shortened, by its old name or by its number from 1 to 6. */
    public static Optional<OcopGroup> find(String name) {
        return Optional.ofNullable(name).map(OcopGroup::folded).map(BY_NAME::get);
    }

    @JsonCreator
    static OcopGroup read(String code) {
        return of(code).orElseThrow(() -> new BadValue("group", Why.INVALID_VALUE));
    }

    private static String folded(String name) {
        return Tones.plain(name).replaceAll("[^a-z0-9]+", " ").strip().replaceFirst("^nhom (?=.)", "");
    }
}
