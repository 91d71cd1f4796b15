package vn.phien.base;

import java.security.SecureRandom;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Chance, handed in, so that any night replays from its seed. */
public final class Dice {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private final RandomGenerator random;

    private Dice(RandomGenerator random) {
        this.random = random;
    }

    /** Unguessable: for the running server. */
    public static Dice secure() {
        return new Dice(new SecureRandom());
    }

    /** Repeatable: for tests and simulators. */
    public static Dice seeded(long seed) {
        return new Dice(new Random(seed));
    }

    /** A token of {@code length} characters with five random bits each. */
    public String token(int length) {
        var chars = new char[length];
        for (int i = 0; i < length; i++) chars[i] = ALPHABET[random.nextInt(32)];
        return new String(chars);
    }

    /** A whole number from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
