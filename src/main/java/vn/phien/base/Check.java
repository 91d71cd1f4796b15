package vn.phien.base;

import java.util.List;

/** Bounds on values from outside, for compact constructors. Each returns the value or throws {@link BadValue}. */
public final class Check {
    private Check() { }

    /** A text of 1 to {@code max} code points that is not blank. */
    public static String text(String field, String value, int max) {
        if (value == null) throw new BadValue(field, Why.MISSING);
        if (value.isBlank()) throw new BadValue(field, Why.EMPTY);
        return optional(field, value, max);
    }

    /** A text of at most {@code max} code points, or null. */
    public static String optional(String field, String value, int max) {
        if (value == null) return null;
        if (value.codePointCount(0, value.length()) > max) throw new BadValue(field, Why.TOO_LONG);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0 || c < 32 && c != '\n' && c != '\t' || c == 127) throw new BadValue(field, Why.BAD_TEXT);
            if (Character.isHighSurrogate(c)) {
                if (i + 1 >= value.length() || !Character.isLowSurrogate(value.charAt(i + 1))) throw new BadValue(field, Why.BAD_TEXT);
                i++;
            } else if (Character.isLowSurrogate(c)) throw new BadValue(field, Why.BAD_TEXT);
        }
        return value;
    }

    public static int range(String field, int value, int min, int max) {
        return (int) range(field, (long) value, min, max);
    }

    public static long range(String field, long value, long min, long max) {
        if (value < min) throw new BadValue(field, Why.TOO_SMALL);
        if (value > max) throw new BadValue(field, Why.TOO_LARGE);
        return value;
    }

    /** A list of {@code min} to {@code max} values without nulls, as an unmodifiable copy. */
    public static <T> List<T> list(String field, List<T> values, int min, int max) {
        if (values == null) throw new BadValue(field, Why.MISSING);
        if (values.size() < min) throw new BadValue(field, Why.TOO_SMALL);
        if (values.size() > max) throw new BadValue(field, Why.TOO_LARGE);
        for (var value : values) if (value == null) throw new BadValue(field, Why.MISSING);
        return List.copyOf(values);
    }

    public static <T> T present(String field, T value) {
        if (value == null) throw new BadValue(field, Why.MISSING);
        return value;
    }

    /** The key that a phone makes before its first send: 10 to 26 lower-case letters and digits. */
    public static String key(String value) {
        if (value == null) throw new BadValue("key", Why.MISSING);
        if (value.length() < 10 || value.length() > 26 || !Id.isBody(value, 0)) throw new BadValue("key", Why.INVALID_ID);
        return value;
    }
}
