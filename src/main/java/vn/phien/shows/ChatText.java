package vn.phien.shows;

import java.text.Normalizer;
import java.util.regex.Pattern;
import vn.phien.base.Limits;
import vn.phien.base.PhonesInText;
import vn.phien.base.Why;

/**
 * What someone typed into the chat, made fit to be shown to everyone: one line, composed, without control characters, terminal
 * codes, direction overrides, invisible characters and towers of marks, and with phone numbers masked. It stays text: whoever
 * shows it must not treat it as HTML.
 */
public sealed interface ChatText {
    /**
     * @param text  1 to {@link Limits#CHAT_TEXT} code points
     * @param link  it holds an address of a page, which only staff may post
     * @param phone it held a phone number; an order by comment is read from what was typed, not from this
     */
    record Clean(String text, boolean link, boolean phone) implements ChatText { }

    /** @param why MISSING, EMPTY (nothing is left) or TOO_LONG */
    record Refused(Why why) implements ChatText { }

    /** @param typed anything, null included */
    static ChatText read(String typed) {
        if (typed == null) return new Refused(Why.MISSING);
        if (typed.length() > 4 * Limits.CHAT_TEXT) return new Refused(Why.TOO_LONG);
        var clean = Cleaning.line(typed);
        if (clean.isEmpty()) return new Refused(Why.EMPTY);
        var masked = PhonesInText.mask(clean);
        if (masked.codePointCount(0, masked.length()) > Limits.CHAT_TEXT) return new Refused(Why.TOO_LONG);
        return new Clean(masked, Cleaning.LINK.matcher(clean).find(), !masked.equals(clean));
    }

    /** How a line is cleaned. */
    final class Cleaning {
        private static final Pattern TERMINAL_CODE = Pattern.compile("\\x{1B}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x{07}\\x{1B}]*(?:\\x{07}|\\x{1B}\\\\)?|[@-Z\\\\-_])?|\\x{9B}[0-?]*[ -/]*[@-~]");
        private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\x{2800}\\x{3164}\\x{115F}\\x{1160}\\x{FFA0}]+");
        /** The joiner stays between two pictures, where it makes one of them: a family, a flag. */
        private static final Pattern INVISIBLE = Pattern.compile(
                "([\\p{IsExtended_Pictographic}\\x{FE0F}\\p{IsEmoji_Modifier}]\\x{200D}(?=\\p{IsExtended_Pictographic}))"
                        + "|[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\x{FFFE}\\x{FFFF}\\x{034F}\\x{FE00}-\\x{FE0D}]");
        private static final Pattern TOWER = Pattern.compile("(\\p{M}{3})\\p{M}+");
        private static final String WORDLIKE_DOMAINS = "shop|store|live|link|top|vip|me|pro|club|app|tv|online|site|click|asia|page|xyz|to|co|us|in";
        private static final String DOMAINS = "com|vn|net|org|info|biz|io|ly|gg|cc|xyz|edu|gov";
        static final Pattern LINK = Pattern.compile("(?iu)"
                + "\\b[a-z][a-z0-9+.\\-]{1,10}://\\S|\\bwww\\s?[.．。]\\s?[\\p{L}\\p{N}]"
                + "|[\\p{L}\\p{N}\\-]{2,}[.．。](?:" + DOMAINS + ")(?![\\p{L}\\p{N}])"
                + "|[\\p{L}\\p{N}\\-]+[.．。](?:" + DOMAINS + "|" + WORDLIKE_DOMAINS + ")/\\S"
                + "|[\\p{L}\\p{N}\\-]{2,}\\s?(?:[(\\[{]\\s?(?:[.．。]|dot|chấm|cham)\\s?[)\\]}]|\\s(?:dot|chấm|cham)\\s)\\s?(?:com|vn|net|org|me|ly)(?![\\p{L}\\p{N}])");

        private Cleaning() { }

        static String line(String typed) {
            var composed = Normalizer.normalize(SPACE.matcher(TERMINAL_CODE.matcher(typed).replaceAll("")).replaceAll(" "), Normalizer.Form.NFC);
            var visible = SPACE.matcher(INVISIBLE.matcher(composed).replaceAll("$1")).replaceAll(" ");
            return Normalizer.normalize(TOWER.matcher(visible).replaceAll("$1"), Normalizer.Form.NFC).strip();
        }
    }
}
