package vn.phien.realtime;

import java.nio.charset.StandardCharsets;
import vn.phien.base.Limits;
import vn.phien.protocol.Wire;

/** A scene as it was read, and as it goes to everybody who comes in while it is fresh: written once, compressed once. */
final class Seen {
    private final SceneAt at;
    private final byte[] json;
    private byte[] zipped;

    Seen(SceneAt at) {
        this.at = at;
        this.json = Wire.write(at.scene()).getBytes(StandardCharsets.UTF_8);
    }

    SceneAt at() {
        return at;
    }

    byte[] json() {
        return json;
    }

    /** How many bytes of a frame it takes. @param zips whether the phone reads compressed frames */
    int bytes(boolean zips) {
        return goesZipped(zips) ? zipped().length : json.length;
    }

    /** Whether it is compressed for a phone. */
    boolean goesZipped(boolean zips) {
        return zips && json.length >= Limits.DEFLATE_FROM_BYTES;
    }

    /** A part of a compressed message: see {@link Zip#part}. */
    byte[] zipped() {
        if (zipped == null) zipped = Zip.part(json, 0);
        return zipped;
    }
}
