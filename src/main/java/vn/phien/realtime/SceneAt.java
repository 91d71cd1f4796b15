package vn.phien.realtime;

import vn.phien.protocol.Views.Scene;

/** A room's scene, and the exact place in its logs at which it was taken. */
public record SceneAt(String epoch, long seq, long chatN, Scene scene) { }
