package vn.phien.shows;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import vn.phien.base.AccountId;
import vn.phien.base.MessageId;
import vn.phien.base.PlaceId;

/** Names made from what a phone named: the same again gives the same name, and nobody can take the name of another's. */
final class MessageIds {
    private static final int LENGTH = 20;

    private MessageIds() { }

    static MessageId of(PlaceId room, AccountId account, String key) {
        return MessageId.in(room.shard(), body(room + "|" + account + "|" + key));
    }

    /** The key of what a message orders. */
    static String key(MessageId message) {
        return message.value().substring(4);
    }

    /** Twenty letters and digits that stand for a text. */
    static String body(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            var body = new BigInteger(1, Arrays.copyOf(digest, 12)).toString(36);
            return "0".repeat(LENGTH - body.length()) + body;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
