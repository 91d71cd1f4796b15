package vn.phien.orders;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * Which of the eight masks a QR symbol gets: the one that leaves least of what a reader could mistake (ISO/IEC 18004:2015, 7.8.3). ZXing
 * draws a symbol eight times to find out, which takes 0.4 ms of every order that is paid by VietQR. Two masks of symbols of
 * the same version and level differ in the same modules whatever is written, so here a symbol is drawn once, turned into the
 * seven others, and judged a line at a time. The choice is the same.
 */
final class QrMask {
    static final ErrorCorrectionLevel LEVEL = ErrorCorrectionLevel.M;
    /** Version 11 has 61 modules on a side, so that a line fits a long. */
    private static final int LAST_VERSION = 11;
    private static final int MASKS = 8;
    private static final AtomicReferenceArray<Lines[]> TURNS = new AtomicReferenceArray<>(LAST_VERSION + 1);

    private QrMask() { }

    /** The modules of a symbol, dark ones set: bit x of {@code rows[y]} and bit y of {@code columns[x]} are the same module. */
    private record Lines(long[] rows, long[] columns) {
        static Lines of(ByteMatrix modules) {
            int size = modules.getWidth();
            var lines = new Lines(new long[size], new long[size]);
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    lines.rows[y] |= (long) modules.get(x, y) << x;
                    lines.columns[x] |= (long) modules.get(x, y) << y;
                }
            }
            return lines;
        }

        Lines turnedBy(Lines other) {
            return new Lines(differing(rows, other.rows), differing(columns, other.columns));
        }

        private static long[] differing(long[] some, long[] others) {
            return IntStream.range(0, some.length).mapToLong(i -> some[i] ^ others[i]).toArray();
        }

        int penalty() {
            return inLines(rows) + inLines(columns) + blocks() + imbalance();
        }

        /** Five or more modules of one shade in a row, and what looks like a finder pattern: rules 1 and 3. */
        private static int inLines(long[] lines) {
            long all = -1L >>> Long.SIZE - lines.length;
            int penalty = 0;
            for (long dark : lines) {
                long fives = fourInARow(~(dark ^ dark >>> 1) & all >>> 1);
                penalty += Long.bitCount(fives) + 2 * Long.bitCount(fives & ~(fives << 1));
                long finder = dark & ~(dark >>> 1) & dark >>> 2 & dark >>> 3 & dark >>> 4 & ~(dark >>> 5) & dark >>> 6, light = fourInARow(~dark & all);
                penalty += 40 * Long.bitCount(finder & (light << 4 | light >>> 7));
            }
            return penalty;
        }

        private static long fourInARow(long line) {
            return line & line >>> 1 & line >>> 2 & line >>> 3;
        }

        /** Squares of two by two in one shade: rule 2. */
        private int blocks() {
            long pairs = -1L >>> Long.SIZE - rows.length + 1;
            int blocks = 0;
            for (int y = 1; y < rows.length; y++) {
                long one = rows[y - 1], next = rows[y], alike = ~(one ^ next);
                blocks += Long.bitCount(~(one ^ one >>> 1) & alike & alike >>> 1 & pairs);
            }
            return 3 * blocks;
        }

        /** Every five hundredths by which the dark ones are more or fewer than half: rule 4. */
        private int imbalance() {
            int modules = rows.length * rows.length, dark = 0;
            for (long row : rows) dark += Long.bitCount(row);
            return 10 * (Math.abs(2 * dark - modules) * 10 / modules);
        }
    }

    /** The symbol of a text, without a border, in the mask that suits it best. */
    static ByteMatrix symbol(String text) throws WriterException {
        var drawn = Encoder.encode(text, LEVEL, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8", EncodeHintType.QR_MASK_PATTERN, 0));
        int version = drawn.getVersion().getVersionNumber();
        if (version > LAST_VERSION) return Encoder.encode(text, LEVEL, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8")).getMatrix();
        var plain = Lines.of(drawn.getMatrix());
        var best = plain;
        int least = plain.penalty();
        for (var turn : turns(version)) {
            var turned = plain.turnedBy(turn);
            int penalty = turned.penalty();
            if (penalty >= least) continue;
            best = turned;
            least = penalty;
        }
        var modules = drawn.getMatrix();
        for (int y = 0; y < modules.getHeight(); y++) for (int x = 0; x < modules.getWidth(); x++) modules.set(x, y, (int) (best.rows[y] >>> x & 1));
        return modules;
    }

    /** How masks 1 to 7 differ from mask 0. */
    private static Lines[] turns(int version) throws WriterException {
        var known = TURNS.get(version);
        if (known != null) return known;
        var plain = sample(version, 0);
        var turns = new Lines[MASKS - 1];
        for (int mask = 1; mask < MASKS; mask++) turns[mask - 1] = sample(version, mask).turnedBy(plain);
        TURNS.set(version, turns);
        return turns;
    }

    private static Lines sample(int version, int mask) throws WriterException {
        return Lines.of(Encoder.encode("0", LEVEL, Map.of(EncodeHintType.QR_VERSION, version, EncodeHintType.QR_MASK_PATTERN, mask)).getMatrix());
    }
}
