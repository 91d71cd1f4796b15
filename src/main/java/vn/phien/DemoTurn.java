package vn.phien;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.demo.Demo;
import vn.phien.redis.Turn;
import vn.phien.redis.Unavailable;

/** The demo on one node of several: its people come once, and when their node goes they come to another. */
final class DemoTurn implements AutoCloseable {
    static final long LEASE_MS = 10_000;
    private static final long LOOK_MS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(DemoTurn.class);
    private final Turn turn;
    private final Supplier<Demo> make;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread keeper;
    private Demo demo;

    private DemoTurn(Turn turn, Supplier<Demo> make) {
        this.turn = turn;
        this.make = make;
        this.keeper = Thread.ofVirtual().name("demo-turn").unstarted(this::keep);
    }

    /** Starts the demo where no other node has it, and waits for it; else looks on. */
    static DemoTurn start(Turn turn, Supplier<Demo> make) {
        var demo = new DemoTurn(turn, make);
        demo.look();
        demo.keeper.start();
        return demo;
    }

    private void keep() {
        try {
            while (!closing.await(LOOK_MS, TimeUnit.MILLISECONDS)) look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        if (closing.getCount() == 0) return;
        try {
            boolean mine = turn.isMine().await();
            if (mine && demo == null) demo = make.get();
            else if (!mine && demo != null) {
                LOG.info("the demo goes on at another node");
                demo.close();
                demo = null;
            }
        } catch (Unavailable e) {
            LOG.debug("whose turn the demo is cannot be told: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        closing.countDown();
        synchronized (this) {
            if (demo == null) return;
            demo.close();
            demo = null;
        }
        turn.give().otherwiseEmpty().await();
    }
}
