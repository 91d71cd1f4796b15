package vn.phien.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import vn.phien.base.Why;

/** The words that people read, the same files that the pages use. */
public final class Words {
    private static final Map<String, String> VI = load("vi"), EN = load("en");

    private Words() { }

    private static Map<String, String> load(String language) {
        try (var in = Words.class.getResourceAsStream("/web/words/" + language + ".json")) {
            return Map.copyOf(new ObjectMapper().readValue(in, new TypeReference<Map<String, String>>() { }));
        } catch (IOException e) {
            throw new IllegalStateException("no words of " + language, e);
        }
    }

    /** The words for a key, or the key. @param language "vi" or "en" */
    public static String say(String language, String key) {
        return (language.equals("en") ? EN : VI).getOrDefault(key, key);
    }

    public static String say(String language, Why why) {
        return say(language, "refused." + why.code());
    }

    static boolean has(String language, String key) {
        return (language.equals("en") ? EN : VI).containsKey(key);
    }

    /** "en" where the reader prefers English to Vietnamese, else "vi". @param accepted the header Accept-Language, or null */
    static String language(String accepted) {
        if (accepted == null || accepted.length() > 200) return "vi";
        double vi = 0, en = 0;
        for (var range : accepted.toLowerCase(java.util.Locale.ROOT).split(",")) {
            var parts = range.strip().split(";");
            var weight = 1.0;
            for (int i = 1; i < parts.length; i++) if (parts[i].strip().matches("q=[01](\\.\\d{0,3})?")) weight = Double.parseDouble(parts[i].strip().substring(2));
            if (parts[0].equals("vi") || parts[0].startsWith("vi-")) vi = Math.max(vi, weight);
            if (parts[0].equals("en") || parts[0].startsWith("en-")) en = Math.max(en, weight);
        }
        return en > vi ? "en" : "vi";
    }
}
