package vn.phien.accounts;

import static org.junit.jupiter.api.Assertions.*;
import static vn.phien.accounts.House.AN;
import static vn.phien.accounts.House.BINH;
import static vn.phien.accounts.House.why;

import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.accounts.AccountsHttp.Devices;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.Role;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class LoginsTest {
    private House house;
    private TestClock clock;
    private Link link;

    @BeforeEach
    void start(Link link, TestClock clock) {
        this.link = link;
        this.clock = clock;
        house = new House(link, clock);
    }

    /** Another node on the same store. */
    private Accounts elsewhere() {
        return new Accounts(link, house.vault, clock, Dice.secure());
    }

    private boolean isIn(Accounts accounts, String token) {
        return accounts.caller(token).await() instanceof Caller.Person;
    }

    @Test
    void a_token_is_not_in_the_store() {
        var token = house.knows(AN, "An");
        assertTrue(Logins.isToken(token));
        assertFalse(house.books().toString().contains(token));
        assertTrue(house.books().containsKey("login:{" + Logins.hash(token) + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1LTEifQ.", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTEifQ.c2ln", "' OR 1=1 --", "{login}", "../../etc/passwd", "phk_", "phk_short",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.AAAA", "ＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡ"})
    void what_is_no_token_is_nobody(String token) {
        assertEquals(Caller.ANONYMOUS, house.accounts.caller(token).await());
        assertEquals(Caller.ANONYMOUS, house.accounts.caller(null).await());
    }

    @Test
    void a_changed_cut_or_hashed_token_is_nobody() {
        var token = house.knows(AN, "An");
        var changed = (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);
        for (var bad : List.of(changed, token.substring(1), token + "A", token + " ", token + "\n", Logins.hash(token), Logins.hash(token).substring(0, 43))) {
            assertEquals(Caller.ANONYMOUS, house.accounts.caller(bad).await(), bad);
        }
        assertTrue(isIn(house.accounts, token));
    }

    @Test
    void a_login_lives_thirty_days_from_its_last_use() {
        var token = house.knows(AN, "An");
        for (int i = 0; i < 3; i++) {
            clock.advance(29, TimeUnit.DAYS);
            assertTrue(isIn(elsewhere(), token));
        }
        clock.advance(31, TimeUnit.DAYS);
        assertFalse(isIn(elsewhere(), token));
        assertFalse(house.books().containsKey("login:{" + Logins.hash(token) + "}"));
    }

    @Test
    void the_store_forgets_an_unused_login_by_itself() {
        var token = house.knows(AN, "An");
        long ttl = link.ask(Command.PTTL, Keys.login(Logins.hash(token))).toLong();
        assertTrue(ttl > Limits.LOGIN_MS - 60_000 && ttl <= Limits.LOGIN_MS);
    }

    @Test
    void after_signing_out_the_token_is_nobody_at_once_here_and_soon_everywhere() {
        var token = house.knows(AN, "An");
        var other = elsewhere();
        assertTrue(isIn(house.accounts, token) && isIn(other, token));
        var closed = Collections.synchronizedList(new ArrayList<String>());
        var bell = new CountDownLatch(1);
        house.accounts.onRevoked(closed::add);
        other.onRevoked(_ -> bell.countDown());
        assertEquals("done", why(house.call(token, "POST", "/api/sign-out", null)));
        assertFalse(isIn(house.accounts, token));
        assertEquals(List.of(Logins.hash(token)), closed);
        assertDoesNotThrow(() -> assertTrue(bell.await(5, TimeUnit.SECONDS), "the other node hears the bell"));
        assertFalse(isIn(other, token));
        assertFalse(isIn(elsewhere(), token));
        assertEquals("sign-in-first", why(house.call(token, "GET", "/api/me", null)));
    }

    @Test
    void signing_out_everywhere_ends_every_device_and_nobody_elses() {
        var phone = house.knows(AN, "An");
        var laptop = house.accounts.logins().open(house.person(phone).account(), "Firefox · Linux").await().token();
        var binh = house.knows(BINH, "Bình");
        assertEquals("done", why(house.call(laptop, "POST", "/api/sign-out-everywhere", null)));
        assertFalse(isIn(house.accounts, phone));
        assertFalse(isIn(house.accounts, laptop));
        assertTrue(isIn(house.accounts, binh));
    }

    @Test
    void a_person_sees_their_devices_and_signs_one_out() {
        var phone = house.knows(AN, "An");
        clock.advance(1, TimeUnit.MINUTES);
        var laptop = house.accounts.logins().open(house.person(phone).account(), "Firefox · Linux").await().token();
        var devices = ((Devices) House.json(house.call(phone, "GET", "/api/me/devices", null))).devices();
        assertEquals(List.of("Firefox · Linux", "Chrome · Android"), devices.stream().map(AccountsHttp.DeviceView::device).toList());
        assertEquals(List.of(false, true), devices.stream().map(AccountsHttp.DeviceView::here).toList());
        var binh = house.knows(BINH, "Bình");
        assertEquals("not-found", why(house.call(binh, "DELETE", "/api/me/devices/" + devices.getFirst().id(), null)), "not somebody else's");
        assertEquals("done", why(house.call(phone, "DELETE", "/api/me/devices/" + devices.getFirst().id(), null)));
        assertFalse(isIn(house.accounts, laptop));
        assertTrue(isIn(house.accounts, phone));
        assertEquals("not-found", why(house.call(phone, "DELETE", "/api/me/devices/" + devices.getFirst().id(), null)));
    }

    @Test
    void over_twenty_devices_the_one_not_used_for_longest_is_signed_out() {
        var first = house.knows(AN, "An");
        var account = house.person(first).account();
        String last = null;
        for (int i = 0; i < Limits.DEVICES; i++) {
            clock.advance(1, TimeUnit.MINUTES);
            last = house.accounts.logins().open(account, "?").await().token();
        }
        assertFalse(isIn(house.accounts, first));
        assertTrue(isIn(house.accounts, last));
        assertEquals(Limits.DEVICES, house.accounts.logins().places(account).await().size());
    }

    @Test
    void a_new_role_counts_at_once_on_this_node() {
        var token = house.knows(AN, "An");
        var an = house.person(token);
        assertFalse(an.is(Role.ORGANIZER));
        assertTrue(an.is(Role.BUYER));
        house.accounts.grantRole(an.account(), Role.ORGANIZER).await();
        assertTrue(house.person(token).is(Role.ORGANIZER));
        house.accounts.withdrawRole(an.account(), Role.ORGANIZER).await();
        assertFalse(house.person(token).is(Role.ORGANIZER));
    }

    @Test
    void an_ask_that_was_under_way_while_somebody_signed_out_does_not_bring_them_back() {
        var token = house.knows(AN, "An");
        var an = house.person(token);
        for (int round = 0; round < 50; round++) {
            var login = house.accounts.logins().open(an.account(), "?").await();
            var under_way = house.accounts.caller(login.token());
            house.accounts.logins().close(an.account(), login.hash()).await();
            under_way.await();
            assertFalse(isIn(house.accounts, login.token()), "round " + round);
        }
    }

    @Test
    void a_login_or_key_that_ended_where_no_bell_is_heard_is_found_in_the_store() {
        var token = house.knows(AN, "An");
        var account = ((Caller.Person) house.accounts.caller(token).await()).account();
        var key = ((vn.phien.base.Result.Ok<ApiKeys.Fresh>) house.accounts.keys().make(ApiKeys.Scope.ORGANIZER, "máy in", account).await()).value();
        var vertx = io.vertx.core.Vertx.vertx(); // with an event bus of its own
        try {
            var far = new Accounts(new Link(vertx, TestStore.STORE.url()), house.vault, clock, Dice.secure());
            var ended = Collections.synchronizedList(new ArrayList<String>());
            far.onRevoked(ended::add);
            far.lookForEnded().await();
            assertEquals(List.of(), ended);
            house.accounts.signOutEverywhere(account).await();
            house.accounts.keys().revoke(ApiKeys.Scope.ORGANIZER, key.listed().id()).await();
            far.lookForEnded().await();
            assertEquals(java.util.Set.of(Logins.hash(token), "key-" + Logins.hash(key.key())), java.util.Set.copyOf(ended));
            far.lookForEnded().await();
            assertEquals(2, ended.size(), "told once");
            clock.advance(5, TimeUnit.MINUTES);
            house.accounts.signOutEverywhere(((Caller.Person) house.accounts.caller(house.knows(BINH, "Bình")).await()).account()).await();
            assertEquals(1, link.ask(Command.ZCARD, Keys.ended()).toInteger(), "what ended long ago is forgotten");
        } finally {
            vertx.close().await();
        }
    }
}
