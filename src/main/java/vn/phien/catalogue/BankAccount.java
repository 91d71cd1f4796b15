package vn.phien.catalogue;

import java.util.regex.Pattern;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.Why;

/**
 * Where a booth's buyers pay by VietQR. Set by the booth's owner; shown to nobody but as part of a payment's QR picture.
 *
 * @param bin     six digits that NAPAS gave the bank
 * @param account 5 to 19 letters and digits
 * @param holder  the name that the buyer's bank will show
 */
public record BankAccount(String bin, String account, String holder) {
    private static final Pattern BIN = Pattern.compile("\\d{6}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9A-Za-z]{5,19}");

    public BankAccount {
        matches("bin", Check.present("bin", bin), BIN);
        matches("account", Check.present("account", account), ACCOUNT);
        Check.text("holder", holder, Limits.NAME);
    }

    private static void matches(String field, String value, Pattern pattern) {
        if (!pattern.matcher(value).matches()) throw new BadValue(field, Why.INVALID_VALUE);
    }

    /** The last four characters, so that the owner knows which one it is. */
    public String tail() {
        return account.substring(account.length() - 4);
    }

    @Override
    public String toString() {
        return "BankAccount[…]";
    }
}
