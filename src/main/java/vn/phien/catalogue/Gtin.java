package vn.phien.catalogue;

import java.util.Optional;
import java.util.regex.Pattern;
import vn.phien.base.BadValue;
import vn.phien.base.Why;

/**
 * The number under a product's bar code, as GS1 gives it out (Vietnam's begin with 893).
 *
 * @param digits 8, 12, 13 or 14 digits of which the last checks the others
 */
public record Gtin(String digits) {
    private static final Pattern LENGTHS = Pattern.compile("[0-9]{8}|[0-9]{12,14}");

    /** @throws BadValue when it is none */
    public Gtin {
        if (!isValid(digits)) throw new BadValue("gtin", Why.INVALID_VALUE);
    }

    /** Whether a text is exactly such a number. */
    public static boolean isValid(String digits) {
        return digits != null && LENGTHS.matcher(digits).matches() && !digits.matches("0+") && checkDigit(digits.substring(0, digits.length() - 1)) == digits.charAt(digits.length() - 1);
    }

    /** Reads a number as it is printed, with spaces or hyphens between digits. */
    public static Optional<Gtin> parse(String text) {
        if (text == null || text.length() > 40) return Optional.empty();
        var digits = text.strip().replaceAll("(?<=[0-9])[ -](?=[0-9])", "");
        return isValid(digits) ? Optional.of(new Gtin(digits)) : Optional.empty();
    }

    /** The digit that belongs after these: from the right they weigh 3 and 1 in turn, and the sum is filled up to tens. */
    static char checkDigit(String others) {
        var sum = 0;
        for (var i = 0; i < others.length(); i++) sum += (others.charAt(others.length() - 1 - i) - '0') * (i % 2 == 0 ? 3 : 1);
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** The same number in the fourteen digits that links and data bases use. */
    public String fourteen() {
        return "0".repeat(14 - digits.length()) + digits;
    }

    @Override public String toString() {
        return digits;
    }
}
