package vn.phien.base;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Amounts of whole đồng as people write and read them. The đồng has no smaller coin, so there are no decimals anywhere. */
public final class Vnd {
    private static final Pattern WRITTEN = Pattern.compile(
            "(\\d{1,15}|\\d{1,3}(?:\\.\\d{3}){1,4}|\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,3}(?:[ \\u00a0\\u202f]\\d{3}){1,4})[ \\u00a0]?(?:d|vnd|₫|dong)?");

    private Vnd() { }

    /** {@code 1234567} becomes {@code "1.234.567 ₫"}. */
    public static String format(long amountVnd) {
        return grouped(amountVnd) + " ₫";
    }

    /** {@code 1234567} becomes {@code "1.234.567"}. */
    public static String grouped(long amount) {
        var text = new StringBuilder(Long.toString(amount));
        var first = amount < 0 ? 1 : 0;
        for (var at = text.length() - 3; at > first; at -= 3) text.insert(at, '.');
        return text.toString();
    }

    /**
     * Reads an amount as a seller writes it in a table: {@code 120000}, {@code 120.000}, {@code 120,000 đ}, {@code 120 000 VND}.
     * Empty for anything that could be read in two ways ({@code 120.5}, {@code 120.00}, {@code 12.0000}) and for {@code 120k}.
     *
     * @param text any text, never null; at most fifteen digits are read
     */
    public static OptionalLong parse(String text) {
        var written = WRITTEN.matcher(Tones.plain(text).strip());
        return written.matches() ? OptionalLong.of(Long.parseLong(written.group(1).replaceAll("[^0-9]", ""))) : OptionalLong.empty();
    }
}
