package vn.phien.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the first bytes of a picture say about it, read by hand before any decoder sees it: a kilobyte can claim to be a wall
 * of fifty thousand by fifty thousand.
 *
 * @param orientation how the camera was held, 1 to 8 as in Exif; 1 when it does not say
 */
record PhotoHeader(Kind kind, int width, int height, int orientation) {
    /** The longest side that is looked at, in pixels. */
    static final int SIDE = 12_000;
    /** The most pixels that are looked at. */
    static final long PIXELS = 40_000_000;
    /** A photo sent line by line comes in about ten scans; thousands are sent to keep a decoder busy. */
    private static final int SCANS = 40;

    enum Kind { JPEG, PNG, WEBP }

    /** Whether it is small enough to decode. */
    boolean fits() {
        return width <= SIDE && height <= SIDE && (long) width * height <= PIXELS;
    }

    /** Empty for anything that is not a still JPEG, PNG or WebP with a size of at least one pixel. */
    static Optional<PhotoHeader> read(byte[] bytes) {
        try {
            var in = new Bytes(bytes);
            var header = in.is(0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n') ? png(in)
                : in.is(0, 0xFF, 0xD8, 0xFF) ? jpeg(in)
                : in.is(0, 'R', 'I', 'F', 'F') && in.is(8, 'W', 'E', 'B', 'P') ? webp(in) : null;
            return Optional.ofNullable(header).filter(h -> h.width > 0 && h.height > 0);
        } catch (ArrayIndexOutOfBoundsException cutShort) {
            return Optional.empty();
        }
    }

    private static PhotoHeader png(Bytes in) {
        if (in.u32(8) != 13 || !in.is(12, 'I', 'H', 'D', 'R')) return null;
        var orientation = 1;
        for (long at = 8; at + 12 <= in.length(); at += 12 + in.u32((int) at)) {
            if (in.is((int) at + 4, 'e', 'X', 'I', 'f')) orientation = orientation(in, (int) at + 8);
        }
        return new PhotoHeader(Kind.PNG, in.u31(16), in.u31(20), orientation);
    }

    private static PhotoHeader jpeg(Bytes in) {
        PhotoHeader header = null;
        var orientation = 1;
        var at = 2;
        while (in.u8(at) == 0xFF) {
            while (in.u8(at + 1) == 0xFF) at++;
            var marker = in.u8(at + 1);
            var length = in.u16(at + 2);
            if (marker == 0xDA) break;
            if (marker == 0xE1 && in.is(at + 4, 'E', 'x', 'i', 'f', 0, 0)) orientation = orientation(in, at + 10);
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                if (header != null) return null;
                header = new PhotoHeader(Kind.JPEG, in.u16(at + 7), in.u16(at + 5), orientation);
            }
            if (length < 2) return null;
            at += 2 + length;
        }
        if (header == null || in.count(0xFF, 0xDA) > SCANS) return null;
        return new PhotoHeader(Kind.JPEG, header.width, header.height, orientation);
    }

    private static PhotoHeader webp(Bytes in) {
        int width = 0, height = 0, canvasWidth = 0, canvasHeight = 0, orientation = 1;
        long end = Math.min(in.length(), 8 + in.u32le(4));
        long next;
        for (long from = 12; from + 8 <= end; from = next) {
            int at = (int) from, body = at + 8;
            next = from + 8 + in.u32le(at + 4) + (in.u32le(at + 4) & 1);
            switch (in.text(at)) {
                case "VP8X" -> {
                    if ((in.u8(body) & 0x02) != 0) return null;
                    canvasWidth = 1 + in.u24le(body + 4);
                    canvasHeight = 1 + in.u24le(body + 7);
                }
                case "VP8 " -> {
                    if (width != 0 || !in.is(body + 3, 0x9D, 0x01, 0x2A)) return null;
                    width = in.u16le(body + 6) & 0x3FFF;
                    height = in.u16le(body + 8) & 0x3FFF;
                }
                case "VP8L" -> {
                    if (width != 0 || in.u8(body) != 0x2F) return null;
                    long bits = in.u32le(body + 1);
                    width = 1 + (int) (bits & 0x3FFF);
                    height = 1 + (int) (bits >> 14 & 0x3FFF);
                }
                case "EXIF" -> orientation = orientation(in, in.is(body, 'E', 'x', 'i', 'f', 0, 0) ? body + 6 : body);
                default -> { }
            }
        }
        // A small canvas around a huge frame would pass the bounds and then be decoded in full.
        if (canvasWidth != 0 && (canvasWidth != width || canvasHeight != height)) return null;
        return new PhotoHeader(Kind.WEBP, width, height, orientation);
    }

    private static int orientation(Bytes in, int tiff) {
        try {
            var little = in.is(tiff, 'I', 'I', 42, 0);
            if (!little && !in.is(tiff, 'M', 'M', 0, 42)) return 1;
            var folder = little ? in.u32le(tiff + 4) : in.u32(tiff + 4);
            if (folder > in.length()) return 1;
            var at = tiff + (int) folder;
            var entries = little ? in.u16le(at) : in.u16(at);
            for (var i = 0; i < entries; i++) {
                var entry = at + 2 + 12 * i;
                if ((little ? in.u16le(entry) : in.u16(entry)) != 0x0112) continue;
                var value = little ? in.u16le(entry + 8) : in.u16(entry + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
            return 1;
        } catch (ArrayIndexOutOfBoundsException cutShort) {
            return 1;
        }
    }

    /** Numbers out of bytes, most significant first unless the name ends in {@code le}. */
    private record Bytes(byte[] all) {
        int length() { return all.length; }

        int u8(int at) { return all[at] & 0xFF; }

        int u16(int at) { return u8(at) << 8 | u8(at + 1); }

        int u16le(int at) { return u8(at + 1) << 8 | u8(at); }

        int u24le(int at) { return u8(at + 2) << 16 | u16le(at); }

        long u32(int at) { return (long) u16(at) << 16 | u16(at + 2); }

        long u32le(int at) { return (long) u16le(at + 2) << 16 | u16le(at); }

        int u31(int at) { return (int) Math.min(u32(at), Integer.MAX_VALUE); }

        String text(int at) { return new String(Arrays.copyOfRange(all, at, at + 4), StandardCharsets.ISO_8859_1); }

        boolean is(int at, int... expected) {
            if (at < 0 || at + expected.length > all.length) return false;
            for (var i = 0; i < expected.length; i++) if (u8(at + i) != expected[i]) return false;
            return true;
        }

        int count(int first, int second) {
            var found = 0;
            for (var i = 0; i + 1 < all.length; i++) if (u8(i) == first && u8(i + 1) == second) found++;
            return found;
        }
    }
}
