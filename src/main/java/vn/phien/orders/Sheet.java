package vn.phien.orders;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows for a spreadsheet: CSV by RFC 4180 in UTF-8, with the mark by which Excel knows it. A cell that a spreadsheet would
 * take for a formula gets an apostrophe in front.
 */
public final class Sheet {
    private static final String MARK = "\ufeff";
    private static final String FORMULAS = "=+-@\t\r";
    private final StringWriter text = new StringWriter().append(MARK);
    private final CsvWriter rows = CsvWriter.builder().bufferSize(0).build(text);

    public Sheet row(Object... cells) {
        return row(List.of(cells));
    }

    public Sheet row(List<?> cells) {
        rows.writeRecord(cells.stream().map(Sheet::cell).toList());
        return this;
    }

    private static String cell(Object value) {
        if (value instanceof Number) return value.toString();
        var text = value.toString();
        return !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
