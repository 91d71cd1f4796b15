package vn.phien.catalogue;

import vn.phien.base.AccountId;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;

/** The bodies of requests about booths. */
public final class BoothRequests {
    private BoothRequests() { }

    /**
     * Open a booth: for oneself, or, by an organizer, for an account or for whoever has a number.
     *
     * @param key   made by the asker before the first send; the same key again answers the same booth
     * @param phone personal data: never kept, only looked up
     */
    public record OpenBooth(String key, BoothDraft booth, @Maybe AccountId owner, @Maybe String phone) {
        public OpenBooth {
            Check.key(key);
            Check.present("booth", booth);
            if (owner != null && phone != null) throw new BadValue("phone", Why.DUPLICATE);
            if (phone != null && PhoneNumber.parse(phone).isEmpty()) throw new BadValue("phone", Why.INVALID_PHONE);
        }

        boolean forAnother() {
            return owner != null || phone != null;
        }

        @Override
        public String toString() {
            return "OpenBooth[" + key + "]";
        }
    }

    /** @param rev the one from which the edit was made */
    public record EditBooth(int rev, BoothDraft booth) {
        public EditBooth {
            Check.range("rev", rev, 1, Integer.MAX_VALUE);
            Check.present("booth", booth);
        }
    }
}
