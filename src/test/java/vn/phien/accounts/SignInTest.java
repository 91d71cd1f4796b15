package vn.phien.accounts;

import static org.junit.jupiter.api.Assertions.*;
import static vn.phien.accounts.House.AN;
import static vn.phien.accounts.House.BINH;
import static vn.phien.accounts.House.json;
import static vn.phien.accounts.House.otherThan;
import static vn.phien.accounts.House.token;
import static vn.phien.accounts.House.why;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.accounts.AccountsHttp.Me;
import vn.phien.accounts.SignIn.CodeSent;
import vn.phien.base.Caller;
import vn.phien.http.Answer;
import vn.phien.redis.Link;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class SignInTest {
    private House house;
    private TestClock clock;
    private Link link;

    @BeforeEach
    void start(Link link, TestClock clock) {
        this.link = link;
        this.clock = clock;
        house = new House(link, clock);
    }

    private Answer asks(String phone) {
        return house.call(null, "POST", "/api/sign-in/code", "{\"phone\":\"" + phone + "\"}");
    }

    private Answer enters(String before, String request, String phone, String code, String rest) {
        return house.call(before, "POST", "/api/sign-in", "{\"request\":\"" + request + "\",\"phone\":\"" + phone + "\",\"code\":\"" + code + "\"" + rest + "}");
    }

    private String request(String phone) {
        return ((CodeSent) json(asks(phone))).request();
    }

    @Test
    void a_newcomer_is_in_with_a_number_a_code_a_name_and_a_yes() {
        var answer = enters(null, request(AN), AN, house.lastCode(), ",\"name\":\" Cô  An \",\"consent\":true");
        var me = (Me) json(answer);
        assertEquals("Cô An", me.name());
        assertEquals("09•• ••• 678", me.phone());
        assertTrue(me.fresh());
        assertEquals("2026-01", me.terms());
        assertEquals(me.account(), house.person(token(answer)).account());
        var kept = house.accounts.find(me.account()).await().orElseThrow();
        assertTrue(Math.abs(kept.consentMs() - clock.millis()) < 60_000, "when they agreed is kept");
    }

    @Test
    void a_code_tells_its_times_and_never_itself_outside_the_demo() {
        var sent = (CodeSent) json(asks(AN));
        assertNull(sent.demoCode());
        assertTrue(Math.abs(sent.expiresMs() - clock.millis() - 300_000) < 30_000);
        assertTrue(Math.abs(sent.resendMs() - clock.millis() - 60_000) < 30_000);
        var demo = new House(link, clock, SignInSettings.inDemo());
        assertEquals(6, ((CodeSent) json(demo.call(null, "POST", "/api/sign-in/code", "{\"phone\":\"0987654321\"}"))).demoCode().length());
    }

    @Test
    void the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        var secure = ((Answer.Json) enters(null, request(AN), AN, house.lastCode(), ",\"consent\":true")).headers().get("set-cookie");
        assertTrue(secure.matches("phien=[A-Za-z0-9_-]{43}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure"), secure);
        house.origin = "http://localhost:8080";
        var plain = ((Answer.Json) enters(null, request(BINH), BINH, house.lastCode(), ",\"consent\":true")).headers().get("set-cookie");
        assertTrue(plain.endsWith("SameSite=Lax"), plain);
    }

    @Test
    void somebody_known_comes_back_to_the_same_account_without_agreeing_again() {
        var first = house.person(house.comesIn(AN, "Cô An"));
        clock.advance(61, TimeUnit.SECONDS);
        var answer = enters(null, request("+84912345678"), "0912.345.678", house.lastCode(), "");
        var me = (Me) json(answer);
        assertFalse(me.fresh());
        assertEquals(first.account(), me.account());
        assertEquals("Cô An", me.name());
    }

    @Test
    void a_newcomer_who_has_not_agreed_is_told_so_with_the_code_still_good() {
        var request = request(AN);
        var before = house.books();
        assertEquals("consent-needed consent", why(enters(null, request, AN, house.lastCode(), "")));
        assertEquals("consent-needed consent", why(enters(null, request, AN, house.lastCode(), ",\"consent\":false")));
        assertEquals(before.keySet(), house.books().keySet(), "nobody was made");
        assertTrue(((Me) json(enters(null, request, AN, house.lastCode(), ",\"consent\":true"))).name().matches("Khách \\d{4}"));
    }

    @Test
    void whether_a_number_is_known_shows_nowhere_before_the_code() {
        house.comesIn(AN);
        clock.advance(61, TimeUnit.SECONDS);
        var known = (CodeSent) json(asks(AN));
        var unknown = (CodeSent) json(asks(BINH));
        assertEquals(known.request().length(), unknown.request().length());
        assertEquals("wrong-code code", why(enters(null, known.request(), AN, otherThan(house.sent.get(house.sent.size() - 2)), "")));
        assertEquals("wrong-code code", why(enters(null, unknown.request(), BINH, otherThan(house.lastCode()), "")));
    }

    @Test
    void signing_in_makes_a_new_token_and_ends_the_one_that_was_brought() {
        var brought = house.comesIn(AN);
        clock.advance(61, TimeUnit.SECONDS);
        var token = token(enters(brought, request(AN), AN, house.lastCode(), ""));
        assertNotEquals(brought, token);
        assertEquals(Caller.ANONYMOUS, house.accounts.caller(brought).await());
        assertInstanceOf(Caller.Person.class, house.accounts.caller(token).await());
        clock.advance(61, TimeUnit.SECONDS);
        var made_up = "A".repeat(43);
        assertNotEquals(made_up, token(enters(made_up, request(AN), AN, house.lastCode(), "")), "a token made elsewhere is never taken over");
        assertEquals(Caller.ANONYMOUS, house.accounts.caller(made_up).await());
    }

    @Test
    void when_the_gateway_fails_one_tries_again_and_it_has_not_counted() {
        house.gatewayWorks = false;
        for (int i = 0; i < 12; i++) assertEquals("try-again", why(asks(AN)));
        house.gatewayWorks = true;
        assertEquals("done", why(enters(null, request(AN), AN, house.lastCode(), ",\"consent\":true")));
    }

    @Test
    void an_address_that_hammers_is_slowed_down() {
        int refused = 0;
        for (int i = 0; i < 200; i++) if (why(enters(null, "0".repeat(26), AN, "000000", "")).equals("too-many-tries")) refused++;
        assertTrue(refused > 50, "refused " + refused);
        house.address = "198.51.100.7";
        assertEquals("done", why(asks(AN)), "another neighbourhood is not touched");
    }

    @Test
    void a_sign_in_storm_leaves_the_owners_login_alone() {
        var token = house.comesIn(AN);
        for (int i = 0; i < 30; i++) asks(AN);
        assertInstanceOf(Caller.Person.class, house.accounts.caller(token).await());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "12", "024 3825 1234", "1900 1234", "+1 900 555 0100", "+882 13 123456", "+44 7700 900123", "0912345678a", "0912345678\\nX: y", "0912345678\\r\\n", "０９１２３４５６７８",
        "٠٩١٢٣٤٥٦٧٨", "+84 912 345 6789", "0912345678,0987654321", "tel:0912345678", "' OR 1=1 --", "{codes}", "00000000000000000000000000000000000000000000000000"})
    void numbers_that_nobody_can_be_called_on_get_no_code(String phone) {
        var before = house.books();
        assertTrue(why(asks(phone)).matches("(invalid-phone|empty|too-long|bad-text) phone"), why(asks(phone)));
        assertEquals(before, house.books());
        assertTrue(house.sent.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{}|missing phone", "{\"phone\":912345678}|wrong-type phone", "{\"phone\":null}|missing phone", "{\"phone\":\"0912345678\",\"role\":\"organizer\"}|unknown-field role",
        "{\"phone\":\"0912345678\",\"phone\":\"0987654321\"}|duplicate", "[]|bad-json", "null|bad-json", "|bad-json", "{\"phone\":\"0912345678\"} x|bad-json", "{\"phone\":[\"0912345678\"]}|wrong-type phone",
        "{\"phone\":{\"$gt\":\"\"}}|wrong-type phone"})
    void a_request_that_makes_no_sense_changes_nothing(String body, String expected) {
        var before = house.books();
        assertEquals(expected, why(house.call(null, "POST", "/api/sign-in/code", body)));
        assertEquals(before, house.books());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "\"code\":\"12345\"|invalid-value code", "\"code\":\"1234567\"|invalid-value code", "\"code\":\" 123456\"|invalid-value code", "\"code\":\"123456 \"|invalid-value code",
        "\"code\":\"123456\\n\"|invalid-value code", "\"code\":\"１２３４５６\"|invalid-value code", "\"code\":\"١٢٣٤٥٦\"|invalid-value code", "\"code\":\"12345a\"|invalid-value code",
        "\"code\":\"-12345\"|invalid-value code", "\"code\":123456|wrong-type code", "\"code\":null|missing code", "\"code\":\"\"|invalid-value code", "\"code\":[\"123456\",\"123457\"]|wrong-type code",
        "\"code\":\"000000\",\"request\":\"x\"|duplicate", "\"code\":\"123456\",\"name\":\"Admin\"|name-reserved name", "\"code\":\"123456\",\"name\":7|wrong-type name",
        "\"code\":\"123456\",\"consent\":\"yes\"|wrong-type consent", "\"code\":\"123456\",\"consent\":1|wrong-type consent", "\"code\":\"123456\",\"account\":\"u-1\"|unknown-field account",
        "\"code\":\"123456\",\"roles\":[\"organizer\"]|unknown-field roles"})
    void a_sign_in_that_makes_no_sense_is_refused_and_counts_no_try(String part, String expected) {
        var request = request(AN);
        var before = house.books();
        assertEquals(expected, why(house.call(null, "POST", "/api/sign-in", "{\"request\":\"" + request + "\",\"phone\":\"" + AN + "\"," + part + "}")));
        assertEquals(before, house.books());
        assertEquals("done", why(enters(null, request, AN, house.lastCode(), ",\"consent\":true")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0000000000000000000000000", "000000000000000000000000000", "{codes}:number:aaaaaaaaaa", "00000000000000000000000 00", "0000000000000000000000000\\u0000", "AAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_request_name_that_was_never_given_is_refused(String request) {
        assertEquals("invalid-id request", why(enters(null, request, AN, "123456", "")));
    }

    @Test
    void a_code_of_another_number_opens_nothing() {
        var an = request(AN);
        var code = house.lastCode();
        request(BINH);
        assertEquals("code-expired code", why(enters(null, an, BINH, code, ",\"consent\":true")));
    }
}
