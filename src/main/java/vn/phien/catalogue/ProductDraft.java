package vn.phien.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.Vnd;
import vn.phien.base.Why;

/**
 * A product as a seller gives it in, complete or not. A draft may hold anything; it becomes a product when {@link #problems}
 * finds none. Texts are trimmed, empty ones are null.
 *
 * @param name              1 to 120 characters
 * @param story             at most 4,000 characters, or null
 * @param priceVnd          1 to 1,000,000,000 whole đồng
 * @param unit              1 to 20 characters, such as "hũ"
 * @param weightGrams       1 to 1,000,000 with packing; only a service may leave it out
 * @param group             one of the six
 * @param stars             3 to 5 with number, authority and day of issue, or none of the four
 * @param certificateNumber at most 60 characters
 * @param authority         at most 120 characters
 * @param issuedOn          from the beginning of the programme to today
 * @param gtin              with a right check digit, or null
 * @param stock             0 to 1,000,000; null counts as 0
 */
public record ProductDraft(String name, String story, Long priceVnd, String unit, Integer weightGrams, OcopGroup group, Integer stars,
                           String certificateNumber, String authority, LocalDate issuedOn, String gtin, Integer stock) {
    public ProductDraft {
        name = trimmed(name);
        story = trimmed(story);
        unit = trimmed(unit);
        certificateNumber = trimmed(certificateNumber);
        authority = trimmed(authority);
        gtin = trimmed(gtin);
    }

    /**
     * What is wrong with a field.
     *
     * @param field as the record has it, {@code priceVnd}
     * @param vi    a sentence for the seller, that says what is wanted
     */
    public record Problem(String field, Why why, String vi, String en) { }

    /** Everything that keeps this draft from being a product, in the order of the fields. @param today the date in Vietnam */
    public List<Problem> problems(LocalDate today) {
        var found = new ArrayList<Problem>();
        tell(found, () -> Check.text("name", name, Limits.TITLE), "Tên sản phẩm cần có từ 1 đến 120 ký tự.", "A name needs 1 to 120 characters.");
        tell(found, () -> Check.optional("story", story, Limits.STORY), "Câu chuyện dài nhất 4.000 ký tự, không có ký tự lạ.", "A story has at most 4,000 characters, and no control characters.");
        tell(found, () -> Check.range("priceVnd", Check.present("priceVnd", priceVnd), 1, Limits.PRICE_VND),
                "Giá cần là số đồng, từ 1 ₫ đến " + Vnd.format(Limits.PRICE_VND) + ".", "A price is in whole đồng, from 1 ₫ to " + Vnd.format(Limits.PRICE_VND) + ".");
        tell(found, () -> Check.text("unit", unit, Limits.UNIT), "Đơn vị cần có từ 1 đến 20 ký tự, ví dụ: hũ, gói, kg.", "A unit needs 1 to 20 characters, such as jar, bag or kg.");
        if (weightGrams != null || group != OcopGroup.TOURISM)
            tell(found, () -> Check.range("weightGrams", Check.present("weightGrams", weightGrams), group == OcopGroup.TOURISM ? 0 : 1, Limits.WEIGHT_GRAMS),
                    "Khối lượng cần là số gam, từ 1 đến 1.000.000.", "A weight is in grams, from 1 to 1,000,000.");
        tell(found, () -> Check.present("group", group), "Chọn một trong sáu nhóm OCOP.", "Choose one of the six OCOP groups.");
        if (stars != null || certificateNumber != null || authority != null || issuedOn != null) certificateProblems(found, today);
        if (gtin != null && !Gtin.isValid(gtin)) found.add(new Problem("gtin", Why.INVALID_VALUE, "Mã vạch cần 8, 12, 13 hoặc 14 chữ số và đúng số kiểm tra.", "A bar code number has 8, 12, 13 or 14 digits, the last of which checks the others."));
        if (stock != null) tell(found, () -> Check.range("stock", stock, 0, Limits.STOCK), "Tồn kho cần từ 0 đến 1.000.000.", "Stock goes from 0 to 1,000,000.");
        return List.copyOf(found);
    }

    private void certificateProblems(List<Problem> found, LocalDate today) {
        tell(found, () -> Check.range("stars", Check.present("stars", stars), RuleSet.LOWEST_STARS, RuleSet.HIGHEST_STARS),
                "Chứng nhận OCOP có 3, 4 hoặc 5 sao.", "An OCOP certificate has 3, 4 or 5 stars.");
        tell(found, () -> Check.text("certificateNumber", certificateNumber, Limits.NAME), "Số chứng nhận cần có từ 1 đến 60 ký tự.", "A certificate number needs 1 to 60 characters.");
        tell(found, () -> Check.text("authority", authority, Limits.TITLE), "Cơ quan cấp cần có từ 1 đến 120 ký tự.", "The deciding authority needs 1 to 120 characters.");
        var why = issuedOn == null ? Why.MISSING : issuedOn.isBefore(RuleSet.beginning()) ? Why.TOO_SMALL : issuedOn.isAfter(today) ? Why.TOO_LARGE : null;
        if (why != null) found.add(new Problem("issuedOn", why, "Ngày cấp cần từ 07/05/2018 đến hôm nay.", "The day of issue lies between 7 May 2018 and today."));
    }

    /** The certificate of a draft without problems, or none. */
    public Optional<Certificate> certificate() {
        return stars == null ? Optional.empty() : Optional.of(new Certificate(stars, certificateNumber, authority, issuedOn));
    }

    private static void tell(List<Problem> found, Runnable check, String vi, String en) {
        try {
            check.run();
        } catch (BadValue bad) {
            found.add(new Problem(bad.field(), bad.why(), vi, en));
        }
    }

    private static String trimmed(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
