package vn.phien.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.catalogue.Door.assertRefused;
import static vn.phien.catalogue.Door.body;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.catalogue.ProductRequests.AddProduct;
import vn.phien.catalogue.ProductRequests.ArchiveProduct;
import vn.phien.catalogue.ProductRequests.CountStock;
import vn.phien.catalogue.ProductRequests.EditProduct;
import vn.phien.catalogue.Products.ProductDesk;
import vn.phien.http.Answer;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.StockView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class ProductHttpTest {
    private static final BoothId BOOTH = new BoothId("b07-honey");
    private static final BoothId OTHER = new BoothId("b07-silk");
    private static final String PATH = "/api/booths/" + BOOTH + "/products";
    private static final Caller.Person STAFF = Door.in(BOOTH, BoothRole.STAFF);
    private static final String KEY = "k000000001";
    @TempDir
    Path folder;
    private final List<String> counted = new ArrayList<>();
    private Samples.Market market;
    private Link link;
    private TestClock clock;
    private Door door;

    @BeforeEach
    void open(Link link, TestClock clock) {
        this.link = link;
        this.clock = clock;
        market = Samples.market(link, clock, folder);
        market.put(BOOTH, Samples.booth("Mật ong Mèo Vạc", "08"));
        market.put(OTHER, Samples.booth("Lụa Vạn Phúc", "01"));
        door = new Door(new ProductHttp(market.booths(), market.products(), new StockNotes(link, clock), this::receive).routes());
    }

    @AfterEach
    void close() {
        market.close();
    }

    private Future<Result<StockView>> receive(BoothId booth, ProductId product, int delta, String key) {
        counted.add(booth + " " + product + " " + delta + " " + key);
        if (delta < 0) return Future.succeededFuture(Result.refused(Why.STOCK_BELOW_HELD));
        return link.send(Command.HINCRBY, Keys.stock(PlaceId.of(booth)), product + ".free", delta).map(free -> Result.ok(new StockView(free.toInteger(), free.toInteger(), 0, 0, 1)));
    }

    private ProductDesk added(ProductForm form) {
        return body(door.ask(STAFF, "POST", PATH, new AddProduct(KEY, form)), ProductDesk.class);
    }

    private List<ProductView> offered() {
        return body(door.ask(Caller.ANONYMOUS, "GET", PATH), ProductHttp.Offered.class).products();
    }

    // ── adding ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_product_is_added_and_offered_at_once() {
        assertEquals(List.of(), offered());
        var desk = added(Samples.honey());
        assertEquals(1, desk.rev());
        assertEquals(new ProductId("p07-" + KEY), desk.product().product());
        assertEquals(List.of(desk.product()), offered());
        assertEquals(desk.product(), body(door.ask(Caller.ANONYMOUS, "GET", PATH + "/p07-" + KEY), ProductView.class));
        assertEquals("honey", desk.product().picture().drawing());
        assertEquals("north-mountain", desk.product().picture().palette());
        assertNull(desk.product().picture().photo());
        assertEquals(BOOTH.value(), link.ask(Command.GET, Keys.productBooth(desk.product().product())).toString());
    }

    @Test
    void the_same_key_again_answers_the_same_product() {
        var first = added(Samples.honey());
        var books = new Books(link).digest();
        assertEquals(first, added(Samples.honey()));
        assertEquals(books, new Books(link).digest());
    }

    @Test
    void the_same_key_for_another_product_is_refused() {
        added(Samples.honey());
        assertRefused(Why.KEY_REUSED, "key", door.ask(STAFF, "POST", PATH, new AddProduct(KEY, Samples.named("Chè"))));
    }

    @Test
    void a_key_that_another_booth_used_takes_nothing_from_it() {
        var theirs = added(Samples.honey());
        var books = new Books(link).digest();
        assertRefused(Why.KEY_REUSED, door.ask(Door.in(OTHER, BoothRole.OWNER), "POST", "/api/booths/" + OTHER + "/products", new AddProduct(KEY, Samples.named("Lụa"))));
        assertEquals(books, new Books(link).digest());
        assertEquals(List.of(theirs.product()), offered());
    }

    @Test
    void a_catalogue_has_an_end() {
        var request = Link.request(Command.HSET, Keys.products(BOOTH));
        IntStream.range(0, Limits.PRODUCTS).forEach(i -> request.arg("p07-x" + i).arg(Wire.write(new Product(1, i, false, Samples.honey()))));
        link.send(request).await();
        assertRefused(Why.TOO_MANY, door.ask(STAFF, "POST", PATH, new AddProduct(KEY, Samples.honey())));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "no key               | key         | -                                          | missing       | key",
        "a key with a colon   | key         | 'k00000000:'                               | invalid-id    | key",
        "a long key           | key         | 'k00000000000000000000000000'              | invalid-id    | key",
        "no product           | product     | -                                          | missing       | product",
        "a product of text    | product     | 'mật ong'                                  | wrong-type    | product",
        "no name              | name        | -                                          | missing       | product.name",
        "a name of markup and NUL | name    | '\\u0000<b>'                               | bad-text      | product.name",
        "half a letter        | name        | 'a\\ud83c'                                 | bad-text      | product.name",
        "a long name          | name        | LONG                                       | too-long      | product.name",
        "no price             | priceVnd    | -                                          | missing       | product.priceVnd",
        "nothing to pay       | priceVnd    | 0                                          | too-small     | product.priceVnd",
        "a negative price     | priceVnd    | -1                                         | too-small     | product.priceVnd",
        "a huge price         | priceVnd    | 1000000001                                 | too-large     | product.priceVnd",
        "a price past counting| priceVnd    | 9223372036854775808                        | wrong-type    | product.priceVnd",
        "a broken price       | priceVnd    | 1.5                                        | wrong-type    | product.priceVnd",
        "a price in words     | priceVnd    | '120000'                                   | wrong-type    | product.priceVnd",
        "no unit              | unit        | ''                                         | empty         | product.unit",
        "goods without weight | weightGrams | 0                                          | too-small     | product.weightGrams",
        "a negative weight    | weightGrams | -5                                         | too-small     | product.weightGrams",
        "two tonnes           | weightGrams | 2000000                                    | too-large     | product.weightGrams",
        "no group             | group       | -                                          | missing       | product.group",
        "a seventh group      | group       | 'weapons'                                  | invalid-value | product.group",
        "a wrong check digit  | gtin        | '8934567890121'                            | invalid-value | product.gtin",
        "a gtin of letters    | gtin        | 'ABCDEFGHIJKLM'                            | invalid-value | product.gtin",
        "a drawing nobody drew| drawing     | 'dragon'                                   | invalid-value | product.drawing",
        "no such colours      | palette     | 'neon'                                     | invalid-value | product.palette",
        "nine photos          | photos      | NINE                                       | too-large     | product.photos",
        "one photo twice      | photos      | TWICE                                      | duplicate     | product.photos",
        "a photo of elsewhere | photos      | ['//evil.example/a.jpg']                   | invalid-id    | product.photos.photo",
        "a photo up the tree  | photos      | ['/photos/../../x.jpg']                    | invalid-id    | product.photos.photo",
        "no photo at all      | photos      | [null]                                     | missing       | product.photos",
        "two stars            | certificate | {'stars':2,'number':'1','authority':'UBND','issuedOn':'2025-01-01'} | too-small | product.certificate.stars",
        "six stars            | certificate | {'stars':6,'number':'1','authority':'UBND','issuedOn':'2025-01-01'} | too-large | product.certificate.stars",
        "stars without number | certificate | {'stars':4,'authority':'UBND','issuedOn':'2025-01-01'} | missing | product.certificate.number",
        "the 30th of February | certificate | {'stars':4,'number':'1','authority':'UBND','issuedOn':'2025-02-30'} | invalid-value | product.certificate.issuedOn",
        "a date before the programme | certificate | {'stars':4,'number':'1','authority':'UBND','issuedOn':'2017-01-01'} | too-small | product.certificate.issuedOn",
        "a date still to come | certificate | {'stars':4,'number':'1','authority':'UBND','issuedOn':'2999-01-01'} | too-large | issuedOn",
        "a date turned around | certificate | {'stars':4,'number':'1','authority':'UBND','issuedOn':'01/02/2025'} | invalid-value | product.certificate.issuedOn",
        "a state of its own   | archived    | true                                       | unknown-field | archived",
        "stock of its own     | shelf       | 5                                          | unknown-field | shelf"})
    void adding_is_refused(String what, String field, String value, String why, String where) throws Exception {
        var books = new Books(link).digest();
        var tree = (ObjectNode) Wire.json().readTree(Wire.write(new AddProduct(KEY, Samples.honey())));
        var at = tree.has(field) ? tree : (ObjectNode) tree.get("product");
        var photo = "'/photos/%026d.jpg'";
        var json = value.replace("LONG", "'" + "x".repeat(121) + "'").replace("TWICE", "[" + photo.formatted(1) + "," + photo.formatted(1) + "]")
            .replace("NINE", IntStream.range(0, 9).mapToObj(photo::formatted).toList().toString()).replace('\'', '"');
        at.remove(field);
        if (!json.equals("-")) at.putRawValue(field, new RawValue(json));
        var answer = assertInstanceOf(Answer.Refused.class, door.ask(STAFF, "POST", PATH, Wire.json().writeValueAsString(tree)));
        assertEquals(why + " " + where, answer.why().code() + " " + answer.field());
        assertEquals(books, new Books(link).digest());
    }

    @Test
    void a_photo_of_another_booth_is_not_ours_to_show() {
        var photo = new PhotoName("0".repeat(26));
        link.ask(Command.SADD, Keys.photos(OTHER), photo.body());
        assertRefused(Why.NOT_FOUND, "photos", door.ask(STAFF, "POST", PATH, new AddProduct(KEY, Samples.withPhotos(photo))));
        link.ask(Command.SADD, Keys.photos(BOOTH), photo.body());
        assertEquals(photo.path(), added(Samples.withPhotos(photo)).product().picture().photo());
        assertEquals(List.of(photo), market.products().shown(BOOTH).await());
    }

    // ── changing ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void of_two_edits_made_from_the_same_text_the_second_is_told() {
        added(Samples.honey());
        var first = body(door.ask(STAFF, "PUT", PATH + "/p07-" + KEY, new EditProduct(1, Samples.named("Mật ong hoa nhãn"))), ProductDesk.class);
        assertEquals(2, first.rev());
        var books = new Books(link).digest();
        assertRefused(Why.CHANGED_MEANWHILE, "rev", door.ask(STAFF, "PUT", PATH + "/p07-" + KEY, new EditProduct(1, Samples.named("Mật ong hoa cà phê"))));
        assertRefused(Why.CHANGED_MEANWHILE, "rev", door.ask(STAFF, "PUT", PATH + "/p07-" + KEY, new EditProduct(3, Samples.named("Mật ong hoa cà phê"))));
        assertEquals(books, new Books(link).digest());
        assertEquals("Mật ong hoa nhãn", offered().getFirst().name());
    }

    @Test
    void an_edit_whose_answer_was_lost_is_answered_again() {
        added(Samples.honey());
        var edit = new EditProduct(1, Samples.named("Mật ong hoa nhãn"));
        assertEquals(door.ask(STAFF, "PUT", PATH + "/p07-" + KEY, edit), door.ask(STAFF, "PUT", PATH + "/p07-" + KEY, edit));
        assertEquals(2, body(door.ask(STAFF, "GET", "/api/booths/" + BOOTH + "/desk/products"), ProductHttp.OnDesk.class).products().getFirst().rev());
    }

    @Test
    void an_archived_product_is_no_longer_offered_but_is_still_there() {
        added(Samples.honey());
        body(door.ask(STAFF, "PUT", PATH + "/p07-" + KEY + "/archived", new ArchiveProduct(1, true)), ProductDesk.class);
        assertEquals(List.of(), offered());
        assertTrue(market.products().of(BOOTH).await().get(new ProductId("p07-" + KEY)).archived());
        assertRefused(Why.CHANGED_MEANWHILE, door.ask(STAFF, "PUT", PATH + "/p07-" + KEY + "/archived", new ArchiveProduct(1, false)));
        body(door.ask(STAFF, "PUT", PATH + "/p07-" + KEY + "/archived", new ArchiveProduct(2, false)), ProductDesk.class);
        assertEquals(1, offered().size());
    }

    @Test
    void a_booth_knows_of_which_groups_it_has_something() {
        added(Samples.honey());
        assertEquals("1", group("food"));
        door.ask(STAFF, "PUT", PATH + "/p07-" + KEY, new EditProduct(1, Samples.inGroup(OcopGroup.CRAFT)));
        assertEquals("0 1", group("food") + " " + group("craft"));
        door.ask(STAFF, "PUT", PATH + "/p07-" + KEY + "/archived", new ArchiveProduct(2, true));
        assertEquals("0", group("craft"));
        door.ask(STAFF, "PUT", PATH + "/p07-" + KEY + "/archived", new ArchiveProduct(3, false));
        assertEquals("1", group("craft"));
    }

    private String group(String code) {
        return link.ask(Command.HGET, Keys.booth(BOOTH), "group." + code).toString();
    }

    @Test
    void somebody_elses_products_are_left_alone() {
        added(Samples.honey());
        var books = new Books(link).digest();
        var stranger = Door.in(OTHER, BoothRole.OWNER);
        assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "POST", PATH, new AddProduct("k000000002", Samples.honey())));
        assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "PUT", PATH + "/p07-" + KEY, new EditProduct(1, Samples.named("Của tôi"))));
        assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "PUT", PATH + "/p07-" + KEY + "/archived", new ArchiveProduct(1, true)));
        assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "POST", PATH + "/p07-" + KEY + "/stock", new CountStock(5, KEY, "Mới thu")));
        assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "GET", "/api/booths/" + BOOTH + "/desk/products"));
        assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "GET", "/api/booths/" + BOOTH + "/stock-notes"));
        assertRefused(Why.SIGN_IN_FIRST, door.ask(Caller.ANONYMOUS, "POST", PATH, new AddProduct("k000000002", Samples.honey())));
        var through = "/api/booths/" + OTHER + "/products/p07-" + KEY;
        assertRefused(Why.NOT_FOUND, door.ask(stranger, "GET", through));
        assertRefused(Why.NOT_FOUND, door.ask(stranger, "PUT", through, new EditProduct(1, Samples.named("Của tôi"))));
        assertRefused(Why.NOT_FOUND, door.ask(stranger, "PUT", through + "/archived", new ArchiveProduct(1, true)));
        assertRefused(Why.NOT_FOUND, door.ask(stranger, "POST", through + "/stock", new CountStock(5, KEY, "Mới thu")));
        assertEquals(List.of(), counted);
        assertEquals(books, new Books(link).digest());
    }

    @Test
    void what_is_not_there_is_not_found() {
        var books = new Books(link).digest();
        var organizer = Door.organizer("tinh");
        assertRefused(Why.NOT_FOUND, door.ask(organizer, "GET", "/api/booths/b09-nowhere/products"));
        assertRefused(Why.NOT_FOUND, door.ask(organizer, "GET", "/api/booths/b09-nowhere/desk/products"));
        assertRefused(Why.NOT_FOUND, door.ask(organizer, "POST", "/api/booths/b09-nowhere/products", new AddProduct(KEY, Samples.honey())));
        assertRefused(Why.NOT_FOUND, "product", door.ask(organizer, "GET", PATH + "/p07-none"));
        assertRefused(Why.NOT_FOUND, "product", door.ask(organizer, "PUT", PATH + "/p07-none", new EditProduct(1, Samples.honey())));
        assertRefused(Why.INVALID_ID, door.ask(organizer, "GET", PATH + "/u-none"));
        assertRefused(Why.INVALID_ID, door.ask(organizer, "PUT", PATH + "/7", new EditProduct(1, Samples.honey())));
        assertEquals(books, new Books(link).digest());
    }

    // ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void products_come_in_the_order_they_were_added() {
        for (var name : List.of("Ba", "An", "Cúc")) {
            door.ask(STAFF, "POST", PATH, new AddProduct("k00000000" + name.length() + name.codePointAt(0), Samples.named(name)));
            clock.advance(1, TimeUnit.SECONDS);
        }
        assertEquals(List.of("Ba", "An", "Cúc"), offered().stream().map(ProductView::name).toList());
    }

    @Test
    void what_another_node_changed_is_seen_after_two_seconds() {
        var product = added(Samples.honey()).product().product();
        offered();
        link.ask(Command.HSET, Keys.stock(PlaceId.of(BOOTH)), product + ".free", 12);
        assertEquals(0, offered().getFirst().shelf());
        clock.advance(2_001, TimeUnit.MILLISECONDS);
        assertEquals(12, offered().getFirst().shelf());
    }

    @Test
    void a_product_is_found_by_its_name_alone() {
        var product = added(Samples.honey()).product();
        assertEquals(product, market.products().find(product.product()).await().orElseThrow());
        assertTrue(market.products().find(new ProductId("p07-none")).await().isEmpty());
    }

    // ── stock ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void goods_are_counted_onto_the_shelf_with_a_reason_that_stays() {
        added(Samples.honey());
        assertEquals(12, body(door.ask(STAFF, "POST", PATH + "/p07-" + KEY + "/stock", new CountStock(12, KEY, "Vừa quay mật")), StockView.class).free());
        assertEquals(List.of(BOOTH + " p07-" + KEY + " 12 " + KEY), counted);
        assertEquals(12, offered().getFirst().shelf());
        var note = body(door.ask(STAFF, "GET", "/api/booths/" + BOOTH + "/stock-notes"), ProductHttp.Notes.class).notes().getFirst();
        assertEquals("12 Vừa quay mật staff", note.delta() + " " + note.reason() + " " + note.name());
    }

    @Test
    void a_refused_count_leaves_no_note() {
        added(Samples.honey());
        assertRefused(Why.STOCK_BELOW_HELD, door.ask(STAFF, "POST", PATH + "/p07-" + KEY + "/stock", new CountStock(-1, KEY, "Vỡ")));
        assertEquals(List.of(), body(door.ask(STAFF, "GET", "/api/booths/" + BOOTH + "/stock-notes"), ProductHttp.Notes.class).notes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'delta':0,'key':'k000000001','reason':'x'}       | invalid-value | delta",
        "{'delta':1000001,'key':'k000000001','reason':'x'} | too-large     | delta",
        "{'delta':-1000001,'key':'k000000001','reason':'x'} | too-small    | delta",
        "{'delta':1.5,'key':'k000000001','reason':'x'}     | wrong-type    | delta",
        "{'delta':2147483648,'key':'k000000001','reason':'x'} | wrong-type | delta",
        "{'key':'k000000001','reason':'x'}                 | missing       | delta",
        "{'delta':1,'reason':'x'}                          | missing       | key",
        "{'delta':1,'key':'k}:1','reason':'x'}             | invalid-id    | key",
        "{'delta':1,'key':'k000000001'}                    | missing       | reason",
        "{'delta':1,'key':'k000000001','reason':' '}       | empty         | reason"})
    void a_count_is_refused(String json, String why, String field) {
        added(Samples.honey());
        assertRefused(Why.of(why), field, door.ask(STAFF, "POST", PATH + "/p07-" + KEY + "/stock", json.replace('\'', '"')));
        assertEquals(List.of(), counted);
    }
}
