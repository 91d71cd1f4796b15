package vn.phien.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.EncodeHintType;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QrMaskTest {
    private final Random random = new Random(18_004);

    /** As ZXing chooses by itself. */
    private static QRCode chosen(String text) throws Exception {
        return Encoder.encode(text, QrMask.LEVEL, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"));
    }

    @Test void a_symbol_is_module_for_module_the_one_that_the_slow_choice_makes() throws Exception {
        var masks = new HashSet<Integer>();
        for (int i = 0; i < 400; i++) {
            var text = VietQr.build("970422", Long.toString(random.nextLong(1_000_000, 9_000_000_000_000_000L)), random.nextLong(1_000, 90_000_000), "PH%010d".formatted(random.nextLong(9_999_999_999L)));
            var chosen = chosen(text);
            masks.add(chosen.getMaskPattern());
            assertEquals(chosen.getMatrix().toString(), QrMask.symbol(text).toString());
        }
        assertEquals(8, masks.size(), "every mask was the best for some payload");
    }

    @Test void so_it_is_for_every_length_that_a_picture_may_have() throws Exception {
        var versions = new HashSet<Integer>();
        for (int length = 1; length <= 512; length++) {
            var text = random.ints(length, ' ', '~').collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            var chosen = chosen(text);
            versions.add(chosen.getVersion().getVersionNumber());
            assertEquals(chosen.getMatrix().toString(), QrMask.symbol(text).toString());
        }
        assertTrue(versions.contains(1) && versions.contains(11) && versions.contains(12), "narrower and wider than a long has bits");
    }
}
