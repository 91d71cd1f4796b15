package vn.phien.catalogue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import vn.phien.base.Limits;
import vn.phien.base.Result;
import vn.phien.base.Why;

/**
 * Turns what a phone sent into two plain JPEGs. Only pixels come through: place, time, camera, profiles and anything hidden
 * in the file stay behind. Decoding costs processor time and memory, so few are developed at once and the rest wait, a bounded
 * number of them.
 */
public final class Darkroom implements AutoCloseable {
    /** The longest side of a kept photo, in pixels. */
    static final int FULL = 1600;
    /** The longest side of the small one. */
    static final int THUMB = 480;
    private static final int WAITING = 16;
    private static final float QUALITY = 0.84f;
    private static final Set<String> PNG_PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private final ThreadPoolExecutor tables;

    /** A photo as it is kept, upright. Sizes in pixels are those of {@code full}. */
    public record Developed(byte[] full, byte[] thumb, int width, int height) { }

    /** @param tables how many photos are developed at once */
    public Darkroom(int tables) {
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
        this.tables = new ThreadPoolExecutor(tables, tables, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("darkroom-", 0).factory());
        this.tables.allowCoreThreadTimeOut(true);
    }

    /**
     * Refused are {@code BODY_TOO_LARGE}, {@code UNSUPPORTED_FILE} for what is no whole JPEG, PNG or WebP, {@code TOO_LARGE} for
     * one with more pixels than are looked at, and {@code TRY_AGAIN} when too many are waiting.
     */
    public Future<Result<Developed>> develop(byte[] bytes) {
        if (bytes.length == 0) return refused(Why.EMPTY);
        if (bytes.length > Limits.PHOTO_BYTES) return refused(Why.BODY_TOO_LARGE);
        var header = PhotoHeader.read(bytes).orElse(null);
        if (header == null) return refused(Why.UNSUPPORTED_FILE);
        if (!header.fits()) return refused(Why.TOO_LARGE);
        var done = Promise.<Result<Developed>>promise();
        try {
            tables.execute(() -> {
                try {
                    done.complete(Result.ok(developed(bytes, header)));
                } catch (IOException | RuntimeException unreadable) {
                    // Decoders throw all sorts of things at broken pictures; each means the same to the person who sent one.
                    done.complete(Result.refused(Why.UNSUPPORTED_FILE, "photo"));
                } catch (Throwable e) {
                    done.fail(e);
                }
            });
        } catch (RejectedExecutionException full) {
            return refused(Why.TRY_AGAIN);
        }
        return done.future();
    }

    private static Future<Result<Developed>> refused(Why why) {
        return Future.succeededFuture(Result.refused(why, "photo"));
    }

    private static Developed developed(byte[] bytes, PhotoHeader header) throws IOException {
        var full = upright(shrunk(decoded(bytes, header), FULL), header.orientation());
        return new Developed(jpeg(full), jpeg(shrunk(full, THUMB)), full.getWidth(), full.getHeight());
    }

    private static BufferedImage decoded(byte[] bytes, PhotoHeader header) throws IOException {
        var clean = header.kind() == PhotoHeader.Kind.PNG ? pixelsOnly(bytes) : bytes;
        var reader = ImageIO.getImageReadersByFormatName(header.kind().name().toLowerCase(Locale.ROOT)).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(clean))) {
            reader.setInput(in, true, true);
            if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) throw new IOException("two sizes in one file");
            return whole(reader, Math.max(1, Math.max(header.width(), header.height()) / (2 * FULL)));
        } finally {
            reader.dispose();
        }
    }

    /** @param step keep every so-manieth pixel: still at least twice what is needed, at a fraction of the memory */
    private static BufferedImage whole(ImageReader reader, int step) throws IOException {
        var cut = new boolean[1];
        reader.addIIOReadWarningListener((source, warning) -> {
            var text = warning.toLowerCase(Locale.ROOT);
            if (text.contains("truncated") || text.contains("premature")) cut[0] = true;
        });
        var how = reader.getDefaultReadParam();
        how.setSourceSubsampling(step, step, 0, 0);
        var image = reader.read(0, how);
        if (cut[0]) throw new IOException("cut short");
        return image;
    }

    /** Leaves out every chunk of a PNG that is not about pixels: texts and profiles in it are packed and can unpack to anything. */
    private static byte[] pixelsOnly(byte[] png) throws IOException {
        var in = ByteBuffer.wrap(png);
        var out = new ByteArrayOutputStream(png.length);
        out.write(png, 0, 8);
        in.position(8);
        while (in.remaining() >= 12) {
            var start = in.position();
            var length = Integer.toUnsignedLong(in.getInt());
            if (length + 8 > in.remaining()) throw new IOException("cut short");
            var four = new byte[4];
            in.get(four);
            var name = new String(four, StandardCharsets.ISO_8859_1);
            if (PNG_PIXELS.contains(name)) out.write(png, start, (int) length + 12);
            if (name.equals("IEND")) break;
            in.position(start + (int) length + 12);
        }
        return out.toByteArray();
    }

    /** Onto white, halving while it can, so that fine patterns do not shimmer. Never larger than it was. */
    private static BufferedImage shrunk(BufferedImage image, int longest) {
        var from = Math.max(image.getWidth(), image.getHeight());
        var now = image;
        for (var side = from / 2; side > longest; side /= 2) now = drawn(now, image, side, from);
        return drawn(now, image, Math.min(from, longest), from);
    }

    private static BufferedImage drawn(BufferedImage source, BufferedImage shape, int side, int from) {
        var width = Math.max(1, Math.round((float) shape.getWidth() * side / from));
        var height = Math.max(1, Math.round((float) shape.getHeight() * side / from));
        var to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = to.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, width, height);
            pen.drawImage(source, 0, 0, width, height, null);
        } finally {
            pen.dispose();
        }
        return to;
    }

    /** Turned and mirrored as Exif orientation asks. */
    private static BufferedImage upright(BufferedImage image, int orientation) {
        if (orientation == 1) return image;
        int w = image.getWidth(), h = image.getHeight();
        var onItsSide = orientation >= 5;
        var to = new BufferedImage(onItsSide ? h : w, onItsSide ? w : h, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < to.getHeight(); y++) {
            for (var x = 0; x < to.getWidth(); x++) {
                to.setRGB(x, y, switch (orientation) {
                    case 2 -> image.getRGB(w - 1 - x, y);
                    case 3 -> image.getRGB(w - 1 - x, h - 1 - y);
                    case 4 -> image.getRGB(x, h - 1 - y);
                    case 5 -> image.getRGB(y, x);
                    case 6 -> image.getRGB(y, h - 1 - x);
                    case 7 -> image.getRGB(w - 1 - y, h - 1 - x);
                    default -> image.getRGB(w - 1 - y, x);
                });
            }
        }
        return to;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        tables.shutdownNow();
    }
}
