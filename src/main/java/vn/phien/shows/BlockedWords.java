package vn.phien.shows;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.phien.base.BadValue;
import vn.phien.base.Limits;
import vn.phien.base.Tones;
import vn.phien.base.Why;

/**
 * The words that a booth does not want in its chat. They match whole words, without tones and case, and also when their letters
 * are repeated ({@code luaaa daooo}), cut by signs ({@code l.ừ.a đ*ảo}), spaced out ({@code l ừ a đ ả o}), run together
 * ({@code lừađảo}) or borrowed from other alphabets. A word inside a longer word does not match.
 */
public final class BlockedWords {
    /** Code points of one entry. */
    public static final int LONGEST = 50;

    private static final Pattern ATOM = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]");
    private static final String LOOKALIKES = "аaеeоoрpсcуyхxіiѕsјjһhԁdαaοoνvıiɑaɡg";

    private record Blocked(String asWritten, Pattern pattern) { }

    private final Map<String, List<Blocked>> bySqueezed = new HashMap<>();
    private final int longest;

    /**
     * @param words at most {@link Limits#BLOCKED_WORDS}, each with a letter or digit and no longer than {@value #LONGEST}
     * @throws BadValue when a bound is broken
     */
    public BlockedWords(List<String> words) {
        if (words.size() > Limits.BLOCKED_WORDS) throw new BadValue("words", Why.TOO_LARGE);
        for (var word : words) {
            if (word.codePointCount(0, word.length()) > LONGEST) throw new BadValue("words", Why.TOO_LONG);
            var atoms = ATOM.matcher(folded(word)).results().map(MatchResult::group).toList();
            if (atoms.isEmpty()) throw new BadValue("words", Why.EMPTY);
            bySqueezed.computeIfAbsent(squeezed(String.join("", atoms)), squeezed -> new ArrayList<>()).add(new Blocked(word.strip(), pattern(atoms)));
        }
        longest = bySqueezed.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** The first blocked word that the text contains, as the booth wrote it. */
    public Optional<String> in(String text) {
        if (longest == 0) return Optional.empty();
        var plain = folded(text);
        var atoms = ATOM.matcher(plain).results().toList();
        for (var from = 0; from < atoms.size(); from++) {
            var joined = "";
            for (var to = from; to < atoms.size() && joined.length() <= longest; to++) {
                joined = squeezed(joined + atoms.get(to).group());
                for (var blocked : bySqueezed.getOrDefault(joined, List.of())) {
                    var found = blocked.pattern.matcher(plain).region(atoms.get(from).start(), atoms.get(to).end());
                    if (found.matches()) return Optional.of(blocked.asWritten);
                }
            }
        }
        return Optional.empty();
    }

    /** Spaces between letters count only when they stand between all of them: "m a" is not "ma", "l ừ a" is "lừa". */
    private static Pattern pattern(List<String> atoms) {
        var letters = String.join("", atoms).codePoints().mapToObj(Character::toString).toList();
        var together = atoms.stream().map(atom -> repeated(atom, "[^\\p{L}\\p{N}\\s]{0,3}")).collect(Collectors.joining("[^\\p{L}\\p{N}]{0,5}"));
        return Pattern.compile(letters.size() < 3 ? together : together + "|" + repeated(String.join("", letters), "[^\\p{L}\\p{N}]{1,4}"));
    }

    /** Each letter as often as it is written or more, so that "boom" does not block "bom". */
    private static String repeated(String atom, String between) {
        var runs = Pattern.compile("(.)\\1*", Pattern.DOTALL).matcher(atom).results().map(MatchResult::group)
                .map(run -> run.codePoints().mapToObj(letter -> Pattern.quote(Character.toString(letter))).collect(Collectors.joining(between))
                        + "(?:" + between + Pattern.quote(Character.toString(run.codePointAt(0))) + ")*+");
        return runs.collect(Collectors.joining(between));
    }

    private static String squeezed(String letters) {
        return letters.replaceAll("(.)\\1+", "$1");
    }

    private static String folded(String text) {
        var folded = new StringBuilder(Tones.plain(Normalizer.normalize(INVISIBLE.matcher(text).replaceAll(""), Normalizer.Form.NFKC)));
        for (var i = 0; i < folded.length(); i++) {
            var lookalike = folded.charAt(i) < 0x80 ? -1 : LOOKALIKES.indexOf(folded.charAt(i));
            if (lookalike >= 0) folded.setCharAt(i, LOOKALIKES.charAt(lookalike + 1));
        }
        return folded.toString();
    }
}
