package vn.phien.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Why;
import vn.phien.protocol.Views.CertificateView;

/**
 * What a booth says of a product's certificate.
 *
 * @param stars     3 to 5
 * @param number    of the decision
 * @param authority who decided
 * @param issuedOn  the day of issue, as yyyy-MM-dd
 */
public record Certified(int stars, String number, String authority, String issuedOn) {
    public Certified {
        new Certificate(stars, number, authority, date(Check.present("issuedOn", issuedOn)));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            throw new BadValue("issuedOn", Why.INVALID_VALUE);
        }
    }

    boolean isIssuedAfter(LocalDate today) {
        return date(issuedOn).isAfter(today);
    }

    /** As of a day, whether it still holds being decided by its dates and by the organizers' revocations. */
    CertificateView view(LocalDate today, Certificates.Revoked revoked) {
        var held = new Certificate(stars, number, authority, date(issuedOn));
        return revoked.of(number).map(revocation -> held.revoked(revocation.day(held.issuedOn()))).orElse(held).view(today);
    }
}
