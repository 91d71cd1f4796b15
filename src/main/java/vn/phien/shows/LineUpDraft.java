package vn.phien.shows;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;

/**
 * The whole line-up of a show, in order. What is left out leaves the show and its free units go back to the shelf.
 *
 * @param key made by the asker before the first send; a repeat changes nothing
 */
public record LineUpDraft(List<Item> items, String key) {
    private static final Pattern CODE = Pattern.compile("[A-Z][1-9][0-9]{0,2}");

    public LineUpDraft {
        items = Check.list("items", items, 0, Limits.LINE_UP);
        Check.key(key);
        if (items.stream().map(Item::product).distinct().count() < items.size()) throw new BadValue("items.product", Why.DUPLICATE);
        if (items.stream().filter(item -> item.code() != null).map(Item::code).distinct().count() < items.stream().filter(item -> item.code() != null).count()) {
            throw new BadValue("items.code", Why.DUPLICATE);
        }
    }

    /**
     * One product of the line-up.
     *
     * @param code     what buyers write, a letter and 1 to 999; given by order (A1, A2 …) when absent
     * @param units    how many the show has in all, sold ones included
     * @param perBuyer how many one buyer may have
     * @param priceVnd the catalogue's when absent
     */
    public record Item(ProductId product, @Maybe String code, int units, int perBuyer, @Maybe Long priceVnd) {
        public Item {
            Check.present("product", product);
            if (code != null) {
                code = code.strip().toUpperCase(Locale.ROOT);
                if (!CODE.matcher(code).matches()) throw new BadValue("code", Why.INVALID_VALUE);
            }
            Check.range("units", units, 0, Limits.STOCK);
            Check.range("perBuyer", perBuyer, 1, Limits.QUANTITY);
            if (priceVnd != null) Check.range("priceVnd", priceVnd, 1, Limits.PRICE_VND);
        }
    }
}
