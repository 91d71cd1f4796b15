package vn.phien.catalogue;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.catalogue.ProductCsv.Problem;
import vn.phien.catalogue.ProductCsv.Reading;

class ProductCsvTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 29);
    private static final String HEADER = "Tên,Giá,Đơn vị,Khối lượng,Nhóm\n";
    private static final ProductDraft HONEY = new ProductDraft("Mật ong", "Ngọt, thơm.", 180_000L, "chai", 750, OcopGroup.FOOD, 4, "12/QĐ-UBND", "UBND tỉnh Đắk Lắk", LocalDate.of(2025, 3, 15), "8934567890120", 1_200);

    private static Reading read(String text) {
        return ProductCsv.read(text.getBytes(UTF_8), TODAY);
    }

    private static List<String> told(Reading reading) {
        return reading.problems().stream().map(p -> p.line() + " " + p.column() + " " + p.why().code()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Tên,Giá,Đơn vị,Khối lượng (g),Nhóm,Số sao,Số chứng nhận,Cơ quan cấp,Ngày cấp,GTIN,Tồn kho,Câu chuyện\nMật ong,180.000,chai,750,Thực phẩm,4,12/QĐ-UBND,UBND tỉnh Đắk Lắk,15/03/2025,8934567890120,1.200,\"Ngọt, thơm.\"\n",
            "name;price;unit;weight g;group;stars;certificate number;authority;issue date;gtin;stock;story\r\nMật ong;180000 đ;chai;750 g;food;4 stars;12/QĐ-UBND;UBND tỉnh Đắk Lắk;2025-03-15;8 934567 890120;1200;Ngọt, thơm.\r\n",
            "TEN\tGIA\tDON VI\tKHOI LUONG\tNHOM\tSAO\tSO CHUNG NHAN\tCO QUAN CAP\tNGAY CAP\tMA VACH\tTON KHO\tMO TA\nMật ong\t180,000\tchai\t0,75 kg\t1\t★★★★\t12/QĐ-UBND\tUBND tỉnh Đắk Lắk\t15-3-2025\t8934567890120\t1,200\tNgọt, thơm.",
            "\uFEFFTên,Giá,Đơn vị,Khối lượng,Nhóm,Sao,Số chứng nhận,Nơi cấp,Ngày cấp,Mã vạch,Tồn,Mô tả,,\n\n\"Mật ong\",\"180.000\",\" chai \",750,nhóm thực phẩm,4,12/QĐ-UBND,UBND tỉnh Đắk Lắk,15.03.2025,8934567890120,1200,\"Ngọt, thơm.\",,\n,,,,\n",
            "sep=;\nTên;Giá;Đơn vị;Khối lượng;Nhóm;Sao;Số chứng nhận;Nơi cấp;Ngày cấp;Mã vạch;Tồn;Mô tả\nMật ong;180000;chai;750;Thực phẩm;4;12/QĐ-UBND;UBND tỉnh Đắk Lắk;15/3/2025;8934567890120;1200;Ngọt, thơm.",
            "Nhóm,Mô tả,Tồn,Mã vạch,Ngày cấp,Nơi cấp,Số chứng nhận,Sao,Khối lượng,Đơn vị,Giá,Tên\nThực phẩm,\"Ngọt, thơm.\",1200,8934567890120,2025/3/15,UBND tỉnh Đắk Lắk,12/QĐ-UBND,4 sao,750,chai,180 000,Mật ong"})
    void a_table_is_read_however_it_was_saved(String text) {
        var reading = read(text);
        assertEquals(List.of(), reading.problems());
        assertEquals(List.of(HONEY), reading.rows().stream().map(ProductCsv.Row::draft).toList());
        assertTrue(reading.ready());
    }

    @Test void the_template_is_read() {
        var reading = read(ProductCsv.template());
        assertEquals(List.of(), reading.problems());
        assertEquals(2, reading.rows().size());
        assertEquals(3, reading.rows().getLast().line());
    }

    @Test void every_problem_is_told_by_line_and_column_and_good_rows_are_kept_beside_them() {
        var reading = read("Tên sản phẩm,Giá bán,Đơn vị,Khối lượng,Nhóm,Sao,Ngày cấp,Mã vạch,Tồn kho\n"
                + "Mật ong,180000,chai,750,thực phẩm,,,,\n"
                + ",50k,chai,nặng,điện tử,,,,\n"
                + "\"Trà\nshan\",0,,0,đồ uống,,,8934567890121,-1\n"
                + "Chiếu cói,250000,đôi,1kg,thủ công,4,31/02/2025,,2 thùng\n"
                + "Nón lá,60000,cái,200,thủ công,,,,\n");
        assertEquals(List.of("3 Giá bán wrong-type", "3 Khối lượng wrong-type", "3 Nhóm wrong-type", "3 Tên sản phẩm missing",
                "4 Tồn kho wrong-type", "4 Giá bán too-small", "4 Đơn vị missing", "4 Khối lượng too-small", "4 Mã vạch invalid-value",
                "6 Ngày cấp wrong-type", "6 Tồn kho wrong-type", "6 Số chứng nhận missing", "6 Cơ quan cấp missing"), told(reading));
        assertEquals(List.of(2, 7), reading.rows().stream().map(ProductCsv.Row::line).toList());
        assertFalse(reading.ready());
        assertTrue(reading.problems().getFirst().vi().contains("50k") && reading.problems().getFirst().en().contains("50k"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Tên,Giá,Đơn vị,Khối lượng|1 Nhóm missing", "Tên,Giá,Đơn vị,Khối lượng,Nhóm,Màu|1 Màu unknown-field", "Tên,Giá,Đơn vị,Khối lượng,Nhóm,Price|1 Price duplicate", "Mật ong,180000,chai,750,thực phẩm|1 Mật ong unknown-field", "x|1 x unknown-field",
            "''|1  empty", "' '|1  empty", "Tên|1 Giá missing"})
    void a_header_that_cannot_be_used_is_told(String text, String first) {
        assertEquals(first, told(read(text)).getFirst());
        assertEquals(List.of(), read(text).rows());
    }

    @Test void a_table_without_rows_is_empty() {
        assertEquals(List.of("2  empty"), told(read(HEADER)));
        assertEquals(List.of("2  empty"), told(read(HEADER + ",,,,\n\n")).stream().map(t -> t.replaceFirst("\\d+", "2")).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"A,120,000,hộp,500,thực phẩm|2  too-many-lines", "A,120000,hộp,500,thực phẩm,x|2  too-many-lines", "A,120000,hộp|2 Khối lượng missing", "'A,120000,\"hộp,500,thực phẩm'|2  bad-text", "'A,120000,\"hộp\"x,500,thực phẩm'|2  bad-text"})
    void a_row_that_does_not_fit_the_header_is_told(String row, String first) {
        assertEquals(first, told(read(HEADER + row + "\n")).getFirst());
    }

    @Test void a_quotation_mark_that_is_not_closed_is_told_where_its_row_begins() {
        var reading = read(HEADER + "A,1000,hộp,500,thực phẩm\nB,1000,\"hộp,500,thực phẩm\nC,1000,hộp,500,thực phẩm\n");
        assertEquals(List.of("3  bad-text"), told(reading));
        assertEquals(1, reading.rows().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"50k", "120.5", "1.2.3", "abc", "-5", "1e9", "120 USD", "=1+1", "１２０"})
    void a_price_is_never_guessed(String price) {
        assertEquals(List.of("2 Giá wrong-type"), told(read(HEADER + "A,\"" + price + "\",hộp,500,thực phẩm")));
    }

    @ParameterizedTest
    @CsvSource({"500,500", "500g,500", "500 gam,500", "1.200,1200", "1 kg,1000", "'0,5 kg',500", "1.25kg,1250", "2ký,2000"})
    void a_weight_may_have_its_unit(String weight, int grams) {
        assertEquals(grams, read(HEADER + "A,1000,hộp,\"" + weight + "\",thực phẩm").rows().getFirst().draft().weightGrams());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.250 kg", "0.5", "nửa ký", "500ml", "1 tạ", "-1", "500-600"})
    void a_weight_that_could_mean_two_things_is_not_read(String weight) {
        assertEquals(List.of("2 Khối lượng wrong-type"), told(read(HEADER + "A,1000,hộp,\"" + weight + "\",thực phẩm")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/02/2025", "2025-02-30", "03/15/2025", "15/03/25", "15 tháng 3", "15/03/2025 10:00", "1/1/1", "45731"})
    void a_day_that_is_none_is_not_read(String day) {
        assertTrue(told(read("Tên,Giá,Đơn vị,Khối lượng,Nhóm,Sao,Số chứng nhận,Nơi cấp,Ngày cấp\nA,1000,hộp,500,thực phẩm,4,1,UBND," + day)).contains("2 Ngày cấp wrong-type"));
    }

    @Test void the_same_product_twice_is_told_with_the_line_of_the_first() {
        var reading = read("Tên,Giá,Đơn vị,Khối lượng,Nhóm,GTIN\nMật ong,1000,chai,500,food,\nMẬT ONG,2000,Chai,500,food,\nMật ong,1000,hũ,500,food,8934567890120\nTrà,1000,hộp,500,drink,8934567890120\n");
        assertEquals(List.of("3 Tên duplicate", "5 GTIN duplicate"), told(reading));
        assertTrue(reading.problems().getFirst().vi().contains("dòng 2") && reading.problems().getLast().en().contains("line 4"));
    }

    @Test void a_cell_that_was_exported_safely_comes_back_as_it_was() {
        assertEquals("=Mật ong", read(HEADER + "'=Mật ong,1000,chai,500,food").rows().getFirst().draft().name());
        assertEquals("-Trà", read(HEADER + "-Trà,1000,chai,500,food").rows().getFirst().draft().name());
    }

    @Test void a_file_that_is_not_utf_8_is_told_with_the_first_wrong_line() {
        var windows = (HEADER.replace("Đơn", "Don").replace("ê", "e").replace("á", "a").replace("ị", "i").replace("ố", "o").replace("ượ", "uo").replace("ó", "o") + "Cà phê,1000,chai,500,food\n").getBytes(Charset.forName("windows-1252"));
        assertEquals(List.of("2  bad-text"), told(ProductCsv.read(windows, TODAY)));
        assertEquals(List.of("1  bad-text"), told(ProductCsv.read(("\uFEFF" + HEADER).getBytes(UTF_16LE), TODAY)));
        assertEquals(List.of("1  bad-text"), told(ProductCsv.read(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0}, TODAY)));
    }

    @Test void two_thousand_rows_pass_and_one_more_does_not() {
        var rows = IntStream.rangeClosed(1, 2_000).mapToObj(n -> "Sản phẩm " + n + ",1000,hộp,500,food").collect(Collectors.joining("\n", HEADER, "\n"));
        assertEquals(2_000, read(rows).rows().size());
        assertTrue(read(rows).ready());
        assertEquals(List.of("2002  too-large"), told(read(rows + "Một nữa,1000,hộp,500,food\n")));
    }

    @Test void a_file_over_a_megabyte_is_refused_unread() {
        assertEquals(List.of("1  body-too-large"), told(ProductCsv.read(new byte[1024 * 1024 + 1], TODAY)));
    }

    @Test void a_cell_or_a_row_without_end_is_refused() {
        assertEquals(List.of("2  bad-text"), told(read(HEADER + "x".repeat(20_000) + ",1000,hộp,500,food")));
        assertEquals(List.of("2  bad-text"), told(read(HEADER + ",".repeat(10_000))));
        assertEquals(List.of("2 Câu chuyện too-long"), told(read(HEADER.strip() + ",Câu chuyện\nA,1000,hộp,500,food," + "x".repeat(4_001))));
    }

    @Test void a_hopeless_table_is_not_told_without_end() {
        var reading = read(IntStream.range(0, 2_000).mapToObj(n -> "x,x,x,x,x").collect(Collectors.joining("\n", HEADER, "")));
        assertEquals(ProductCsv.MOST_PROBLEMS, reading.problems().size());
        assertTrue(reading.more());
    }

    @Test void a_value_is_quoted_short_and_on_one_line() {
        var problem = read(HEADER + "A,\"" + "9\u0007\n".repeat(100) + "\",hộp,500,food").problems().getFirst();
        assertTrue(problem.vi().codePointCount(0, problem.vi().length()) < 120 && problem.vi().chars().noneMatch(c -> c < 32), problem.vi());
    }

    @Test void nothing_breaks_the_reader() {
        var dice = new Random(3);
        var pieces = List.of("Tên", "Giá", "Đơn vị", "Khối lượng", "Nhóm", ",", ";", "\t", "\n", "\r", "\r\n", "\"", "\"\"", "'", "=", "1.000", "food", "sep=;", "\uFEFF", "\u0000", "😀", HEADER, "A,1000,hộp,500,food\n");
        for (var round = 0; round < 5_000; round++) {
            var text = dice.ints(dice.nextInt(25), 0, pieces.size()).mapToObj(pieces::get).collect(Collectors.joining());
            var bytes = text.getBytes(UTF_8);
            if (bytes.length > 0 && dice.nextInt(5) == 0) bytes[dice.nextInt(bytes.length)] = (byte) dice.nextInt();
            for (Problem problem : ProductCsv.read(bytes, TODAY).problems()) assertTrue(problem.line() >= 1 && !problem.vi().isEmpty() && !problem.en().isEmpty());
        }
    }
}
