package vn.phien.catalogue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.Why;

/**
 * How many đồng a unit of other money is worth on a day, as an organizer loaded it. Prices are only shown by it, never charged.
 *
 * @param asOf   the day of the rates, as yyyy-MM-dd
 * @param source where they were read
 */
public record RateTable(String asOf, String source, List<Rate> rates) {
    private static final Pattern LINE = Pattern.compile("([A-Za-z]{3})\\s*(?:,|;|\\t)\\s*\"?(\\d{1,12}(?:[.,]\\d{1,6})?)\"?");
    private static final BigDecimal MOST = BigDecimal.valueOf(Limits.PRICE_VND);

    /** @param currency by ISO 4217, such as THB @param vnd đồng for one unit, as a decimal number with a point */
    public record Rate(String currency, String vnd) {
        public Rate {
            Check.text("currency", currency, 3);
            if (!currency.matches("[A-Z]{3}") || currency.equals("VND")) throw new BadValue("currency", Why.INVALID_VALUE);
            Check.text("vnd", vnd, 20);
            if (!vnd.matches("\\d{1,12}(\\.\\d{1,6})?")) throw new BadValue("vnd", Why.WRONG_TYPE);
            var value = new BigDecimal(vnd);
            if (value.signum() == 0) throw new BadValue("vnd", Why.TOO_SMALL);
            if (value.compareTo(MOST) > 0) throw new BadValue("vnd", Why.TOO_LARGE);
        }
    }

    public RateTable {
        Check.text("asOf", asOf, 10);
        try {
            LocalDate.parse(asOf);
        } catch (DateTimeParseException e) {
            throw new BadValue("asOf", Why.INVALID_VALUE);
        }
        Check.text("source", source, Limits.NAME);
        rates = Check.list("rates", rates, 1, Limits.CURRENCIES);
        var seen = new HashSet<String>();
        for (var rate : rates) if (!seen.add(rate.currency())) throw new BadValue("rates", Why.DUPLICATE);
    }

    /** The same from a spreadsheet: a code and a number on each line, apart by comma, semicolon or tab; a first line of headings is passed over. */
    static RateTable ofCsv(byte[] bytes, String asOf, String source) {
        var rates = new ArrayList<Rate>();
        int number = 0;
        for (var line : new String(bytes, StandardCharsets.UTF_8).replace("\ufeff", "").split("\\R")) {
            number++;
            if (line.isBlank()) continue;
            var found = LINE.matcher(line.strip());
            if (found.matches()) rates.add(new Rate(found.group(1).toUpperCase(java.util.Locale.ROOT), found.group(2).replace(',', '.')));
            else if (number > 1) throw new BadValue("line " + number, Why.INVALID_VALUE);
        }
        return new RateTable(asOf, source, rates);
    }
}
