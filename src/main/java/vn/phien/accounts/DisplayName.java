package vn.phien.accounts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.PhonesInText;
import vn.phien.base.Tones;
import vn.phien.base.Why;

/** The name by which others see a person in chats and orders. It is not unique, but it cannot look like the house's own voice. */
public final class DisplayName {
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\ufffd]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern PILED_MARKS = Pattern.compile("(\\p{M}{2})\\p{M}+");
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}");
    private static final Pattern LOOKALIKE = Pattern.compile("[\\p{IsCyrillic}\\p{IsGreek}\\p{IsArmenian}\\p{IsCherokee}\\p{IsCoptic}]");
    /** As whole words anywhere in the name. */
    private static final Pattern HOUSE_WORDS = Pattern.compile("\\b(?:admin|administrator|moderator|quan tri vien|ban to chuc|phien official|he thong phien)\\b");
    /** As the whole name, spaces and signs taken away. */
    private static final Set<String> HOUSE_NAMES = Set.of("phien", "phienapp", "hethong", "system", "mod", "btc", "bantochuc", "admin", "administrator", "moderator",
        "quantrivien", "hotro", "support", "cskh", "chamsockhachhang", "host", "staff", "nhanvien", "official", "chuhang", "root", "null", "undefined", "anonymous");

    private DisplayName() { }

    /**
     * The name as it will be shown: composed, without control and direction signs, one space between words.
     *
     * @param staff whether the person works in a booth or for the market, and so may be called "Admin"
     * @throws BadValue on field {@code name}: MISSING, EMPTY, TOO_LONG (over 60 code points), BAD_TEXT for a name with a phone
     *     number or letters that only look Latin, NAME_RESERVED
     */
    public static String clean(String typed, boolean staff) {
        if (typed == null) throw new BadValue("name", Why.MISSING);
        if (typed.length() > 8 * Limits.NAME) throw new BadValue("name", Why.TOO_LONG);
        var spaced = SPACES.matcher(typed).replaceAll(" ");
        var name = PILED_MARKS.matcher(Normalizer.normalize(UNSEEN.matcher(spaced).replaceAll(""), Normalizer.Form.NFC)).replaceAll("$1");
        name = SPACES.matcher(name).replaceAll(" ").strip();
        Check.text("name", name, Limits.NAME);
        if (name.codePoints().noneMatch(c -> Character.isLetterOrDigit(c))) throw new BadValue("name", Why.BAD_TEXT);
        if (LATIN.matcher(name).find() && LOOKALIKE.matcher(name).find()) throw new BadValue("name", Why.BAD_TEXT);
        if (!PhonesInText.mask(name).equals(name)) throw new BadValue("name", Why.BAD_TEXT);
        if (!staff && isReserved(name)) throw new BadValue("name", Why.NAME_RESERVED);
        return name;
    }

    private static boolean isReserved(String name) {
        var plain = Tones.plain(Normalizer.normalize(name, Normalizer.Form.NFKC)).toLowerCase(Locale.ROOT)
            .replace('0', 'o').replace('1', 'i').replace('3', 'e').replace('4', 'a').replace('5', 's').replace('@', 'a').replace('$', 's').replace('!', 'i');
        // Quân Trí is a man's name, quản trị is not
        if (name.toLowerCase(Locale.ROOT).matches("qu[aả]n tr[iị]")) return true;
        var words = plain.replaceAll("[^a-z]+", " ").strip();
        return HOUSE_WORDS.matcher(words).find() || HOUSE_NAMES.contains(words.replace(" ", ""));
    }

    /** A name for somebody who gave none: "Khách 4821". */
    static String guest(Dice dice) {
        return "Khách " + (1_000 + dice.below(9_000));
    }
}
