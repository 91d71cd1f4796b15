package vn.phien.sim;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.phien.base.Dice;
import vn.phien.redis.Link;
import vn.phien.redis.Unavailable;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestStore;

/**
 * One night by seed, of one booth or of a whole market: people and the house itself act in random order on the real store, through the
 * real features. Requests and replies are lost, commands are said twice, at once and late, servers die between two steps of a
 * command and come back without any memory. All of it follows from the seed, so that a bad night can be seen again.
 */
final class Night {
    /**
     * @param market whether it is the night of a whole market, else of one booth
     * @param steps  how often somebody acts
     * @param apart  how many steps there are from one look at the books to the next
     * @param faults of a thousand steps, how many have something go wrong on the way to the store
     * @param mutant a script that is broken on purpose, or null
     */
    record Options(long seed, boolean market, int phones, int booths, int products, int steps, int apart, int faults, Mutant mutant) {
        static Options ofOneBooth(long seed) {
            return new Options(seed, false, 16, 1, 5, 600, 16, 150, null);
        }

        static Options ofMarket(long seed) {
            return new Options(seed, true, 14, 6, 3, 700, 40, 120, null);
        }

        Options broken(Mutant how) {
            return new Options(seed, market, phones, booths, products, steps, apart, faults, how);
        }

        /** How to play this night again. */
        String again() {
            return "bin/sim " + (market ? "market " : "") + seed;
        }
    }

    private static final int REMEMBERED = 300;
    private static final long BELIEVED_MS = 1_000;
    /** So long after something has changed everybody must be shown it. */
    private static final long SETTLED_MS = 2_001;
    private static final int TRACE = Integer.getInteger("sim.trace", 60);
    private final Options options;
    private final Dice dice;
    private final Link link = TestStore.LINK;
    private final Books books = new Books(link);
    private final NightClock clock;
    private final Told told = new Told();
    private final Path folder;
    private final Server.Ground ground;
    private final Plot plot;
    private final Map<String, String> broken;
    private final List<Say> unanswered = new ArrayList<>();
    private final Deque<Said> said = new ArrayDeque<>();
    private final Deque<String> trace = new ArrayDeque<>();
    private Server server;
    private long serverSinceMs;
    private int step, commands, restarts, lost;

    /** A command and how it was answered first. */
    private record Said(Say say, Object answer) { }

    Night(Options options) {
        this.options = options;
        dice = Dice.seeded(options.seed());
        link.ask(Command.FLUSHALL);
        clock = new NightClock(link);
        broken = options.mutant() == null ? Map.of() : options.mutant().scripts();
        try {
            folder = Files.createTempDirectory("phien-night");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var cast = new Cast(options.phones(), options.booths(), options.products());
        ground = new Server.Ground(cast, told, clock, dice, folder);
        start();
        plot = options.market() ? new WholeMarket(ground, clock, link, options.steps()) : new OneBooth(ground, clock, link);
    }

    /** Plays the night and looks at the books again and again. @throws AssertionError telling the seed, what is wrong and what was said last */
    String play() {
        try {
            for (var say : plot.opening()) until(say.get());
            for (step = 0; step < options.steps(); step++) {
                plot.passes(step);
                later();
                burst(next());
                if (step % options.apart() == 0) check();
            }
            morning();
            return "seed " + options.seed() + ": " + commands + " commands, " + lost + " lost, " + restarts + " restarts, " + told.holds.size() + " holds, " + told.orders.size() + " orders, "
                + told.credits.size() + " transfers" + plot.told();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("the night of seed " + options.seed() + " (" + options.again() + ") went wrong at step " + step + " with " + options + "\n  "
                + String.join("\n  ", trace) + "\n" + e.getMessage(), e);
        } finally {
            server.mischief.link().close();
            remove();
        }
    }

    private void remove() {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() {
        server = new Server(new Mischief(TestStore.VERTX, TestStore.STORE.url(), broken), ground);
        serverSinceMs = clock.millis();
    }

    /** What a server believes for a second by the clock on the wall it must not believe for an hour of the night. */
    private void later() {
        if (clock.millis() - serverSinceMs < BELIEVED_MS) return;
        server = server.later(ground);
        serverSinceMs = clock.millis();
    }

    private void check() {
        books.check();
        clock.advance(SETTLED_MS);
        later();
        plot.check(server);
    }

    private void restart() {
        restarts++;
        tell("— the server starts again —");
        server.mischief.die();
        server.mischief.link().close();
        link.ask(Command.SCRIPT, "FLUSH");
        start();
    }

    /** What is said at once in this step: usually one command, sometimes many, sometimes an old one or one that was never answered. */
    private List<Say> next() {
        var saying = new ArrayList<Say>();
        if (!unanswered.isEmpty() && dice.below(3) > 0) saying.add(unanswered.remove(dice.below(unanswered.size())));
        if (!said.isEmpty() && dice.below(12) == 0) saying.add(List.copyOf(said).get(dice.below(said.size())).say());
        int many = dice.below(20) == 0 ? 25 : dice.below(4) == 0 ? 3 : 1;
        for (int i = 0; i < many; i++) anybody(saying);
        return saying;
    }

    private void anybody(List<Say> saying) {
        var say = plot.next();
        if (say == null) return;
        saying.add(say);
        if (say.keyed() && dice.below(10) == 0) saying.add(say);
    }

    private void burst(List<Say> saying) {
        if (dice.below(1_000) < options.faults()) server.mischief.plan(Mischief.Fault.values()[dice.below(4)], dice.below(saying.stream().mapToInt(Say::asks).max().orElse(1)));
        else if (dice.below(1_000) < options.faults() / 30) restart();
        var answers = answered(saying);
        server.mischief.calm();
        for (int i = 0; i < saying.size(); i++) {
            // alone together, nothing can have come between the two
            boolean twin = saying.size() == 2 && i == 1 && saying.get(0) == saying.get(1) && answers.get(0).succeeded();
            heard(saying.get(i), answers.get(i), twin ? answers.get(0).result() : null);
        }
        if (server.mischief.isDead()) restart();
    }

    /** All at once, but what has event loops of its own afterwards and alone: between these nothing is in a certain order. */
    private List<Future<?>> answered(List<Say> saying) {
        var answers = new ArrayList<Future<?>>();
        for (var say : saying) answers.add(say.isAlone() ? null : run(say));
        for (var answer : answers) if (answer != null) over(answer);
        for (int i = 0; i < saying.size(); i++) {
            if (!saying.get(i).isAlone()) continue;
            answers.set(i, run(saying.get(i)));
            over(answers.get(i));
        }
        return answers;
    }

    private Future<?> run(Say say) {
        commands++;
        try {
            return say.run().apply(server);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static void over(Future<?> answer) {
        try {
            answer.otherwiseEmpty().await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("never answered", e);
        }
    }

    private void heard(Say say, Future<?> answer, Object twin) {
        if (answer.failed()) {
            tell(say + " → " + answer.cause().getMessage());
            if (!(answer.cause() instanceof Unavailable)) throw new AssertionError(say + " broke: " + answer.cause(), answer.cause());
            lost++;
            unanswered.add(say);
            return;
        }
        tell(say + " → " + answer.result());
        if (twin != null && !Told.same(twin, answer.result())) throw new AssertionError(say + " was said twice at once and answered\n  " + twin + "\n  " + answer.result());
        if (say.keyed()) {
            for (var before : said) {
                if (before.say() == say && !Told.agree(before.answer(), answer.result())) throw new AssertionError(say + " was answered\n  " + before.answer() + "\nand when it was said again\n  " + answer.result());
            }
            said.add(new Said(say, answer.result()));
            if (said.size() > REMEMBERED) said.removeFirst();
        }
        say.heard().accept(answer.result());
        if (!Told.isWhole(answer.result())) {
            lost++;
            unanswered.add(say);
        }
    }

    /** Says something until it is answered, with nothing going wrong any more. */
    private void until(Say say) {
        burstCalmly(List.of(say));
        while (!unanswered.isEmpty()) burstCalmly(List.of(unanswered.removeFirst()));
    }

    private void burstCalmly(List<Say> saying) {
        server.mischief.calm();
        var answers = saying.stream().map(this::run).toList();
        for (int i = 0; i < saying.size(); i++) {
            over(answers.get(i));
            heard(saying.get(i), answers.get(i), null);
        }
    }

    /** Everything is answered, the shows end, what is open lapses; then every promise is looked up. */
    private void morning() {
        tell("— morning —");
        while (!unanswered.isEmpty()) burstCalmly(List.of(unanswered.removeFirst()));
        for (var say : plot.closing()) until(say.get());
        books.audit();
        clock.advance(TimeUnit.MINUTES.toMillis(40));
        restart();
        for (int i = 0; i < 30; i++) {
            over(server.sweeper.sweep());
            over(server.unpaid.sweep());
        }
        books.audit();
        plot.audit(server);
    }

    private void tell(String line) {
        trace.add(step + " " + (line.length() > 700 ? line.substring(0, 700) + "…" : line));
        if (trace.size() > TRACE) trace.removeFirst();
    }
}
