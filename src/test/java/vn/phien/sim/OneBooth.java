package vn.phien.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import vn.phien.base.Dice;
import vn.phien.redis.Link;

/** The night of one booth: its host with two shows, the buyers, their bank and the house. */
final class OneBooth implements Plot {
    private final Dice dice;
    private final NightClock clock;
    private final Link link;
    private final Told told;
    private final Stallholder stallholder;
    private final Crowd crowd;
    private final Phones phones;
    private final Errands errands;

    OneBooth(Server.Ground ground, NightClock clock, Link link) {
        this.dice = ground.dice();
        this.clock = clock;
        this.link = link;
        this.told = ground.told();
        stallholder = new Stallholder(ground.cast().stands.getFirst(), told, dice, clock);
        crowd = new Crowd(ground.cast(), told, dice, clock, List.of(stallholder));
        phones = new Phones(link, dice);
        errands = new Errands(dice);
    }

    @Override
    public List<Supplier<Say>> opening() {
        var opening = new ArrayList<>(stallholder.opening());
        opening.addAll(stallholder.goesOnAir());
        return opening;
    }

    @Override
    public void passes(int step) {
        if (dice.below(1_000) < 3) clock.advance(TimeUnit.MINUTES.toMillis(11) + dice.below(60_000));
        else if (dice.below(100) < 3) clock.advance(30_000 + dice.below(60_000));
        else clock.advance(dice.below(100) < 80 ? 1 + dice.below(900) : 0);
    }

    @Override
    public Say next() {
        int who = dice.below(100);
        return who < 65 ? crowd.next() : who < 75 ? crowd.bank() : who < 93 ? stallholder.next() : who < 95 ? phones.comesIn(stallholder.rooms()) : errands.any();
    }

    @Override
    public List<Supplier<Say>> closing() {
        return stallholder.closing();
    }

    @Override
    public void check(Server server) {
        phones.check(server);
    }

    @Override
    public void audit(Server server) {
        server.readers.readToTheEnd();
        server.readers.hearAgain();
        phones.check(server);
        new Morning(link, List.of(stallholder), told).looksAtEveryPromise();
        new Records(link, server, List.of(stallholder)).check();
    }

    @Override
    public String told() {
        return ", " + phones.told();
    }
}
