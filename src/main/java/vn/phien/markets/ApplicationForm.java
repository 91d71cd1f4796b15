package vn.phien.markets;

import java.util.List;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.HallId;
import vn.phien.base.Limits;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;

/**
 * What a producer applies with.
 *
 * @param products  what the booth will sell that night
 * @param papers    those of the products whose certificates are shown as papers
 * @param photos    paths of the booth's own photos, of its stall or of other papers
 * @param wish      the hall it would like, or null
 * @param note      what the organizer should know, may be empty
 */
public record ApplicationForm(List<ProductId> products, List<ProductId> papers, List<String> photos, @Maybe HallId wish, String note) {
    public ApplicationForm {
        products = Check.list("products", products, 1, Limits.PRODUCTS_APPLIED_WITH);
        papers = Check.list("papers", papers, 0, Limits.PRODUCTS_APPLIED_WITH);
        photos = Check.list("photos", photos, 0, Limits.PHOTOS_APPLIED_WITH);
        if (products.stream().distinct().count() < products.size()) throw new BadValue("products", Why.DUPLICATE);
        if (papers.stream().distinct().count() < papers.size()) throw new BadValue("papers", Why.DUPLICATE);
        if (!products.containsAll(papers)) throw new BadValue("papers", Why.INVALID_VALUE);
        for (var photo : photos) Check.text("photos", photo, Limits.ADDRESS);
        note = Check.optional("note", Check.present("note", note), Limits.ABOUT).strip();
    }
}
