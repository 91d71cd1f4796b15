package vn.phien.catalogue;

import java.util.HashSet;
import java.util.List;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.Picture;

/**
 * What a booth says of a product.
 *
 * @param priceVnd    whole đồng
 * @param unit        what one of it is, such as "hũ 500 ml"
 * @param weightGrams what one of it weighs with its packing, for the parcel; 0 for a visit alone
 * @param gtin        8, 12, 13 or 14 digits with a right check digit
 * @param drawing     shown when there is no photo; one that fits the name when absent
 * @param palette     the colours of the drawing; those of the booth when absent
 * @param photos      at most eight, the first is the one that lists show
 */
public record ProductForm(String name, @Maybe String story, long priceVnd, String unit, int weightGrams, OcopGroup group, @Maybe Certified certificate, @Maybe String gtin,
                          @Maybe String drawing, @Maybe String palette, List<PhotoName> photos) {
    public ProductForm {
        Check.text("name", name, Limits.TITLE);
        Check.optional("story", story, Limits.STORY);
        Check.range("priceVnd", priceVnd, 1, Limits.PRICE_VND);
        Check.text("unit", unit, Limits.UNIT);
        Check.present("group", group);
        Check.range("weightGrams", weightGrams, group == OcopGroup.TOURISM ? 0 : 1, Limits.WEIGHT_GRAMS);
        if (gtin != null && !Gtin.isValid(gtin)) throw new BadValue("gtin", Why.INVALID_VALUE);
        if (drawing != null && !Drawing.exists(drawing)) throw new BadValue("drawing", Why.INVALID_VALUE);
        if (palette != null && !Palette.exists(palette)) throw new BadValue("palette", Why.INVALID_VALUE);
        photos = photos == null ? List.of() : Check.list("photos", photos, 0, Limits.PHOTOS_PER_PRODUCT);
        if (new HashSet<>(photos).size() < photos.size()) throw new BadValue("photos", Why.DUPLICATE);
    }

    /** @param province code of the booth's province, for the colours */
    Picture picture(String province) {
        return new Picture(photos.isEmpty() ? null : photos.getFirst().path(), drawing == null ? Drawing.of(name, Drawing.ofGroup(group)) : drawing,
            palette == null ? Palette.of(province) : palette);
    }
}
