package vn.phien.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrPictureTest {
    private static final String PAYLOAD = VietQr.build("970422", "0023457923442", 1_234_567L, "PH23456789AB");

    private static String decoded(BufferedImage image) throws Exception {
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));
        return new QRCodeReader().decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true)).getText();
    }

    /** Draws the path as a browser would: only what {@link QrPicture#svgPath()} uses. */
    private static BufferedImage drawn(String path, int size, int scale) {
        var image = new BufferedImage(size * scale, size * scale, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.setColor(Color.BLACK);
        var run = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1H(\\d+)z").matcher(path);
        var read = 0;
        while (run.lookingAt()) {
            assertEquals(run.group(1), run.group(4));
            pen.fillRect(Integer.parseInt(run.group(1)) * scale, Integer.parseInt(run.group(2)) * scale, Integer.parseInt(run.group(3)) * scale, scale);
            read = run.end();
            run.region(read, path.length());
        }
        assertEquals(path.length(), read);
        return image;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200, 480, 1_000, 1_000_000})
    void a_phone_reads_what_was_written_from_the_png(int pixels) throws Exception {
        var png = new QrPicture(PAYLOAD).png(pixels);
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertTrue(image.getWidth() <= 2_000 && image.getWidth() >= new QrPicture(PAYLOAD).size());
        if (pixels >= 200) assertEquals(PAYLOAD, decoded(image));
    }

    @Test void a_phone_reads_what_was_written_from_the_drawing() throws Exception {
        var picture = new QrPicture(PAYLOAD);
        assertEquals(PAYLOAD, decoded(drawn(picture.svgPath(), picture.size(), 6)));
    }

    @Test void a_border_of_four_modules_stays_white() {
        var picture = new QrPicture(PAYLOAD);
        var image = drawn(picture.svgPath(), picture.size(), 1);
        for (var i = 0; i < picture.size(); i++)
            for (var edge : new int[] {0, 1, 2, 3, picture.size() - 1, picture.size() - 4})
                assertTrue(image.getRGB(i, edge) == 0xFFFFFFFF && image.getRGB(edge, i) == 0xFFFFFFFF);
    }

    @Test void a_text_has_bounds() {
        assertThrows(IllegalArgumentException.class, () -> new QrPicture(""));
        assertThrows(IllegalArgumentException.class, () -> new QrPicture("x".repeat(513)));
        assertTrue(new QrPicture("x".repeat(512)).size() > 50);
    }
}
