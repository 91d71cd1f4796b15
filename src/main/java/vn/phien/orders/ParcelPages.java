package vn.phien.orders;

import static vn.phien.http.Words.say;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import vn.phien.base.Province;
import vn.phien.base.Vnd;
import vn.phien.orders.Orders.Opened;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.BoothView;

/** What is printed for parcels: A6 labels to stick on, and packing slips to lay in. Pages that need no script to be read. */
final class ParcelPages {
    private final BoothView booth;
    private final String language;

    /** @param booth the sender */
    ParcelPages(BoothView booth, String language) {
        this.booth = booth;
        this.language = language;
    }

    /** One A6 page for each parcel: who gets it, what the courier collects, the order as a QR picture. */
    byte[] labels(List<Opened> parcels) {
        var page = new StringBuilder();
        for (var parcel : parcels) label(page, parcel);
        return page("print.labels", "labels", parcels.size(), page);
    }

    /**
     * One page for each parcel, with its goods and prices.
     *
     * @param paper "a4" or "a5"
     */
    byte[] slips(List<Opened> parcels, String paper) {
        var page = new StringBuilder();
        for (var parcel : parcels) slip(page, parcel);
        return page("print.slips", "slips slips-" + paper, parcels.size(), page);
    }

    private void label(StringBuilder page, Opened opened) {
        var order = opened.order();
        var to = opened.parcel().recipient();
        page.append("<section class=\"sticker\">\n<header><p class=\"sender\"><small>").append(word("print.from")).append("</small><strong>").append(html(booth.name())).append("</strong>")
            .append(html(sender())).append("</p>").append(qr(order)).append("</header>\n")
            .append("<p class=\"to\"><small>").append(word("print.to")).append("</small><strong>").append(html(to.name())).append("</strong><b class=\"phone\">")
            .append(html(to.phone().national())).append("</b>").append(html(opened.parcel().address())).append("</p>\n");
        joined(page, opened);
        cash(page, order);
        page.append("<p class=\"goods\">");
        for (var line : order.lines()) page.append("<span>").append(html(line.code())).append(" ").append(html(line.name())).append(" × ").append(line.quantity()).append("</span> ");
        page.append("</p>\n");
        note(page, opened.parcel());
        page.append("<footer class=\"num\"><strong>").append(code(order)).append("</strong> ").append(html(order.order().value())).append("</footer>\n</section>\n");
    }

    private void slip(StringBuilder page, Opened opened) {
        var order = opened.order();
        var to = opened.parcel().recipient();
        page.append("<section class=\"slip\">\n<header><div><h2>").append(word("print.slip")).append("</h2><p>").append(html(booth.name())).append("<br>").append(html(sender()))
            .append("</p><p class=\"num\"><strong>").append(code(order)).append("</strong> · ").append(OrdersCsv.TIME.format(Instant.ofEpochMilli(order.placedMs()))).append("</p></div>")
            .append(qr(order)).append("</header>\n<p class=\"to\"><small>").append(word("print.to")).append("</small><strong>").append(html(to.name())).append("</strong> ")
            .append(html(to.phone().national())).append("<br>").append(html(opened.parcel().address())).append("</p>\n<table><thead><tr><th>").append(word("print.code"))
            .append("</th><th>").append(word("print.goods")).append("</th><th class=\"num\">").append(word("print.quantity")).append("</th><th class=\"num\">").append(word("print.price"))
            .append("</th><th class=\"num\">").append(word("print.sum")).append("</th></tr></thead><tbody>\n");
        for (var line : order.lines()) {
            page.append("<tr><td>").append(html(line.code())).append("</td><td>").append(html(line.name())).append(" <small>").append(html(line.unit())).append("</small></td><td class=\"num\">")
                .append(line.quantity()).append("</td><td class=\"num\">").append(Vnd.format(line.priceVnd())).append("</td><td class=\"num\">").append(Vnd.format(line.priceVnd() * line.quantity()))
                .append("</td></tr>\n");
        }
        page.append("</tbody><tfoot><tr><th colspan=\"4\">").append(word("print.total")).append("</th><td class=\"num\">").append(Vnd.format(order.totalVnd())).append("</td></tr></tfoot></table>\n");
        joined(page, opened);
        cash(page, order);
        note(page, opened.parcel());
        page.append("<p class=\"thanks\">").append(word("print.thanks")).append("</p>\n</section>\n");
    }

    private void cash(StringBuilder page, OrderRecord order) {
        page.append("<p class=\"cash\"><small>");
        if (order.payment() == Payment.COD) page.append(word("print.collect")).append("</small><strong class=\"num\">").append(Vnd.format(order.cashVnd())).append("</strong></p>\n");
        else page.append(word("order.payment.vietqr")).append(" · ").append(word("order.paid." + order.paid().code())).append("</small><strong>").append(word("print.collect-nothing")).append("</strong></p>\n");
    }

    /** The courier takes these orders together. */
    private void joined(StringBuilder page, Opened opened) {
        if (opened.with().isEmpty()) return;
        page.append("<p class=\"joined\"><strong>").append(word("print.joined")).append("</strong> <b class=\"num\">").append(parcelCode(opened.order().parcel())).append("</b><small>")
            .append(word("print.joined.with")).append("</small>").append(html(String.join(", ", opened.with()))).append("</p>\n");
    }

    private static String parcelCode(String parcel) {
        var code = parcel.substring(parcel.length() - 8).toUpperCase(Locale.ROOT);
        return html(code.substring(0, 4) + "-" + code.substring(4));
    }

    private void note(StringBuilder page, Parcel parcel) {
        if (parcel.note() != null) page.append("<p class=\"wish\"><small>").append(word("print.note")).append("</small>").append(html(parcel.note())).append("</p>\n");
    }

    private String sender() {
        return booth.commune() + ", " + Province.byCode(booth.province()).map(Province::name).orElse(booth.province());
    }

    /** What buyers and sellers call an order on their pages: its last eight letters, by four. */
    static String code(OrderRecord order) {
        var letters = order.order().value().replaceFirst("^[^-]*-", "").toUpperCase(Locale.ROOT);
        int end = letters.length();
        return html(end > 8 ? letters.substring(end - 8, end - 4) + "-" + letters.substring(end - 4) : letters);
    }

    private static String qr(OrderRecord order) {
        var picture = new QrPicture(order.order().value());
        return "<svg class=\"qr\" viewBox=\"0 0 " + picture.size() + " " + picture.size() + "\" role=\"img\" aria-label=\"" + html(order.order().value()) + "\"><path d=\"" + picture.svgPath() + "\"/></svg>";
    }

    private byte[] page(String title, String kind, int parcels, CharSequence body) {
        return ("""
            <!doctype html>
            <html lang="%s" data-surface="desk">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%s · %s</title>
            <link rel="icon" href="/favicon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/style/base.css">
            <link rel="stylesheet" href="/style/parcels.css">
            <script type="module" src="/pages/parcels.js"></script>
            </head>
            <body class="parcels %s">
            <div class="no-print parcels-bar"><h1>%s</h1><span class="soft num">%d</span><button class="btn btn-main" type="button" data-print hidden>%s</button></div>
            <main>
            %s</main>
            </body>
            </html>
            """).formatted(language, word(title), html(booth.name()), kind, word(title), parcels, word("print.print"), body).getBytes(StandardCharsets.UTF_8);
    }

    private String word(String key) {
        return html(say(language, key));
    }

    static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
