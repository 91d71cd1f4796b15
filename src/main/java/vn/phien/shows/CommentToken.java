package vn.phien.shows;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import vn.phien.base.PhonesInText;
import vn.phien.base.Tones;

/**
 * A word, number or sign of a comment.
 *
 * @param raw    in lower case with its tones; of a code the code itself, {@code A1}
 * @param plain  without tones
 * @param number of a number, else -1
 */
record CommentToken(Kind kind, String raw, String plain, int number) {
    enum Kind { WORD, CODE, NUMBER, PRICE, WEIGHT, OTHER_NUMBER, PHONE, TIMES, PLUS, COMMA, DASH, SLASH, EQUALS, QUESTION, STOP }

    private static final String PHONE_SIGN = "☎";
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\x{FE0E}\\x{FE0F}\\x{20E3}]");
    private static final Pattern JOINED_CODE = Pattern.compile("(?<!\\p{L})[a-wyz]0{0,2}[1-9]\\d{0,2}(?!\\d)");
    private static final Pattern SPACED_CODE = Pattern.compile("([a-wyz])[ ._\\-]{1,2}0{0,2}([1-9]\\d{0,2})(?![\\p{Nd}])(?! ?[.,]\\d)");
    private static final Pattern CODE = Pattern.compile("([a-z])0{0,2}([1-9]\\d{0,2})(?![\\p{Nd}])(\\p{L}*)");
    private static final Pattern UNDOTTED_QUANTITY = Pattern.compile("\\.(?=\\d)");

    private static final Set<Kind> AMOUNTS = EnumSet.of(Kind.NUMBER, Kind.TIMES, Kind.PRICE, Kind.WEIGHT, Kind.OTHER_NUMBER);

    private record Rule(Kind kind, Pattern pattern) {
        Rule(Kind kind, String regex) {
            this(kind, Pattern.compile(regex));
        }
    }

    private static final String END = "(?!\\p{L})";
    private static final String WEIGHT_UNIT = "(?:kgs?|ký|kí|ky|ki|kilo|kilogam|cân|can|grams?|gam|gr|g|lạng|lang|ml|lít|lit|cc|cm|mm|tấn|tạ|yến)" + END;
    private static final String CURRENCY = "(?:đồng|dong|vnđ|vnd|đ|d|₫)";
    private static final List<Rule> RULES = List.of(
            new Rule(Kind.PHONE, PHONE_SIGN),
            new Rule(Kind.WEIGHT, "(?:\\d+(?:[.,/]\\d+)?|nửa|nua|một|mot|hai|ba|bốn|bon|năm) ?" + WEIGHT_UNIT + "|\\d+(?:[.,]\\d+)?[lm]" + END),
            new Rule(Kind.PRICE, "\\d{1,3}(?:[.,]\\d{3})+(?!\\d) ?(?:" + CURRENCY + END + ")?"
                    + "|\\d+(?:[.,]\\d+)? ?(?:k|ngàn|ngan|nghìn|nghin|triệu|trieu|tr|" + CURRENCY + ")" + END + "\\d*"),
            new Rule(Kind.OTHER_NUMBER, "\\d{1,2}[:h]\\d{2}(?!\\d)|\\d{1,2} ?(?:h|giờ|sao|phút|ngày)" + END + "|\\d+ ?[%⭐★]|\\d{1,2}/\\d{1,4}(?:/\\d{2,4})?|\\d+[.,]\\d+|\\d{5,}"),
            new Rule(Kind.NUMBER, "\\d{1,4}"),
            new Rule(Kind.TIMES, "[x×✕✖*](?!\\p{L}(?!\\d))"),
            new Rule(Kind.WORD, "\\p{L}[\\p{L}\\p{M}]*"),
            new Rule(Kind.PLUS, "[+&]"), new Rule(Kind.COMMA, ","), new Rule(Kind.DASH, "[-–—_]"), new Rule(Kind.SLASH, "/"),
            new Rule(Kind.EQUALS, "[:=]"), new Rule(Kind.QUESTION, "[?？]+"), new Rule(Kind.STOP, "[.!;\\n…]+"));

    static CommentToken code(String letter, String digits) {
        var code = letter.toUpperCase(Locale.ROOT) + Integer.parseInt(digits);
        return new CommentToken(Kind.CODE, code, code, -1);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /**
     * The comment cut into clauses. A comma or a full stop before a code or a quantity goes on with the list and is a plus.
     *
     * @param codes a letter apart from its number, {@code A 1}, is a code only when the show has it and no code is written together
     */
    static List<List<CommentToken>> clauses(String comment, Set<String> codes) {
        var clauses = new ArrayList<List<CommentToken>>();
        var clause = new ArrayList<CommentToken>();
        var tokens = tokens(comment, codes);
        for (var i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var next = i + 1 < tokens.size() ? tokens.get(i + 1).kind : Kind.STOP;
            var goesOn = !clause.isEmpty() && (AMOUNTS.contains(next) || next == Kind.CODE && token.is(Kind.COMMA));
            if ((token.is(Kind.COMMA) || token.is(Kind.STOP)) && goesOn) {
                clause.add(new CommentToken(Kind.PLUS, ",", ",", -1));
            } else if (token.is(Kind.COMMA) || token.is(Kind.STOP) || token.is(Kind.QUESTION)) {
                if (token.is(Kind.QUESTION)) clause.add(token);
                if (!clause.isEmpty()) clauses.add(List.copyOf(clause));
                clause.clear();
            } else {
                clause.add(token);
            }
        }
        if (!clause.isEmpty()) clauses.add(List.copyOf(clause));
        return clauses;
    }

    private static List<CommentToken> tokens(String comment, Set<String> codes) {
        var composed = Normalizer.normalize(comment.replace(PHONE_SIGN, " "), Normalizer.Form.NFC);
        var text = PhonesInText.replace(INVISIBLE.matcher(composed).replaceAll(""), phone -> " " + PHONE_SIGN + " ")
                .toLowerCase(Locale.ROOT).replaceAll("@[\\p{L}\\p{N}._]+", " ").replaceAll("[^\\S\\n]+", " ").replace('\r', '\n');
        var spaced = !JOINED_CODE.matcher(text).find();
        var tokens = new ArrayList<CommentToken>();
        var codeEnd = -1;
        for (var at = 0; at < text.length(); ) {
            var startsWord = at == 0 || at == codeEnd || !tokens.isEmpty() && (tokens.getLast().is(Kind.TIMES) || tokens.getLast().is(Kind.NUMBER)) || !Character.isLetterOrDigit(text.charAt(at - 1));
            var code = CODE.matcher(text).region(at, text.length()).useTransparentBounds(true);
            if (startsWord && code.lookingAt() && !(at == codeEnd && text.charAt(at) == 'x')) {
                var suffix = code.group(3);
                if (suffix.isEmpty() || CommentWords.maySuffix(suffix) || suffix.length() == 1 && code.end() < text.length() && Character.isDigit(text.charAt(code.end()))) {
                    var times = text.charAt(at) == 'x' && (!tokens.isEmpty() && tokens.getLast().is(Kind.CODE) || !CommentOrder.letters(codes).contains('X'));
                    if (times) {
                        tokens.add(new CommentToken(Kind.TIMES, "x", "x", -1));
                        at++;
                        continue;
                    }
                    tokens.add(code(code.group(1), code.group(2)));
                    at = codeEnd = code.end(2);
                    if (UNDOTTED_QUANTITY.matcher(text).region(at, text.length()).useTransparentBounds(true).lookingAt()) at++;
                } else {
                    tokens.add(new CommentToken(Kind.WORD, code.group(), Tones.plain(code.group()), -1));
                    at = code.end();
                }
                continue;
            }
            var apart = SPACED_CODE.matcher(text).region(at, text.length()).useTransparentBounds(true);
            if (spaced && startsWord && apart.lookingAt() && isSpacedCode(text, apart.end(), tokens, code(apart.group(1), apart.group(2)), codes)) {
                tokens.add(code(apart.group(1), apart.group(2)));
                at = codeEnd = apart.end();
                continue;
            }
            at = addNext(tokens, text, at);
        }
        return tokens;
    }

    /** "cho a 1 hộp" gives one box to an elder brother: {@code a} is a pronoun there. */
    private static boolean isSpacedCode(String text, int end, List<CommentToken> before, CommentToken code, Set<String> codes) {
        var rest = text.substring(end).strip().split("[^\\p{L}]", 2)[0];
        return codes.contains(code.raw) && !CommentWords.isUnit(rest) && (before.isEmpty() || !CommentWords.GIVING.contains(before.getLast().plain));
    }

    private static int addNext(List<CommentToken> tokens, String text, int at) {
        for (var rule : RULES) {
            var found = rule.pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
            if (!found.lookingAt()) continue;
            var raw = found.group();
            tokens.add(new CommentToken(rule.kind, raw, Tones.plain(raw), rule.kind == Kind.NUMBER ? Integer.parseInt(raw) : -1));
            return found.end();
        }
        return at + Character.charCount(text.codePointAt(at));
    }
}
