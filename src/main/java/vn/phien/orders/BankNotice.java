package vn.phien.orders;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.Why;

/**
 * What a bank tells of one movement on an account.
 *
 * @param transaction the bank's own reference: 1 to 64 letters, digits, dots, dashes
 * @param account     the number of the account that the money came to or left
 * @param amountVnd   whole đồng, always positive
 * @param content     the memo as the bank passes it on, often changed: cut, in capitals, with things before and after
 * @param direction   whether money came in or went out
 * @param atMs        when the bank booked it
 */
public record BankNotice(String transaction, String account, long amountVnd, String content, Direction direction, long atMs) {
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9A-Za-z]{1,19}");
    private static final int CONTENT = 500;

    public enum Direction { IN, OUT;
        @JsonValue
        public String code() { return name().toLowerCase(Locale.ROOT); }
    }

    public BankNotice {
        if (!REFERENCE.matcher(Check.present("transaction", transaction)).matches()) throw new BadValue("transaction", Why.INVALID_VALUE);
        if (!ACCOUNT.matcher(Check.present("account", account)).matches()) throw new BadValue("account", Why.INVALID_VALUE);
        Check.range("amountVnd", amountVnd, 1, Limits.PRICE_VND * Limits.CART_LINES * Limits.QUANTITY);
        Check.optional("content", Check.present("content", content), CONTENT);
        Check.present("direction", direction);
        Check.range("atMs", atMs, 0, 253_402_300_800_000L);
    }

    @Override
    public String toString() {
        return "BankNotice[" + transaction + " " + direction + " " + amountVnd + "]";
    }
}
