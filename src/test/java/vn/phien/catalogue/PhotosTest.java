package vn.phien.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.redis.client.Command;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.BoothId;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.catalogue.PhotoName.Size;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Rates;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class PhotosTest {
    private static final BoothId BOOTH = new BoothId("b07-honey");
    private static final BoothId OTHER = new BoothId("b08-silk");
    @TempDir
    Path folder;
    private Darkroom darkroom;
    private Photos photos;
    private Link link;

    @BeforeEach
    void open(Link link, TestClock clock) {
        this.link = link;
        darkroom = new Darkroom(2);
        photos = new Photos(link, new PhotoFolder(folder), darkroom, Dice.seeded(7), new Rates(link, clock));
    }

    @AfterEach
    void close() {
        darkroom.close();
    }

    @Test
    void a_large_photo_is_kept_in_two_sizes() throws IOException {
        var photo = kept(jpeg(picture(4000, 3000)));
        assertEquals(1600, photo.width());
        assertEquals(1200, photo.height());
        var thumb = read(photo, Size.THUMB);
        assertEquals(480, thumb.getWidth());
        assertEquals(360, thumb.getHeight());
    }

    @Test
    void a_small_photo_is_not_blown_up() throws IOException {
        var photo = kept(png(picture(300, 200)));
        assertEquals(300, read(photo, Size.FULL).getWidth());
        assertEquals(300, read(photo, Size.THUMB).getWidth());
    }

    @Test
    void a_clear_ground_becomes_white() throws IOException {
        var clear = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        assertNear(Color.WHITE, read(kept(png(clear)), Size.FULL), 20, 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=",
        "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="})
    void webp_is_read(String base64) throws IOException {
        assertEquals(1, read(kept(Base64.getDecoder().decode(base64)), Size.FULL).getWidth());
    }

    /** The upper left quarter is red in the scene; each row is how a camera held another way stores it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_photo_stands_upright_however_the_camera_was_held(int orientation) throws IOException {
        var stored = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        var pen = stored.createGraphics();
        pen.setColor(Color.RED);
        var corner = new int[][] {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {0, 1}, {1, 1}, {1, 0}}[orientation - 1];
        pen.fillRect(corner[0] * 100, corner[1] * 100, 100, 100);
        pen.dispose();
        var upright = read(kept(withExif(jpeg(stored), orientation)), Size.FULL);
        assertNear(Color.RED, upright, 50, 50);
        assertNear(Color.BLACK, upright, 150, 50);
        assertNear(Color.BLACK, upright, 50, 150);
    }

    @Test
    void a_photo_held_sideways_changes_its_sides() throws IOException {
        assertEquals(100, kept(withExif(jpeg(picture(200, 100)), 6)).width());
    }

    @Test
    void where_it_was_taken_stays_behind() throws IOException {
        var sent = withExif(jpeg(picture(64, 64)), 1);
        assertTrue(text(sent).contains("GPS-10.7769N"));
        for (var size : Size.values()) {
            var stored = text(stored(kept(sent), size));
            assertFalse(stored.contains("GPS-10.7769N"));
            assertFalse(stored.contains("Exif"));
        }
    }

    @Test
    void a_page_hidden_behind_the_pixels_stays_behind() throws IOException {
        for (var sent : new byte[][] {join(jpeg(picture(64, 64)), ascii("<script>alert(1)</script>")), join(png(picture(64, 64)), ascii("<script>alert(1)</script>"))}) {
            assertFalse(text(stored(kept(sent), Size.FULL)).contains("script"));
        }
    }

    @Test
    void a_packed_profile_that_unpacks_to_a_gigabyte_is_never_unpacked() throws IOException {
        var png = png(picture(64, 64));
        var bomb = join(Arrays.copyOf(png, 33), chunk("iCCP", join(ascii("x\0\0"), zeros(64 * 1024 * 1024))), chunk("zTXt", join(ascii("x\0\0"), zeros(64 * 1024 * 1024))),
            Arrays.copyOfRange(png, 33, png.length));
        kept(bomb);
    }

    static Stream<Arguments> refused() throws IOException {
        var jpeg = jpeg(picture(640, 480));
        var png = png(picture(640, 480));
        var twice = join(Arrays.copyOf(jpeg, 2), sof(20, 20), Arrays.copyOfRange(jpeg, 2, jpeg.length));
        var busy = new ByteArrayOutputStream();
        busy.write(jpeg, 0, jpeg.length - 2);
        for (var i = 0; i < 41; i++) busy.write(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0});
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("photo.jpg"));
            out.write(jpeg);
        }
        return Stream.of(
            Arguments.of("nothing", new byte[0], Why.EMPTY),
            Arguments.of("one byte", new byte[] {(byte) 0xFF}, Why.UNSUPPORTED_FILE),
            Arguments.of("a page named .jpg", ascii("<!doctype html><script>alert(1)</script>"), Why.UNSUPPORTED_FILE),
            Arguments.of("a page behind JPEG's first bytes", join(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}, ascii("<script>alert(1)</script>")), Why.UNSUPPORTED_FILE),
            Arguments.of("a GIF that is also a script", ascii("GIF89a/*\1\0\1\0*/=1;alert(1)"), Why.UNSUPPORTED_FILE),
            Arguments.of("an SVG", ascii("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), Why.UNSUPPORTED_FILE),
            Arguments.of("a zip", zip.toByteArray(), Why.UNSUPPORTED_FILE),
            Arguments.of("a BMP", ascii("BM\1\0\0\0"), Why.UNSUPPORTED_FILE),
            Arguments.of("half a JPEG", Arrays.copyOf(jpeg, jpeg.length / 2), Why.UNSUPPORTED_FILE),
            Arguments.of("half a PNG", Arrays.copyOf(png, png.length / 2), Why.UNSUPPORTED_FILE),
            Arguments.of("a PNG of its first bytes alone", Arrays.copyOf(png, 8), Why.UNSUPPORTED_FILE),
            Arguments.of("a JPEG of two sizes", twice, Why.UNSUPPORTED_FILE),
            Arguments.of("a JPEG of forty-two scans", busy.toByteArray(), Why.UNSUPPORTED_FILE),
            Arguments.of("a wall of 50,000 by 50,000", claiming(png, 50_000, 50_000), Why.TOO_LARGE),
            Arguments.of("a ribbon of 12,001 by 1", claiming(png, 12_001, 1), Why.TOO_LARGE),
            Arguments.of("41 million pixels", claiming(png, 6_834, 6_000), Why.TOO_LARGE),
            Arguments.of("a side of 2^31", claiming(png, Integer.MIN_VALUE, 1), Why.TOO_LARGE),
            Arguments.of("a side of nothing", claiming(png, 0, 480), Why.UNSUPPORTED_FILE),
            Arguments.of("more rows than there are", claiming(png, 640, 4_000), Why.UNSUPPORTED_FILE),
            Arguments.of("a WebP with a huge frame on a small canvas", webp(1, 1, 16_000, 16_000), Why.UNSUPPORTED_FILE),
            Arguments.of("a huge WebP", webp(16_000, 16_000, 16_000, 16_000), Why.TOO_LARGE),
            Arguments.of("a WebP of its header alone", webp(20, 20, 20, 20), Why.UNSUPPORTED_FILE),
            Arguments.of("11 MB", Arrays.copyOf(jpeg, 11 * 1024 * 1024), Why.BODY_TOO_LARGE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, byte[] sent, Why why) throws IOException {
        assertEquals(why, assertInstanceOf(Result.Refused.class, photos.keep(BOOTH, sent)).why());
        try (var files = Files.walk(folder)) {
            assertEquals(0, files.filter(Files::isRegularFile).count());
        }
        assertEquals(0, link.ask(Command.EXISTS, Keys.photos(BOOTH)).toInteger());
    }

    @Test
    void a_header_is_read_or_refused_whatever_the_bytes() throws IOException {
        var random = new Random(20260619);
        var seeds = List.of(withExif(jpeg(picture(40, 30)), 6), png(picture(40, 30)), webp(20, 20, 20, 20), Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="));
        for (var i = 0; i < 20_000; i++) {
            var bytes = Arrays.copyOf(seeds.get(i % seeds.size()), random.nextInt(seeds.get(i % seeds.size()).length + 1));
            for (var changes = random.nextInt(6); changes > 0 && bytes.length > 0; changes--) bytes[random.nextInt(Math.min(bytes.length, 120))] = (byte) random.nextInt(256);
            PhotoHeader.read(bytes).ifPresent(header -> assertTrue(header.width() > 0 && header.height() > 0 && header.orientation() >= 1 && header.orientation() <= 8));
        }
    }

    @Test
    void after_forty_at_once_photos_come_one_by_one() {
        for (var i = 0; i < 40; i++) assertEquals(Why.EMPTY, assertInstanceOf(Result.Refused.class, photos.keep(BOOTH, new byte[0])).why());
        assertEquals(Why.TOO_FAST, assertInstanceOf(Result.Refused.class, photos.keep(BOOTH, new byte[0])).why());
        assertEquals(Why.EMPTY, assertInstanceOf(Result.Refused.class, photos.keep(OTHER, new byte[0])).why());
    }

    @Test
    void an_album_has_an_end() {
        var request = Link.request(Command.SADD, Keys.photos(BOOTH));
        IntStream.range(0, Limits.PHOTOS_PER_BOOTH).forEach(i -> request.arg("x" + i));
        link.send(request).await();
        assertEquals(Why.TOO_MANY, assertInstanceOf(Result.Refused.class, photos.keep(BOOTH, new byte[] {1})).why());
    }

    @Test
    void when_too_many_wait_the_next_one_is_asked_to_come_back() throws Exception {
        try (var one = new Darkroom(1)) {
            var large = jpeg(picture(3000, 3000));
            var all = IntStream.range(0, 60).mapToObj(i -> one.develop(large)).toList();
            var turnedAway = all.stream().filter(f -> f.isComplete() && f.result() instanceof Result.Refused<?>(var why, var field) && why == Why.TRY_AGAIN).count();
            assertTrue(turnedAway >= 60 - 1 - 16 - 5, turnedAway + " turned away");
            var first = new CountDownLatch(1);
            all.getFirst().onComplete(done -> first.countDown());
            first.await();
            assertInstanceOf(Result.Ok.class, all.getFirst().result());
        }
    }

    @Test
    void a_photo_is_forgotten_by_its_own_booth_only() throws IOException {
        var photo = kept(jpeg(picture(50, 50)));
        assertTrue(photos.areOf(BOOTH, List.of(photo.photo())).await());
        assertFalse(photos.areOf(OTHER, List.of(photo.photo())).await());
        assertEquals(Why.NOT_FOUND, assertInstanceOf(Result.Refused.class, photos.drop(OTHER, photo.photo())).why());
        assertTrue(photos.find(new PhotoName.File(photo.photo(), Size.FULL)).isPresent());
        assertInstanceOf(Result.Ok.class, photos.drop(BOOTH, photo.photo()));
        assertEquals(Optional.empty(), photos.find(new PhotoName.File(photo.photo(), Size.THUMB)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x.jpg", "../../etc/passwd", "00000000000000000000000000.png", "00000000000000000000000000-481.jpg", "0000000000000000000000000/.jpg",
        "00000000000000000000000000.jpg.part", "ABCDEFGHIJKLMNOPQRSTUVWXYZ.jpg"})
    void only_names_of_our_own_making_are_looked_for(String file) {
        assertEquals(Optional.empty(), PhotoName.ofFile(file));
    }

    @Test
    void what_is_kept_is_the_same_after_a_restart() throws IOException {
        var photo = kept(jpeg(picture(50, 50)));
        var before = stored(photo, Size.FULL);
        assertArrayEquals(before, new PhotoFolder(folder).find(new PhotoName.File(photo.photo(), Size.FULL)).orElseThrow());
    }

    // ── pictures to send ──────────────────────────────────────────────────────────────────────────────────────────

    private Photos.Photo kept(byte[] sent) {
        return switch (photos.keep(BOOTH, sent)) {
            case Result.Ok<Photos.Photo>(var photo) -> photo;
            case Result.Refused<Photos.Photo>(var why, var field) -> throw new AssertionError(why);
        };
    }

    private byte[] stored(Photos.Photo photo, Size size) {
        return photos.find(new PhotoName.File(photo.photo(), size)).orElseThrow();
    }

    private BufferedImage read(Photos.Photo photo, Size size) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(stored(photo, size)));
    }

    private static void assertNear(Color expected, BufferedImage image, int x, int y) {
        var seen = new Color(image.getRGB(x, y));
        var off = Math.abs(seen.getRed() - expected.getRed()) + Math.abs(seen.getGreen() - expected.getGreen()) + Math.abs(seen.getBlue() - expected.getBlue());
        assertTrue(off < 60, () -> seen + " at " + x + "," + y);
    }

    private static BufferedImage picture(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < height; y++) for (var x = 0; x < width; x++) image.setRGB(x, y, (x * 31 ^ y * 17) * 2654435 & 0xFFFFFF);
        return image;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        return encoded(image, "jpeg");
    }

    private static byte[] png(BufferedImage image) throws IOException {
        return encoded(image, "png");
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, out));
        return out.toByteArray();
    }

    /** With an Exif block that tells how the camera was held, and carries a text where a position would stand. */
    private static byte[] withExif(byte[] jpeg, int orientation) {
        var tiff = join(ascii("Exif\0\0MM\0*"), new byte[] {0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0}, ascii("GPS-10.7769N"));
        var head = new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) ((tiff.length + 2) >> 8), (byte) (tiff.length + 2)};
        return join(Arrays.copyOf(jpeg, 2), head, tiff, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static byte[] sof(int width, int height) {
        return new byte[] {(byte) 0xFF, (byte) 0xC0, 0, 11, 8, 0, (byte) height, 0, (byte) width, 1, 1, 0x11, 0};
    }

    private static byte[] claiming(byte[] png, int width, int height) {
        var changed = ByteBuffer.wrap(png.clone()).putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(changed.array(), 12, 17);
        return changed.putInt(29, (int) crc.getValue()).array();
    }

    private static byte[] webp(int canvasWidth, int canvasHeight, int width, int height) {
        var canvas = new byte[] {0, 0, 0, 0, (byte) (canvasWidth - 1), (byte) (canvasWidth - 1 >> 8), 0, (byte) (canvasHeight - 1), (byte) (canvasHeight - 1 >> 8), 0};
        var frame = new byte[] {0x30, 1, 0, (byte) 0x9D, 1, 0x2A, (byte) width, (byte) (width >> 8), (byte) height, (byte) (height >> 8)};
        return join(ascii("RIFF"), new byte[] {48, 0, 0, 0}, ascii("WEBPVP8X"), new byte[] {10, 0, 0, 0}, canvas, ascii("VP8 "), new byte[] {10, 0, 0, 0}, frame);
    }

    private static byte[] chunk(String name, byte[] body) {
        var crc = new CRC32();
        crc.update(ascii(name));
        crc.update(body);
        return join(ByteBuffer.allocate(4).putInt(body.length).array(), ascii(name), body, ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] zeros(int length) {
        var deflater = new Deflater(9);
        deflater.setInput(new byte[length]);
        deflater.finish();
        var out = new byte[length / 500];
        var size = deflater.deflate(out);
        assertTrue(deflater.finished());
        deflater.end();
        return Arrays.copyOf(out, size);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) out.writeBytes(part);
        return out.toByteArray();
    }
}
