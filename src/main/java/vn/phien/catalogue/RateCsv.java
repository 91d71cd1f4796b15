package vn.phien.catalogue;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.phien.base.BadValue;
import vn.phien.base.Limits;
import vn.phien.base.Why;
import vn.phien.catalogue.ProductCsv.Problem;
import vn.phien.catalogue.RateTable.Rate;

/**
 * A table of rates from a spreadsheet: a code and the đồng for one unit on each line, apart by comma, semicolon or tab; a first line
 * of headings is passed over; the text is UTF-8. Every problem is told by its line.
 */
final class RateCsv {
    /** What stands in an empty table to show how it is filled in. */
    static final List<Rate> EXAMPLE = List.of(new Rate("THB", "731.25"), new Rate("USD", "26000"));

    private static final String CODE = "Tiền tệ";
    private static final String AMOUNT = "Đồng";
    private final List<Row> rows = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> lineOf = new HashMap<>();

    /** A line that is fit. @param line in the file, from 1 @param vnd as {@link Rate#vnd} */
    public record Row(int line, String currency, String vnd) { }

    /** @param rows every line without a problem, also when others have some: nothing is loaded until all are mended */
    public record Reading(List<Row> rows, List<Problem> problems) {
        List<Rate> rates() {
            return rows.stream().map(row -> new Rate(row.currency(), row.vnd())).toList();
        }
    }

    private RateCsv() { }

    /** The same as a spreadsheet opens it, numbers as they are written in Vietnam. */
    static String of(List<Rate> rates) {
        return rates.stream().map(rate -> rate.currency() + ";" + written(rate.vnd()) + "\r\n").collect(Collectors.joining("", "\uFEFF" + CODE + ";" + AMOUNT + "\r\n", ""));
    }

    private static String written(String vnd) {
        return vnd.replaceAll("\\.(\\d{3})$", ".$10").replace('.', ',');
    }

    static Reading read(byte[] file) {
        var csv = new RateCsv();
        try {
            csv.lines(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString().replace("\uFEFF", ""));
        } catch (CharacterCodingException notUtf8) {
            csv.problem(1, "", Why.BAD_TEXT, "Tệp chưa ở dạng UTF-8. Trong Excel, bạn chọn Lưu thành: CSV UTF-8.", "The file is not UTF-8. In Excel, choose Save as: CSV UTF-8.");
        }
        return new Reading(List.copyOf(csv.rows), List.copyOf(csv.problems));
    }

    private void lines(String text) {
        var first = text.lines().findFirst().orElse("");
        var separator = first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
        try (var records = CsvReader.builder().fieldSeparator(separator).allowExtraFields(true).allowMissingFields(true).allowUnclosedQuote(false).allowExtraCharsAfterClosingQuote(false).skipEmptyLines(true).ofCsvRecord(text)) {
            for (var record : records) {
                var line = (int) record.getStartingLineNumber();
                if (record.getFields().stream().allMatch(String::isBlank) || line == 1 && heading(record)) continue;
                if (rows.size() + problems.size() == Limits.CURRENCIES) {
                    problem(line, "", Why.TOO_LARGE, "Bảng có tối đa " + Limits.CURRENCIES + " loại tiền.", "A table has at most " + Limits.CURRENCIES + " currencies.");
                    return;
                }
                line(line, record.getFields().stream().map(String::strip).toList());
            }
        } catch (CsvParseException broken) {
            problem(1, "", Why.BAD_TEXT, "Không đọc được tệp này: có dấu ngoặc kép chưa đóng.", "The file cannot be read: a quotation mark is not closed.");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (rows.isEmpty() && problems.isEmpty()) problem(1, "", Why.EMPTY, "Tệp chưa có tỷ giá nào.", "The file has no rates.");
    }

    private static boolean heading(CsvRecord record) {
        return record.getFields().stream().skip(1).noneMatch(cell -> cell.matches(".*\\d.*"));
    }

    private void line(int line, List<String> cells) {
        if (cells.stream().skip(2).anyMatch(cell -> !cell.isEmpty())) {
            problem(line, "", Why.TOO_MANY_LINES, "Dòng này có hơn hai ô. Số có dấu phẩy cần đặt trong ngoặc kép, hoặc ngăn các ô bằng dấu chấm phẩy.", "This line has more than two cells. Put a number with a comma in quotation marks, or part the cells by semicolons.");
            return;
        }
        var code = cells.getFirst().toUpperCase(Locale.ROOT);
        var written = cells.size() > 1 ? cells.get(1) : "";
        var vnd = number(written);
        if (vnd.isEmpty() && written.matches("\\d{1,3}[.,]\\d{3}")) {
            var digits = written.replaceAll("\\D", "");
            problem(line, AMOUNT, Why.INVALID_VALUE, "“%s” đọc được hai cách. Bạn ghi %s, hoặc %s0.".formatted(written, digits, written.replace('.', ',')), "“%s” can be read in two ways. Write %s, or %s0.".formatted(written, digits, written.replace(',', '.')));
            return;
        }
        if (vnd.isEmpty()) {
            problem(line, AMOUNT, Why.WRONG_TYPE, "Không đọc được số “%s”. Bạn ghi số đồng cho một đơn vị tiền, ví dụ 731,25.".formatted(shown(written)), "The number “%s” cannot be read. Write the đồng for one unit, like 731.25.".formatted(shown(written)));
            return;
        }
        try {
            var rate = new Rate(code, vnd.get());
            var earlier = lineOf.putIfAbsent(code, line);
            if (earlier == null) rows.add(new Row(line, rate.currency(), rate.vnd()));
            else problem(line, CODE, Why.DUPLICATE, "Cùng loại tiền với dòng " + earlier + ".", "The same currency as line " + earlier + ".");
        } catch (BadValue bad) {
            if (bad.field().equals("currency")) problem(line, CODE, Why.INVALID_VALUE, "Không có loại tiền “%s”. Bạn ghi mã ba chữ, ví dụ THB.".formatted(shown(code)), "There is no currency “%s”. Write its code of three letters, like THB.".formatted(shown(code)));
            else problem(line, AMOUNT, bad.why(), bad.why() == Why.TOO_SMALL ? "Tỷ giá phải lớn hơn 0." : "Tỷ giá này lớn quá.", bad.why() == Why.TOO_SMALL ? "A rate is more than 0." : "This rate is too large.");
        }
    }

    /**
     * A number as it is written in Vietnam (26.000,5) or abroad (26,000.5), with a point. Empty for no number, and for one that
     * means a thousand times as much to one reader as to another (26.000).
     */
    static Optional<String> number(String written) {
        var bare = written.replaceAll("[\\s\u00a0\u202f]", "");
        if (bare.matches("\\d{1,12}") || bare.matches("\\d{1,12}\\.(\\d{1,2}|\\d{4,6})")) return Optional.of(bare);
        if (bare.matches("0[.,]\\d{3}|\\d{4,12}[.,]\\d{3}|\\d{1,12},(\\d{1,2}|\\d{4,6})")) return Optional.of(bare.replace(',', '.'));
        if (bare.matches("\\d{1,3}(\\.\\d{3})+,\\d{1,6}|\\d{1,3}(\\.\\d{3}){2,}")) return Optional.of(bare.replace(".", "").replace(',', '.'));
        if (bare.matches("\\d{1,3}(,\\d{3})+\\.\\d{1,6}|\\d{1,3}(,\\d{3}){2,}")) return Optional.of(bare.replace(",", ""));
        return Optional.empty();
    }

    private void problem(int line, String column, Why why, String vi, String en) {
        problems.add(new Problem(line, column, why, vi, en));
    }

    private static String shown(String cell) {
        return cell.length() <= 40 ? cell : cell.substring(0, 39) + "…";
    }
}
