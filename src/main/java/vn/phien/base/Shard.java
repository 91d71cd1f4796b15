package vn.phien.base;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** One of 64 parts of the books. Every key of a shard carries the tag {@code {s07}}, so one script is one atomic step. */
public record Shard(int number) {
    public static final int COUNT = 64;

    public Shard {
        if (number < 0 || number >= COUNT) throw new IllegalArgumentException("shard " + number);
    }

    /** The shard of a new booth, by hash of the body of its id. */
    public static Shard of(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return new Shard((int) (crc.getValue() % COUNT));
    }

    /** Two digits, as they stand in ids and keys. */
    public String digits() {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    /** The hash tag, such as {@code {s07}}. */
    public String tag() {
        return "{s" + digits() + "}";
    }
}
