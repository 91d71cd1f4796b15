package vn.phien.analytics;

import static vn.phien.http.Words.say;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.phien.analytics.Incidents.Incident;
import vn.phien.analytics.NightReport.Sum;
import vn.phien.analytics.Visits.Asked;
import vn.phien.base.BoothId;
import vn.phien.base.Province;
import vn.phien.orders.OrderRecord;
import vn.phien.orders.Sheet;

/** A night as tables for a spreadsheet. No table has a buyer in it. */
final class NightCsv {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final List<String> SUM = List.of("visits", "peak", "watch", "holds", "lapsed", "orders", "units", "money", "cancelled", "refused", "returned", "delivered", "waits", "unanswered");

    private NightCsv() { }

    /** The report: the sum, halls, provinces, booths, goods, what was not found, each after an empty line. */
    static byte[] report(NightReport report, String language) {
        var sheet = new Sheet().row(say(language, "night.report.title"), report.night().name());
        sheet.row(say(language, "report.from"), time(report.fromMs())).row(say(language, "report.until"), time(report.untilMs())).row("");
        head(sheet, language, "of", SUM);
        sheet.row(line(say(language, "night.report.all"), report.sum()));
        sheet.row("");
        head(sheet, language, "hall", SUM);
        for (var hall : report.halls()) sheet.row(line(hall.name(), hall.sum()));
        sheet.row("");
        head(sheet, language, "province", SUM);
        for (var province : report.provinces()) sheet.row(line(province.name(), province.sum()));
        sheet.row("");
        head(sheet, language, "booth", SUM);
        for (var booth : report.booths()) sheet.row(line(booth.name(), booth.sum()));
        sheet.row("");
        head(sheet, language, "good", List.of("booth", "orders", "units", "money", "waits"));
        for (var good : report.goods()) sheet.row(good.name(), good.boothName(), good.orders(), good.units(), good.vnd(), good.waits());
        sheet.row("");
        head(sheet, language, "missing", List.of("times"));
        for (var asked : report.missing().searches()) sheet.row(asked.what(), asked.times());
        for (var asked : report.missing().codes()) sheet.row(asked.what(), asked.times());
        sheet.row("");
        head(sheet, language, "time", List.of("orders", "money", "peak"));
        for (var moment : report.moments()) sheet.row(time(moment.atMs()), moment.orders(), moment.vnd(), moment.viewers());
        return sheet.bytes();
    }

    private static void head(Sheet sheet, String language, String first, List<String> names) {
        var cells = new ArrayList<String>(List.of(say(language, "night.report." + first)));
        names.forEach(name -> cells.add(say(language, "night.report." + name)));
        sheet.row(cells);
    }

    private static List<Object> line(String name, Sum sum) {
        return List.of(name, sum.visits(), sum.peak(), sum.watchMinutes(), sum.holds(), sum.lapsed(), sum.orders(), sum.units(), sum.vnd(), sum.cancelled(), sum.refused(), sum.returned(), sum.delivered(), sum.waits(), sum.unanswered());
    }

    // ── the export of a whole night ───────────────────────────────────────────────────────────────────────────────

    /** Everything of a night but persons, as a zip of tables. @param orders of the night, by booth */
    static byte[] export(NightReport report, Map<BoothId, List<OrderRecord>> orders, List<Incident> incidents, List<Announcements.Kept> announcements, String language) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("report.csv", report(report, language));
        files.put("booths.csv", booths(report));
        files.put("orders.csv", orders(report, orders));
        files.put("visits.csv", visits(report));
        files.put("incidents.csv", incidents(incidents));
        files.put("announcements.csv", announcements(announcements));
        files.put("asked-in-vain.csv", asked(report.missing()));
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTime(report.night().opensMs());
                out.putNextEntry(entry);
                out.write(file.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zip.toByteArray();
    }

    private static byte[] booths(NightReport report) {
        var sheet = new Sheet().row(names("booth", "name", "province", "hall", "place", "shows", "visits", "peak_viewers", "watch_minutes", "holds", "holds_lapsed", "orders", "units", "revenue_vnd", "cancelled", "refused", "returned", "delivered", "stood_in_line", "questions_unanswered"));
        var halls = new LinkedHashMap<Object, String>();
        report.night().halls().forEach(hall -> halls.put(hall.hall(), hall.name()));
        for (var booth : report.booths()) {
            var s = booth.sum();
            sheet.row(booth.booth().value(), booth.name(), Province.byCode(booth.province()).map(Province::name).orElse(""), halls.getOrDefault(booth.hall(), ""), booth.place(), booth.shows(), s.visits(), s.peak(), s.watchMinutes(), s.holds(), s.lapsed(),
                s.orders(), s.units(), s.vnd(), s.cancelled(), s.refused(), s.returned(), s.delivered(), s.waits(), s.unanswered());
        }
        return sheet.bytes();
    }

    private static byte[] orders(NightReport report, Map<BoothId, List<OrderRecord>> orders) {
        var sheet = new Sheet().row(names("order", "booth", "booth_name", "placed_at", "state", "payment", "paid", "total_vnd", "units", "items"));
        for (var booth : report.booths()) {
            for (var order : orders.getOrDefault(booth.booth(), List.of())) {
                sheet.row(order.order().value(), booth.booth().value(), booth.name(), time(order.placedMs()), order.state().code(), order.payment().code(), order.paid().code(), order.totalVnd(), order.units(),
                    String.join("; ", order.lines().stream().map(line -> line.quantity() + " × " + line.name()).toList()));
            }
        }
        return sheet.bytes();
    }

    private static byte[] visits(NightReport report) {
        var sheet = new Sheet().row(names("at", "viewers", "orders", "revenue_vnd"));
        for (var moment : report.moments()) sheet.row(time(moment.atMs()), moment.viewers(), moment.orders(), moment.vnd());
        return sheet.bytes();
    }

    private static byte[] incidents(List<Incident> incidents) {
        var sheet = new Sheet().row(names("incident", "title", "level", "booth", "alarm", "state", "raised_at", "raised_by", "owner", "taken_at", "solved_at", "what", "at", "by", "note"));
        for (var one : incidents) {
            var start = List.<Object>of(one.id(), one.title(), one.level(), one.booth() == null ? "" : one.booth().value(), text(one.alarm()), one.state(), time(one.atMs()), one.name(), text(one.ownerName()), time(one.takenMs()), time(one.solvedMs()));
            if (one.changes().isEmpty()) sheet.row(plus(start, "", "", "", ""));
            for (var change : one.changes()) sheet.row(plus(start, change.what(), time(change.atMs()), change.name(), text(change.note())));
        }
        return sheet.bytes();
    }

    private static byte[] announcements(List<Announcements.Kept> all) {
        var sheet = new Sheet().row(names("announcement", "text", "tone", "said_at", "said_by", "until", "taken_back_at", "taken_back_by"));
        for (var one : all) sheet.row(one.id(), one.text(), one.tone(), time(one.atMs()), one.name(), time(one.untilMs()), time(one.backMs()), text(one.backName()));
        return sheet.bytes();
    }

    private static byte[] asked(NightReport.Missing missing) {
        var sheet = new Sheet().row(names("kind", "what", "times"));
        for (Asked asked : missing.searches()) sheet.row("search", asked.what(), asked.times());
        for (Asked asked : missing.codes()) sheet.row("code", asked.what(), asked.times());
        for (var good : missing.soldOut()) sheet.row("sold-out", good.name(), good.waits());
        return sheet.bytes();
    }

    private static List<Object> names(String... names) {
        return Arrays.asList((Object[]) names);
    }

    private static List<Object> plus(List<Object> start, Object... more) {
        var all = new ArrayList<>(start);
        all.addAll(Arrays.asList(more));
        return all;
    }

    private static String time(Long atMs) {
        return atMs == null ? "" : TIME.format(Instant.ofEpochMilli(atMs));
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
