package vn.phien.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import vn.phien.base.Why;

/** The words that people read, the same files that the pages use: a language is one file of {@code web/words}. */
public final class Words {
    /** The language of the market, and the one that most strangers read: what a new language does not say yet is said in it. */
    public static final String HOME = "vi";
    private static final String ABROAD = "en";
    private static final Map<String, Map<String, String>> ALL = of(WebAssets.packedFiles());

    private Words() { }

    /** The languages of some pages, Vietnamese first, English second, then by code. @param files by path such as {@code /words/vi.json} */
    static Map<String, Map<String, String>> of(Map<String, byte[]> files) {
        var others = new TreeMap<String, Map<String, String>>();
        files.forEach((path, bytes) -> {
            if (path.matches("/words/[a-z]{2,3}\\.json")) others.put(path.substring(7, path.length() - 5), read(path, bytes));
        });
        var all = new LinkedHashMap<String, Map<String, String>>();
        for (var first : new String[] {HOME, ABROAD}) if (others.containsKey(first)) all.put(first, others.remove(first));
        all.putAll(others);
        return all;
    }

    private static Map<String, String> read(String path, byte[] bytes) {
        try {
            return Map.copyOf(new ObjectMapper().readValue(bytes, new TypeReference<Map<String, String>>() { }));
        } catch (IOException e) {
            throw new IllegalStateException(path + " is no file of words: " + e.getMessage(), e);
        }
    }

    /** The words for a key; where the language has none the English ones, then the Vietnamese, else the key. @param language a code such as "vi" */
    public static String say(String language, String key) {
        for (var from : new String[] {language, ABROAD, HOME}) if (has(from, key)) return ALL.get(from).get(key);
        return key;
    }

    public static String say(String language, Why why) {
        return say(language, "refused." + why.code());
    }

    /** Whether there are words in it. @param language a code such as "vi" */
    public static boolean isLanguage(String language) {
        return ALL.containsKey(language);
    }

    static boolean has(String language, String key) {
        return ALL.containsKey(language) && ALL.get(language).containsKey(key);
    }

    /** The language that the reader likes best of those there are; Vietnamese unless another is liked better. @param accepted the header Accept-Language, or null */
    static String language(String accepted) {
        return language(accepted, ALL.keySet());
    }

    static String language(String accepted, Iterable<String> languages) {
        if (accepted == null || accepted.length() > 200) return HOME;
        var liked = new TreeMap<String, Double>();
        for (var range : accepted.toLowerCase(Locale.ROOT).split(",")) {
            var parts = range.strip().split(";");
            var weight = 1.0;
            for (int i = 1; i < parts.length; i++) if (parts[i].strip().matches("q=[01](\\.\\d{0,3})?")) weight = Double.parseDouble(parts[i].strip().substring(2));
            liked.merge(parts[0].strip().split("-", 2)[0], weight, Math::max);
        }
        var best = HOME;
        for (var language : languages) if (liked.getOrDefault(language, 0.0) > liked.getOrDefault(best, 0.0)) best = language;
        return best;
    }
}
