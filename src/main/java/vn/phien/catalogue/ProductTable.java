package vn.phien.catalogue;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import vn.phien.base.CsvSafe;
import vn.phien.catalogue.Products.ProductDesk;

/** A booth's products as a table that a spreadsheet opens and {@link ProductCsv} reads back. */
final class ProductTable {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private ProductTable() { }

    /** UTF-8 with a byte order mark, without which spreadsheets lose the tones. Archived products are left out. */
    static byte[] of(Collection<ProductDesk> products) {
        var text = new StringWriter();
        text.append('\uFEFF');
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(ProductCsv.header());
            for (var desk : products) if (!desk.product().archived()) csv.writeRecord(cells(desk));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Iterable<String> cells(ProductDesk desk) {
        var form = desk.form();
        var certificate = form.certificate();
        var cells = new ArrayList<String>();
        cells.add(CsvSafe.cell(form.name()));
        cells.add(Long.toString(form.priceVnd()));
        cells.add(CsvSafe.cell(form.unit()));
        cells.add(Integer.toString(form.weightGrams()));
        cells.add(form.group().vi());
        cells.add(Integer.toString(desk.product().shelf()));
        cells.add(certificate == null ? "" : Integer.toString(certificate.stars()));
        cells.add(certificate == null ? "" : CsvSafe.cell(certificate.number()));
        cells.add(certificate == null ? "" : CsvSafe.cell(certificate.authority()));
        cells.add(certificate == null ? "" : LocalDate.parse(certificate.issuedOn()).format(DAY));
        cells.add(form.gtin() == null ? "" : form.gtin());
        cells.add(CsvSafe.cell(form.story()));
        return cells;
    }
}
