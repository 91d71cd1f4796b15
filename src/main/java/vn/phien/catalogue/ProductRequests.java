package vn.phien.catalogue;

import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.Why;

/** The bodies of requests about products. {@code rev} is the one from which a change was made. */
public final class ProductRequests {
    private ProductRequests() { }

    /** @param key made by the asker before the first send; the same key again answers the same product */
    public record AddProduct(String key, ProductForm product) {
        public AddProduct {
            Check.key(key);
            Check.present("product", product);
        }
    }

    public record EditProduct(int rev, ProductForm product) {
        public EditProduct {
            Check.range("rev", rev, 1, Integer.MAX_VALUE);
            Check.present("product", product);
        }
    }

    public record ArchiveProduct(int rev, boolean archived) {
        public ArchiveProduct {
            Check.range("rev", rev, 1, Integer.MAX_VALUE);
        }
    }

    /** @param delta units counted onto the shelf, or (negative) off it */
    public record CountStock(int delta, String key, String reason) {
        public CountStock {
            Check.range("delta", delta, -Limits.STOCK, Limits.STOCK);
            if (delta == 0) throw new BadValue("delta", Why.INVALID_VALUE);
            Check.key(key);
            Check.text("reason", reason, Limits.REASON);
        }
    }

    public record RestoreCertificate(String number) {
        public RestoreCertificate {
            Check.text("number", number, Limits.NAME);
        }
    }

    public record RevokeCertificate(String number, String reason) {
        public RevokeCertificate {
            Check.text("number", number, Limits.NAME);
            Check.text("reason", reason, Limits.REASON);
        }
    }
}
