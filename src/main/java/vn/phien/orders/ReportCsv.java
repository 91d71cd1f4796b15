package vn.phien.orders;

import static vn.phien.http.Words.say;

import java.time.Instant;
import java.util.Locale;

/** The report of a show as tables for a spreadsheet: the sum, each product, payments, viewers, each after an empty line. */
final class ReportCsv {
    private ReportCsv() { }

    static byte[] of(ShowReport report, String language) {
        var sheet = new Sheet().row(say(language, "report.title"), report.title());
        sum(sheet, language, "from", time(report.fromMs()));
        sum(sheet, language, "until", report.untilMs() == null ? "" : time(report.untilMs()));
        sum(sheet, language, "revenue", report.revenueVnd());
        sum(sheet, language, "collected", report.collectedVnd());
        sum(sheet, language, "orders", report.orders());
        sum(sheet, language, "units", report.units());
        sum(sheet, language, "buyers", report.buyers());
        sum(sheet, language, "average", report.averageVnd());
        sum(sheet, language, "delivered", report.delivered());
        sum(sheet, language, "refused", report.refused());
        sum(sheet, language, "returned", report.returned());
        sum(sheet, language, "cancelled", report.cancelled());
        sum(sheet, language, "holds", report.holdsTaken());
        sum(sheet, language, "lapsed", report.holdsLapsed());
        sum(sheet, language, "waits", report.waits());
        sum(sheet, language, "peak", report.peakViewers());
        sheet.row("");
        head(sheet, language, "code", "product", "holds", "lapsed", "waits", "orders", "units", "revenue", "hold-rate", "order-rate");
        for (var sold : report.products()) {
            sheet.row(sold.code(), sold.name(), sold.holds(), sold.lapsed(), sold.waits(), sold.orders(), sold.units(), sold.revenueVnd(), tenths(language, sold.holdsPer100Viewers()),
                tenths(language, sold.ordersPer100Holds()));
        }
        sheet.row("");
        head(sheet, language, "payment", "orders", "revenue");
        for (var paid : report.payments()) sheet.row(say(language, "order.payment." + paid.payment().code()), paid.orders(), paid.revenueVnd());
        sheet.row("");
        head(sheet, language, "time", "viewers");
        for (var point : report.audience()) sheet.row(time(point.atMs()), point.viewers());
        return sheet.bytes();
    }

    private static void sum(Sheet sheet, String language, String name, Object value) {
        sheet.row(say(language, "report." + name), value);
    }

    private static void head(Sheet sheet, String language, String... names) {
        sheet.row(java.util.Arrays.stream(names).map(name -> say(language, "report." + name)).toList());
    }

    private static String time(long atMs) {
        return OrdersCsv.TIME.format(Instant.ofEpochMilli(atMs));
    }

    private static String tenths(String language, int tenths) {
        return String.format(Locale.of(language), "%.1f", tenths / 10.0);
    }
}
