package vn.phien.oversight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import vn.phien.base.PlaceId;

/**
 * The key with which this house signs the roots of journals (Ed25519), in a file of its own in the data folder: lines {@code sign SECRET} and
 * {@code check PUBLIC}, in base64. Whoever has the file can sign other histories; whoever loses it signs with a new key from then on,
 * and what was signed before can still be checked, for every root names its key.
 */
public final class JournalKey {
    private static final String FILE = "journal.key";
    private final PrivateKey secret;
    private final String open;

    private JournalKey(PrivateKey secret, String open) {
        this.secret = secret;
        this.open = open;
    }

    /** The key of a data folder, made where there is none, readable by its owner alone. @throws IllegalStateException when it cannot be understood */
    public static JournalKey at(Path folder) {
        var file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) create(file);
            String secret = null, open = null;
            for (var line : Files.readAllLines(file)) {
                if (line.startsWith("sign ")) secret = line.substring(5).strip();
                if (line.startsWith("check ")) open = line.substring(6).strip();
            }
            if (secret == null || open == null) throw new IllegalStateException("the file " + file + " is not the key of a journal");
            return new JournalKey(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(secret))), open);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("the file " + file + " is not the key of a journal", e);
        }
    }

    private static void create(Path file) throws IOException, GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var base64 = Base64.getEncoder();
        var draft = Files.createTempFile(file.getParent(), FILE, ".part", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, "sign " + base64.encodeToString(pair.getPrivate().getEncoded()) + "\ncheck " + base64.encodeToString(pair.getPublic().getEncoded()) + "\n", StandardOpenOption.SYNC);
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
            // two starts at once: the first one's key stands
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** The public key, in base64 of its X.509 form. */
    public String open() {
        return open;
    }

    /** A root: all records of a show's journal up to {@code n} are those that lead to {@code hash}. */
    Root sign(PlaceId show, long n, String hash, long atMs) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(text(show.value(), n, hash, atMs));
            return new Root(show.value(), n, hash, atMs, open, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A published root. {@code key} is the public key with which its signature is checked. */
    public record Root(String show, long n, String hash, long atMs, String key, String signature) {
        /** Whether the signature is that of the key it names. */
        public boolean vouches() {
            try {
                PublicKey with = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
                var check = Signature.getInstance("Ed25519");
                check.initVerify(with);
                check.update(text(show, n, hash, atMs));
                return check.verify(Base64.getDecoder().decode(signature));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return false;
            }
        }
    }

    private static byte[] text(String show, long n, String hash, long atMs) {
        return String.join("\n", "phien-journal", show, Long.toString(n), hash, Long.toString(atMs)).getBytes(StandardCharsets.UTF_8);
    }
}
