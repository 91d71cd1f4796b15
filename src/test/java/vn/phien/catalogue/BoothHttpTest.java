package vn.phien.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.catalogue.Door.assertRefused;
import static vn.phien.catalogue.Door.body;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.Why;
import vn.phien.catalogue.BoothRequests.EditBooth;
import vn.phien.catalogue.BoothRequests.OpenBooth;
import vn.phien.http.Answer;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Rates;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class BoothHttpTest {
    private static final String KEY = "k000000001";
    private static final BankAccount BANK = new BankAccount("970422", "0123456789", "NGUYEN THI MAI");
    @TempDir
    Path folder;
    private Samples.Posts posts;
    private final List<PhotoName> shown = new ArrayList<>();
    private Darkroom darkroom;
    private Booths booths;
    private Link link;
    private TestClock clock;
    private Door door;

    @BeforeEach
    void open(Link link, TestClock clock) {
        this.link = link;
        this.clock = clock;
        darkroom = new Darkroom(1);
        posts = new Samples.Posts(link);
        door = door(true);
    }

    private Door door(boolean openBooths) {
        var dice = Dice.seeded(11);
        var photos = new Photos(link, new PhotoFolder(folder), darkroom, dice, new Rates(link, clock));
        booths = new Booths(link, clock, dice, new Booths.Settings(openBooths), Samples.SAFE, photos, posts);
        return new Door(new BoothHttp(booths, new Street(link, clock), photos, number -> Future.succeededFuture(new AccountId("u-0" + number.e164().substring(3))),
            booth -> Future.succeededFuture(shown)).routes());
    }

    @AfterEach
    void close() {
        darkroom.close();
    }

    private BoothId opened(String who, BoothDraft draft) {
        return body(door.ask(Door.person(who), "POST", "/api/booths", new OpenBooth(KEY, draft, null, null)), Booths.Desk.class).booth().booth();
    }

    private BoothId opened() {
        return opened("mai", Samples.booth("Mật ong Mèo Vạc", "08"));
    }

    // ── opening ───────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void anybody_signed_in_opens_a_booth_and_owns_it() {
        var booth = opened();
        assertEquals(Map.of(new AccountId("u-mai"), BoothRole.OWNER), posts.given.get(booth));
        var view = body(door.ask(Caller.ANONYMOUS, "GET", "/api/booths/" + booth), BoothView.class);
        assertEquals("Mật ong Mèo Vạc", view.name());
        assertEquals("honey", view.picture().drawing());
        assertEquals("north-mountain", view.picture().palette());
        assertFalse(view.canVietQr());
    }

    @Test
    void the_same_key_again_answers_the_same_booth() {
        assertEquals(opened(), opened());
        assertEquals(1, posts.given.size());
    }

    @Test
    void one_person_opens_one_booth() {
        opened();
        assertRefused(Why.ALREADY_DONE, door.ask(Door.person("mai"), "POST", "/api/booths", new OpenBooth("k000000002", Samples.booth("Thứ hai", "01"), null, null)));
        assertEquals(1, posts.given.size());
    }

    @Test
    void a_booth_whose_opening_was_cut_short_is_opened_to_the_end() {
        link.ask(Command.SET, Keys.openedBooth(new AccountId("u-mai")), KEY + " b07-half");
        assertEquals(new BoothId("b07-half"), opened());
        assertEquals(Map.of(new AccountId("u-mai"), BoothRole.OWNER), posts.given.get(new BoothId("b07-half")));
    }

    @Test
    void whoever_left_a_booth_does_not_come_back_by_saying_the_old_key() {
        var booth = opened();
        posts.given.clear();
        link.ask(Command.DEL, Keys.staff(booth));
        link.ask(Command.HSET, Keys.staff(booth), "u-new", "owner");
        opened();
        assertEquals(Map.of(), posts.given);
    }

    @Test
    void where_organizers_open_booths_nobody_else_does() {
        door = door(false);
        assertRefused(Why.NOT_ALLOWED, door.ask(Door.person("mai"), "POST", "/api/booths", new OpenBooth(KEY, Samples.booth("Gốm", "01"), null, null)));
        assertEquals(Map.of(), posts.given);
    }

    @Test
    void an_organizer_opens_booths_for_a_number_and_for_an_account() {
        door = door(false);
        var byPhone = body(door.ask(Door.organizer("tinh"), "POST", "/api/booths", new OpenBooth(KEY, Samples.booth("Gốm", "01"), null, "0912 345 678")), Booths.Desk.class).booth().booth();
        var again = body(door.ask(Door.organizer("tinh"), "POST", "/api/booths", new OpenBooth(KEY, Samples.booth("Gốm", "01"), null, "0912 345 678")), Booths.Desk.class).booth().booth();
        var byAccount = body(door.ask(Door.organizer("tinh"), "POST", "/api/booths", new OpenBooth("k000000002", Samples.booth("Lụa", "01"), new AccountId("u-lan"), null)), Booths.Desk.class).booth().booth();
        assertEquals(byPhone, again);
        assertNotEquals(byPhone, byAccount);
        assertEquals(Map.of(new AccountId("u-0912345678"), BoothRole.OWNER), posts.given.get(byPhone));
        assertEquals(Map.of(new AccountId("u-lan"), BoothRole.OWNER), posts.given.get(byAccount));
    }

    @Test
    void nobody_but_an_organizer_opens_a_booth_for_somebody_else() {
        assertRefused(Why.NOT_ALLOWED, "owner", door.ask(Door.person("mai"), "POST", "/api/booths", new OpenBooth(KEY, Samples.booth("Gốm", "01"), new AccountId("u-lan"), null)));
        assertRefused(Why.NOT_ALLOWED, "phone", door.ask(Door.person("mai"), "POST", "/api/booths", new OpenBooth(KEY, Samples.booth("Gốm", "01"), null, "0912345678")));
        assertRefused(Why.SIGN_IN_FIRST, door.ask(Caller.ANONYMOUS, "POST", "/api/booths", new OpenBooth(KEY, Samples.booth("Gốm", "01"), null, null)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "nothing                | EMPTY-BODY                                   | bad-json      |",
        "a list                 | []                                           | bad-json      |",
        "no key                 | {'booth':BOOTH}                              | missing       | key",
        "a short key            | {'key':'k1','booth':BOOTH}                   | invalid-id    | key",
        "no booth               | {'key':'k000000009'}                         | missing       | booth",
        "a number for a name    | {'key':'k000000009','booth':{'name':7}}      | wrong-type    | booth.name",
        "no name                | {'key':'k000000009','booth':{}}              | missing       | booth.name",
        "a blank name           | {'key':'k000000009','booth':{'name':' '}}    | empty         | booth.name",
        "a long name            | {'key':'k000000009','booth':{'name':'LONG'}} | too-long      | booth.name",
        "a name with a bell     | {'key':'k000000009','booth':{'name':'a\\u0007'}} | bad-text  | booth.name",
        "no province            | {'key':'k000000009','booth':{'name':'Gốm'}}  | missing       | booth.province",
        "a province of before   | {'key':'k000000009','booth':{'name':'Gốm','province':'02'}} | invalid-value | booth.province",
        "no commune             | {'key':'k000000009','booth':{'name':'Gốm','province':'01'}} | missing | booth.commune",
        "a drawing nobody drew  | {'key':'k000000009','booth':{'name':'Gốm','province':'01','commune':'X','drawing':'dragon','sellerName':'X'}} | invalid-value | booth.drawing",
        "no such colours        | {'key':'k000000009','booth':{'name':'Gốm','province':'01','commune':'X','palette':'neon','sellerName':'X'}} | invalid-value | booth.palette",
        "a photo of elsewhere   | {'key':'k000000009','booth':{'name':'Gốm','province':'01','commune':'X','photo':'https://evil.example/a.jpg','sellerName':'X'}} | invalid-id | booth.photo",
        "no seller              | {'key':'k000000009','booth':{'name':'Gốm','province':'01','commune':'X'}} | missing | booth.sellerName",
        "a field of its own     | {'key':'k000000009','booth':BOOTH,'role':'owner'} | unknown-field | role",
        "a rev of its own       | {'key':'k000000009','booth':{'name':'Gốm','province':'01','commune':'X','sellerName':'X','rev':9}} | unknown-field | rev",
        "a fixed line           | {'key':'k000000009','booth':BOOTH,'phone':'024 3825 1234'} | invalid-phone | phone",
        "two owners             | {'key':'k000000009','booth':BOOTH,'owner':'u-a','phone':'0912345678'} | duplicate | phone",
        "an owner that is a booth | {'key':'k000000009','booth':BOOTH,'owner':'b07-x'} | invalid-id | owner"})
    void opening_is_refused(String what, String json, String why, String field) {
        var books = new Books(link).digest();
        var sent = json.replace("EMPTY-BODY", "").replace('\'', '"').replace("BOOTH", Wire.write(Samples.booth("Gốm", "01"))).replace("LONG", "x".repeat(121));
        var answer = assertInstanceOf(Answer.Refused.class, door.ask(Door.organizer("tinh"), "POST", "/api/booths", sent));
        assertEquals(why, answer.why().code());
        if (field != null) assertTrue(answer.field().startsWith(field), answer::toString);
        assertEquals(books, new Books(link).digest());
    }

    // ── editing ───────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void staff_change_what_the_booth_says_and_an_older_edit_is_refused() {
        var booth = opened();
        var staff = Door.in(booth, BoothRole.STAFF);
        var desk = body(door.ask(staff, "PUT", "/api/booths/" + booth, new EditBooth(1, Samples.booth("Mật ong bạc hà", "08"))), Booths.Desk.class);
        assertEquals(2, desk.rev());
        assertRefused(Why.CHANGED_MEANWHILE, door.ask(staff, "PUT", "/api/booths/" + booth, new EditBooth(1, Samples.booth("Khác", "08"))));
        assertRefused(Why.CHANGED_MEANWHILE, door.ask(staff, "PUT", "/api/booths/" + booth, new EditBooth(9, Samples.booth("Khác", "08"))));
        assertEquals("Mật ong bạc hà", body(door.ask(staff, "GET", "/api/booths/" + booth + "/desk"), Booths.Desk.class).draft().name());
    }

    @Test
    void an_edit_whose_answer_was_lost_is_answered_again() {
        var booth = opened();
        var edit = new EditBooth(1, Samples.booth("Mật ong bạc hà", "08"));
        var staff = Door.in(booth, BoothRole.STAFF);
        assertEquals(door.ask(staff, "PUT", "/api/booths/" + booth, edit), door.ask(staff, "PUT", "/api/booths/" + booth, edit));
    }

    @Test
    void somebody_elses_booth_is_left_alone() {
        var booth = opened();
        var other = opened("lan", Samples.booth("Lụa", "01"));
        var books = new Books(link).digest();
        for (var stranger : List.of(Door.in(other, BoothRole.OWNER), Door.in(booth, BoothRole.MODERATOR), Door.person("an"))) {
            assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "PUT", "/api/booths/" + booth, new EditBooth(1, Samples.booth("Của tôi", "08"))));
            assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "GET", "/api/booths/" + booth + "/desk"));
            assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "PUT", "/api/booths/" + booth + "/bank-account", BANK));
            assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "DELETE", "/api/booths/" + booth + "/bank-account"));
            assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "PUT", "/api/booths/" + booth + "/photos", jpeg(), Map.of()));
            assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "DELETE", "/api/booths/" + booth + "/photos/00000000000000000000000000.jpg"));
        }
        assertRefused(Why.SIGN_IN_FIRST, door.ask(Caller.ANONYMOUS, "PUT", "/api/booths/" + booth, new EditBooth(1, Samples.booth("Của tôi", "08"))));
        assertEquals(books, new Books(link).digest());
    }

    @Test
    void a_booth_that_is_not_there_is_not_found() throws IOException {
        var books = new Books(link).digest();
        var organizer = Door.organizer("tinh");
        assertRefused(Why.NOT_FOUND, door.ask(organizer, "GET", "/api/booths/b07-nowhere"));
        assertRefused(Why.NOT_FOUND, door.ask(organizer, "GET", "/api/booths/b07-nowhere/desk"));
        assertRefused(Why.NOT_FOUND, door.ask(organizer, "PUT", "/api/booths/b07-nowhere", new EditBooth(1, Samples.booth("Gốm", "01"))));
        assertRefused(Why.NOT_FOUND, door.ask(organizer, "PUT", "/api/booths/b07-nowhere/photos", jpeg(), Map.of()));
        assertRefused(Why.NOT_FOUND, door.ask(Door.in(new BoothId("b07-nowhere"), BoothRole.OWNER), "PUT", "/api/booths/b07-nowhere/bank-account", BANK));
        assertRefused(Why.INVALID_ID, door.ask(organizer, "GET", "/api/booths/p07-product"));
        assertRefused(Why.INVALID_ID, door.ask(organizer, "GET", "/api/booths/b99-shard"));
        assertRefused(Why.NOT_FOUND, door.ask(organizer, "GET", "/api/booths/BOOTH/desk"));
        assertEquals(books, new Books(link).digest());
    }

    @Test
    void an_edit_without_its_rev_is_refused() {
        var booth = opened();
        var staff = Door.in(booth, BoothRole.STAFF);
        assertRefused(Why.TOO_SMALL, "rev", door.ask(staff, "PUT", "/api/booths/" + booth, "{\"rev\":0,\"booth\":" + Wire.write(Samples.booth("Gốm", "01")) + "}"));
        assertRefused(Why.MISSING, door.ask(staff, "PUT", "/api/booths/" + booth, "{\"booth\":" + Wire.write(Samples.booth("Gốm", "01")) + "}"));
        assertRefused(Why.WRONG_TYPE, "rev", door.ask(staff, "PUT", "/api/booths/" + booth, "{\"rev\":\"1\",\"booth\":" + Wire.write(Samples.booth("Gốm", "01")) + "}"));
    }

    // ── the bank account ──────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void the_owner_sets_a_bank_account_and_nobody_reads_it_back() {
        var booth = opened();
        var owner = Door.in(booth, BoothRole.OWNER);
        assertInstanceOf(Answer.Empty.class, door.ask(owner, "PUT", "/api/booths/" + booth + "/bank-account", BANK));
        assertEquals(BANK, booths.bankAccount(booth).await().orElseThrow());
        assertEquals("6789", body(door.ask(owner, "GET", "/api/booths/" + booth + "/desk"), Booths.Desk.class).bankTail());
        assertNull(body(door.ask(Door.in(booth, BoothRole.STAFF), "GET", "/api/booths/" + booth + "/desk"), Booths.Desk.class).bankTail());
        assertNull(body(door.ask(Door.organizer("tinh"), "GET", "/api/booths/" + booth + "/desk"), Booths.Desk.class).bankTail());
        var view = body(door.ask(Caller.ANONYMOUS, "GET", "/api/booths/" + booth), BoothView.class);
        assertTrue(view.canVietQr());
        assertFalse(Wire.write(view).contains("0123456789"));
        assertFalse(link.ask(Command.HGET, Keys.booth(booth), "bank").toString().contains("0123456789"));
        assertInstanceOf(Answer.Empty.class, door.ask(owner, "DELETE", "/api/booths/" + booth + "/bank-account"));
        assertTrue(booths.bankAccount(booth).await().isEmpty());
    }

    @Test
    void where_the_money_goes_is_not_for_staff_nor_for_organizers() {
        var booth = opened();
        for (var who : List.of(Door.in(booth, BoothRole.STAFF), Door.organizer("tinh"))) {
            assertRefused(Why.NOT_ALLOWED, door.ask(who, "PUT", "/api/booths/" + booth + "/bank-account", BANK));
            assertRefused(Why.NOT_ALLOWED, door.ask(who, "DELETE", "/api/booths/" + booth + "/bank-account"));
        }
        assertTrue(booths.bankAccount(booth).await().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'account':'0123456789','holder':'A'}                        | missing       | bin",
        "{'bin':'97042','account':'0123456789','holder':'A'}          | invalid-value | bin",
        "{'bin':970422,'account':'0123456789','holder':'A'}           | wrong-type    | bin",
        "{'bin':'970422','account':'1234','holder':'A'}               | invalid-value | account",
        "{'bin':'970422','account':'12345678901234567890','holder':'A'} | invalid-value | account",
        "{'bin':'970422','account':'0123 456789','holder':'A'}        | invalid-value | account",
        "{'bin':'970422','account':'0123456789'}                      | missing       | holder",
        "{'bin':'970422','account':'0123456789','holder':''}          | empty         | holder"})
    void a_bank_account_is_refused(String json, String why, String field) {
        var booth = opened();
        assertRefused(Why.of(why), field, door.ask(Door.in(booth, BoothRole.OWNER), "PUT", "/api/booths/" + booth + "/bank-account", json.replace('\'', '"')));
        assertTrue(booths.bankAccount(booth).await().isEmpty());
    }

    @Test
    void a_bank_account_never_shows_in_a_log() {
        assertFalse(BANK.toString().contains("0123456789"));
    }

    // ── photos ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_photo_goes_up_on_the_front_and_is_served_to_be_kept_for_good() throws IOException {
        var booth = opened();
        var staff = Door.in(booth, BoothRole.STAFF);
        var photo = body(door.ask(staff, "PUT", "/api/booths/" + booth + "/photos", jpeg(), Map.of()), Photos.Photo.class);
        var draft = Samples.booth("Mật ong", "08");
        var desk = body(door.ask(staff, "PUT", "/api/booths/" + booth, new EditBooth(1, new BoothDraft(draft.name(), "08", "X", null, null, null, photo.photo(), "HTX", null, null))), Booths.Desk.class);
        assertEquals(photo.photo().path(), desk.booth().picture().photo());
        for (var path : List.of(photo.photo().path(), photo.thumb())) {
            var file = assertInstanceOf(Answer.File.class, door.ask(Caller.ANONYMOUS, "GET", path));
            assertEquals("image/jpeg", file.type());
            assertEquals("public, max-age=31536000, immutable", file.headers().get("cache-control"));
            assertEquals("nosniff", file.headers().get("x-content-type-options"));
            assertEquals("default-src 'none'", file.headers().get("content-security-policy"));
            assertArrayEquals(new byte[] {(byte) 0xFF, (byte) 0xD8}, java.util.Arrays.copyOf(file.bytes(), 2));
        }
    }

    @Test
    void a_photo_that_is_shown_stays_until_it_is_not() throws IOException {
        var booth = opened();
        var staff = Door.in(booth, BoothRole.STAFF);
        var photo = body(door.ask(staff, "PUT", "/api/booths/" + booth + "/photos", jpeg(), Map.of()), Photos.Photo.class);
        var path = "/api/booths/" + booth + photo.photo().path();
        shown.add(photo.photo());
        assertRefused(Why.WRONG_STATE, door.ask(staff, "DELETE", path));
        shown.clear();
        door.ask(staff, "PUT", "/api/booths/" + booth, new EditBooth(1, new BoothDraft("Mật ong", "08", "X", null, null, null, photo.photo(), "HTX", null, null)));
        assertRefused(Why.WRONG_STATE, door.ask(staff, "DELETE", path));
        door.ask(staff, "PUT", "/api/booths/" + booth, new EditBooth(2, Samples.booth("Mật ong", "08")));
        assertInstanceOf(Answer.Empty.class, door.ask(staff, "DELETE", path));
        assertRefused(Why.NOT_FOUND, door.ask(staff, "DELETE", path));
        assertRefused(Why.NOT_FOUND, door.ask(staff, "GET", photo.photo().path()));
    }

    @Test
    void another_booths_photo_is_not_ours_to_show() throws IOException {
        var booth = opened();
        var other = opened("lan", Samples.booth("Lụa", "01"));
        var photo = body(door.ask(Door.in(other, BoothRole.STAFF), "PUT", "/api/booths/" + other + "/photos", jpeg(), Map.of()), Photos.Photo.class);
        assertRefused(Why.NOT_FOUND, "photo", door.ask(Door.in(booth, BoothRole.STAFF), "PUT", "/api/booths/" + booth,
            new EditBooth(1, new BoothDraft("Mật ong", "08", "X", null, null, null, photo.photo(), "HTX", null, null))));
        assertRefused(Why.NOT_FOUND, "photo", door.ask(Door.person("an"), "POST", "/api/booths",
            new OpenBooth(KEY, new BoothDraft("Mật ong", "08", "X", null, null, null, photo.photo(), "HTX", null, null), null, null)));
    }

    @Test
    void what_is_no_photo_is_refused_at_the_door() {
        var booth = opened();
        var staff = Door.in(booth, BoothRole.STAFF);
        assertRefused(Why.UNSUPPORTED_FILE, door.ask(staff, "PUT", "/api/booths/" + booth + "/photos", "<script>".getBytes(StandardCharsets.UTF_8), Map.of("content-type", "image/jpeg")));
        assertRefused(Why.EMPTY, door.ask(staff, "PUT", "/api/booths/" + booth + "/photos", new byte[0], Map.of()));
        assertRefused(Why.BODY_TOO_LARGE, door.ask(staff, "PUT", "/api/booths/" + booth + "/photos", new byte[11 * 1024 * 1024], Map.of()));
        assertRefused(Why.NOT_FOUND, door.ask(staff, "GET", "/photos/passwd"));
    }

    // ── searching ─────────────────────────────────────────────────────────────────────────────────────────────────

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "-                      | Gốm Bát Tràng, Lụa Vạn Phúc, Mật ong Mèo Vạc",
        "q=mat+ong              | Mật ong Mèo Vạc",
        "q=M%E1%BA%ACT          | Mật ong Mèo Vạc",
        "q=gom+ha+noi           | Gốm Bát Tràng",
        "q=phuc+lua             | Lụa Vạn Phúc",
        "q=khong+co             | -",
        "q=.*                   | -",
        "province=01            | Gốm Bát Tràng, Lụa Vạn Phúc",
        "province=01&q=lua      | Lụa Vạn Phúc",
        "group=food             | Mật ong Mèo Vạc",
        "group=craft            | -",
        "count=1                | Gốm Bát Tràng",
        "from=1&count=1         | Lụa Vạn Phúc",
        "from=9                 | -"})
    void booths_are_found_with_and_without_tones(String query, String names) {
        var honey = opened("mai", Samples.booth("Mật ong Mèo Vạc", "08"));
        opened("binh", new BoothDraft("Gốm Bát Tràng", "01", "Bát Tràng", null, null, null, null, "Nhà Bình", null, null));
        opened("lan", new BoothDraft("Lụa Vạn Phúc", "01", "Hà Đông", null, null, null, null, "Nhà Lan", null, null));
        link.ask(Command.HSET, Keys.booth(honey), "group.food", 2, "group.craft", 0);
        clock.advance(4, TimeUnit.SECONDS);
        var found = body(door.ask(Caller.ANONYMOUS, "GET", "/api/booths" + (query == null ? "" : "?" + query)), Street.Found.class);
        assertEquals(names == null ? "" : names, String.join(", ", found.booths().stream().map(BoothView::name).toList()));
    }

    @Test
    void a_search_is_refused() {
        assertRefused(Why.TOO_LONG, "q", door.ask(Caller.ANONYMOUS, "GET", "/api/booths?q=" + "x".repeat(61)));
        assertRefused(Why.INVALID_VALUE, "province", door.ask(Caller.ANONYMOUS, "GET", "/api/booths?province=02"));
        assertRefused(Why.INVALID_VALUE, "group", door.ask(Caller.ANONYMOUS, "GET", "/api/booths?group=weapons"));
        assertRefused(Why.TOO_LARGE, "count", door.ask(Caller.ANONYMOUS, "GET", "/api/booths?count=1000000"));
        assertRefused(Why.TOO_SMALL, "from", door.ask(Caller.ANONYMOUS, "GET", "/api/booths?from=-1"));
        assertRefused(Why.WRONG_TYPE, "count", door.ask(Caller.ANONYMOUS, "GET", "/api/booths?count=ten"));
    }

    @Test
    void a_new_booth_is_found_at_once() {
        door.ask(Caller.ANONYMOUS, "GET", "/api/booths");
        opened();
        assertEquals(1, body(door.ask(Caller.ANONYMOUS, "GET", "/api/booths"), Street.Found.class).total());
    }

    private static byte[] jpeg() {
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
