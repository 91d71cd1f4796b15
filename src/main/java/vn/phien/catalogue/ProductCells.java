package vn.phien.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import vn.phien.base.Tones;

/** What sellers write in the cells of a table of products, read without guessing: what could mean two things is not read. */
final class ProductCells {
    private static final String WHOLE = "[0-9]{1,9}|[0-9]{1,3}(?:[.,][0-9]{3}){1,2}";
    private static final Pattern NUMBER = Pattern.compile(WHOLE);
    private static final Pattern GRAMS = Pattern.compile("(" + WHOLE + ") ?(?:g|gr|gam|gram|grams)?");
    private static final Pattern KILOGRAMS = Pattern.compile("([0-9]{1,4})(?:[.,]([0-9]{1,2}))? ?(?:kg|ky|ki|kilogam)");
    private static final Pattern STARS = Pattern.compile("([0-9]{1,2}) ?(?:sao|stars?|\\*)?|([★⭐*]{1,9})");
    private static final List<DateTimeFormatter> DATES = List.of("d/M/uuuu", "d-M-uuuu", "d.M.uuuu", "uuuu-M-d", "uuuu/M/d").stream()
            .map(pattern -> DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT)).toList();

    private ProductCells() { }

    /** {@code 1200}, {@code 1.200}, {@code 1,200}. */
    static OptionalInt number(String cell) {
        return NUMBER.matcher(cell.strip()).matches() ? OptionalInt.of(digits(cell)) : OptionalInt.empty();
    }

    /** {@code 500}, {@code 500 g}, {@code 1.200g}, {@code 0,5 kg}; not {@code 1.250 kg}, which may be a kilo or a ton. */
    static OptionalInt grams(String cell) {
        var plain = Tones.plain(cell).strip();
        var grams = GRAMS.matcher(plain);
        if (grams.matches()) return OptionalInt.of(digits(grams.group(1)));
        var kilograms = KILOGRAMS.matcher(plain);
        if (!kilograms.matches()) return OptionalInt.empty();
        var part = kilograms.group(2) == null ? "0" : (kilograms.group(2) + "00").substring(0, 3);
        return OptionalInt.of(Integer.parseInt(kilograms.group(1)) * 1_000 + Integer.parseInt(part));
    }

    /** {@code 4}, {@code 4 sao}, {@code ★★★★}. */
    static OptionalInt stars(String cell) {
        var stars = STARS.matcher(Tones.plain(cell).strip());
        if (!stars.matches()) return OptionalInt.empty();
        return OptionalInt.of(stars.group(1) != null ? Integer.parseInt(stars.group(1)) : stars.group(2).length());
    }

    /** Day, month, year as people here write it, or year, month, day. */
    static Optional<LocalDate> date(String cell) {
        if (!cell.strip().matches("[0-9./-]{8,10}")) return Optional.empty();
        for (var format : DATES) {
            try {
                return Optional.of(LocalDate.parse(cell.strip(), format));
            } catch (DateTimeException other) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static int digits(String text) {
        return Integer.parseInt(text.replaceAll("[^0-9]", ""));
    }
}
