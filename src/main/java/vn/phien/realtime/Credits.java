package vn.phien.realtime;

/** A small bucket of credits: refilled by time, spent one for each message. Not safe on several threads. */
public final class Credits {
    private final double perSecond;
    private final double most;
    private double left;
    private long refilled = System.nanoTime();

    public Credits(double perSecond, double most) {
        this.perSecond = perSecond;
        this.most = most;
        this.left = most;
    }

    /** Whether there was one left. */
    boolean spend() {
        return spend(1);
    }

    /** Spends so many, or none when there are fewer left. */
    public boolean spend(int cost) {
        long now = System.nanoTime();
        left = Math.min(most, left + (now - refilled) / 1e9 * perSecond);
        refilled = now;
        if (left < cost) return false;
        left -= cost;
        return true;
    }
}
