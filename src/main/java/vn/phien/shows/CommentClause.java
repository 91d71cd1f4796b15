package vn.phien.shows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vn.phien.base.Limits;
import vn.phien.shows.CommentOrder.Why;
import vn.phien.shows.CommentToken.Kind;

/** One clause of a comment: what speaks against an order in it, and the items when nothing does. */
final class CommentClause {
    /**
     * @param quantity null when none was written
     * @param joined   a plus, comma or "và" stands between it and the item before
     */
    record Item(String code, Integer quantity, boolean joined) { }

    /**
     * @param why   null when the clause orders its items
     * @param asked a word asks for them; otherwise the codes stand alone
     */
    record Reading(Why why, List<Item> items, boolean asked) { }

    private static final Pattern DECIMAL = Pattern.compile("\\d+[.,]\\d+");

    private final List<CommentToken> tokens;
    private final Set<String> codes;
    private final List<Item> items = new ArrayList<>();
    private boolean strong, weak, unknown, price, weight, odd, unclear, talk;
    private Integer each, loose;

    CommentClause(List<CommentToken> tokens, Set<String> codes) {
        this.tokens = tokens;
        this.codes = codes;
        walk();
    }

    boolean hasCode() {
        return tokens.stream().anyMatch(token -> token.is(Kind.CODE));
    }

    boolean cancels() {
        return CommentWords.CANCEL.anywhere(tokens);
    }

    boolean asks() {
        return (strong || weak) && !questions();
    }

    boolean talks() {
        return talk;
    }

    boolean questions() {
        if (CommentWords.QUESTION.anywhere(tokens) || !price && CommentWords.PRICE_QUESTION.anywhere(tokens)) return true;
        var last = tokens.size() - 1;
        if (tokens.get(last).is(Kind.QUESTION)) return true;
        while (last >= 0 && (CommentWords.isPolite(tokens.get(last)) && !tokens.get(last).raw().equals("à"))) last--;
        if (last >= 0 && CommentWords.asksAtEnd(tokens.get(last), last > 0 ? tokens.get(last - 1) : null)) return true;
        return isOffered();
    }

    private static final CommentWords.Phrases OFFERED = CommentWords.phrases("=có, =còn, co #, con #, được, phải, đúng");
    private static final CommentWords.Phrases OR_NOT = CommentWords.phrases("không, khong, ko, =k, hông, hok, khum");

    /** "có … không": what stands between may be long. */
    private boolean isOffered() {
        for (var i = 0; i < tokens.size(); i++) {
            if (OFFERED.at(tokens, i) == 0) continue;
            for (var j = i + 1; j < tokens.size(); j++) if (OR_NOT.at(tokens, j) > 0) return true;
        }
        return false;
    }

    private boolean reports() {
        if (CommentWords.REPORT.anywhere(tokens)) return true;
        var afterCode = false;
        for (var i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is(Kind.CODE)) afterCode = true;
            else if (afterCode && CommentWords.ALREADY.at(tokens, i) > 0) return true;
        }
        return false;
    }

    Reading read() {
        var asked = strong || weak;
        var why = questions() ? Why.QUESTION
                : CommentWords.NOT_THIS.anywhere(tokens) ? Why.CANCEL
                : reports() ? Why.REPORT
                : CommentWords.LATER.anywhere(tokens) ? Why.LATER
                : CommentWords.TO_OTHERS.anywhere(tokens) || !strong && CommentWords.LOOKING.anywhere(tokens) ? Why.TALK
                : unknown ? talk && !asked ? Why.TALK : Why.UNKNOWN_CODE
                : items.isEmpty() ? Why.ADDRESS
                : price && !asked ? Why.PRICE
                : talk && !asked ? Why.TALK
                : CommentWords.UNCLEAR.anywhere(tokens) ? Why.UNCLEAR
                : unclear || odd && !asked ? Why.UNCLEAR
                : items.stream().anyMatch(item -> item.quantity != null && (item.quantity < 1 || item.quantity > Limits.QUANTITY)) ? Why.QUANTITY
                : weight && items.stream().anyMatch(item -> item.quantity == null) ? Why.WEIGHT
                : null;
        return new Reading(why, List.copyOf(items), asked);
    }

    private void walk() {
        var open = false;
        var separated = false;
        var inAddress = false;
        Integer forward = null;
        for (var i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var covered = CommentWords.STRONG.at(tokens, i);
            if (covered > 0) {
                strong = true;
                inAddress = false;
                i += isItemKind(kind(i + covered - 1)) ? covered - 2 : covered - 1;
                continue;
            }
            if (inAddress) {
                if (token.is(Kind.PHONE)) weak = true;
                continue;
            }
            if (token.is(Kind.WORD) && !isPlaceOfCode(i) && (covered = CommentWords.ADDRESS.at(tokens, i)) > 0) {
                inAddress = weak = true;
                continue;
            }
            if (token.is(Kind.WORD) && !isPlaceOfCode(i) && CommentWords.ADDRESS_PART.at(tokens, i) > 0) {
                inAddress = talk = true;
                continue;
            }
            switch (token.kind()) {
                case CODE -> {
                    if (isPlaceOfCode(i - 1)) {
                        talk = true;
                    } else if (codes.contains(token.raw())) {
                        items.add(new Item(token.raw(), forward, separated && !items.isEmpty()));
                        open = true;
                    } else if (CommentWords.PLACE_LETTERS.contains(token.raw().charAt(0)) && !CommentOrder.letters(codes).contains(token.raw().charAt(0)) && knowsACode()) {
                        talk = true;
                        open = false;
                    } else {
                        unknown = true;
                    }
                    forward = null;
                    separated = false;
                }
                case NUMBER -> {
                    if (!open || items.isEmpty()) open = false;
                    var read = number(i, token.number(), open, separated);
                    forward = read.forward;
                    i = read.end;
                    separated = false;
                }
                case PLUS -> separated = true;
                case DASH -> {
                    if (kind(i - 1) == Kind.CODE && kind(i + 1) == Kind.CODE) unclear = true;
                    else if (kind(i - 1) != Kind.CODE) separated = true;
                }
                case SLASH -> {
                    if (isItemKind(kind(i - 1)) && isItemKind(kind(i + 1))) unclear = true;
                }
                case PRICE -> price = true;
                case WEIGHT -> weight = true;
                case OTHER_NUMBER -> {
                    if (kind(i - 1) == Kind.CODE || kind(i - 1) == Kind.PLUS) unclear |= DECIMAL.matcher(token.raw()).matches();
                    odd = true;
                }
                case PHONE -> weak = true;
                case TIMES, EQUALS, COMMA, QUESTION, STOP -> { }
                case WORD -> {
                    var said = word(i);
                    i = said.end;
                    if (said.closes) open = false;
                    if (said.joins) separated = true;
                    if (said.number > 0) {
                        var read = number(i, said.number, open, separated);
                        forward = read.forward;
                        i = read.end;
                        separated = false;
                    }
                }
            }
        }
        settle();
    }

    /** Quantities that stand away from their code: "A1 màu đỏ 2 cái", "A1 A2 mỗi loại 2". */
    private void settle() {
        var single = items.stream().map(Item::code).distinct().count() == 1;
        if (loose != null && !(single && items.stream().allMatch(item -> item.quantity == null))) {
            if (items.stream().anyMatch(item -> item.quantity == null)) unclear = true;
            loose = null;
        }
        var quantity = each != null ? each : loose;
        if (quantity != null) items.replaceAll(item -> item.quantity == null ? new Item(item.code, quantity, item.joined && each == null) : item);
    }

    /** @param end the last token that was read */
    private record Said(int end, boolean closes, boolean joins, int number) { }

    private Said word(int i) {
        var token = tokens.get(i);
        int covered;
        if (CommentWords.NOT_ASKING.at(tokens, i) > 0) {
            talk = true;
            return new Said(i + CommentWords.NOT_ASKING.at(tokens, i) - 1, true, false, 0);
        }
        if ((covered = CommentWords.EACH.at(tokens, i)) > 0 && i + covered < tokens.size() && quantityAt(i + covered) > 0) {
            each = quantityAt(i + covered);
            var end = i + covered;
            return new Said(end + CommentWords.UNITS.at(tokens, end + 1), false, false, 0);
        }
        if (CommentWords.WEAK.at(tokens, i) > 0) {
            weak = true;
            return new Said(i, false, false, 0);
        }
        if (CommentWords.AND.at(tokens, i) > 0 && isItemKind(kind(i + 1))) return new Said(i, false, true, 0);
        if (isNumberInLetters(i)) return new Said(i, false, false, CommentWords.number(token));
        if (CommentWords.ALL_OF.at(tokens, i) > 0 && (isItemKind(kind(i + 1)) || i + 1 < tokens.size() && CommentWords.number(tokens.get(i + 1)) > 0)) {
            var count = quantityAt(i + 1);
            if (count > 0 && count != codesInClause()) unclear = true;
            return new Said(count > 0 ? i + 1 : i, false, false, 0);
        }
        if (isPlaceOfCode(i) || CommentWords.isPolite(token)) return new Said(i, false, false, 0);
        talk = true;
        return new Said(i, true, false, 0);
    }

    /** @param forward the quantity of the code that follows, or null */
    private record Quantity(int end, Integer forward) { }

    private Quantity number(int i, int quantity, boolean open, boolean separated) {
        if (kind(i - 1) == Kind.WORD && (tokens.get(i - 1).raw().equals("số") || tokens.get(i - 1).raw().equals("so"))) {
            odd = true;
            return new Quantity(i, null);
        }
        var kinds = CommentWords.KINDS.at(tokens, i + 1);
        if (kinds > 0 && codesInClause() > 1 && isItemKind(kind(i + 1 + kinds))) {
            if (quantity != codesInClause()) unclear = true;
            return new Quantity(i + kinds, null);
        }
        var end = i + CommentWords.UNITS.at(tokens, i + 1);
        var unit = end > i;
        var times = kind(end + 1) == Kind.TIMES;
        if (times) end++;
        var beforeCode = kind(end + 1) == Kind.CODE || kind(end + 2) == Kind.CODE && CommentWords.KINDS.at(tokens, end + 1) > 0;
        var last = items.isEmpty() ? null : items.getLast();
        var free = last != null && last.quantity == null;
        if (beforeCode && (times || !(open && free && !separated))) return new Quantity(end, quantity);
        if (open && free && (!separated || unit || quantity == 1 && kind(i - 1) == Kind.PLUS && !tokens.get(i - 1).raw().equals(","))) {
            if (kind(i - 1) == Kind.TIMES) weak = true;
            items.set(items.size() - 1, new Item(last.code, quantity, last.joined));
        } else if (kind(i - 1) == Kind.WORD && tokens.get(i - 1).plain().equals("gia")) {
            price = true;
        } else if (unit) {
            if (loose != null) unclear = true;
            loose = quantity;
        } else if (open || free || separated && last != null) {
            unclear = true;
        } else {
            odd = true;
        }
        return new Quantity(end, null);
    }

    private boolean isNumberInLetters(int i) {
        if (CommentWords.number(tokens.get(i)) == 0) return false;
        if (CommentWords.UNITS.at(tokens, i + 1) > 0) return true;
        var afterVerb = i > 0 && CommentWords.STRONG.at(tokens, i - 1) > 0;
        if (afterVerb && kind(i + 1) == Kind.CODE) return true;
        var polite = i + 1 < tokens.size() && CommentWords.isPolite(tokens.get(i + 1)) && !tokens.get(i + 1).plain().equals("oi");
        return kind(i - 1) == Kind.CODE && (i + 1 == tokens.size() || polite);
    }

    private int quantityAt(int i) {
        return i >= tokens.size() ? 0 : tokens.get(i).is(Kind.NUMBER) ? tokens.get(i).number() : CommentWords.number(tokens.get(i));
    }

    private boolean isPlaceOfCode(int i) {
        if (i < 0 || kind(i + 1) != Kind.CODE) return false;
        return CommentWords.PLACE.at(tokens, i) == 1 || i > 0 && CommentWords.PLACE.at(tokens, i - 1) == 2;
    }

    private boolean knowsACode() {
        return tokens.stream().anyMatch(token -> token.is(Kind.CODE) && codes.contains(token.raw()));
    }

    private long codesInClause() {
        return tokens.stream().filter(token -> token.is(Kind.CODE)).count();
    }

    private Kind kind(int i) {
        return i < 0 || i >= tokens.size() ? null : tokens.get(i).kind();
    }

    private static boolean isItemKind(Kind kind) {
        return kind == Kind.CODE || kind == Kind.NUMBER;
    }
}
