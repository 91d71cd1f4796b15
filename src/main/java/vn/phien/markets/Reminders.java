package vn.phien.markets;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Id;
import vn.phien.base.Limits;
import vn.phien.base.NightId;
import vn.phien.base.Shard;
import vn.phien.facts.Fact;
import vn.phien.markets.Applications.Application;
import vn.phien.protocol.Views.NoticeView;
import vn.phien.protocol.Views.StandView;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * Tells those who follow a night, its market or one of its booths, and those who stand there, an hour before it opens, when it opens, and
 * when it is moved or called off; and tells producers what became of their applications. Any node may tell: whoever has a notice of that
 * name already gets no second one, and its letters go out through the doors beside the pages by themselves.
 */
public final class Reminders {
    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);
    private static final long EVERY_MS = 2_000;
    private static final int AT_ONCE = 100;
    /** A reminder of an opening that comes later than this helps nobody. */
    static final long LATE_MS = 30 * 60_000;
    private final Link link;
    private final NightScripts scripts;
    private final Nights nights;
    private final Applications applications;
    private final Follows follows;
    private final Notices notices;
    private final Letters letters;
    private final InstantSource clock;
    private long timer = -1;
    private boolean walking;

    /** @param letters take a new notice to where else the person wants it */
    public Reminders(Link link, Nights nights, Applications applications, Follows follows, Notices notices, Letters letters, InstantSource clock) {
        this.link = link;
        this.scripts = new NightScripts(link);
        this.nights = nights;
        this.applications = applications;
        this.follows = follows;
        this.notices = notices;
        this.letters = letters;
        this.clock = clock;
    }

    public void start(Vertx vertx) {
        timer = vertx.setPeriodic(EVERY_MS, id -> {
            if (walking) return;
            walking = true;
            walk().onComplete(done -> {
                walking = false;
                if (done.failed()) LOG.warn("reminders: {}", done.cause().getMessage());
            });
        });
    }

    public void stop(Vertx vertx) {
        if (timer >= 0) vertx.cancelTimer(timer);
    }

    // ── of nights ─────────────────────────────────────────────────────────────────────────────────────────────────

    /** Tells what is due. The result counts the new notices. */
    public Future<Integer> walk() {
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) asks.add(Link.request(Command.ZRANGE, Keys.reminders(new Shard(s)), "-inf", clock.millis(), "BYSCORE", "LIMIT", 0, Limits.SWEEP, "WITHSCORES"));
        return link.batch(asks).compose(answers -> {
            Future<Integer> all = Future.succeededFuture(0);
            for (int s = 0; s < Shard.COUNT; s++) for (var due : answers.get(s)) {
                var shard = new Shard(s);
                var name = due.get(0).toString();
                long at = due.get(1).toLong();
                all = all.compose(told -> tell(name, at).compose(more -> scripts.finishReminder(shard, name, at).map(told + more)));
            }
            return all;
        });
    }

    private Future<Integer> tell(String reminder, long dueMs) {
        var night = new NightId(reminder.substring(0, reminder.indexOf('|')));
        var what = reminder.substring(reminder.indexOf('|') + 1);
        nights.forget(night);
        return nights.read(night).compose(found -> {
            if (found.isEmpty() || found.get().rehearsal()) return Future.succeededFuture(0);
            var record = found.get();
            long opens = record.times().opensMs(), now = clock.millis();
            var kind = switch (what) {
                case "hour" -> record.state().equals("published") && now < opens ? "night-soon" : null;
                case "open" -> record.state().equals("open") && now < dueMs + LATE_MS ? "night-open" : null;
                case "cancelled" -> record.cancelled() != null ? "night-cancelled" : null;
                case String moved -> moved.equals("moved-" + opens) && record.state().equals("published") ? "night-moved" : null;
            };
            if (kind == null) return Future.succeededFuture(0);
            var name = night + "|" + what + (what.equals("hour") || what.equals("open") ? "-" + opens : "");
            var notice = new NoticeView(name, kind, night, null, record.name(), opens, record.cancelled(), now, false);
            return audience(record).compose(people -> give(people, notice, 0, 0));
        });
    }

    /** Followers of the night, its market and its booths, and the people of the booths. */
    private Future<List<AccountId>> audience(NightRecord night) {
        return Future.all(nights.stands(night.night()), applications.of(night.night())).compose(read -> {
            var booths = new LinkedHashSet<BoothId>();
            read.<List<StandView>>resultAt(0).forEach(stand -> booths.add(stand.booth()));
            var things = new ArrayList<Id.Sharded>(List.of(night.night(), night.market()));
            things.addAll(booths);
            // whoever applied hears that the night was called off
            if (night.cancelled() != null) read.<List<Application>>resultAt(1).stream().filter(one -> !one.state().equals("withdrawn") && !one.state().equals("refused")).forEach(one -> booths.add(one.booth()));
            return Future.all(follows.followers(things), staff(booths)).map(both -> {
                var people = new LinkedHashSet<AccountId>(both.<List<AccountId>>resultAt(0));
                people.addAll(both.<List<AccountId>>resultAt(1));
                return List.copyOf(people);
            });
        });
    }

    private Future<List<AccountId>> staff(Set<BoothId> booths) {
        if (booths.isEmpty()) return Future.succeededFuture(List.of());
        return link.batch(booths.stream().map(booth -> Link.request(Command.HKEYS, Keys.staff(booth))).toList()).map(answers -> {
            var people = new ArrayList<AccountId>();
            for (var answer : answers) for (var account : answer) people.add(new AccountId(account.toString()));
            return people;
        });
    }

    private Future<Integer> give(List<AccountId> people, NoticeView notice, int from, int told) {
        if (from >= people.size()) return Future.succeededFuture(told);
        var some = people.subList(from, Math.min(people.size(), from + AT_ONCE));
        // what is not on the list of letters yet is put there before this reminder is struck, also where somebody died in between
        var given = some.stream().map(account -> notices.give(account, notice, letters.offered()).compose(gave -> letters.post(account, notice.notice(), gave.doors()).map(gave.fresh()))).toList();
        return Future.all(given).compose(all -> give(people, notice, from + AT_ONCE, told + (int) given.stream().filter(Future::result).count()));
    }

    // ── of applications ───────────────────────────────────────────────────────────────────────────────────────────

    /** Tells the people of a booth what was decided, and where they stand once the programme is out. Repeatable, as folds are. */
    public Future<Void> fold(Fact fact) {
        return switch (fact.type()) {
            case "application-decided" -> {
                var booth = new BoothId(fact.text("booth"));
                yield decided(new NightId(fact.text("night")), booth, fact.text("to"), fact.body().path("rev").asInt(), fact.atMs());
            }
            case "night-published" -> {
                var night = new NightId(fact.text("night"));
                nights.forget(night);
                yield nights.stands(night).compose(stands -> Future.all(stands.stream().map(stand -> placed(night, stand.booth(), fact.atMs())).toList())).mapEmpty();
            }
            case "stand-placed" -> placed(new NightId(fact.text("night")), new BoothId(fact.text("booth")), fact.atMs());
            case String _ -> Future.succeededFuture();
        };
    }

    private Future<Void> decided(NightId night, BoothId booth, String to, int rev, long atMs) {
        return Future.all(nights.read(night), applications.find(night, booth), staff(Set.of(booth))).compose(read -> {
            var record = read.<java.util.Optional<NightRecord>>resultAt(0);
            var application = read.<java.util.Optional<Application>>resultAt(1);
            if (record.isEmpty() || application.isEmpty()) return Future.succeededFuture(0);
            var why = application.get().changes().stream().filter(change -> change.what().equals(to)).reduce((a, b) -> b).map(Applications.Change::why).orElse(null);
            return give(read.resultAt(2), new NoticeView(night + "|" + booth + "|" + rev, "application-" + to, night, booth, record.get().name(), record.get().times().opensMs(), why, atMs, false), 0, 0);
        }).mapEmpty();
    }

    private Future<Void> placed(NightId night, BoothId booth, long atMs) {
        return Future.all(nights.read(night), staff(Set.of(booth))).compose(read -> {
            var record = read.<java.util.Optional<NightRecord>>resultAt(0);
            if (record.isEmpty() || !record.get().state().equals("published") && !record.get().state().equals("open")) return Future.succeededFuture(0);
            return give(read.resultAt(1), new NoticeView(night + "|" + booth + "|stand", "stand-placed", night, booth, record.get().name(), record.get().times().opensMs(), null, atMs, false), 0, 0);
        }).mapEmpty();
    }
}
