package vn.phien.orders;

import static vn.phien.http.Words.say;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import vn.phien.orders.OrderShelf.Kept;

/** A booth's orders as a table for a spreadsheet. */
final class OrdersCsv {
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final List<String> COLUMNS = List.of("order", "placed", "state", "goods", "units", "total", "payment", "paid", "paid-amount", "name", "phone", "address", "note");

    private OrdersCsv() { }

    /** One row of the table: an order and what its reader may see of the person. */
    record Row(OrderRecord order, String name, String phone, String address, String note) {
        static Row masked(Kept kept, Parcel parcel) {
            if (parcel == null) return new Row(kept.order(), "", "", "", "");
            var seen = parcel.recipient().masked();
            return new Row(kept.order(), seen.name(), seen.phone(), seen.commune() + ", " + parcel.recipient().province().name(), "");
        }

        static Row whole(OrderRecord order, Parcel parcel) {
            return new Row(order, parcel.recipient().name(), parcel.recipient().phone().national(), parcel.address(), parcel.note() == null ? "" : parcel.note());
        }
    }

    static byte[] of(List<Row> rows, String language) {
        var sheet = new Sheet().row(COLUMNS.stream().map(column -> say(language, "order.column." + column)).toList());
        for (var row : rows) {
            var order = row.order();
            sheet.row(order.order(), TIME.format(Instant.ofEpochMilli(order.placedMs())), say(language, "order.state." + order.state().code()), goods(order), order.units(),
                order.totalVnd(), say(language, "order.payment." + order.payment().code()), say(language, "order.paid." + order.paid().code()), order.paidVnd(),
                row.name(), row.phone(), row.address(), row.note());
        }
        return sheet.bytes();
    }

    /** Without anybody who bought: for those who check a sale. */
    static byte[] withoutPersons(List<OrderRecord> orders) {
        var sheet = new Sheet().row("order", "placed", "placedMs", "state", "goods", "units", "totalVnd", "payment", "paid", "paidVnd");
        for (var order : orders) {
            sheet.row(order.order(), TIME.format(Instant.ofEpochMilli(order.placedMs())), order.placedMs(), order.state().code(), goods(order), order.units(), order.totalVnd(), order.payment().code(), order.paid().code(), order.paidVnd());
        }
        return sheet.bytes();
    }

    private static String goods(OrderRecord order) {
        return order.lines().stream().map(line -> line.code() + " " + line.name() + " × " + line.quantity()).collect(Collectors.joining("; "));
    }
}
