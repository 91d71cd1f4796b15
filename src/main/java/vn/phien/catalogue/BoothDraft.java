package vn.phien.catalogue;

import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.Province;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.Picture;

/**
 * What a booth says of itself. Buyers who order from afar have a right to most of it (Consumer Law 2023, Article 37).
 *
 * @param province     code of one of the 34
 * @param drawing      the drawing on its front; one that fits its name when absent
 * @param palette      the colours of its front; those of its province when absent
 * @param photo        shown instead of the drawing
 * @param sellerName   who sells, as registered
 * @param registration business registration or tax number
 */
public record BoothDraft(String name, String province, String commune, @Maybe String story, @Maybe String drawing, @Maybe String palette, @Maybe PhotoName photo,
                         String sellerName, @Maybe String registration, @Maybe String returnTerms) {
    public BoothDraft {
        Check.text("name", name, Limits.TITLE);
        if (Province.byCode(Check.present("province", province)).isEmpty()) throw new BadValue("province", Why.INVALID_VALUE);
        Check.text("commune", commune, Limits.NAME);
        Check.optional("story", story, Limits.STORY);
        if (drawing != null && !Drawing.exists(drawing)) throw new BadValue("drawing", Why.INVALID_VALUE);
        if (palette != null && !Palette.exists(palette)) throw new BadValue("palette", Why.INVALID_VALUE);
        Check.text("sellerName", sellerName, Limits.TITLE);
        Check.optional("registration", registration, Limits.NAME);
        Check.optional("returnTerms", returnTerms, Limits.RETURN_TERMS);
    }

    Picture picture() {
        return new Picture(photo == null ? null : photo.path(), drawing == null ? Drawing.of(name, "bamboo-basket") : drawing, palette == null ? Palette.of(province) : palette);
    }
}
