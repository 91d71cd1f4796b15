package vn.phien.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the pages, ready to be sent.
 *
 * @param gzip the same packed, or null where that gains nothing
 * @param etag quoted, changes with the bytes
 */
record Asset(byte[] bytes, byte[] gzip, String type, String etag) {
    /** Files are packed once for all who ever ask, so that small ones pay, too. */
    private static final int FEWEST_BYTES = 150;
    private static final Map<String, String> TYPES = Map.ofEntries(
        Map.entry("js", "text/javascript; charset=utf-8"), Map.entry("mjs", "text/javascript; charset=utf-8"), Map.entry("css", "text/css; charset=utf-8"),
        Map.entry("html", "text/html; charset=utf-8"), Map.entry("json", "application/json"), Map.entry("svg", "image/svg+xml"), Map.entry("png", "image/png"),
        Map.entry("jpg", "image/jpeg"), Map.entry("webp", "image/webp"), Map.entry("avif", "image/avif"), Map.entry("ico", "image/x-icon"), Map.entry("woff2", "font/woff2"),
        Map.entry("webmanifest", "application/manifest+json"), Map.entry("txt", "text/plain; charset=utf-8"), Map.entry("mp3", "audio/mpeg"), Map.entry("map", "application/json"));

    /** @param name decides the media type by its ending */
    static Asset of(String name, byte[] bytes) {
        var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        return new Asset(bytes, isText(type) ? packed(bytes, FEWEST_BYTES, Deflater.BEST_COMPRESSION) : null, type, '"' + digest(bytes).substring(0, 20) + '"');
    }

    static boolean known(String name) {
        return TYPES.containsKey(name.substring(name.lastIndexOf('.') + 1));
    }

    static boolean isText(String type) {
        return type.startsWith("text/") || type.contains("json") || type.contains("svg");
    }

    /** Packed bytes of an answer that is made now, or null where packing saves less than a tenth or hardly pays. */
    static byte[] packed(byte[] bytes) {
        return packed(bytes, 1_000, Deflater.DEFAULT_COMPRESSION);
    }

    private static byte[] packed(byte[] bytes, int fewest, int level) {
        if (bytes.length < fewest) return null;
        var packed = new ByteArrayOutputStream(bytes.length / 3);
        try (var gzip = new GZIPOutputStream(packed, 8192) {
            { def.setLevel(level); }
        }) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.size() < bytes.length * 9 / 10 ? packed.toByteArray() : null;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }
}
