package vn.phien.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.BadValue;
import vn.phien.catalogue.Certificate.Expired;
import vn.phien.catalogue.Certificate.ExpiresIn;
import vn.phien.catalogue.Certificate.Revoked;
import vn.phien.catalogue.Certificate.Valid;
import vn.phien.catalogue.RuleSet.Decider;
import vn.phien.protocol.Views.CertificateView;

class CertificateTest {
    private static final LocalDate ISSUED = LocalDate.of(2023, 5, 10);
    private static final LocalDate UNTIL = LocalDate.of(2026, 5, 10);
    private final Certificate certificate = new Certificate(4, "1234/QĐ-UBND", "UBND tỉnh Nghệ An", ISSUED);

    @Test void a_certificate_holds_for_thirty_six_months() {
        assertEquals(new Valid(UNTIL), certificate.state(ISSUED));
        assertEquals(new Valid(UNTIL), certificate.state(UNTIL.minusDays(91)));
        assertEquals(new ExpiresIn(90, UNTIL), certificate.state(UNTIL.minusDays(90)));
        assertEquals(new ExpiresIn(1, UNTIL), certificate.state(UNTIL.minusDays(1)));
        assertEquals(new ExpiresIn(0, UNTIL), certificate.state(UNTIL));
        assertEquals(new Expired(UNTIL), certificate.state(UNTIL.plusDays(1)));
    }

    @ParameterizedTest
    @CsvSource({"2024-02-29,2027-02-28", "2023-02-28,2026-02-28", "2022-12-31,2025-12-31", "2023-11-30,2026-11-30", "2019-08-21,2022-08-21"})
    void the_last_day_is_the_day_of_the_same_number(LocalDate issued, LocalDate until) {
        assertEquals(until, new Certificate(3, "1", "x", issued).until());
    }

    @Test void stars_are_shown_only_while_it_holds() {
        assertEquals(4, certificate.starsOn(ISSUED));
        assertEquals(4, certificate.starsOn(UNTIL));
        assertEquals(0, certificate.starsOn(UNTIL.plusDays(1)));
        assertEquals(0, certificate.revoked(ISSUED.plusDays(5)).starsOn(ISSUED.plusDays(5)));
    }

    @Test void a_revoked_certificate_stays_revoked_from_that_day_on() {
        var revoked = certificate.revoked(LocalDate.of(2024, 1, 2));
        assertEquals(new Valid(UNTIL), revoked.state(LocalDate.of(2024, 1, 1)));
        assertEquals(new Revoked(LocalDate.of(2024, 1, 2)), revoked.state(LocalDate.of(2024, 1, 2)));
        assertEquals(new Revoked(LocalDate.of(2024, 1, 2)), revoked.state(UNTIL.plusYears(1)));
    }

    @Test void the_page_is_told_state_stars_and_days() {
        assertEquals(new CertificateView("valid", 4, "1234/QĐ-UBND", "UBND tỉnh Nghệ An", "2023-05-10", "2026-05-10", 1096), certificate.view(ISSUED));
        assertEquals(new CertificateView("expires-soon", 4, "1234/QĐ-UBND", "UBND tỉnh Nghệ An", "2023-05-10", "2026-05-10", 30), certificate.view(UNTIL.minusDays(30)));
        assertEquals(new CertificateView("expired", 0, "1234/QĐ-UBND", "UBND tỉnh Nghệ An", "2023-05-10", "2026-05-10", 0), certificate.view(UNTIL.plusDays(30)));
        assertEquals(new CertificateView("revoked", 0, "1234/QĐ-UBND", "UBND tỉnh Nghệ An", "2023-05-10", "2026-05-10", 0), certificate.revoked(ISSUED).view(ISSUED));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 6, 50})
    void fewer_than_three_stars_or_more_than_five_are_no_certificate(int stars) {
        assertThrows(BadValue.class, () -> new Certificate(stars, "1", "x", ISSUED));
    }

    @Test void the_other_bounds_are_kept() {
        assertThrows(BadValue.class, () -> new Certificate(3, " ", "x", ISSUED));
        assertThrows(BadValue.class, () -> new Certificate(3, "x".repeat(61), "x", ISSUED));
        assertThrows(BadValue.class, () -> new Certificate(3, "1", null, ISSUED));
        assertThrows(BadValue.class, () -> new Certificate(3, "1", "x".repeat(121), ISSUED));
        assertThrows(BadValue.class, () -> new Certificate(3, "1", "x", null));
        assertThrows(BadValue.class, () -> new Certificate(3, "1", "x", LocalDate.of(2018, 5, 6)));
        assertThrows(BadValue.class, () -> new Certificate(3, "1", "x", ISSUED, ISSUED.minusDays(1)));
    }

    @ParameterizedTest
    @CsvSource({"2018-01-01,490/QĐ-TTg,PROVINCE,PROVINCE,CENTRE", "2019-08-21,1048/QĐ-TTg,PROVINCE,PROVINCE,CENTRE", "2023-02-23,1048/QĐ-TTg,PROVINCE,PROVINCE,CENTRE", "2023-02-24,148/QĐ-TTg,DISTRICT,PROVINCE,CENTRE",
            "2025-07-05,148/QĐ-TTg,DISTRICT,PROVINCE,CENTRE", "2025-07-06,1489/QĐ-TTg,PROVINCE,PROVINCE,CENTRE", "2026-12-31,1489/QĐ-TTg,PROVINCE,PROVINCE,CENTRE"})
    void who_decides_depends_on_the_day(LocalDate day, String decision, Decider three, Decider four, Decider five) {
        var rules = RuleSet.on(day);
        assertEquals(decision, rules.decision());
        assertEquals(three, rules.decides(3));
        assertEquals(four, rules.decides(4));
        assertEquals(five, rules.decides(5));
        assertEquals(36, rules.months());
    }

    @Test void rules_follow_each_other_in_time() {
        for (var i = 1; i < RuleSet.all().size(); i++) assertEquals(true, RuleSet.all().get(i).from().isAfter(RuleSet.all().get(i - 1).from()));
    }
}
