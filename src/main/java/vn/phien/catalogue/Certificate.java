package vn.phien.catalogue;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.Why;
import vn.phien.protocol.Views.CertificateView;

/**
 * The certificate of one product. Whether it holds is never stored: it follows from the dates and the {@link RuleSet} of the day
 * of issue.
 *
 * @param stars     3 to 5
 * @param number    of the decision, 1 to 60 characters
 * @param authority who decided, 1 to 120 characters
 * @param issuedOn  not before the programme began
 * @param revokedOn the day on which it was taken back, or null
 */
public record Certificate(int stars, String number, String authority, LocalDate issuedOn, LocalDate revokedOn) {
    /** Days before the end from which the seller is reminded: the issuer must write at least thirty before. */
    public static final int REMINDED_DAYS = 90;

    /** @throws BadValue when a bound is broken */
    public Certificate {
        Check.range("stars", stars, RuleSet.LOWEST_STARS, RuleSet.HIGHEST_STARS);
        Check.text("number", number, Limits.NAME);
        Check.text("authority", authority, Limits.TITLE);
        if (Check.present("issuedOn", issuedOn).isBefore(RuleSet.beginning())) throw new BadValue("issuedOn", Why.TOO_SMALL);
        if (revokedOn != null && revokedOn.isBefore(issuedOn)) throw new BadValue("revokedOn", Why.TOO_SMALL);
    }

    public Certificate(int stars, String number, String authority, LocalDate issuedOn) {
        this(stars, number, authority, issuedOn, null);
    }

    /** A certificate as of a day. */
    public sealed interface State { }

    /** @param until the last day */
    public record Valid(LocalDate until) implements State { }

    /** @param days from today to the last day, 0 on it, at most {@value Certificate#REMINDED_DAYS} */
    public record ExpiresIn(int days, LocalDate until) implements State { }

    /** @param on the last day on which it held */
    public record Expired(LocalDate on) implements State { }

    public record Revoked(LocalDate on) implements State { }

    public Certificate revoked(LocalDate on) {
        return new Certificate(stars, number, authority, issuedOn, on);
    }

    /** The last day: a term of months ends with the day of the same number (Civil Code 2015, Article 148). */
    public LocalDate until() {
        return issuedOn.plusMonths(RuleSet.on(issuedOn).months());
    }

    /** @param today the date in Vietnam */
    public State state(LocalDate today) {
        if (revokedOn != null && !revokedOn.isAfter(today)) return new Revoked(revokedOn);
        var days = ChronoUnit.DAYS.between(today, until());
        return days < 0 ? new Expired(until()) : days <= REMINDED_DAYS ? new ExpiresIn((int) days, until()) : new Valid(until());
    }

    /** What may be shown today: 3 to 5, or 0 when it has expired or was revoked. */
    public int starsOn(LocalDate today) {
        return switch (state(today)) {
            case Valid valid -> stars;
            case ExpiresIn soon -> stars;
            case Expired over -> 0;
            case Revoked gone -> 0;
        };
    }

    /** As the catalogue shows it. */
    public CertificateView view(LocalDate today) {
        var word = switch (state(today)) {
            case Valid valid -> "valid";
            case ExpiresIn soon -> "expires-soon";
            case Expired over -> "expired";
            case Revoked gone -> "revoked";
        };
        var days = starsOn(today) == 0 ? 0 : (int) ChronoUnit.DAYS.between(today, until());
        return new CertificateView(word, starsOn(today), number, authority, issuedOn.toString(), until().toString(), days);
    }
}
