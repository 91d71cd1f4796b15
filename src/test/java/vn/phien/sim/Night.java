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
 * One night of a market by seed: phones, a host, a bank and the house itself act in random order on the real store, through the
 * real features. Requests and replies are lost, commands are said twice, at once and late, servers die between two steps of a
 * command and come back without any memory. All of it follows from the seed, so that a bad night can be seen again.
 */
final class Night {
    /**
     * @param steps  how often somebody acts
     * @param faults of a thousand steps, how many have something go wrong on the way to the store
     * @param mutant a script that is broken on purpose, or null
     */
    record Options(long seed, int phones, int products, int steps, int faults, Mutant mutant) {
        static Options of(long seed) {
            return new Options(seed, 16, 5, 600, 150, null);
        }

        Options broken(Mutant how) {
            return new Options(seed, phones, products, steps, faults, how);
        }
    }

    private static final int CHECK_EVERY = 16;
    private static final int REMEMBERED = 300;
    private static final int TRACE = 60;
    private final Options options;
    private final Dice dice;
    private final Link link = TestStore.LINK;
    private final Books books = new Books(link);
    private final NightClock clock;
    private final Market market;
    private final Told told = new Told();
    private final Path folder;
    private final Map<String, String> broken;
    private final List<Say> unanswered = new ArrayList<>();
    private final Deque<Said> said = new ArrayDeque<>();
    private final Deque<String> trace = new ArrayDeque<>();
    private final Crowd crowd;
    private final Stallholder stallholder;
    private Server server;
    private int step, commands, restarts, lost;

    /** A command and how it was answered first. */
    private record Said(Say say, Object answer) { }

    Night(Options options) {
        this.options = options;
        dice = Dice.seeded(options.seed());
        link.ask(Command.FLUSHALL);
        market = new Market(options.phones(), options.products());
        clock = new NightClock(link, Market.BOOTH.shard());
        broken = options.mutant() == null ? Map.of() : options.mutant().scripts();
        try {
            folder = Files.createTempDirectory("phien-night");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
        stallholder = new Stallholder(market, told, dice, clock);
        crowd = new Crowd(market, told, dice, clock, stallholder);
    }

    /** Plays the night and looks at the books again and again. @throws AssertionError telling the seed, what is wrong and what was said last */
    String play() {
        try {
            for (var say : stallholder.opening()) until(say);
            for (step = 0; step < options.steps(); step++) {
                if (dice.below(1_000) < 3) clock.advance(TimeUnit.MINUTES.toMillis(11) + dice.below(60_000));
                else if (dice.below(100) < 3) clock.advance(30_000 + dice.below(60_000));
                else clock.advance(dice.below(100) < 80 ? 1 + dice.below(900) : 0);
                burst(next());
                if (step % CHECK_EVERY == 0) books.check();
            }
            morning();
            return "seed " + options.seed() + ": " + commands + " commands, " + lost + " lost, " + restarts + " restarts, " + told.holds.size() + " holds, " + told.orders.size() + " orders, "
                + told.credits.size() + " transfers";
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("the night of seed " + options.seed() + " (bin/sim " + options.seed() + ") went wrong at step " + step + " with " + options + "\n  "
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
        server = new Server(new Mischief(TestStore.VERTX, TestStore.STORE.url(), broken), market, clock, dice, folder);
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
        int who = dice.below(100);
        var say = who < 66 ? crowd.next() : who < 76 ? crowd.bank() : who < 95 ? stallholder.next() : house();
        if (say == null) return;
        saying.add(say);
        if (say.keyed() && dice.below(10) == 0) saying.add(say);
    }

    private Say house() {
        return dice.below(3) > 0 ? new Say("the house", "sweeps", s -> s.sweeper.sweep(), answer -> { }, false)
            : new Say("the house", "gives up unpaid orders", s -> s.unpaid.sweep(), answer -> { }, false);
    }

    private void burst(List<Say> saying) {
        if (dice.below(1_000) < options.faults()) server.mischief.plan(Mischief.Fault.values()[dice.below(4)], dice.below(8));
        else if (dice.below(1_000) < options.faults() / 30) restart();
        var answers = new ArrayList<Future<?>>();
        for (var say : saying) answers.add(run(say));
        for (var answer : answers) over(answer);
        server.mischief.calm();
        for (int i = 0; i < saying.size(); i++) {
            // alone together, nothing can have come between the two
            boolean twin = saying.size() == 2 && i == 1 && saying.get(0) == saying.get(1) && answers.get(0).succeeded();
            heard(saying.get(i), answers.get(i), twin ? answers.get(0).result() : null);
        }
        if (server.mischief.isDead()) restart();
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
        for (var say : stallholder.closing()) until(say);
        books.audit();
        clock.advance(TimeUnit.MINUTES.toMillis(40));
        restart();
        for (int i = 0; i < 30; i++) {
            over(server.sweeper.sweep());
            over(server.unpaid.sweep());
        }
        books.audit();
        new Morning(link, market, told).looksAtEveryPromise(server, stallholder.rooms());
    }

    private void tell(String line) {
        trace.add(step + " " + (line.length() > 700 ? line.substring(0, 700) + "…" : line));
        if (trace.size() > TRACE) trace.removeFirst();
    }
}
