package vn.phien.accounts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Dice;

/**
 * Seals personal data, so that the store, its files and its backups never hold them in clear. The keys live in a file of their
 * own in the data folder: whoever has one of the two has nothing.
 *
 * <p>The file has a line {@code print SECRET} for fingerprints and lines {@code seal ID SECRET}, each secret 32 bytes in base64.
 * The last seals, all of them open, so that a key is changed by adding a line. Losing the file is losing the people.
 */
public final class Vault {
    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
    private static final String FILE = "vault.keys";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Dice dice;
    private final SecretKeySpec print;
    private final Map<String, SecretKeySpec> seals;
    private final String newest;

    private Vault(Dice dice, SecretKeySpec print, Map<String, SecretKeySpec> seals) {
        this.dice = dice;
        this.print = print;
        this.seals = seals;
        this.newest = seals.keySet().stream().reduce((_, last) -> last).orElseThrow();
    }

    /**
     * The vault of a data folder; its key file is made, readable by its owner alone, where there is none.
     *
     * @throws IllegalStateException when the file is there but cannot be understood
     */
    public static Vault at(Path folder, Dice dice) {
        var file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) create(file, dice);
            keepPrivate(file);
            return read(file, dice);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a new key for sealing to the file; what was sealed before still opens. Takes effect at the next start. */
    public static void rotate(Path folder, Dice dice) {
        var vault = at(folder, dice);
        try {
            Files.writeString(folder.resolve(FILE), "seal k" + (vault.seals.size() + 1) + " " + secret(dice) + "\n", StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path file, Dice dice) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), FILE, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(fresh, """
            # Phiên: the keys of people's data. Keep a copy in a safe place, never beside a backup of the store.
            print %s
            seal k1 %s
            """.formatted(secret(dice), secret(dice)), StandardOpenOption.SYNC);
        try {
            // a link fails where a move would overwrite the file of a twin that started in the same moment
            Files.createLink(file, fresh);
            Files.delete(fresh);
        } catch (FileAlreadyExistsException twin) {
            Files.delete(fresh);
        } catch (UnsupportedOperationException noLinks) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void keepPrivate(Path file) throws IOException {
        if (Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) return;
        try {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        } catch (IOException e) {
            LOG.warn("the key file {} can be read by others and could not be closed", file.getFileName());
        }
    }

    private static Vault read(Path file, Dice dice) throws IOException {
        SecretKeySpec print = null;
        var seals = new LinkedHashMap<String, SecretKeySpec>();
        for (var line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            var words = line.strip().split("\\s+");
            if (words.length == 2 && words[0].equals("print") && print == null) print = key(words[1], "HmacSHA256");
            else if (words.length == 3 && words[0].equals("seal") && words[1].matches("[a-z0-9]{1,12}") && !seals.containsKey(words[1])) seals.put(words[1], key(words[2], "AES"));
            else throw new IllegalStateException("cannot understand a line of " + file.getFileName());
        }
        if (print == null || seals.isEmpty()) throw new IllegalStateException("keys are missing in " + file.getFileName());
        return new Vault(dice, print, seals);
    }

    private static SecretKeySpec key(String base64, String algorithm) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == KEY_BYTES) return new SecretKeySpec(bytes, algorithm);
        } catch (IllegalArgumentException notBase64) {
            // the same message: what stands in a key file belongs in no log
        }
        throw new IllegalStateException("a key in the key file is not 32 bytes in base64");
    }

    private static String secret(Dice dice) {
        return Base64.getEncoder().encodeToString(dice.bytes(KEY_BYTES));
    }

    /** The text as cipher text (AES-256-GCM), led by the name of its key. The same text never looks the same twice. */
    public String seal(String clear) {
        try {
            var nonce = dice.bytes(NONCE_BYTES);
            var cipher = cipher(Cipher.ENCRYPT_MODE, newest, nonce);
            var sealed = cipher.doFinal(clear.getBytes(StandardCharsets.UTF_8));
            return newest + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal", e);
        }
    }

    /**
     * The text again.
     *
     * @throws IllegalStateException when it was sealed with a key that is not here, or was changed since
     */
    public String open(String sealed) {
        try {
            int dot = sealed.indexOf('.');
            var id = sealed.substring(0, Math.max(0, dot));
            if (!seals.containsKey(id)) throw new IllegalStateException("sealed with a key that is not in the key file");
            var bytes = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
            if (bytes.length < NONCE_BYTES + TAG_BITS / 8) throw new IllegalStateException("sealed text is cut");
            var nonce = java.util.Arrays.copyOf(bytes, NONCE_BYTES);
            return new String(cipher(Cipher.DECRYPT_MODE, id, nonce).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("sealed text does not open: it was changed, or the key file is another one", e);
        }
    }

    private Cipher cipher(int mode, String id, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, seals.get(id), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(id.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    /** What stands for a text where it must be found again but not be read: HMAC-SHA-256 in base64, 43 characters. */
    public String fingerprint(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(print);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot take a fingerprint", e);
        }
    }

    @Override
    public String toString() {
        return "Vault[" + seals.keySet() + "]";
    }
}
