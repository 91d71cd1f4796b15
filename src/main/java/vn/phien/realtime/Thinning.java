package vn.phien.realtime;

import vn.phien.base.Limits;

/** How many chat messages a second a room lets through to each viewer. Turned down when the node is busy: orders come first. */
final class Thinning {
    private volatile int perSecond = Limits.CHAT_PER_SECOND;

    /** @param most from now on, at most {@link Limits#CHAT_PER_SECOND}; 0 leaves only what everybody must hear */
    void perSecond(int most) {
        perSecond = Math.clamp(most, 0, Limits.CHAT_PER_SECOND);
    }

    int perSecond() {
        return perSecond;
    }
}
