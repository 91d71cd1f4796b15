package vn.phien.orders;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.phien.base.OrderId;
import vn.phien.base.Tones;

/**
 * The memo by which a bank transfer finds its order: {@code PH}, nine characters made from the order's id and one that checks
 * them. Nothing in it looks like something else (no 0 O 1 I L), and one wrong character or two that changed places are noticed.
 * Two orders in 26 million million share a code: whoever keeps an index of codes writes it only where none stands.
 *
 * @param text {@code PH} and ten characters, in capitals
 */
public record PayCode(String text) {
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final String START = "PH";
    private static final int DATA = 9;
    private static final int LENGTH = START.length() + DATA + 1;
    private static final Pattern SHAPE = Pattern.compile(START + "[" + LETTERS + "]{" + (DATA + 1) + "}");
    private static final BigInteger BASE = BigInteger.valueOf(LETTERS.length());
    private static final int LONGEST_NOTE = 1_000;

    /** @throws IllegalArgumentException when it is not a code */
    public PayCode {
        if (!fits(text)) throw new IllegalArgumentException("not a pay code");
    }

    /** The code of an order, always the same. */
    public static PayCode of(OrderId order) {
        try {
            var number = new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(("pay:" + order).getBytes(StandardCharsets.UTF_8)));
            var data = new StringBuilder();
            for (var i = 0; i < DATA; i++) {
                var parts = number.divideAndRemainder(BASE);
                data.append(LETTERS.charAt(parts[1].intValue()));
                number = parts[0];
            }
            return new PayCode(START + data + check(data));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The codes that a bank's note may hold, the likeliest first: written in one piece, then with spaces or signs that a bank or a
     * payer put in. By chance a name may look like a code ({@code PHAM…}), so look each up until one is an order's.
     *
     * @param note the text of a transfer, null included; only its first {@value #LONGEST_NOTE} characters are read
     */
    public static List<PayCode> find(String note) {
        if (note == null) return List.of();
        var upper = Tones.bare(note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note).toUpperCase(Locale.ROOT);
        var found = new LinkedHashSet<PayCode>();
        collect(upper, found);
        collect(upper.replaceAll("[^0-9A-Z]+", ""), found);
        return new ArrayList<>(found);
    }

    private static void collect(String text, LinkedHashSet<PayCode> found) {
        for (var at = text.indexOf(START); at >= 0 && at + LENGTH <= text.length(); at = text.indexOf(START, at + 1)) {
            var piece = text.substring(at, at + LENGTH);
            if (fits(piece)) found.add(new PayCode(piece));
        }
    }

    private static boolean fits(String text) {
        return SHAPE.matcher(text).matches() && check(text.substring(START.length(), LENGTH - 1)) == text.charAt(LENGTH - 1);
    }

    /** The number of letters is a prime and every place weighs differently, hence any one change and any swap shows. */
    private static char check(CharSequence data) {
        var sum = 0;
        for (var i = 0; i < DATA; i++) sum += (i + 2) * LETTERS.indexOf(data.charAt(i));
        return LETTERS.charAt(sum % LETTERS.length());
    }

    @Override public String toString() {
        return text;
    }
}
