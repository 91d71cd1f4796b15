package vn.phien.shows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.phien.base.Limits;
import vn.phien.shows.CommentClause.Item;
import vn.phien.shows.CommentClause.Reading;

/**
 * Reads a comment of a live sale as an order, <i>chốt đơn</i>: {@code A1}, {@code a1 x2}, {@code chốt A1 2}, {@code A1 2 A3},
 * {@code lấy 2 A1}. A code is a letter and a number from 1 to 999, the number that the line-up shows.
 *
 * <p>A wrong order costs more than a missed one, for a missed one is typed again. So a comment orders when nothing in it speaks
 * against an order, and either a word asks for something ({@code chốt}, {@code lấy}, {@code cho em}) or nothing but codes,
 * quantities and politeness stands in it. A question, a refusal, a report of what was bought before, a price or a weight without
 * a quantity order nothing. A tone that is written is believed ({@code đắt} is dear, {@code đặt} is to order); where none is
 * written the word may be either. The grammar and the table of examples that tests it are in {@code docs/COMMENT-ORDERS.md}.
 */
public final class CommentOrder {
    private CommentOrder() { }

    /** What a comment says. */
    public sealed interface Result { }

    /** An order. @param lines one for each code, in the order of the comment, never empty */
    public record Lines(List<Line> lines) implements Result {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /** No order. */
    public record NotAnOrder(Why why) implements Result { }

    /**
     * @param code     as the line-up has it, {@code A1}
     * @param quantity 1 to {@link Limits#QUANTITY}
     */
    public record Line(String code, int quantity) { }

    /** Why a comment orders nothing. */
    public enum Why {
        /** No code stands in it. */
        NO_CODE(false, "", ""),
        /** It names a code that this show does not have. */
        UNKNOWN_CODE(true, "Phiên này chưa có mã bạn ghi. Bạn xem lại mã trên kệ giúp nhé.", "This show has no such code. Please check the code on the shelf."),
        /** It asks about something. */
        QUESTION(false, "", ""),
        /** It takes an order back, or changes one. */
        CANCEL(true, "Muốn bỏ món đã giữ, bạn bấm Bỏ trong giỏ giúp nhé.", "To let go of an item you hold, tap Remove in your cart."),
        /** It tells of something bought before. */
        REPORT(false, "", ""),
        /** It speaks of buying another time or on a condition. */
        LATER(false, "", ""),
        /** It names a price and asks for nothing. */
        PRICE(false, "", ""),
        /** It names a weight and no number of units. */
        WEIGHT(true, "Bạn ghi số lượng giúp nhé, ví dụ: A1 x2.", "Please write how many, like: A1 x2."),
        /** What looks like a code is a part of an address. */
        ADDRESS(false, "", ""),
        /** A quantity of none, or of more than can be ordered in a comment. */
        QUANTITY(true, "Mỗi mã đặt được từ 1 đến 99. Bạn ghi lại số lượng giúp nhé.", "You can order 1 to 99 of a code. Please write the quantity again."),
        /** It can be read in two ways. */
        UNCLEAR(true, "Chưa rõ bạn đặt mấy phần của mã nào. Bạn ghi lại giúp nhé, ví dụ: A1 x2, A3 x1.", "It is not clear how many of which code. Please write it like: A1 x2, A3 x1."),
        /** It talks about an item. */
        TALK(false, "", "");

        private final boolean answered;
        private final String vi;
        private final String en;

        Why(boolean answered, String vi, String en) {
            this.answered = answered;
            this.vi = vi;
            this.en = en;
        }

        /** Whether the commenter probably meant to order and is better told, in private, how to. */
        public boolean answered() {
            return answered;
        }

        /** What to tell the commenter in Vietnamese; empty where nothing is told. */
        public String vi() {
            return vi;
        }

        /** The same in English. */
        public String en() {
            return en;
        }
    }

    /**
     * @param comment as it was typed, null included
     * @param codes   the codes of the show's line-up, {@code A1}, {@code B12}, in capitals
     */
    public static Result read(String comment, Set<String> codes) {
        if (comment == null || comment.codePointCount(0, comment.length()) > Limits.CHAT_TEXT) return new NotAnOrder(Why.NO_CODE);
        if (comment.chars().noneMatch(c -> c >= '0' && c <= '9')) return new NotAnOrder(Why.NO_CODE);
        var clauses = CommentToken.clauses(comment, codes).stream().map(tokens -> new CommentClause(tokens, codes)).toList();
        if (clauses.stream().noneMatch(CommentClause::hasCode)) return new NotAnOrder(Why.NO_CODE);
        if (clauses.stream().anyMatch(CommentClause::cancels)) return new NotAnOrder(Why.CANCEL);

        var readings = clauses.stream().filter(CommentClause::hasCode).map(CommentClause::read).toList();
        for (var loud : List.of(Why.UNKNOWN_CODE, Why.QUANTITY, Why.UNCLEAR, Why.WEIGHT)) {
            if (readings.stream().anyMatch(reading -> reading.why() == loud)) return new NotAnOrder(loud);
        }
        var ordered = readings.stream().filter(reading -> reading.why() == null).toList();
        if (ordered.isEmpty()) return new NotAnOrder(readings.getFirst().why());
        if (ordered.stream().noneMatch(Reading::asked)) {
            if (clauses.stream().anyMatch(CommentClause::questions)) return new NotAnOrder(Why.QUESTION);
            if (clauses.stream().noneMatch(CommentClause::asks) && clauses.stream().anyMatch(CommentClause::talks)) return new NotAnOrder(Why.TALK);
        }
        return merged(ordered.stream().flatMap(reading -> reading.items().stream()).toList());
    }

    /** A code that is only repeated is meant once; it is added up when a sign joins the two or each has a quantity. */
    private static Result merged(List<Item> items) {
        var quantities = new LinkedHashMap<String, List<Item>>();
        for (var item : items) quantities.computeIfAbsent(item.code(), code -> new ArrayList<>()).add(item);
        var lines = quantities.entrySet().stream().map(CommentOrder::line).toList();
        if (lines.size() > Limits.CART_LINES) return new NotAnOrder(Why.UNCLEAR);
        return lines.stream().allMatch(line -> line.quantity() >= 1 && line.quantity() <= Limits.QUANTITY) ? new Lines(lines) : new NotAnOrder(Why.QUANTITY);
    }

    private static Line line(Map.Entry<String, List<Item>> repeats) {
        var total = 0;
        var bare = 0;
        for (var item : repeats.getValue()) {
            if (item.quantity() != null) total += item.quantity();
            else if (item.joined()) total += 1;
            else bare = 1;
        }
        var joined = repeats.getValue().stream().skip(1).anyMatch(Item::joined);
        return new Line(repeats.getKey(), total == 0 || joined ? total + bare : total);
    }

    /** A line-up's codes by letter, so that a letter which the show does not use is known to be something else. */
    static Set<Character> letters(Set<String> codes) {
        return codes.stream().map(code -> code.charAt(0)).collect(Collectors.toSet());
    }
}
