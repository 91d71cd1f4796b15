package vn.phien.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.catalogue.Door.assertRefused;
import static vn.phien.catalogue.Door.body;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
import vn.phien.catalogue.ImportHttp.Imported;
import vn.phien.catalogue.Imports.Preview;
import vn.phien.catalogue.Imports.Progress;
import vn.phien.http.Answer;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.StockView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Unavailable;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class ImportHttpTest {
    private static final BoothId BOOTH = new BoothId("b07-honey");
    private static final BoothId OTHER = new BoothId("b07-silk");
    private static final String PATH = "/api/booths/" + BOOTH + "/products/import";
    private static final Caller.Person STAFF = Door.in(BOOTH, BoothRole.STAFF);
    private static final String KEY = "k000000001";
    private static final String TABLE = """
        Tên,Giá,Đơn vị,Khối lượng,Nhóm,Tồn kho,Số sao,Số chứng nhận,Cơ quan cấp,Ngày cấp,Mã vạch,Câu chuyện
        Mật ong bạc hà,250000,hũ,800,Thực phẩm,12,4,12/QĐ-UBND,UBND tỉnh Tuyên Quang,10/06/2025,8934567890120,Ong lấy mật trên đá.
        Chè shan tuyết,180.000 đ,hộp,200 g,Đồ uống,0,,,,,,
        Khăn lanh,320000,chiếc,300,Thủ công mỹ nghệ,5,,,,,,
        """;
    @TempDir
    Path folder;
    private final List<String> counted = new ArrayList<>();
    private Samples.Market market;
    private Link link;
    private Door door;
    private int failAfter = Integer.MAX_VALUE;

    @BeforeEach
    void open(Link link, TestClock clock) {
        this.link = link;
        clock.advance(2_000, TimeUnit.MILLISECONDS);
        market = Samples.market(link, clock, folder);
        market.put(BOOTH, Samples.booth("Mật ong Mèo Vạc", "08"));
        market.put(OTHER, Samples.booth("Lụa Vạn Phúc", "01"));
        var notes = new StockNotes(link, clock);
        door = new Door(new ImportHttp(market.booths(), market.products(), new Imports(link, clock, market.products(), market.certificates(), notes, this::receive)).routes());
    }

    @AfterEach
    void close() {
        market.close();
    }

    /** As the inventory does it: once for each key. */
    private Future<Result<StockView>> receive(BoothId booth, ProductId product, int delta, String key) {
        if (counted.size() >= failAfter) return Future.failedFuture(new Unavailable("gone", null));
        return link.send(Command.HSETNX, Keys.seen(PlaceId.of(booth)), key, 1).compose(first -> {
            if (first.toInteger() == 0) return Future.succeededFuture(Result.ok(new StockView(0, 0, 0, 0, 0)));
            counted.add(delta + " " + key);
            return link.send(Command.HINCRBY, Keys.stock(PlaceId.of(booth)), product + ".free", delta).map(free -> Result.ok(new StockView(free.toInteger(), free.toInteger(), 0, 0, 1)));
        });
    }

    private Answer send(String query, String table) {
        return door.ask(STAFF, "POST", PATH + query, table.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private Preview preview(String table) {
        return body(send("?dry=true", table), Imported.class).preview();
    }

    private Progress imported(String key, String table) {
        return body(send("?key=" + key, table), Imported.class).progress();
    }

    private List<ProductView> products() {
        return List.copyOf(market.products().of(BOOTH).await().values());
    }

    @Test
    void a_preview_tells_what_would_happen_and_changes_nothing() {
        var books = new Books(link).digest();
        var preview = preview(TABLE);
        assertEquals("3 0 0", preview.added() + " " + preview.changed() + " " + preview.same());
        assertEquals(List.of(), preview.problems());
        assertEquals(List.of("2 Mật ong bạc hà 250000 12", "3 Chè shan tuyết 180000 0", "4 Khăn lanh 320000 5"),
            preview.rows().stream().map(row -> row.line() + " " + row.product().name() + " " + row.product().priceVnd() + " " + row.stock()).toList());
        assertEquals(books, new Books(link).digest());
    }

    @Test
    void a_table_comes_in_whole_with_its_stock() {
        var progress = imported(KEY, TABLE);
        assertEquals(new Progress(KEY, "done", 3, 3, 3, 0, 0), progress);
        assertEquals(progress, body(door.ask(STAFF, "GET", "/api/booths/" + BOOTH + "/imports/" + KEY), Progress.class));
        assertEquals(List.of("Mật ong bạc hà 12", "Chè shan tuyết 0", "Khăn lanh 5"), products().stream().map(product -> product.name() + " " + product.shelf()).toList());
        assertEquals(4, products().getFirst().certificate().stars());
        assertEquals(BOOTH.value(), link.ask(Command.GET, Keys.productBooth(products().getFirst().product())).toString());
        assertEquals("1 1 1", Wire.trusted("\"" + List.of("food", "drink", "craft").stream().map(group -> link.ask(Command.HGET, Keys.booth(BOOTH), "group." + group).toString()).collect(Collectors.joining(" ")) + "\"", String.class));
    }

    @Test
    void the_same_import_again_changes_nothing() {
        var first = imported(KEY, TABLE);
        var books = new Books(link).digest();
        assertEquals(first, imported(KEY, TABLE));
        assertEquals(books, new Books(link).digest());
        assertEquals(2, counted.size());
    }

    @Test
    void a_key_stands_for_one_table() {
        imported(KEY, TABLE);
        var books = new Books(link).digest();
        assertRefused(Why.KEY_REUSED, "key", send("?key=" + KEY, TABLE + "Mận hậu,50000,kg,1000,Thực phẩm,5,,,,,,\n"));
        assertEquals(books, new Books(link).digest());
    }

    @Test
    void one_bad_row_keeps_the_whole_table_out_and_is_told_by_line_and_column() {
        var books = new Books(link).digest();
        var bad = TABLE.replace("180.000 đ", "một trăm").replace("300,Thủ công", "300,Vũ khí");
        var preview = preview(bad);
        assertEquals(List.of("3 Giá wrong-type", "4 Nhóm wrong-type"), preview.problems().stream().map(problem -> problem.line() + " " + problem.column() + " " + problem.why().code()).toList());
        assertTrue(preview.problems().stream().allMatch(problem -> !problem.vi().isBlank() && !problem.en().isBlank()));
        assertRefused(Why.INVALID_VALUE, "line 3", send("?key=" + KEY, bad));
        assertEquals(books, new Books(link).digest());
        assertEquals(List.of(), counted);
    }

    @Test
    void an_import_cut_short_while_counting_is_finished_by_sending_it_again() {
        failAfter = 1;
        assertThrows(Unavailable.class, () -> send("?key=" + KEY, TABLE));
        assertEquals(3, products().size());
        assertEquals("counting", body(door.ask(STAFF, "GET", "/api/booths/" + BOOTH + "/imports/" + KEY), Progress.class).state());
        failAfter = Integer.MAX_VALUE;
        assertEquals(new Progress(KEY, "done", 3, 3, 3, 0, 0), imported(KEY, TABLE));
        assertEquals(List.of("12 " + KEY + "x0", "5 " + KEY + "x1"), counted);
    }

    @Test
    void a_product_that_is_there_is_changed_and_keeps_its_photos_its_shelf_and_what_the_row_leaves_empty() {
        imported(KEY, TABLE);
        var honey = products().getFirst();
        var photo = new PhotoName("0".repeat(26));
        link.ask(Command.SADD, Keys.photos(BOOTH), photo.body());
        var form = market.products().desks(BOOTH).await().get(honey.product()).form();
        market.products().edit(BOOTH, honey.product(), 1, new ProductForm(form.name(), form.story(), form.priceVnd(), form.unit(), form.weightGrams(), form.group(), form.certificate(), form.gtin(), "honey", null, List.of(photo))).await();
        var prices = """
            Tên;Giá;Đơn vị;Khối lượng;Nhóm;Tồn kho
            MAT ONG BAC HA;270000;hũ;800;Thực phẩm;99
            Khăn lanh;320000;chiếc;300;Thủ công mỹ nghệ;5
            Mận hậu;60000;kg;1000;Thực phẩm;7
            """;
        var preview = preview(prices);
        assertEquals("1 1 1", preview.added() + " " + preview.changed() + " " + preview.same());
        assertEquals(List.of(false, true), preview.rows().stream().map(Imports.Row::fresh).toList());
        assertEquals(new Progress("k000000002", "done", 3, 3, 1, 1, 1), imported("k000000002", prices));
        var now = market.products().desks(BOOTH).await().get(honey.product());
        assertEquals("270000 12 3", now.form().priceVnd() + " " + now.product().shelf() + " " + now.rev());
        assertEquals(List.of(photo), now.form().photos());
        assertEquals(form.certificate(), now.form().certificate());
        assertEquals(form.story(), now.form().story());
        assertEquals(4, products().size());
    }

    @Test
    void two_rows_that_mean_one_product_are_told() {
        imported(KEY, TABLE);
        var preview = preview("""
            Tên,Giá,Đơn vị,Khối lượng,Nhóm,Mã vạch
            Mật ong bạc hà,250000,hũ,800,Thực phẩm,
            Mật ong hoa rừng,250000,hũ,800,Thực phẩm,8934567890120
            """);
        assertEquals(List.of("3 duplicate"), preview.problems().stream().map(problem -> problem.line() + " " + problem.why().code()).toList());
    }

    @Test
    void what_was_taken_out_comes_back_the_same() {
        imported(KEY, TABLE.replace("Ong lấy mật trên đá.", "\"=1+1, \"\"ngon\"\"\""));
        var file = assertInstanceOf(Answer.File.class, door.ask(STAFF, "GET", "/api/booths/" + BOOTH + "/products.csv"));
        var text = new String(file.bytes(), StandardCharsets.UTF_8);
        assertEquals('\uFEFF', text.charAt(0));
        assertTrue(text.contains("\"'=1+1, "), text);
        var preview = preview(text);
        assertEquals("0 0 3", preview.added() + " " + preview.changed() + " " + preview.same(), () -> preview.problems().toString());
    }

    @Test
    void an_archived_product_is_not_taken_out_nor_matched() {
        imported(KEY, TABLE);
        market.products().archive(BOOTH, products().getFirst().product(), 1, true).await();
        assertEquals(1, preview(TABLE).added());
        assertTrue(!new String(assertInstanceOf(Answer.File.class, door.ask(STAFF, "GET", "/api/booths/" + BOOTH + "/products.csv")).bytes(), StandardCharsets.UTF_8).contains("Mật ong"));
    }

    @Test
    void the_template_can_be_brought_in_as_it_is() {
        var file = assertInstanceOf(Answer.File.class, door.ask(Caller.ANONYMOUS, "GET", "/api/products-template.csv"));
        var preview = preview(new String(file.bytes(), StandardCharsets.UTF_8));
        assertEquals(List.of(), preview.problems());
        assertEquals(2, preview.added());
    }

    @Test
    void two_thousand_rows_come_in_at_once_and_not_one_more() {
        var head = "Tên,Giá,Đơn vị,Khối lượng,Nhóm\n";
        var rows = IntStream.range(0, Limits.PRODUCTS).mapToObj(i -> "Món " + i + ",1000,cái,100,food").collect(Collectors.joining("\n"));
        assertEquals(Limits.PRODUCTS, imported(KEY, head + rows).added());
        assertEquals(List.of("too-many"), preview(head + "Thêm,1000,cái,100,food").problems().stream().map(problem -> problem.why().code()).toList());
        var books = new Books(link).digest();
        assertRefused(Why.INVALID_VALUE, send("?key=k000000002", head + "Thêm,1000,cái,100,food"));
        assertEquals(books, new Books(link).digest());
    }

    @Test
    void a_product_changed_at_the_same_moment_keeps_the_whole_table_out(TestClock clock) {
        imported(KEY, TABLE);
        var plan = ImportPlan.of(ProductCsv.read(TABLE.replace("320000", "330000").getBytes(StandardCharsets.UTF_8), market.certificates().today()), market.products().desks(BOOTH).await());
        var step = plan.steps().getFirst();
        market.products().edit(BOOTH, step.product(), step.rev(), Samples.named("Khăn")).await();
        var answer = vn.phien.redis.Script.load("catalogue/import_products").run(link,
            List.of(Keys.booth(BOOTH), Keys.products(BOOTH), Keys.gates(PlaceId.of(BOOTH)), Keys.productBooth(step.product()), Keys.imported(BOOTH, "k000000002")),
            BOOTH, "{}", 60, Limits.PRODUCTS, step.product(), step.rev(), Wire.write(new Product(2, 0, false, step.form()))).await();
        assertEquals("changed-meanwhile " + step.product(), answer.get(0) + " " + answer.get(1));
        assertNull(link.ask(Command.GET, Keys.imported(BOOTH, "k000000002")));
    }

    @Test
    void a_name_that_another_booth_has_keeps_the_whole_table_out() {
        link.ask(Command.SET, Keys.productBooth(new ProductId("p07-" + KEY + "x3")), OTHER);
        var books = new Books(link).digest();
        assertRefused(Why.KEY_REUSED, send("?key=" + KEY, TABLE));
        assertEquals(books, new Books(link).digest());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "no key        | ?                | missing       | key",
        "a short key   | ?key=k1          | invalid-id    | key",
        "a wild key    | ?key=k000000001} | invalid-id    | key",
        "dry perhaps   | ?dry=maybe       | invalid-value | dry"})
    void an_import_is_refused(String what, String query, String why, String field) {
        var books = new Books(link).digest();
        assertRefused(Why.of(why), field, send(query.replace("}", "%7D"), TABLE));
        assertEquals(books, new Books(link).digest());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "nothing       | EMPTY                     | empty",
        "a picture     | \u00ff\u00d8\u00ff\u00e0  | unknown-field",
        "a zip         | PK\u0003\u0004            | unknown-field",
        "no columns    | a,b,c                     | unknown-field",
        "an open quote | Tên,Giá\\n\"Mật           | missing"})
    void what_is_no_table_is_told(String what, String table, String why) {
        var problems = preview(table.replace("EMPTY", "").replace("\\n", "\n")).problems();
        assertEquals(why, problems.getFirst().why().code());
    }

    @Test
    void a_table_too_large_is_refused_at_the_door() {
        assertRefused(Why.BODY_TOO_LARGE, door.ask(STAFF, "POST", PATH + "?dry=true", new byte[Limits.CSV_BYTES + 1], Map.of()));
    }

    @Test
    void somebody_elses_tables_are_left_alone() {
        imported(KEY, TABLE);
        var books = new Books(link).digest();
        var stranger = Door.in(OTHER, BoothRole.OWNER);
        var bytes = TABLE.getBytes(StandardCharsets.UTF_8);
        assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "POST", PATH + "?key=k000000002", bytes, Map.of()));
        assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "POST", PATH + "?dry=true", bytes, Map.of()));
        assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "GET", "/api/booths/" + BOOTH + "/imports/" + KEY));
        assertRefused(Why.NOT_ALLOWED, door.ask(stranger, "GET", "/api/booths/" + BOOTH + "/products.csv"));
        assertRefused(Why.NOT_FOUND, door.ask(stranger, "GET", "/api/booths/" + OTHER + "/imports/" + KEY));
        assertRefused(Why.SIGN_IN_FIRST, door.ask(Caller.ANONYMOUS, "POST", PATH + "?key=k000000002", bytes, Map.of()));
        var organizer = Door.organizer("tinh");
        assertRefused(Why.NOT_FOUND, door.ask(organizer, "POST", "/api/booths/b01-nowhere/products/import?key=k000000002", bytes, Map.of()));
        assertRefused(Why.NOT_FOUND, door.ask(organizer, "GET", "/api/booths/b01-nowhere/products.csv"));
        assertEquals(books, new Books(link).digest());
    }
}
