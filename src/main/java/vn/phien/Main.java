package vn.phien;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import vn.phien.base.PhoneNumber;
import vn.phien.demo.Demo;

/** Starts the server and keeps it until the process is asked to end. */
public final class Main {
    private static final long GOODBYE_SECONDS = 60;

    private Main() { }

    static void main(String[] args) throws InterruptedException {
        PhoneNumber organizer = null;
        switch (args.length == 0 ? "" : args[0]) {
            case "" -> { }
            case "--help", "-h" -> {
                help();
                return;
            }
            case "--organizer" -> {
                organizer = args.length == 2 ? PhoneNumber.parse(args[1]).orElse(null) : null;
                if (organizer == null) {
                    System.err.println(args.length == 2 ? "That is not a Vietnamese mobile number: " + args[1] : "Whose? bin/run --organizer 0912345678");
                    System.exit(2);
                }
            }
            case String unknown -> {
                System.err.println("Unknown: " + unknown + ". See bin/run --help");
                System.exit(2);
            }
        }
        serve(organizer);
    }

    private static void serve(PhoneNumber organizer) throws InterruptedException {
        var running = new AtomicReference<App>();
        var ended = new CountDownLatch(1);
        var starter = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> goodbye(running, starter, ended), "goodbye"));
        Config config;
        try {
            config = Config.load(System.getenv());
            running.set(App.start(config));
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            System.err.println("Phiên cannot start: " + e.getMessage());
            ended.countDown();
            System.exit(1);
            return;
        } catch (Throwable e) {
            ended.countDown();
            if (!(e instanceof InterruptedException)) e.printStackTrace();
            System.exit(1);
            return;
        }
        var app = running.get();
        if (organizer != null) {
            app.makeOrganizer(organizer);
            System.out.println(organizer.masked() + " is now an organizer.");
        }
        System.out.println();
        System.out.println("  Phiên is open at " + app.address());
        if (config.demo()) {
            System.out.println("  Demo: sign in with any Vietnamese mobile number; the code is shown on the page.");
            System.out.println("  The host of the live show is " + Demo.HOST + ", an organizer " + Demo.ORGANIZER + ".");
        } else if (organizer == null) System.out.println("  To make the first organizer, stop and start with: bin/run --organizer 0912345678");
        System.out.println("  Ctrl-C stops it.");
        System.out.println();
        new CountDownLatch(1).await();
    }

    /** Stops what runs; what is still starting is told to give up, and ends what it has begun. */
    private static void goodbye(AtomicReference<App> running, Thread starter, CountDownLatch ended) {
        var app = running.get();
        if (app != null) {
            app.close();
            return;
        }
        if (ended.getCount() == 0) return;
        starter.interrupt();
        try {
            ended.await(GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (running.get() != null) running.get().close();
    }

    private static void help() {
        System.out.println("bin/run                         start the server");
        System.out.println("bin/run --organizer 0912345678  the same, and make the owner of the number an organizer");
        System.out.println("Settings, from the environment or as lines of phien.conf (or of the file named by PHIEN_CONFIG):");
        Config.names().forEach((name, variable) -> System.out.printf("  %-28s %s%n", name, variable));
    }
}
