package vn.phien.realtime;

import java.util.Set;
import vn.phien.base.AccountId;

/**
 * A frame as a room says it.
 *
 * @param alone null when everybody hears it; else, beside the staff, these alone: the room speaks too much for all of it to be heard
 */
record Said(Frame frame, Set<AccountId> alone) {
    /** Whether somebody hears it. @param account null for a guest */
    boolean reaches(boolean staff, AccountId account) {
        return staff || alone == null || account != null && alone.contains(account);
    }
}
