package vn.phien.base;

import java.util.function.Function;
import java.util.regex.Pattern;

/** Mobile numbers inside free text, such as a comment, however they are spaced and in whatever digits they are written. */
public final class PhonesInText {
    private static final Pattern BEGINNING = Pattern.compile("(?<![\\p{Nd}+])(?:\\+|\\p{Nd})");
    private static final String BETWEEN = " .-()/_\u00a0\u2013";
    private static final int MOST_BETWEEN = 3;
    private static final int FEWEST_DIGITS = 10;
    private static final int MOST_DIGITS = 15;

    private PhonesInText() { }

    /** The text with every mobile number masked, {@code 09•• ••• 678}; all else stays as it is. */
    public static String mask(String text) {
        return replace(text, PhoneNumber::masked);
    }

    /**
     * The text with every mobile number replaced. A number counts when it starts with 0, 84 or +84: nine digits alone may be a price.
     *
     * @param text any text, never null
     */
    public static String replace(String text, Function<PhoneNumber, String> replacement) {
        var out = new StringBuilder();
        var done = 0;
        var beginning = BEGINNING.matcher(text);
        for (var from = 0; from <= text.length() && beginning.find(from); ) {
            var found = at(text, beginning.start());
            from = beginning.start() + 1;
            if (found == null) continue;
            out.append(text, done, beginning.start()).append(replacement.apply(found.number));
            done = from = found.end;
        }
        return out.append(text, done, text.length()).toString();
    }

    private record Found(PhoneNumber number, int end) { }

    /** The longest reading wins, for an old number of eleven digits begins like one of ten. */
    private static Found at(String text, int start) {
        var digits = new StringBuilder();
        Found longest = null;
        var gap = 0;
        for (var i = start; i < text.length() && digits.length() <= MOST_DIGITS; ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isDigit(c)) {
                gap = 0;
                digits.append((char) ('0' + Character.digit(c, 10)));
                var whole = i == text.length() || !Character.isDigit(text.codePointAt(i));
                if (whole && digits.length() >= FEWEST_DIGITS && prefixed(digits)) {
                    var number = PhoneNumber.parse(digits.toString());
                    if (number.isPresent()) longest = new Found(number.get(), i);
                }
            } else if (c == '+' && digits.isEmpty()) {
                digits.append('+');
            } else if (BETWEEN.indexOf(c) < 0 || ++gap > MOST_BETWEEN) {
                break;
            }
        }
        return longest;
    }

    private static boolean prefixed(CharSequence digits) {
        return digits.charAt(0) == '0' || digits.charAt(0) == '+' || digits.charAt(0) == '8' && digits.charAt(1) == '4' && digits.length() > FEWEST_DIGITS;
    }
}
