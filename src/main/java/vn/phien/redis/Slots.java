package vn.phien.redis;

import io.vertx.redis.client.Request;
import io.vertx.redis.client.impl.RequestImpl;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The 16,384 slots of a Cluster: a key is in the slot of its hash tag, the part between the first { and the next }. */
final class Slots {
    static final int COUNT = 16_384;
    private static final int[] CRC = new int[256];

    static {
        for (int i = 0; i < CRC.length; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
            CRC[i] = crc & 0xffff;
        }
    }

    private Slots() { }

    static int of(String key) {
        return of(key.getBytes(StandardCharsets.UTF_8));
    }

    static int of(byte[] key) {
        int from = 0, to = key.length;
        for (int open = 0; open < key.length; open++) {
            if (key[open] != '{') continue;
            for (int close = open + 1; close < key.length; close++) {
                if (key[close] != '}') continue;
                if (close > open + 1) {
                    from = open + 1;
                    to = close;
                }
                break;
            }
            break;
        }
        int crc = 0;
        for (int i = from; i < to; i++) crc = (crc << 8 ^ CRC[(crc >> 8 ^ key[i] & 0xff) & 0xff]) & 0xffff;
        return crc & COUNT - 1;
    }

    /** The tag of a key, else the whole key: what carries it as a tag lies beside the key. */
    static String tag(String key) {
        int open = key.indexOf('{'), close = open < 0 ? -1 : key.indexOf('}', open);
        return close > open + 1 ? key.substring(open + 1, close) : key;
    }

    static List<byte[]> keys(Request request) {
        return ((RequestImpl) request).keys();
    }

    /** Whether a Cluster could do the command: all its keys are in one slot. */
    static boolean together(Request request) {
        var keys = keys(request);
        for (int i = 1; i < keys.size(); i++) if (of(keys.get(i)) != of(keys.getFirst())) return false;
        return true;
    }
}
