package vn.phien.sim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import vn.phien.base.BoothId;
import vn.phien.base.Dice;
import vn.phien.base.Result;
import vn.phien.markets.Markets;
import vn.phien.protocol.ShowState;
import vn.phien.protocol.Views.NightView;
import vn.phien.redis.Link;

/**
 * The night of a whole market, from the first application to the report: producers apply, organizers decide and place, the clock opens
 * the doors, booths go on air, visitors walk, talk, buy and complain, an official acts, a certificate ends at midnight, the clock closes.
 */
final class WholeMarket implements Plot {
    /** Of a thousand steps, at which one how much of the evening is over: applications, programme, doors open, doors closed. */
    private static final int PROGRAMME = 230, OPEN = 290, CLOSED = 920;
    private static final int JUMPS_BEFORE = 14, JUMPS = 4, A_WHILE = 4;
    private final NightClock clock;
    private final Link link;
    private final Dice dice;
    private final Cast cast;
    private final Told told;
    private final int steps;
    private final Evening evening = new Evening();
    private final List<Stallholder> stalls;
    private final Crowd crowd;
    private final Visitors visitors;
    private final AtTheCounter counter;
    private final Applicants applicants;
    private final Organizers organizers;
    private final Overseers overseers;
    private final Complainants complainants;
    private final Phones phones;
    private final Errands errands;
    private int errandsDue;
    private String audited = "";

    WholeMarket(Server.Ground ground, NightClock clock, Link link, int steps) {
        this.clock = clock;
        this.link = link;
        this.dice = ground.dice();
        this.cast = ground.cast();
        this.told = ground.told();
        this.steps = steps;
        stalls = cast.stands.stream().map(stand -> new Stallholder(stand, told, dice, clock)).toList();
        crowd = new Crowd(cast, told, dice, clock, stalls);
        visitors = new Visitors(cast, told, evening, dice, clock, stalls, crowd);
        counter = new AtTheCounter(cast, dice);
        applicants = new Applicants(cast, evening, dice);
        organizers = new Organizers(cast, evening, dice);
        overseers = new Overseers(cast, stalls, dice, clock);
        complainants = new Complainants(cast, told, dice);
        phones = new Phones(link, dice);
        errands = new Errands(dice);
    }

    @Override
    public List<Supplier<Say>> opening() {
        var opening = new ArrayList<Supplier<Say>>();
        for (var stall : stalls) opening.addAll(stall.opening());
        opening.add(() -> new Say("organizer", "opens a market", server -> server.markets.open(cast.organizer, "cho" + dice.token(8), Evening.draft(cast)).compose(opened ->
            server.nights.list("draft").map(nights -> nights.stream().filter(night -> opened instanceof Result.Ok<Markets.Desk>(var desk) && night.market().equals(desk.market())).findFirst().orElseThrow())), first -> {
                evening.night = ((NightView) first).night();
                evening.halls = ((NightView) first).halls();
            }, false));
        return opening;
    }

    // ── time ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /** Small steps of a second, and now and then what is missing to where the evening should be by now. */
    @Override
    public void passes(int step) {
        long behind = planned(step * 1_000 / steps) - clock.millis();
        if (dice.below(100) < (isBefore(Evening.OPENS) ? JUMPS_BEFORE : JUMPS) && behind > 2_000) {
            clock.advance(behind / 2 + (long) (behind / 2 * (dice.below(1_000) / 1_000.0)));
            errandsDue = A_WHILE;
        } else clock.advance(dice.below(100) < 80 ? 1 + dice.below(900) : 0);
    }

    private static long planned(int mille) {
        long start = NightClock.START.toEpochMilli(), opens = Evening.OPENS.toEpochMilli(), closes = Evening.CLOSES.toEpochMilli(), hour = 3_600_000;
        long programme = opens - Evening.CLOCK.publishHours() * hour;
        if (mille < PROGRAMME) return start + (programme - start) * mille / PROGRAMME;
        if (mille < OPEN) return programme + (opens - programme) * (mille - PROGRAMME) / (OPEN - PROGRAMME);
        if (mille < CLOSED) return opens + (closes - opens) * (mille - OPEN) / (CLOSED - OPEN);
        return closes + hour * (mille - CLOSED) / (1_000 - CLOSED);
    }

    private boolean isBefore(Instant moment) {
        return clock.instant().isBefore(moment);
    }

    // ── who acts ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Override
    public Say next() {
        // what a house does every second it does soon
        if (errandsDue > 0) return switch (errandsDue--) {
            case 4 -> errands.watch();
            case 3 -> errands.facts();
            case 2 -> reminds();
            default -> errands.turns();
        };
        if (isBefore(Evening.OPENS)) return before();
        int who = dice.below(100);
        if (who < 30) return crowd.next();
        if (who < 48) return visitors.next();
        if (who < 54) return crowd.bank();
        if (who < 65) return any(stalls).next();
        if (who < 70) return any(stalls).goesLive();
        if (who < 77) return counter.next();
        if (who < 82) return overseers.next();
        if (who < 85) return organizers.next();
        if (who < 88) return complainants.next();
        if (who < 89) return dice.below(2) == 0 ? applicants.changesPlaces() : applicants.looks();
        if (who < 91) return phones.comesIn(any(stalls).rooms());
        if (who < 93) return errands.any();
        if (who < 95) return errands.facts();
        return who < 96 ? reminds() : errands.market();
    }

    private Say before() {
        int who = dice.below(100);
        if (who < 55) return applicants.next();
        if (who < 60) return applicants.looks();
        if (who < 64) return any(stalls).next();
        if (who < 70) return visitors.follows(any(cast.buyers));
        if (who < 74) return crowd.next();
        if (who < 76) return visitors.next();
        if (who < 78) return counter.next();
        if (who < 79) return organizers.next();
        return who < 86 ? errands.market() : who < 90 ? reminds() : who < 97 ? errands.facts() : errands.any();
    }

    private <T> T any(List<T> list) {
        return list.get(dice.below(list.size()));
    }

    private Say reminds() {
        return Errands.errand("tells what is due", server -> server.nights.find(evening.night).compose(night -> server.reminders.walk().onSuccess(told -> {
            // what was open before it was told of is told of
            if (evening.toldOpenMs == 0 && night.isPresent() && night.get().state().equals("open")) evening.toldOpenMs = clock.millis();
        })));
    }

    @Override
    public List<Supplier<Say>> closing() {
        var closing = new ArrayList<Supplier<Say>>();
        closing.add(() -> organizers.holds(false));
        closing.add(() -> {
            clock.advance(Math.max(0, Evening.CLOSES.toEpochMilli() + 1_000 - clock.millis()));
            return errands.watch();
        });
        closing.addAll(overseers.closing());
        for (var stall : stalls) closing.addAll(stall.closing());
        return closing;
    }

    // ── what must be so ───────────────────────────────────────────────────────────────────────────────────────────

    @Override
    public void check(Server server) {
        phones.check(server);
        for (var stand : cast.stands) for (var screen : phones.screens()) {
            screen.stars(stand.starred()).ifPresent(stars -> overseers.shown("a phone in " + screen.room(), stand, stars));
        }
        street(server);
    }

    /** Somebody who walks the street sees who is on air, in which hall, and how many stars there are. */
    private void street(Server server) {
        var found = server.lanterns.street(evening.night).await();
        if (found.isEmpty()) return;
        var halls = new HashMap<BoothId, String>();
        for (var place : server.nights.stands(evening.night).await()) halls.put(place.booth(), place.hall().value());
        var seen = new TreeMap<String, String>();
        for (var hall : found.get().halls()) for (var stall : hall.live()) seen.put(stall.room().value(), hall.hall() + " " + stall.state() + " " + (stall.pin() == null ? "" : stall.pin().product()));
        Map<String, String> is = new TreeMap<>();
        for (var stall : stalls) for (var room : stall.rooms()) {
            var scene = server.shows.scene(room).await().scene();
            boolean onAir = scene.show().state().equals(ShowState.LIVE.code()) || scene.show().state().equals(ShowState.PAUSED.code());
            if (onAir && halls.containsKey(stall.stand().booth())) is.put(room.value(), halls.get(stall.stand().booth()) + " " + scene.show().state() + " " + scene.pins().stream().findFirst().map(Object::toString).orElse(""));
        }
        if (!seen.equals(is)) throw new AssertionError("the street shows\n  " + seen + "\nand on air are\n  " + is);
        if (found.get().sum().live() != is.size()) throw new AssertionError("the street counts " + found.get().sum().live() + " booths on air of " + is.size());
        for (var stall : found.get().stalls()) overseers.shown("the street", cast.of(stall.booth()), stall.stars());
    }

    @Override
    public void audit(Server server) {
        server.readers.readToTheEnd();
        server.readers.hearAgain();
        check(server);
        new Morning(link, stalls, told).looksAtEveryPromise();
        new Records(link, server, stalls).check();
        var night = new NightAudit(link, server, cast, told, evening);
        night.check();
        audited = night.told();
        counter.audit(server, link);
        organizers.audit(server);
        overseers.audit(server);
        complainants.audit(server);
    }

    @Override
    public String told() {
        return ", " + String.join(", ", audited, visitors.told(), counter.told(), organizers.told(), overseers.told(), complainants.told(), phones.told());
    }
}
