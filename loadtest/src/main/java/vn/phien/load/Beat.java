package vn.phien.load;

/** Does something so many times a second on the swarm's own thread, whether or not it has been answered; what is missed is made up for within a second. */
final class Beat {
    private static final int EVERY_MS = 5;
    private final Swarm swarm;
    private final Runnable stroke;
    private double rate;
    private double due;
    private long beforeNs = System.nanoTime();

    Beat(Swarm swarm, Runnable stroke) {
        this.swarm = swarm;
        this.stroke = stroke;
        swarm.every(EVERY_MS, this::beat);
    }

    /** From now on so many times a second; 0 is silence. */
    void at(double timesPerSecond) {
        swarm.run(() -> {
            rate = timesPerSecond;
            due = 0;
            beforeNs = System.nanoTime();
        });
    }

    private void beat() {
        long now = System.nanoTime();
        due = Math.min(due + (now - beforeNs) / 1e9 * rate, rate);
        beforeNs = now;
        for (; due >= 1; due--) stroke.run();
    }
}
