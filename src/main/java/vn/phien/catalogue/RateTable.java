package vn.phien.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode).collect(Collectors.toSet());
    private static final BigDecimal MOST = BigDecimal.valueOf(Limits.PRICE_VND);

    /** @param currency by ISO 4217, such as THB @param vnd đồng for one unit, as a decimal number with a point */
    public record Rate(String currency, String vnd) {
        public Rate {
            Check.text("currency", currency, 3);
            if (!CODES.contains(currency) || currency.equals("VND")) throw new BadValue("currency", Why.INVALID_VALUE);
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
}
