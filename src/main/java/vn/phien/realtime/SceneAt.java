package vn.phien.realtime;

import java.util.List;
import vn.phien.protocol.Views.Scene;

/** A room's scene, and the exact place in its logs at which it was taken. */
public record SceneAt(String epoch, long seq, long chatN, Scene scene) {

    /** The same without what was said before. */
    public SceneAt withoutChat() {
        return new SceneAt(epoch, seq, chatN, new Scene(scene.show(), scene.lineUp(), scene.pins(), scene.ordersOpen(), scene.slowSeconds(), scene.pinnedMessage(), List.of(), scene.bannedUntil(), scene.stopped(), scene.officials()));
    }
}
