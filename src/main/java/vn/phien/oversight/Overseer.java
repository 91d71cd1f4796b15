package vn.phien.oversight;

import vn.phien.base.AccountId;
import vn.phien.base.Role;

/** Somebody who watches over the market, and in whose name: an official of an office, or the organizers. */
record Overseer(AccountId account, Role role, String office) {
    /** What stands for the organizers where an official's office stands; the pages have words for it. */
    static final String ORGANIZERS = "organizer";
}
