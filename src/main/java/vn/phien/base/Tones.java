package vn.phien.base;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/** Vietnamese text without its tones, for everything that compares what people type: search, blocked words, bank memos. */
public final class Tones {
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

    private Tones() { }

    /**
     * Folds text to what is left when case, tones and marks are taken away: {@code "Đặc sản  Huế"} becomes {@code "dac san  hue"}.
     * Precomposed and decomposed input give the same answer; folding twice changes nothing. Spaces, digits and signs stay.
     *
     * @param text any text, never null
     */
    public static String plain(String text) {
        if (isPlain(text)) return text;
        return Normalizer.normalize(MARKS.matcher(bare(text).toLowerCase(Locale.ROOT)).replaceAll(""), Form.NFC);
    }

    /** Takes tones and marks away and leaves the case: {@code "Đặc sản Huế"} becomes {@code "Dac san Hue"}. */
    public static String bare(String text) {
        var bare = MARKS.matcher(Normalizer.normalize(text, Form.NFD)).replaceAll("");
        // ð is what some keyboards and old fonts leave where đ was meant: both capitals look alike.
        return Normalizer.normalize(bare.replace('đ', 'd').replace('ð', 'd').replace('Đ', 'D').replace('Ð', 'D'), Form.NFC);
    }

    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c > 0x7E || c >= 'A' && c <= 'Z') return false;
        }
        return true;
    }
}
