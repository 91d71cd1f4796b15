package vn.phien.accounts;

import static org.junit.jupiter.api.Assertions.*;
import static vn.phien.accounts.House.AN;
import static vn.phien.accounts.House.BINH;
import static vn.phien.accounts.House.BOOTH;
import static vn.phien.accounts.House.CHI;
import static vn.phien.accounts.House.json;
import static vn.phien.accounts.House.otherThan;
import static vn.phien.accounts.House.why;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.accounts.StaffHttp.Holders;
import vn.phien.accounts.StaffHttp.Invited;
import vn.phien.accounts.StaffHttp.KeyList;
import vn.phien.accounts.StaffHttp.KeyMade;
import vn.phien.accounts.AccountsHttp.Me;
import vn.phien.accounts.StaffHttp.StaffList;
import vn.phien.accounts.SignIn.CodeSent;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Role;
import vn.phien.protocol.Views.RecipientView;
import vn.phien.redis.Link;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class AccountsHttpTest {
    private static final String STAFF = "/api/booths/" + BOOTH + "/staff";
    private static final String BOOTH_KEYS = "/api/booths/" + BOOTH + "/keys";
    private House house;
    private TestClock clock;

    @BeforeEach
    void start(Link link, TestClock clock) {
        this.clock = clock;
        house = new House(link, clock);
    }

    private Me me(String token) {
        return (Me) json(house.call(token, "GET", "/api/me", null));
    }

    // ── one's own account ─────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_person_changes_their_name_and_sees_it_at_once() {
        var an = house.knows(AN, "An");
        assertEquals("Bếp cô An", ((Me) json(house.call(an, "PUT", "/api/me", "{\"name\":\"Bếp  cô An\"}"))).name());
        assertEquals("Bếp cô An", house.person(an).name());
    }

    @Test
    void only_staff_may_call_themselves_admin() {
        var an = house.knows(AN, "An");
        assertEquals("name-reserved name", why(house.call(an, "PUT", "/api/me", "{\"name\":\"Admin\"}")));
        var owner = house.ownsBooth(BINH);
        assertEquals("done", why(house.call(owner, "PUT", "/api/me", "{\"name\":\"Admin gốm\"}")));
    }

    @Test
    void a_recipient_is_remembered_shown_and_forgotten() {
        var an = house.knows(AN, "An");
        assertEquals("not-found", why(house.call(an, "GET", "/api/me/recipient", null)));
        var kept = (RecipientView) json(house.call(an, "PUT", "/api/me/recipient",
            "{\"name\":\"Nguyễn Thị An\",\"phone\":\"+84 912 345 678\",\"province\":\"Hà Giang\",\"commune\":\"Xã Đồng Văn\",\"street\":\"Số 5\\n Phố cổ\"}"));
        assertEquals(new RecipientView("Nguyễn Thị An", "0912 345 678", "08", "Xã Đồng Văn", "Số 5 Phố cổ"), kept);
        assertEquals(kept, json(house.call(an, "GET", "/api/me/recipient", null)));
        assertTrue(me(an).recipient());
        assertEquals("done", why(house.call(an, "DELETE", "/api/me/recipient", null)));
        assertEquals("not-found", why(house.call(an, "GET", "/api/me/recipient", null)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PUT|/api/me|{}|missing name", "PUT|/api/me|{\"name\":\"\"}|empty name", "PUT|/api/me|{\"name\":\"\\u0000\"}|empty name", "PUT|/api/me|{\"name\":5}|wrong-type name",
        "PUT|/api/me|{\"name\":\"An 0912345678\"}|bad-text name", "PUT|/api/me|{\"name\":\"An\",\"roles\":[\"organizer\"]}|unknown-field roles", "PUT|/api/me||bad-json",
        "PUT|/api/me/recipient|{}|missing phone", "PUT|/api/me/recipient|{\"name\":\"An\",\"phone\":\"letters\",\"province\":\"01\",\"commune\":\"A\",\"street\":\"B\"}|invalid-phone phone",
        "PUT|/api/me/recipient|{\"name\":\"An\",\"phone\":\"0912345678\",\"province\":\"99\",\"commune\":\"A\",\"street\":\"B\"}|invalid-value province",
        "PUT|/api/me/recipient|{\"name\":\"An\",\"phone\":\"0912345678\",\"province\":\"01\",\"commune\":\" \",\"street\":\"B\"}|empty commune",
        "PUT|/api/me/recipient|{\"name\":\"An\",\"phone\":\"0912345678\",\"province\":\"01\",\"commune\":\"A\"}|missing street",
        "PUT|/api/me/recipient|{\"name\":\"An\\u0000\",\"phone\":\"0912345678\",\"province\":\"01\",\"commune\":\"A\",\"street\":\"B\"}|bad-text name",
        "PUT|/api/me/phone|{}|missing request", "DELETE|/api/me/devices/0000000000000000||not-found", "POST|/api/sign-in|{}|missing request",
        "PUT|/api/roles|{\"phone\":\"0987654321\",\"role\":\"organizer\",\"granted\":true}|not-allowed", "GET|/api/roles||not-allowed", "GET|/api/keys||not-allowed",
        "POST|/api/keys|{\"name\":\"x\"}|not-allowed", "GET|/api/booths/b07-gomchau/staff||not-allowed", "POST|/api/booths/b07-gomchau/staff|{\"phone\":\"0987654321\",\"role\":\"owner\"}|not-allowed",
        "GET|/api/booths/b07-gomchau/keys||not-allowed", "POST|/api/booths/b07-gomchau/keys|{\"name\":\"x\"}|not-allowed", "GET|/api/booths/b99-gomchau/staff||not-found",
        "DELETE|/api/booths/b07-gomchau/staff/u-1||not-allowed"})
    void what_a_buyer_may_not_do_changes_nothing(String method, String path, String body, String expected) {
        house.ownsBooth(BINH);
        var an = house.knows(AN, "An");
        house.accounts.caller(an).await();
        var before = house.books();
        assertEquals(expected, why(house.call(an, method, path, body)));
        assertEquals(before, house.books());
    }

    @Test
    void a_long_address_is_refused() {
        var an = house.knows(AN, "An");
        assertEquals("too-long street", why(house.call(an, "PUT", "/api/me/recipient",
            "{\"name\":\"An\",\"phone\":\"0912345678\",\"province\":\"01\",\"commune\":\"A\",\"street\":\"" + "x".repeat(10_000) + "\"}")));
    }

    @Test
    void nobody_gets_past_the_door_without_signing_in() {
        for (var route : house.http.routes()) {
            if (route.path().startsWith("/api/sign-in")) continue;
            var path = route.path().replace("{booth}", BOOTH.value()).replace("{account}", "u-1").replace("{key}", "k").replace("{device}", "d");
            assertEquals("sign-in-first", why(house.call(null, route.method().name(), path, "{}")), path);
        }
    }

    // ── another number ────────────────────────────────────────────────────────────────────────────────────────────

    private String move(String token, String request, String code, String phone, String newRequest, String newCode) {
        return why(house.call(token, "PUT", "/api/me/phone", """
            {"request":"%s","code":"%s","phone":"%s","newRequest":"%s","newCode":"%s"}""".formatted(request, code, phone, newRequest, newCode)));
    }

    private String ownRequest(String token) {
        return ((CodeSent) json(house.call(token, "POST", "/api/me/code", null))).request();
    }

    private String requestFor(String phone) {
        return ((CodeSent) json(house.call(null, "POST", "/api/sign-in/code", "{\"phone\":\"" + phone + "\"}"))).request();
    }

    @Test
    void a_number_is_changed_when_both_are_proved() {
        var an = house.comesIn(AN);
        var account = house.person(an).account();
        clock.advance(61, TimeUnit.SECONDS);
        var other = house.accounts.logins().open(account, "?").await().token();
        var own = ownRequest(an);
        var ownCode = house.lastCode();
        var fresh = requestFor(CHI);
        var freshCode = house.lastCode();
        assertEquals("wrong-code code", move(an, own, otherThan(ownCode), CHI, fresh, freshCode), "without the code of the old number");
        assertEquals("wrong-code newCode", move(an, own, ownCode, CHI, fresh, otherThan(freshCode)), "without the code of the new one");
        assertEquals("code-expired newCode", move(an, own, ownCode, CHI, own, ownCode), "with the old one twice");
        assertEquals("already-done phone", move(an, own, ownCode, AN, own, ownCode));
        assertEquals("done", move(an, own, ownCode, CHI, fresh, freshCode));
        assertEquals("03•• ••• 222", me(an).phone());
        assertEquals(Caller.ANONYMOUS, house.accounts.caller(other).await(), "other devices are signed out");
        clock.advance(61, TimeUnit.SECONDS);
        assertEquals(account, house.person(house.comesIn(CHI)).account());
        assertNotEquals(account, house.person(house.comesIn(AN)).account(), "the old number is nobody's now");
    }

    @Test
    void a_number_with_an_account_of_its_own_is_not_taken_over() {
        var an = house.comesIn(AN);
        house.comesIn(CHI);
        clock.advance(61, TimeUnit.SECONDS);
        var own = ownRequest(an);
        var ownCode = house.lastCode();
        var fresh = requestFor(CHI);
        assertEquals("number-in-use phone", move(an, own, ownCode, CHI, fresh, house.lastCode()));
        assertEquals("09•• ••• 678", me(an).phone());
    }

    // ── a booth's people ──────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void an_owner_gives_posts_and_takes_them_away() {
        var owner = house.ownsBooth(AN);
        var chi = house.knows(CHI, "Chị Chi");
        var invited = (Invited) json(house.call(owner, "POST", STAFF, "{\"phone\":\"" + CHI + "\",\"role\":\"moderator\"}"));
        assertEquals(house.person(chi).account(), invited.account());
        assertTrue(house.person(chi).worksIn(BOOTH, BoothRole.MODERATOR));
        assertFalse(house.person(chi).worksIn(BOOTH, BoothRole.STAFF));
        house.call(owner, "POST", STAFF, "{\"phone\":\"" + CHI + "\",\"role\":\"staff\"}");
        assertTrue(house.person(chi).worksIn(BOOTH, BoothRole.STAFF));
        var list = ((StaffList) json(house.call(chi, "GET", STAFF, null))).staff();
        assertEquals(List.of(BoothRole.OWNER, BoothRole.STAFF), list.stream().map(StaffHttp.StaffView::role).toList());
        assertEquals(List.of("09•• ••• 678", "03•• ••• 222"), list.stream().map(StaffHttp.StaffView::phone).toList());
        assertEquals("not-allowed", why(house.call(chi, "POST", STAFF, "{\"phone\":\"" + BINH + "\",\"role\":\"owner\"}")), "staff invite nobody");
        assertEquals("not-allowed", why(house.call(chi, "DELETE", STAFF + "/" + house.person(owner).account(), null)), "staff remove nobody else");
        assertEquals("done", why(house.call(owner, "DELETE", STAFF + "/" + invited.account(), null)));
        assertFalse(house.person(chi).worksIn(BOOTH, BoothRole.MODERATOR));
        assertEquals("not-allowed", why(house.call(chi, "GET", STAFF, null)));
        assertEquals("not-found", why(house.call(owner, "DELETE", STAFF + "/" + invited.account(), null)));
    }

    @Test
    void somebody_invited_before_they_came_finds_the_post_waiting() {
        var owner = house.ownsBooth(AN);
        house.call(owner, "POST", STAFF, "{\"phone\":\"" + CHI + "\",\"role\":\"staff\"}");
        var listed = ((StaffList) json(house.call(owner, "GET", STAFF, null))).staff().getLast();
        assertNull(listed.name());
        assertEquals("03•• ••• 222", listed.phone());
        assertEquals(java.util.Optional.empty(), house.accounts.phoneOf(listed.account()).await(), "their number is not kept before they agree");
        assertTrue(house.person(house.comesIn(CHI)).worksIn(BOOTH, BoothRole.STAFF));
    }

    @Test
    void the_answer_to_an_invitation_does_not_tell_who_has_an_account() {
        var owner = house.ownsBooth(AN);
        house.knows(CHI, "Chị Chi");
        var known = (Invited) json(house.call(owner, "POST", STAFF, "{\"phone\":\"" + CHI + "\",\"role\":\"staff\"}"));
        var unknown = (Invited) json(house.call(owner, "POST", STAFF, "{\"phone\":\"" + BINH + "\",\"role\":\"staff\"}"));
        assertEquals(known.account().value().length(), unknown.account().value().length());
        assertEquals(known.role(), unknown.role());
    }

    @Test
    void invitations_are_no_phone_book() {
        var owner = house.ownsBooth(AN);
        int slowed = 0;
        for (int i = 0; i < 30; i++) if (why(house.call(owner, "POST", STAFF, "{\"phone\":\"09876500%02d\",\"role\":\"staff\"}".formatted(i))).equals("too-fast")) slowed++;
        assertEquals(10, slowed);
    }

    @Test
    void a_booth_always_keeps_an_owner() {
        var owner = house.ownsBooth(AN);
        var account = house.person(owner).account();
        assertEquals("booth-needs-owner", why(house.call(owner, "DELETE", STAFF + "/" + account, null)));
        assertEquals("booth-needs-owner", why(house.call(owner, "POST", STAFF, "{\"phone\":\"" + AN + "\",\"role\":\"staff\"}")));
        assertEquals("booth-needs-owner", why(house.call(owner, "DELETE", "/api/me", null)));
        house.call(owner, "POST", STAFF, "{\"phone\":\"" + CHI + "\",\"role\":\"owner\"}");
        assertEquals("done", why(house.call(owner, "DELETE", STAFF + "/" + account, null)));
    }

    @Test
    void two_owners_who_remove_each_other_at_once_leave_one() {
        var an = house.person(house.ownsBooth(AN)).account();
        var chi = house.person(house.knows(CHI, "Chi")).account();
        for (int round = 0; round < 20; round++) {
            for (var one : List.of(an, chi)) if (!house.accounts.staff().of(BOOTH).await().containsKey(one)) house.accounts.grantBooth(one, BOOTH, BoothRole.OWNER).await();
            var both = List.of(house.accounts.staff().remove(BOOTH, an), house.accounts.staff().remove(BOOTH, chi));
            for (var one : both) one.await();
            assertEquals(1, house.accounts.staff().of(BOOTH).await().size());
        }
    }

    @Test
    void the_owner_of_one_booth_is_nobody_in_another() {
        var owner = house.ownsBooth(AN);
        house.accounts.grantBooth(house.person(house.knows(BINH, "Bình")).account(), new BoothId("b08-matong"), BoothRole.OWNER).await();
        for (var path : List.of("/api/booths/b08-matong/staff", "/api/booths/b08-matong/keys", "/api/booths/b09-none/staff")) assertEquals("not-allowed", why(house.call(owner, "GET", path, null)), path);
    }

    @Test
    void a_booth_that_is_not_there_gets_no_staff_and_no_keys() {
        var organizer = house.knows(AN, "An");
        house.accounts.firstOrganizer(House.phone(AN)).await();
        assertEquals("not-found", why(house.call(organizer, "POST", STAFF, "{\"phone\":\"" + CHI + "\",\"role\":\"owner\"}")));
        assertEquals("not-found", why(house.call(organizer, "POST", BOOTH_KEYS, "{\"name\":\"Máy\"}")));
        assertEquals("not-found", why(house.call(organizer, "GET", STAFF, null)));
    }

    // ── keys for machines ─────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_key_of_a_booth_works_as_its_staff_until_it_is_taken_back() {
        var owner = house.ownsBooth(AN);
        var made = (KeyMade) json(house.call(owner, "POST", BOOTH_KEYS, "{\"name\":\"Máy tính tiền\"}"));
        assertTrue(made.key().matches("phk_[0-9a-z]{52}"));
        assertFalse(house.books().toString().contains(made.key().substring(4)), "the key itself is not in the store");
        var machine = house.person(made.key());
        assertTrue(machine.worksIn(BOOTH, BoothRole.STAFF));
        assertFalse(machine.worksIn(BOOTH, BoothRole.OWNER));
        assertEquals("Máy tính tiền", machine.name());
        assertNotEquals(house.person(owner).account(), machine.account());
        var listed = ((KeyList) json(house.call(owner, "GET", BOOTH_KEYS, null))).keys();
        assertEquals(List.of(made.listed()), listed);
        var ended = new java.util.concurrent.atomic.AtomicReference<String>();
        house.accounts.onRevoked(ended::set);
        assertEquals("done", why(house.call(owner, "DELETE", BOOTH_KEYS + "/" + made.listed().id(), null)));
        assertEquals(Caller.ANONYMOUS, house.accounts.caller(made.key()).await());
        assertEquals(machine.session(), ended.get());
        assertEquals("not-found", why(house.call(owner, "DELETE", BOOTH_KEYS + "/" + made.listed().id(), null)));
    }

    @Test
    void a_machine_has_no_account_and_gives_no_rights() {
        var organizer = house.knows(AN, "An");
        house.accounts.firstOrganizer(House.phone(AN)).await();
        var key = ((KeyMade) json(house.call(organizer, "POST", "/api/keys", "{\"name\":\"Cổng tỉnh\"}"))).key();
        assertTrue(house.person(key).is(Role.ORGANIZER));
        for (var route : house.http.routes()) {
            if (route.path().startsWith("/api/sign-in") || route.method().name().equals("GET") && !route.path().startsWith("/api/me")) continue;
            var path = route.path().replace("{booth}", BOOTH.value()).replace("{account}", "u-1").replace("{key}", "k").replace("{device}", "d");
            assertEquals("not-allowed", why(house.call(key, route.method().name(), path, "{\"phone\":\"0987654321\",\"role\":\"organizer\",\"granted\":true}")), route.method() + " " + path);
        }
    }

    @Test
    void a_key_of_one_booth_cannot_be_taken_back_through_another() {
        var owner = house.ownsBooth(AN);
        var made = (KeyMade) json(house.call(owner, "POST", BOOTH_KEYS, "{\"name\":\"Máy\"}"));
        var other = house.knows(BINH, "Bình");
        house.accounts.grantBooth(house.person(other).account(), new BoothId("b08-matong"), BoothRole.OWNER).await();
        assertEquals("not-found", why(house.call(other, "DELETE", "/api/booths/b08-matong/keys/" + made.listed().id(), null)));
        assertInstanceOf(Caller.Person.class, house.accounts.caller(made.key()).await());
    }

    @Test
    void a_scope_has_at_most_twenty_keys() {
        var owner = house.ownsBooth(AN);
        for (int i = 0; i < 20; i++) assertEquals("done", why(house.call(owner, "POST", BOOTH_KEYS, "{\"name\":\"Máy\"}")));
        assertEquals("too-many", why(house.call(owner, "POST", BOOTH_KEYS, "{\"name\":\"Máy\"}")));
    }

    // ── roles ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void the_first_organizer_comes_from_the_command_line_and_makes_the_others() {
        assertTrue(house.accounts.holders(Role.ORGANIZER).await().isEmpty());
        house.accounts.firstOrganizer(House.phone(AN)).await();
        var an = house.comesIn(AN);
        assertTrue(house.person(an).is(Role.ORGANIZER));
        assertEquals("done", why(house.call(an, "PUT", "/api/roles", "{\"phone\":\"" + CHI + "\",\"role\":\"official\",\"granted\":true,\"office\":\"Sở Công Thương\"}")));
        assertTrue(house.person(house.comesIn(CHI)).is(Role.OFFICIAL));
        var holders = ((Holders) json(house.call(an, "GET", "/api/roles", null))).holders();
        assertEquals(List.of(Role.ORGANIZER, Role.OFFICIAL), holders.stream().map(StaffHttp.Holder::role).toList());
        assertEquals("done", why(house.call(an, "PUT", "/api/roles", "{\"phone\":\"" + CHI + "\",\"role\":\"official\",\"granted\":false}")));
        assertEquals(1, ((Holders) json(house.call(an, "GET", "/api/roles", null))).holders().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"phone\":\"0912345678\",\"role\":\"organizer\",\"granted\":false}|wrong-state role", "{\"phone\":\"0987654321\",\"role\":\"organizer\",\"granted\":false}|not-found phone",
        "{\"phone\":\"0987654321\",\"role\":\"buyer\",\"granted\":true}|invalid-value role", "{\"phone\":\"0987654321\",\"role\":\"king\",\"granted\":true}|invalid-value role",
        "{\"phone\":\"0987654321\",\"role\":1,\"granted\":true}|invalid-value role", "{\"phone\":\"0987654321\",\"role\":\"official\"}|missing granted", "{\"phone\":\"0987654321\",\"role\":\"official\",\"granted\":true}|office-needed office", "{\"phone\":\"113\",\"role\":\"official\",\"granted\":true,\"office\":\"Sở Công Thương\"}|invalid-phone phone"})
    void a_role_that_cannot_be_set_changes_nothing(String body, String expected) {
        house.accounts.firstOrganizer(House.phone(AN)).await();
        var an = house.comesIn(AN);
        house.accounts.caller(an).await();
        var before = house.books();
        assertEquals(expected, why(house.call(an, "PUT", "/api/roles", body)));
        assertEquals(before, house.books());
    }
}
