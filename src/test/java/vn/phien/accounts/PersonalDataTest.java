package vn.phien.accounts;

import static org.junit.jupiter.api.Assertions.*;
import static vn.phien.accounts.House.AN;
import static vn.phien.accounts.House.BINH;
import static vn.phien.accounts.House.BOOTH;
import static vn.phien.accounts.House.why;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.AccountId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.http.Answer;
import vn.phien.protocol.Wire;
import vn.phien.redis.Link;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class PersonalDataTest {
    private static final String RECIPIENT = "{\"name\":\"Nguyễn Thị An\",\"phone\":\"0356111222\",\"province\":\"01\",\"commune\":\"Phường Hàng Gai\",\"street\":\"12 ngõ Yên Thái\"}";
    private House house;
    private TestClock clock;
    private Link link;

    @BeforeEach
    void start(Link link, TestClock clock) {
        this.link = link;
        this.clock = clock;
        house = new House(link, clock);
    }

    /** Numbers and words of this test alone: the store's file remembers what other tests wrote. */
    @Test
    void nothing_of_a_person_stands_in_the_store_or_its_file_in_clear() throws IOException {
        house.address = "192.0.2.77";
        var one = house.comesIn("0938 274 615", "Cô Út");
        house.call(one, "PUT", "/api/me/recipient", "{\"name\":\"Lương Thuý Vi\",\"phone\":\"0765193842\",\"province\":\"01\",\"commune\":\"Phường Ô Diên\",\"street\":\"Ngách 7 Vạn Xuân\"}");
        house.call(house.ownsBooth("0582 604 917"), "POST", "/api/booths/" + BOOTH + "/staff", "{\"phone\":\"0765193842\",\"role\":\"staff\"}");
        clock.advance(61, TimeUnit.SECONDS);
        house.call(one, "POST", "/api/me/code", null);
        house.accounts.firstOrganizer(House.phone("0396 718 240")).await();
        var file = new StringBuilder();
        try (var all = Files.walk(storeFolder())) {
            for (var path : all.filter(path -> path.toString().endsWith(".aof")).toList()) file.append(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        }
        assertTrue(file.toString().contains("09•• ••• 615"), "the file is the right one, and masked a number may stand in it");
        var text = house.books() + "\n" + file;
        for (var digits : List.of("938274615", "765193842", "582604917", "396718240")) {
            var spellings = new ArrayList<String>();
            for (var gap : List.of("", " ", ".", "-")) {
                spellings.add(digits.substring(0, 2) + gap + digits.substring(2, 5) + gap + digits.substring(5));
                spellings.add(digits.substring(0, 3) + gap + digits.substring(3, 6) + gap + digits.substring(6));
            }
            spellings.add(java.util.Base64.getEncoder().encodeToString(("+84" + digits).getBytes(StandardCharsets.UTF_8)));
            for (var spelling : spellings) assertFalse(text.contains(spelling), spelling);
        }
        for (var secret : List.of("Lương Thuý Vi", "Ô Diên", "Vạn Xuân", "192.0.2", one)) assertFalse(text.contains(secret), secret);
        for (var code : house.sent) assertFalse(text.contains("=" + code + ",") || text.contains("\r\n" + code + "\r\n"), "the code");
    }

    private static Path storeFolder() {
        return Path.of(TestStore.STORE.process().info().command().orElseThrow()).getParent();
    }

    @Test
    void records_with_personal_data_say_nothing_in_a_log() {
        var recipient = Recipient.of("Nguyễn Thị An", "0356111222", "01", "Hàng Gai", "12 ngõ Yên Thái");
        var all = List.of(recipient, new AccountsHttp.AskCode("0356111222"), new AccountsHttp.EnterCode("0".repeat(26), "0356111222", "123456", "An", true),
            new AccountsHttp.NewPhone("0".repeat(26), "123456", "0356111222", "0".repeat(26), "123456"), new AccountsHttp.NewRecipient("Nguyễn Thị An", "0356111222", "01", "Hàng Gai", "12 ngõ Yên Thái"),
            new StaffHttp.NewStaff("0356111222", BoothRole.STAFF), new StaffHttp.SetRole("0356111222", Role.OFFICIAL, true, "Chi cục Quản lý thị trường"), recipient.view(), recipient.masked(),
            new SignIn.Attempt("r", House.phone("0356111222"), "123456", "An", true), new SignIn.CodeSent("r", 0, 0, "123456"), AddressBlock.of("203.113.131.9"), new Logins.Login("secret-token", "hash"));
        for (var one : all) for (var secret : List.of("0356111222", "356111", "123456", "Yên Thái", "203.113", "secret-token")) assertFalse(one.toString().contains(secret), one.toString());
        assertEquals("03•• ••• 222", recipient.masked().phone());
        assertFalse(recipient.masked().street().contains("Yên"));
    }

    @Test
    void a_recipient_sealed_is_the_same_when_opened() {
        var recipient = Recipient.of("Nguyễn Thị An", "0356111222", "Hà Nội", "Hàng Gai", "12 ngõ Yên Thái");
        assertEquals(recipient, Recipient.open(house.vault, recipient.seal(house.vault)));
    }

    @Test
    void a_person_gets_all_that_is_kept_of_them() throws IOException {
        var an = house.comesIn(AN, "Cô An");
        house.call(an, "PUT", "/api/me/recipient", RECIPIENT);
        house.accounts.data().onExport("orders", account -> Future.succeededFuture(List.of("o07-1 of " + account)));
        var file = (Answer.File) house.call(an, "GET", "/api/me/export", null);
        var all = Wire.json().readTree(file.bytes());
        assertEquals("+84912345678", all.get("phone").textValue());
        assertEquals("Cô An", all.get("name").textValue());
        assertEquals("12 ngõ Yên Thái", all.get("recipient").get("street").textValue());
        assertEquals("2026-01", all.get("terms").textValue());
        assertEquals("Chrome · Android", all.get("devices").get(0).get("device").textValue());
        assertEquals("o07-1 of " + house.person(an).account(), all.get("orders").get(0).textValue());
        assertNotNull(file.name());
    }

    @Test
    void an_erased_person_leaves_a_husk() {
        var an = house.comesIn(AN, "Cô An");
        var account = house.person(an).account();
        house.call(an, "PUT", "/api/me/recipient", RECIPIENT);
        house.accounts.grantRole(account, Role.DISTRIBUTOR).await();
        house.ownsBooth(BINH);
        house.accounts.staff().put(BOOTH, account, BoothRole.STAFF).await();
        var asked = new ArrayList<AccountId>();
        house.accounts.data().onErase(who -> {
            asked.add(who);
            return Future.succeededFuture();
        });
        assertEquals("done", why(house.call(an, "DELETE", "/api/me", null)));
        assertEquals(List.of(account), asked);
        assertEquals(Caller.ANONYMOUS, house.accounts.caller(an).await());
        assertEquals(Optional.empty(), house.accounts.phoneOf(account).await());
        assertEquals(Optional.empty(), house.accounts.find(account).await());
        assertEquals(Optional.empty(), house.accounts.recipientOf(account).await());
        assertTrue(house.accounts.names(List.of(account)).await().isEmpty());
        assertFalse(house.accounts.staff().of(BOOTH).await().containsKey(account));
        assertTrue(house.accounts.holders(Role.DISTRIBUTOR).await().isEmpty());
        var husk = house.books().get("account:{" + account + "}");
        assertTrue(husk.contains("erased=") && husk.contains("consent=2026-01"), husk);
        assertFalse(husk.contains("phone=") || husk.contains("name=") || husk.contains("masked=") || husk.contains("print=") || husk.contains("recipient="), husk);
        assertEquals("sign-in-first", why(house.call(an, "DELETE", "/api/me", null)));
        clock.advance(61, TimeUnit.SECONDS);
        var again = house.comesIn(AN, "An mới");
        assertNotEquals(account, house.person(again).account(), "who comes again is somebody new");
    }

    @Test
    void an_erasure_that_was_cut_off_is_finished_when_asked_again() {
        var an = house.comesIn(AN, "Cô An");
        var account = house.person(an).account();
        var fails = new AtomicInteger(1);
        house.accounts.data().onErase(_ -> fails.getAndDecrement() > 0 ? Future.failedFuture(new IllegalStateException("the store went away")) : Future.succeededFuture());
        assertThrows(IllegalStateException.class, () -> house.call(an, "DELETE", "/api/me", null));
        assertEquals("done", why(house.call(an, "DELETE", "/api/me", null)));
        assertEquals(Optional.empty(), house.accounts.find(account).await());
    }

    @Test
    void a_number_whose_look_up_outlived_its_account_starts_anew() {
        var an = house.comesIn(AN, "Cô An");
        var account = house.person(an).account();
        house.call(an, "DELETE", "/api/me", null);
        link.ask(io.vertx.redis.client.Command.SET, vn.phien.redis.Keys.phone(house.accounts.print(House.phone(AN))), account);
        clock.advance(61, TimeUnit.SECONDS);
        assertNotEquals(account, house.person(house.comesIn(AN)).account());
    }

    @Test
    void of_fifty_first_sign_ins_of_one_number_at_once_one_account_comes() {
        var all = IntStream.range(0, 50).mapToObj(_ -> house.accounts.join(House.phone(AN), "An", "2026-01")).toList();
        var joined = all.stream().map(one -> ((Result.Ok<Accounts.Joined>) one.await()).value()).toList();
        assertEquals(1, joined.stream().map(Accounts.Joined::account).distinct().count());
        assertEquals(1, joined.stream().filter(Accounts.Joined::fresh).count());
    }

    @Test
    void a_store_filled_with_another_key_file_is_not_started_on() {
        house.accounts.start().await();
        house.accounts.start().await();
        var dice = Dice.secure();
        var stranger = new Accounts(link, Vault.at(House.temporary(), dice), clock, dice);
        assertThrows(IllegalStateException.class, () -> stranger.start().await());
    }
}
