package vn.phien.orders;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.phien.base.Why;

/**
 * The signature of a bank's notice: header {@code X-Phien-Signature: t=SECONDS,v1=HEX}, where HEX is HMAC-SHA-256 in lower case
 * over {@code SECONDS.BODY}, the body byte for byte. Two secrets may be good at once, so that they can be changed without a gap.
 */
public final class BankSignature {
    public static final String HEADER = "x-phien-signature";
    /** How far the sender's clock may be off, either way. */
    public static final long TOLERANCE_MS = 5 * 60_000;
    private static final int FEWEST_SECRET_CHARACTERS = 16;
    private static final Pattern FORM = Pattern.compile("t=(\\d{1,11}),v1=([0-9a-f]{64})(?:,v1=([0-9a-f]{64}))?");
    private final List<byte[]> secrets;

    /** @param secrets one, or two while they change; none refuses everything; each of 16 characters or more */
    public BankSignature(List<String> secrets) {
        for (var secret : secrets) if (secret.length() < FEWEST_SECRET_CHARACTERS) throw new IllegalArgumentException("a bank secret needs at least 16 characters");
        this.secrets = secrets.stream().map(secret -> secret.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** Why the body is not to be believed, if so: {@code BAD_SIGNATURE}, or {@code TOO_OLD} for a good one of another time. */
    public Optional<Why> refuses(String header, byte[] body, long nowMs) {
        if (header == null) return Optional.of(Why.BAD_SIGNATURE);
        var form = FORM.matcher(header);
        if (!form.matches()) return Optional.of(Why.BAD_SIGNATURE);
        boolean good = false;
        for (var secret : secrets) {
            var right = mac(secret, form.group(1), body);
            // both are always compared, so that the time taken tells nothing
            good |= isSame(right, form.group(2)) | (form.group(3) != null && isSame(right, form.group(3)));
        }
        if (!good) return Optional.of(Why.BAD_SIGNATURE);
        return Math.abs(nowMs - Long.parseLong(form.group(1)) * 1000) > TOLERANCE_MS ? Optional.of(Why.TOO_OLD) : Optional.empty();
    }

    private static boolean isSame(byte[] right, String hex) {
        return MessageDigest.isEqual(right, HexFormat.of().parseHex(hex));
    }

    /** The header for a body, as a bank makes it. */
    public static String sign(String secret, byte[] body, long atMs) {
        var seconds = Long.toString(atMs / 1000);
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac(secret.getBytes(StandardCharsets.UTF_8), seconds, body));
    }

    private static byte[] mac(byte[] secret, String seconds, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }
}
