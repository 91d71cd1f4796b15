package vn.phien.realtime;

import java.util.List;
import vn.phien.base.MessageId;
import vn.phien.protocol.Views;

/** Scenes of a length; it decides how much a phone may have missed before a scene is shorter. */
final class Scenes {
    private Scenes() { }

    /** A scene in which nothing is but a pinned message, so long that it takes some more than so many bytes. */
    static Views.Scene of(int bytes) {
        var pinned = new Views.ChatLine(1, new MessageId("m07-pinned"), null, "An", null, "à".repeat(bytes / 2), null, 1, false, false);
        return new Views.Scene(null, List.of(), List.of(), true, 0, pinned, List.of(), null, false, List.of());
    }
}
