package vn.phien.catalogue;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.phien.base.CsvSafe;
import vn.phien.base.Limits;
import vn.phien.base.Tones;
import vn.phien.base.Vnd;
import vn.phien.base.Why;

/**
 * A seller's table of products. Its first line names the columns, in Vietnamese or English and in any order; cells are apart by
 * comma, semicolon or tab; the text is UTF-8. Every problem is told by line and column, so that a table is mended at one go.
 */
public final class ProductCsv {
    /** Problems told at most; a table that has more is another kind of table. */
    public static final int MOST_PROBLEMS = 2_000;

    private static final int MOST_CELLS = 64;
    private static final int LONGEST_CELL = 16_000;
    private static final String SEPARATORS = ",;\t";

    /** The columns of a table. Each is named in the first of its names by {@link #template()}. */
    enum Column {
        NAME("name", true, "Tên", "Tên sản phẩm", "Sản phẩm", "Name", "Product", "Product name"),
        PRICE("priceVnd", true, "Giá", "Giá bán", "Đơn giá", "Giá VND", "Price", "Price VND", "PriceVnd"),
        UNIT("unit", true, "Đơn vị", "Đơn vị tính", "ĐVT", "Quy cách", "Unit"),
        WEIGHT("weightGrams", true, "Khối lượng", "Khối lượng g", "Trọng lượng", "Cân nặng", "Gam", "Weight", "Weight g", "Weight grams", "WeightGrams"),
        GROUP("group", true, "Nhóm", "Nhóm sản phẩm", "Nhóm OCOP", "Group", "Category", "OCOP group"),
        STOCK("stock", false, "Tồn kho", "Tồn", "Kho", "Số lượng", "Stock", "Quantity"),
        STARS("stars", false, "Số sao", "Sao", "Hạng sao", "Stars", "Star", "Rating"),
        CERTIFICATE("certificateNumber", false, "Số chứng nhận", "Số giấy chứng nhận", "Giấy chứng nhận", "Số quyết định", "Certificate", "Certificate number", "Certificate no", "CertificateNumber"),
        AUTHORITY("authority", false, "Cơ quan cấp", "Cơ quan", "Nơi cấp", "Cơ quan quyết định", "Authority", "Deciding authority", "Issued by"),
        ISSUED("issuedOn", false, "Ngày cấp", "Ngày quyết định", "Ngày công nhận", "Issue date", "Issued on", "IssuedOn"),
        GTIN("gtin", false, "Mã vạch", "GTIN", "Mã GTIN", "Barcode", "Bar code", "EAN"),
        STORY("story", false, "Câu chuyện", "Câu chuyện sản phẩm", "Mô tả", "Story", "Description");

        private static final Map<String, Column> BY_NAME = new HashMap<>();

        static {
            for (var column : values()) for (var name : column.names) BY_NAME.put(folded(name), column);
        }

        private final String field;
        private final boolean needed;
        private final List<String> names;

        Column(String field, boolean needed, String... names) {
            this.field = field;
            this.needed = needed;
            this.names = List.of(names);
        }

        static Optional<Column> named(String header) {
            return Optional.ofNullable(BY_NAME.get(folded(header)));
        }

        /** "Khối lượng (g)" is "Khối lượng": what stands in brackets explains. */
        private static String folded(String header) {
            return Tones.plain(header).replaceAll("\\([^)]*\\)|\\[[^]]*]", " ").replaceAll("[^a-z0-9]+", " ").strip();
        }
    }

    /** A row that is fit to become a product. @param line in the file, from 1 */
    public record Row(int line, ProductDraft draft) { }

    /**
     * @param line   in the file, from 1; of a cell over several lines the line where its row begins
     * @param column as the file names it, or what it should be called; empty when it is about the line or the file
     */
    public record Problem(int line, String column, Why why, String vi, String en) { }

    /**
     * @param rows     every row without problems, also when others have some: nothing is imported until all are mended
     * @param problems in the order of the file
     * @param more     there are more than {@link #MOST_PROBLEMS}
     */
    public record Reading(List<Row> rows, List<Problem> problems, boolean more) {
        public Reading {
            rows = List.copyOf(rows);
            problems = List.copyOf(problems);
        }

        /** Every row is fit, and there is one. */
        public boolean ready() {
            return problems.isEmpty() && !rows.isEmpty();
        }
    }

    private final LocalDate today;
    private final List<Row> rows = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> lineOfProduct = new HashMap<>();
    private final Map<String, Integer> lineOfGtin = new HashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private List<String> headers = List.of();

    private ProductCsv(LocalDate today) {
        this.today = today;
    }

    /**
     * @param file  the bytes as they were sent, at most {@link Limits#CSV_BYTES}
     * @param today the date in Vietnam
     */
    public static Reading read(byte[] file, LocalDate today) {
        var csv = new ProductCsv(today);
        csv.readFile(file);
        return new Reading(csv.rows, csv.problems.subList(0, Math.min(csv.problems.size(), MOST_PROBLEMS)), csv.problems.size() > MOST_PROBLEMS);
    }

    /** The first line of a table, in Vietnamese: name, price, unit, weight, group, stock, stars, number, authority, day of issue, bar code, story. */
    static List<String> header() {
        return List.of(Column.values()).stream().map(column -> column.names.getFirst()).toList();
    }

    /** An empty table with two examples, as a spreadsheet opens it: UTF-8 with a byte order mark. */
    public static String template() {
        return "\uFEFF" + String.join(",", header()) + "\r\n"
                + "Mật ong hoa cà phê,180000,chai 500 ml,750,Thực phẩm,120,4,1234/QĐ-UBND,UBND tỉnh Đắk Lắk,15/03/2025,,\"Ong lấy mật trên nương cà phê, mỗi năm một vụ.\"\r\n"
                + "Trà shan tuyết cổ thụ,250000,hộp,200,Đồ uống,80,,,,,,\r\n";
    }

    private void readFile(byte[] file) {
        if (file.length > Limits.CSV_BYTES) {
            problem(1, "", Why.BODY_TOO_LARGE, "Tệp lớn hơn 1 MB. Bạn tách thành nhiều tệp giúp nhé.", "The file is larger than 1 MB. Please split it.");
            return;
        }
        var text = text(file);
        if (text == null) return;
        var head = text.split("\\R", 2);
        char separator;
        var skipped = 0;
        if (head[0].matches("(?i)sep=.") && SEPARATORS.indexOf(head[0].charAt(4)) >= 0) {
            separator = head[0].charAt(4);
            text = head.length > 1 ? head[1] : "";
            skipped = 1;
        } else {
            separator = separator(head[0]);
        }
        records(text, separator, skipped);
    }

    private String text(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (!text.isBlank()) return text;
            problem(1, "", Why.EMPTY, "Tệp trống. Bạn tải tệp mẫu về để điền giúp nhé.", "The file is empty. Please fill in the template.");
        } catch (CharacterCodingException notUtf8) {
            problem(lineOfFirstWrongByte(file), "", Why.BAD_TEXT, "Tệp chưa ở dạng UTF-8. Trong Excel, bạn chọn Lưu thành: CSV UTF-8.", "The file is not UTF-8. In Excel, choose Save as: CSV UTF-8.");
        }
        return null;
    }

    private static int lineOfFirstWrongByte(byte[] file) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(file);
        decoder.decode(in, java.nio.CharBuffer.allocate(file.length + 1), true);
        var line = 1;
        for (var i = 0; i < in.position(); i++) if (file[i] == '\n') line++;
        return line;
    }

    /** The sign that stands most often in the first line outside quotes. */
    private static char separator(String header) {
        var bare = header.replaceAll("\"[^\"]*\"", "");
        var best = ',';
        for (var sign : SEPARATORS.toCharArray()) if (count(bare, sign) > count(bare, best)) best = sign;
        return best;
    }

    private static long count(String text, char sign) {
        return text.chars().filter(c -> c == sign).count();
    }

    private void records(String text, char separator, int skipped) {
        var handler = CsvRecordHandler.builder().maxFields(MOST_CELLS).maxFieldSize(LONGEST_CELL).maxRecordSize(MOST_CELLS * LONGEST_CELL).build();
        var reader = CsvReader.builder().fieldSeparator(separator).allowExtraFields(true).allowMissingFields(true).allowUnclosedQuote(false).allowExtraCharsAfterClosingQuote(false).skipEmptyLines(true).build(handler, text);
        var line = skipped + 1;
        try {
            var records = reader.iterator();
            for (var products = 0; records.hasNext(); ) {
                var row = records.next();
                line = (int) row.getStartingLineNumber() + skipped;
                if (headers.isEmpty()) {
                    if (!header(row, line)) return;
                } else if (row.getFields().stream().anyMatch(cell -> !cell.isBlank())) {
                    if (++products > Limits.PRODUCTS) {
                        problem(line, "", Why.TOO_LARGE, "Tệp có hơn 2.000 sản phẩm. Bạn tách thành nhiều tệp giúp nhé.", "The file has more than 2,000 products. Please split it.");
                        return;
                    }
                    row(row, line);
                }
                line += 1 + (int) row.getFields().stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
            }
            if (rows.isEmpty() && problems.isEmpty()) problem(line, "", Why.EMPTY, "Tệp chưa có sản phẩm nào.", "The file has no products.");
        } catch (CsvParseException broken) {
            problem(line, "", Why.BAD_TEXT, "Không đọc được từ dòng này: dấu ngoặc kép chưa đóng, hoặc ô quá dài.", "Nothing can be read from this line on: a quotation mark is not closed, or a cell is too long.");
        }
    }

    private boolean header(CsvRecord record, int line) {
        headers = record.getFields().stream().map(ProductCsv::shown).toList();
        for (var cell : record.getFields()) {
            var column = Column.named(cell);
            if (cell.isBlank()) {
                columns.add(null);
            } else if (column.isEmpty()) {
                columns.add(null);
                problem(line, shown(cell), Why.UNKNOWN_FIELD, "Không có cột này. Bạn xoá cột, hoặc đặt tên như tệp mẫu.", "There is no such column. Please remove it, or name it as in the template.");
            } else if (columns.contains(column.get())) {
                columns.add(null);
                problem(line, shown(cell), Why.DUPLICATE, "Cột này có hai lần.", "This column stands there twice.");
            } else {
                columns.add(column.get());
            }
        }
        for (var column : Column.values())
            if (column.needed && !columns.contains(column)) problem(line, column.names.getFirst(), Why.MISSING, "Thiếu cột này.", "This column is missing.");
        return problems.isEmpty();
    }

    private void row(CsvRecord record, int line) {
        var before = problems.size();
        var cells = new HashMap<Column, String>();
        for (var i = 0; i < record.getFieldCount(); i++) {
            var cell = CsvSafe.read(record.getField(i).strip());
            var column = i < columns.size() ? columns.get(i) : null;
            if (column != null) cells.put(column, cell);
            else if (!cell.isEmpty()) {
                problem(line, i < headers.size() ? headers.get(i) : "", Why.TOO_MANY_LINES, "Dòng này có nhiều ô hơn dòng tiêu đề. Ô có dấu phẩy cần đặt trong ngoặc kép.", "This line has more cells than the first. Put a cell with a comma in quotation marks.");
                return;
            }
        }
        var price = read(cells, Column.PRICE, line, cell -> Vnd.parse(cell).stream().boxed().findFirst(), "Không đọc được giá “%s”. Bạn ghi số đồng, ví dụ 120.000.", "The price “%s” cannot be read. Write whole đồng, like 120.000.");
        var weight = read(cells, Column.WEIGHT, line, cell -> ProductCells.grams(cell).stream().boxed().findFirst(), "Không đọc được khối lượng “%s”. Bạn ghi số gam, ví dụ 500.", "The weight “%s” cannot be read. Write grams, like 500.");
        var group = read(cells, Column.GROUP, line, OcopGroup::find, "Không có nhóm “%s”. Sáu nhóm OCOP: thực phẩm, đồ uống, dược liệu, thủ công mỹ nghệ, sinh vật cảnh, du lịch.", "There is no group “%s”. The six: food, drinks, herbs, handicrafts, plants, tourism.");
        var stars = read(cells, Column.STARS, line, cell -> ProductCells.stars(cell).stream().boxed().findFirst(), "Không đọc được số sao “%s”. Bạn ghi 3, 4 hoặc 5.", "The stars “%s” cannot be read. Write 3, 4 or 5.");
        var issued = read(cells, Column.ISSUED, line, ProductCells::date, "Không đọc được ngày “%s”. Bạn ghi ngày/tháng/năm, ví dụ 15/03/2025.", "The date “%s” cannot be read. Write day/month/year, like 15/03/2025.");
        var stock = read(cells, Column.STOCK, line, cell -> ProductCells.number(cell).stream().boxed().findFirst(), "Không đọc được tồn kho “%s”. Bạn ghi một số, ví dụ 120.", "The stock “%s” cannot be read. Write a number, like 120.");
        var gtin = Optional.ofNullable(cells.get(Column.GTIN)).map(cell -> Gtin.parse(cell).map(Gtin::digits).orElse(cell)).orElse(null);
        var unread = problems.subList(before, problems.size()).stream().map(Problem::column).toList();
        var draft = new ProductDraft(cells.get(Column.NAME), cells.get(Column.STORY), price, cells.get(Column.UNIT), weight, group, stars,
                cells.get(Column.CERTIFICATE), cells.get(Column.AUTHORITY), issued, gtin, stock == null ? Integer.valueOf(0) : stock);
        for (var wrong : draft.problems(today)) {
            var column = header(wrong.field());
            if (!unread.contains(column)) problem(line, column, wrong.why(), wrong.vi(), wrong.en());
        }
        if (problems.size() == before) distinct(draft, line);
        if (problems.size() == before) rows.add(new Row(line, draft));
    }

    /** The same product twice is a slip of the hand: same name and unit, or the same bar code. */
    private void distinct(ProductDraft draft, int line) {
        var earlier = lineOfProduct.putIfAbsent(Tones.plain(draft.name()) + "\n" + Tones.plain(draft.unit()), line);
        if (earlier != null) problem(line, header("name"), Why.DUPLICATE, "Trùng tên và đơn vị với dòng " + earlier + ".", "Same name and unit as line " + earlier + ".");
        earlier = draft.gtin() == null ? null : lineOfGtin.putIfAbsent(draft.gtin(), line);
        if (earlier != null) problem(line, header("gtin"), Why.DUPLICATE, "Trùng mã vạch với dòng " + earlier + ".", "Same bar code as line " + earlier + ".");
    }

    private interface Cell<T> {
        Optional<T> read(String cell);
    }

    /** What stands in a cell, or null when it is empty or cannot be read, which is told. */
    private <T> T read(Map<Column, String> cells, Column column, int line, Cell<T> reader, String vi, String en) {
        var cell = cells.getOrDefault(column, "");
        if (cell.isEmpty()) return null;
        var value = reader.read(cell);
        if (value.isEmpty()) problem(line, header(column.field), Why.WRONG_TYPE, vi.formatted(shown(cell)), en.formatted(shown(cell)));
        return value.orElse(null);
    }

    private String header(String field) {
        for (var i = 0; i < columns.size(); i++) if (columns.get(i) != null && columns.get(i).field.equals(field)) return headers.get(i);
        for (var column : Column.values()) if (column.field.equals(field)) return column.names.getFirst();
        return field;
    }

    private void problem(int line, String column, Why why, String vi, String en) {
        problems.add(new Problem(line, column, why, vi, en));
    }

    private static String shown(String cell) {
        var oneLine = cell.strip().replaceAll("\\p{C}+", " ");
        return oneLine.codePointCount(0, oneLine.length()) <= 40 ? oneLine : oneLine.substring(0, oneLine.offsetByCodePoints(0, 39)) + "…";
    }
}
