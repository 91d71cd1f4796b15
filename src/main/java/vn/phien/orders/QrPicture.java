package vn.phien.orders;

import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A text as a QR picture, with the quiet border of four modules that readers need. */
public final class QrPicture {
    private static final int BORDER = 4;
    private static final int MOST_PIXELS = 2_000;

    private final BitMatrix modules;

    /**
     * @param text 1 to 512 characters
     * @throws IllegalArgumentException when it is empty or longer
     */
    public QrPicture(String text) {
        if (text.isEmpty() || text.length() > 512) throw new IllegalArgumentException("a QR picture holds 1 to 512 characters");
        try {
            var symbol = QrMask.symbol(text);
            modules = new BitMatrix(symbol.getWidth() + 2 * BORDER);
            for (var y = 0; y < symbol.getHeight(); y++)
                for (var x = 0; x < symbol.getWidth(); x++) if (symbol.get(x, y) == 1) modules.set(x + BORDER, y + BORDER);
        } catch (WriterException tooMuch) {
            throw new IllegalArgumentException("does not fit a QR picture", tooMuch);
        }
    }

    /** Modules on a side, border included: the view box of {@link #svgPath()} is {@code 0 0 size size}. */
    public int size() {
        return modules.getWidth();
    }

    /** The dark modules as the {@code d} of an SVG path, one rectangle for each run in a row. */
    public String svgPath() {
        var path = new StringBuilder();
        for (var y = 0; y < size(); y++) {
            for (var x = 0; x < size(); x++) {
                if (!modules.get(x, y)) continue;
                var end = x;
                while (end < size() && modules.get(end, y)) end++;
                path.append('M').append(x).append(' ').append(y).append('h').append(end - x).append("v1H").append(x).append('z');
                x = end;
            }
        }
        return path.toString();
    }

    /**
     * The picture as a PNG in black and white, every module as many whole pixels wide as fit.
     *
     * @param pixels the longest side wanted; the picture is never smaller than one pixel a module
     */
    public byte[] png(int pixels) {
        var scale = Math.max(1, Math.min(pixels, MOST_PIXELS) / size());
        var image = new BufferedImage(size() * scale, size() * scale, BufferedImage.TYPE_BYTE_BINARY);
        for (var y = 0; y < image.getHeight(); y++)
            for (var x = 0; x < image.getWidth(); x++) image.setRGB(x, y, modules.get(x / scale, y / scale) ? 0xFF000000 : 0xFFFFFFFF);
        var out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", out)) throw new IllegalStateException("no PNG writer");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
