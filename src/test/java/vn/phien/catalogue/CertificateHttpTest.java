package vn.phien.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.catalogue.Door.assertRefused;
import static vn.phien.catalogue.Door.body;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Why;
import vn.phien.catalogue.Certificates.Revocation;
import vn.phien.catalogue.ProductRequests.RestoreCertificate;
import vn.phien.catalogue.ProductRequests.RevokeCertificate;
import vn.phien.http.Answer;
import vn.phien.protocol.Views.CertificateView;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class CertificateHttpTest {
    private static final BoothId BOOTH = new BoothId("b07-honey");
    private static final BoothId OTHER = new BoothId("b09-silk");
    private static final Caller.Person STAFF = Door.in(BOOTH, BoothRole.STAFF);
    private static final Caller.Person ORGANIZER = Door.organizer("tinh");
    @TempDir
    Path folder;
    private volatile Instant now = Instant.parse("2026-06-15T05:00:00Z");
    private Samples.Market market;
    private Link link;
    private Door door;

    @BeforeEach
    void open(Link link) {
        this.link = link;
        InstantSource clock = () -> now;
        market = Samples.market(link, clock, folder);
        market.put(BOOTH, Samples.booth("Mật ong Mèo Vạc", "08"));
        market.put(OTHER, Samples.booth("Lụa Vạn Phúc", "01"));
        door = new Door(new CertificateHttp(market.booths(), market.products(), market.certificates()).routes());
    }

    @AfterEach
    void close() {
        market.close();
    }

    private void add(BoothId booth, String key, ProductForm form) {
        assertInstanceOf(vn.phien.base.Result.Ok.class, market.products().add(booth, key, form).await());
    }

    private List<CertificateHttp.Held> held() {
        return body(door.ask(STAFF, "GET", "/api/booths/" + BOOTH + "/certificates"), CertificateHttp.AllHeld.class).certificates();
    }

    private CertificateView one() {
        return held().getFirst().certificate();
    }

    @ParameterizedTest(name = "on {0} it is {1}")
    @CsvSource({
        "2025-06-10T05:00:00Z, valid,        4",
        "2028-04-20T05:00:00Z, expires-soon, 4",
        "2028-06-10T16:59:59Z, expires-soon, 4",
        "2028-06-10T17:00:00Z, expired,      0",
        "2030-01-01T00:00:00Z, expired,      0"})
    void a_certificate_holds_for_36_months_by_the_date_in_vietnam(String at, String state, int stars) {
        add(BOOTH, "k000000001", Samples.certified(4, "12/QĐ-UBND", "2025-06-10"));
        now = Instant.parse(at);
        market.products().forgetAll();
        assertEquals(state + " " + stars, one().state() + " " + one().stars());
        assertEquals(stars == 0, one().daysLeft() == 0 && !one().state().equals("expires-soon"));
    }

    @Test
    void those_with_the_fewest_days_left_come_first() {
        add(BOOTH, "k000000001", Samples.certified(4, "A", "2026-01-10"));
        add(BOOTH, "k000000002", Samples.certified(3, "B", "2023-07-01"));
        add(BOOTH, "k000000003", Samples.certified(5, "C", "2020-01-02"));
        add(BOOTH, "k000000004", Samples.honey());
        assertEquals(List.of("C expired", "B expires-soon", "A valid"), held().stream().map(one -> one.certificate().number() + " " + one.certificate().state()).toList());
    }

    @Test
    void a_revoked_certificate_shows_no_stars_in_any_booth_and_says_why() {
        add(BOOTH, "k000000001", Samples.certified(4, "12/QĐ-UBND", "2026-01-10"));
        add(OTHER, "k000000002", Samples.certified(4, "12/qđ-ubnd", "2026-01-10"));
        assertEquals("valid 4", one().state() + " " + one().stars());
        body(door.ask(ORGANIZER, "POST", "/api/certificates/revocations", new RevokeCertificate(" 12/QD - UBND ", "Mẫu kiểm nghiệm không đạt")), Revocation.class);
        assertEquals("revoked 0", one().state() + " " + one().stars());
        assertEquals("Mẫu kiểm nghiệm không đạt", held().getFirst().reason());
        assertTrue(market.products().of(OTHER).await().values().stream().allMatch(product -> product.certificate().state().equals("revoked")));
        assertEquals(1, body(door.ask(ORGANIZER, "GET", "/api/certificates/revocations"), CertificateHttp.Revocations.class).revocations().size());
    }

    @Test
    void a_revocation_made_in_error_is_taken_back() {
        add(BOOTH, "k000000001", Samples.certified(4, "12/QĐ-UBND", "2026-01-10"));
        door.ask(ORGANIZER, "POST", "/api/certificates/revocations", new RevokeCertificate("12/QĐ-UBND", "Nhầm"));
        assertRefused(Why.ALREADY_DONE, door.ask(ORGANIZER, "POST", "/api/certificates/revocations", new RevokeCertificate("12/QĐ-UBND", "Nhầm")));
        assertInstanceOf(Answer.Empty.class, door.ask(ORGANIZER, "POST", "/api/certificates/revocations/taken-back", new RestoreCertificate("12/qđ-ubnd")));
        assertEquals("valid", one().state());
        assertRefused(Why.NOT_FOUND, door.ask(ORGANIZER, "POST", "/api/certificates/revocations/taken-back", new RestoreCertificate("12/QĐ-UBND")));
    }

    @Test
    void only_organizers_revoke_and_only_staff_read_their_list() {
        var books = new Books(link).digest();
        for (var who : List.of(STAFF, Door.in(OTHER, BoothRole.OWNER), Door.person("an"))) {
            assertRefused(Why.NOT_ALLOWED, door.ask(who, "POST", "/api/certificates/revocations", new RevokeCertificate("12", "Ghét")));
            assertRefused(Why.NOT_ALLOWED, door.ask(who, "POST", "/api/certificates/revocations/taken-back", new RestoreCertificate("12")));
            assertRefused(Why.NOT_ALLOWED, door.ask(who, "GET", "/api/certificates/revocations"));
        }
        assertRefused(Why.NOT_ALLOWED, door.ask(Door.in(OTHER, BoothRole.OWNER), "GET", "/api/booths/" + BOOTH + "/certificates"));
        assertRefused(Why.SIGN_IN_FIRST, door.ask(Caller.ANONYMOUS, "GET", "/api/booths/" + BOOTH + "/certificates"));
        assertRefused(Why.NOT_FOUND, door.ask(ORGANIZER, "GET", "/api/booths/b01-nowhere/certificates"));
        assertEquals(books, new Books(link).digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'reason':'x'}              | missing    | number",
        "{'number':'','reason':'x'}  | empty      | number",
        "{'number':'1'}              | missing    | reason",
        "{'number':'1','reason':''}  | empty      | reason",
        "{'number':1,'reason':'x'}   | wrong-type | number",
        "{'number':'1','reason':'x','by':'u-me'} | unknown-field | by"})
    void a_revocation_is_refused(String json, String why, String field) {
        var books = new Books(link).digest();
        assertRefused(Why.of(why), field, door.ask(ORGANIZER, "POST", "/api/certificates/revocations", json.replace('\'', '"')));
        assertEquals(books, new Books(link).digest());
    }
}
