package vn.phien;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import vn.phien.base.PhoneNumber;
import vn.phien.demo.Demo;

/** Starts the server and keeps it until the process is asked to end. */
public final class Main {
    private Main() { }

    static void main(String[] args) throws InterruptedException {
        if (args.length > 0 && !args[0].equals("--organizer")) {
            help();
            return;
        }
        Config config;
        try {
            config = Config.load(System.getenv());
        } catch (IllegalArgumentException | IOException e) {
            fail(e.getMessage());
            return;
        }
        var ended = new CountDownLatch(1);
        App app;
        try {
            app = App.start(config);
        } catch (IllegalStateException e) {
            fail(e.getMessage());
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            app.close();
            ended.countDown();
        }, "goodbye"));
        if (args.length == 2) {
            var phone = PhoneNumber.parse(args[1]);
            if (phone.isEmpty()) System.out.println("That is not a Vietnamese mobile number: " + args[1]);
            else {
                app.makeOrganizer(phone.get());
                System.out.println(phone.get().masked() + " is now an organizer.");
            }
        }
        System.out.println();
        System.out.println("  Phiên is open at " + app.address());
        if (config.demo()) {
            System.out.println("  Demo: sign in with any Vietnamese mobile number; the code is shown on the page.");
            System.out.println("  The host of the live show is " + Demo.HOST + ", an organizer " + Demo.ORGANIZER + ".");
        } else if (args.length == 0) System.out.println("  To make the first organizer, stop and start with: bin/run --organizer 0912345678");
        System.out.println("  Ctrl-C stops it.");
        System.out.println();
        ended.await();
    }

    private static void help() {
        System.out.println("bin/run                         start the server");
        System.out.println("bin/run --organizer 0912345678  the same, and make the owner of the number an organizer");
        System.out.println("Settings, from the environment or as lines of phien.conf (or of the file named by PHIEN_CONFIG):");
        Config.names().forEach((name, variable) -> System.out.printf("  %-28s %s%n", name, variable));
    }

    private static void fail(String why) {
        System.err.println("Phiên cannot start: " + why);
        System.exit(1);
    }
}
