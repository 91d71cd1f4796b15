package vn.phien.base;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Vietnamese mobile number. It is personal data: {@link #toString()} is masked, so that a number that slips into a log or an
 * error message says nothing. Whoever needs the digits asks for {@link #e164()} by name.
 *
 * @param e164 {@code +84} and nine digits
 */
public record PhoneNumber(String e164) {
    private static final Pattern E164 = Pattern.compile("\\+84[35789]\\d{8}");
    private static final Pattern TYPED = Pattern.compile("\\(?\\+?[0-9][0-9 .()\\-\\u00a0]{7,30}");
    private static final Pattern ELEVEN_DIGITS = Pattern.compile("(?:(?:\\+|00)?840?|0)(1\\d\\d)(\\d{7})");

    /** Prefixes of eleven-digit numbers, ended in 2018, and what the same number begins with today. */
    private static final Map<String, String> SINCE_2018 = Map.ofEntries(
            Map.entry("162", "32"), Map.entry("163", "33"), Map.entry("164", "34"), Map.entry("165", "35"),
            Map.entry("166", "36"), Map.entry("167", "37"), Map.entry("168", "38"), Map.entry("169", "39"),
            Map.entry("123", "83"), Map.entry("124", "84"), Map.entry("125", "85"), Map.entry("127", "81"), Map.entry("129", "82"),
            Map.entry("120", "70"), Map.entry("121", "79"), Map.entry("122", "77"), Map.entry("126", "76"), Map.entry("128", "78"),
            Map.entry("186", "56"), Map.entry("188", "58"), Map.entry("199", "59"));

    /** Reads a number back from where it was stored in E.164. */
    public PhoneNumber {
        if (!E164.matcher(e164).matches()) throw new IllegalArgumentException("not a Vietnamese mobile number");
    }

    /**
     * Reads a number as people type it: with or without {@code +84}, spaces, dots, hyphens, brackets; a number of eleven digits
     * from before 2018 is taken to its present form. Empty for everything that no buyer can be called on: fixed lines, 1800 and
     * 1900, other countries, satellite, letters, digits that are not ASCII, control characters.
     *
     * @param text anything, null included
     */
    public static Optional<PhoneNumber> parse(String text) {
        if (text == null) return Optional.empty();
        var trimmed = text.replaceAll("^ +| +$", "");
        if (!TYPED.matcher(trimmed).matches()) return Optional.empty();
        var digits = trimmed.replaceAll("[^+0-9]", "");
        var old = ELEVEN_DIGITS.matcher(digits);
        if (old.matches() && SINCE_2018.containsKey(old.group(1))) digits = "+84" + SINCE_2018.get(old.group(1)) + old.group(2);
        try {
            var phones = PhoneNumberUtil.getInstance();
            var number = phones.parse(digits, "VN");
            if (!phones.isValidNumberForRegion(number, "VN") || phones.getNumberType(number) != PhoneNumberType.MOBILE) return Optional.empty();
            var e164 = phones.format(number, PhoneNumberFormat.E164);
            return E164.matcher(e164).matches() ? Optional.of(new PhoneNumber(e164)) : Optional.empty();
        } catch (NumberParseException unreadable) {
            return Optional.empty();
        }
    }

    /** As people here write it: {@code 0912 345 678}. */
    public String national() {
        return "0" + e164.substring(3, 6) + " " + e164.substring(6, 9) + " " + e164.substring(9);
    }

    /** What others may see: {@code 09•• ••• 678}. */
    public String masked() {
        return "0" + e164.charAt(3) + "•• ••• " + e164.substring(9);
    }

    @Override public String toString() {
        return masked();
    }
}
