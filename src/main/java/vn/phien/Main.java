package vn.phien;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import vn.phien.base.PhoneNumber;
import vn.phien.demo.Demo;
import vn.phien.oversight.JournalCommand;

/** Starts the server and keeps it until the process is asked to end. */
public final class Main {
    private static final long GOODBYE_SECONDS = 60;
    private static final int LOOKS = 40;
    private static final long LOOK_MS = 50;

    private Main() { }

    static void main(String[] args) throws InterruptedException {
        PhoneNumber organizer = null;
        if (args.length > 0 && args[0].equals("journal")) System.exit(JournalCommand.run(Arrays.asList(args).subList(1, args.length), System.out));
        var cluster = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--help", "-h" -> {
                    help();
                    return;
                }
                case "--cluster" -> cluster = true;
                case "--organizer" -> {
                    var number = ++i < args.length ? args[i] : null;
                    organizer = number == null ? null : PhoneNumber.parse(number).orElse(null);
                    if (organizer == null) {
                        System.err.println(number == null ? "Whose? bin/run --organizer 0912345678" : "That is not a Vietnamese mobile number: " + number);
                        System.exit(2);
                    }
                }
                case String unknown -> {
                    System.err.println("Unknown: " + unknown + ". See bin/run --help");
                    System.exit(2);
                }
            }
        }
        serve(organizer, cluster);
    }

    private static void serve(PhoneNumber organizer, boolean cluster) throws InterruptedException {
        var running = new AtomicReference<App>();
        var begun = new CountDownLatch(1);
        var starter = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> goodbye(running, starter, begun), "goodbye"));
        Config config;
        try {
            var environment = new HashMap<>(System.getenv());
            if (cluster) environment.put("PHIEN_CLUSTER_ON", "true");
            config = Config.load(environment);
            running.set(App.start(config));
            begun.countDown();
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            System.err.println("Phiên cannot start: " + e.getMessage());
            begun.countDown();
            System.exit(1);
            return;
        } catch (Throwable e) {
            begun.countDown();
            if (!(e instanceof InterruptedException)) e.printStackTrace();
            System.exit(1);
            return;
        }
        Compilers.giveWay();
        var app = running.get();
        if (organizer != null) {
            app.makeOrganizer(organizer);
            System.out.println(organizer.masked() + " is now an organizer.");
        }
        System.out.println();
        System.out.println("  Phiên is open at " + app.address());
        if (config.cluster().on()) System.out.println(others(app));
        if (config.demo()) {
            System.out.println("  Demo: sign in with any Vietnamese mobile number; the code is shown on the page.");
            System.out.println("  The host of the live show is " + Demo.HOST + ", an organizer " + Demo.ORGANIZER + ", an official " + Demo.OFFICIAL + ".");
        } else if (organizer == null) System.out.println("  To make the first organizer, stop and start with: bin/run --organizer 0912345678");
        System.out.println("  Ctrl-C stops it.");
        System.out.println();
        new CountDownLatch(1).await();
    }

    /** The other nodes, which tell of themselves within a second. */
    private static String others(App app) throws InterruptedException {
        for (int looks = 0; looks < LOOKS && app.otherAddresses().size() < app.nodes() - 1; looks++) Thread.sleep(LOOK_MS);
        var others = app.otherAddresses();
        return others.isEmpty() ? "  It is the first node of the cluster; start another in a second terminal: bin/run --cluster" : "  With it: " + String.join(", ", others) + ". Phones may come to any of them.";
    }

    /** Stops what runs; what is still starting is told to give up, and ends what it has begun. */
    private static void goodbye(AtomicReference<App> running, Thread starter, CountDownLatch begun) {
        if (begun.getCount() > 0) starter.interrupt();
        try {
            begun.await(GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (running.get() != null) running.get().close();
    }

    private static void help() {
        System.out.println("bin/run                         start the server");
        System.out.println("bin/run --organizer 0912345678  the same, and make the owner of the number an organizer");
        System.out.println("bin/run --cluster               the same as one node of several: start it twice, also on one machine and one data folder");
        System.out.println("bin/journal verify FILE         check the journal of a sale, without a server");
        System.out.println("Settings, from the environment or as lines of phien.conf (or of the file named by PHIEN_CONFIG):");
        Config.names().forEach((name, variable) -> System.out.printf("  %-28s %s%n", name, variable));
    }
}
