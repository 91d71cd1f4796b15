package vn.phien.oversight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.Shard;
import vn.phien.facts.Fact;
import vn.phien.oversight.JournalKey.Root;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/**
 * The journal of each sale: what the books remember of a show, without persons, each record in a chain of hashes with the one before. It is
 * folded from the facts, each fact once, also when several nodes fold or one dies; its root is signed at every hundredth record, at the
 * close, and after whatever comes later, such as what becomes of the orders. Kept in the store, which is the book of record, for years.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final Script PUBLISH = Script.load("oversight/publish_root");
    private static final Script DROP = Script.load("oversight/drop_journal");
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int AT_ONCE = 100, SALT = 22;
    private final Link link;
    private final Archive archive;
    private final JournalKey key;
    private final Function<PlaceId, Future<Optional<ShowView>>> shows;
    private final InstantSource clock;
    private final Dice dice;
    private final int years;
    private final Cache<PlaceId, Chain.End> ends = Caffeine.newBuilder().maximumSize(2_000).expireAfterAccess(Duration.ofHours(1)).build();

    /**
     * @param shows finds a show in any state
     * @param years how long a journal is kept after the close
     */
    public Journal(Link link, JournalKey key, Function<PlaceId, Future<Optional<ShowView>>> shows, InstantSource clock, Dice dice, int years) {
        this.link = link;
        this.archive = new Archive(link);
        this.key = key;
        this.shows = shows;
        this.clock = clock;
        this.dice = dice;
        this.years = years;
    }

    private Chain chain(PlaceId show) {
        return new Chain(link, Keys.journalHead(show), Keys.journal(show));
    }

    /** A fold of the facts. */
    public Future<Void> fold(Fact fact) {
        var entry = Entries.of(fact, Wire.json().createObjectNode());
        if (entry.isEmpty()) return Future.succeededFuture();
        var place = fact.place();
        var seen = ends.getIfPresent(place);
        return (seen == null || seen.n() == 0 ? shows.apply(place) : Future.succeededFuture(Optional.<ShowView>empty())).compose(show ->
            chain(place).append(seen, n -> record(n, place, entry.get(), show), new Chain.Origin("facts", fact.id(), fact.type().equals("show-ended") ? "ended" : ""), null)).compose(result -> switch (result) {
                case Result.Refused<Chain.Appended>(var why, var _) -> Future.failedFuture("the journal of " + place + " is contended: " + why);
                case Result.Ok<Chain.Appended>(var appended) -> {
                    ends.put(place, appended.end());
                    yield publish(place, appended.end(), fact.type().equals("show-ended"));
                }
            });
    }

    /** The first record says whose journal it is. One that is withheld from the public has a grain of salt: its digest cannot be guessed. */
    private ObjectNode record(long n, PlaceId place, ObjectNode entry, Optional<ShowView> show) {
        var record = Wire.json().createObjectNode().put("n", n);
        if (n == 1) record.put("show", place.value());
        if (n == 1) show.ifPresent(known -> record.put("title", known.title()).put("booth", known.booth().booth().value()).put("boothName", known.booth().name()));
        record.setAll(entry);
        return Entries.isPublic(entry.get("t").asText()) ? record : record.put("salt", dice.token(SALT));
    }

    /** Signs the root where one is due. Whoever folds the last fact again signs again what was signed before, which changes nothing. */
    private Future<Void> publish(PlaceId show, Chain.End end, boolean close) {
        if (close || end.n() % Limits.RECORDS_PER_ROOT == 0) return sign(show, end);
        return link.send(Command.HGET, Keys.journalHead(show), "ended").compose(ended -> ended == null ? Future.succeededFuture() : sign(show, end));
    }

    private Future<Void> sign(PlaceId show, Chain.End end) {
        var root = key.sign(show, end.n(), end.hash(), clock.millis());
        return PUBLISH.kept(link, List.of(Keys.journalRoots(show)), end.n(), Wire.write(root), Limits.JOURNAL_ROOTS).mapEmpty();
    }

    // ── what is read ──────────────────────────────────────────────────────────────────────────────────────────────

    /**
     * What everybody may know of a journal.
     *
     * @param close the root at the close of the show, or null before
     * @param last  the newest root, or null before the first
     * @param key   the public key with which this house signs now
     * @param untilMs when it may be deleted, or null before the close
     * @param held  whether it must be kept longer
     */
    public record Published(PlaceId show, long records, @vn.phien.protocol.Maybe Root close, @vn.phien.protocol.Maybe Root last, String key, @vn.phien.protocol.Maybe Long untilMs, boolean held) { }

    Future<Published> published(PlaceId show) {
        return link.batch(List.of(Link.request(Command.HMGET, Keys.journalHead(show), "n", "ended"), Link.request(Command.LRANGE, Keys.journalRoots(show), 0, -1),
            Link.request(Command.HGET, Keys.stage(show), "endedMs"), Link.request(Command.HEXISTS, Keys.legalHolds(show.shard()), show))).map(answers -> {
                var roots = answers.get(1).stream().map(root -> Wire.trusted(root.toString(), Root.class)).toList();
                var head = answers.get(0);
                var ended = head.get(1) == null ? -1 : head.get(1).toLong();
                var close = roots.stream().filter(root -> root.n() == ended).findFirst().orElse(null);
                return new Published(show, head.get(0) == null ? 0 : head.get(0).toLong(), close, roots.isEmpty() ? null : roots.getLast(), key.open(),
                    answers.get(2) == null ? null : keptUntil(answers.get(2).toLong()).toInstant().toEpochMilli(), answers.get(3).toInteger() == 1);
            });
    }

    private ZonedDateTime keptUntil(long endedMs) {
        return java.time.Instant.ofEpochMilli(endedMs).atZone(HERE).plusYears(years);
    }

    /** The whole journal as a file of lines: the records, then the roots. Waits for the store: not for event loops. */
    String file(PlaceId show) {
        return file(show, archive.lines(show));
    }

    /**
     * The journal as everybody may have it: records that are not for the public are withheld, and the rest can be checked all the same.
     * Empty when it cannot be told so, for it holds such records from before they had digests. Waits for the store: not for event loops.
     */
    Optional<String> publicFile(PlaceId show) {
        var lines = archive.lines(show).stream().map(Line::read).map(line -> isPublic(line) ? line : line.withheld()).toList();
        return lines.stream().anyMatch(line -> line.isWithheld() && line.digest() == null) ? Optional.empty() : Optional.of(file(show, lines.stream().map(Line::text).toList()));
    }

    private static boolean isPublic(Line line) {
        return Entries.isPublic(Wire.trusted(line.record(), ObjectNode.class).get("t").asText());
    }

    private String file(PlaceId show, List<String> lines) {
        var file = new StringBuilder();
        for (var line : lines) file.append(line).append('\n');
        for (var root : link.send(Command.LRANGE, Keys.journalRoots(show), 0, -1).await()) file.append("{\"root\":").append(root).append("}\n");
        return file.toString();
    }

    // ── how long it is kept ───────────────────────────────────────────────────────────────────────────────────────

    /** Why a journal must be kept longer. */
    public record LegalHold(String show, String reason, String office, long atMs) { }

    /** Keeps a journal until it is said otherwise. */
    Future<Void> hold(PlaceId show, LegalHold hold) {
        return link.send(Command.HSET, Keys.legalHolds(show.shard()), show, Wire.write(hold)).mapEmpty();
    }

    /** Whether it was held. */
    Future<Boolean> release(PlaceId show) {
        return link.send(Command.HDEL, Keys.legalHolds(show.shard()), show).map(gone -> gone.toInteger() == 1);
    }

    Future<List<LegalHold>> holds() {
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) asks.add(Link.request(Command.HVALS, Keys.legalHolds(new Shard(s))));
        return link.batch(asks).map(answers -> answers.stream().flatMap(all -> all.stream()).map(hold -> Wire.trusted(hold.toString(), LegalHold.class)).toList());
    }

    /** Deletes the journals whose time is over and that nobody holds; any node may, now and then. Answers how many. */
    public Future<Integer> tidy() {
        return endedBefore(clock.instant().atZone(HERE).minusYears(years).toInstant().toEpochMilli()).compose(shows -> drop(shows, 0, 0));
    }

    /** Packs the journals of shows that have been over for a while; any node may, now and then. Answers how many. Waits for the store: not for event loops. */
    public int pack() {
        int packed = 0;
        for (var show : endedBefore(clock.millis() - Limits.JOURNAL_LOOSE_MS).await()) if (archive.pack(show)) packed++;
        if (packed > 0) LOG.info("{} journals were packed", packed);
        return packed;
    }

    private Future<List<PlaceId>> endedBefore(long ms) {
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) asks.add(Link.request(Command.ZRANGEBYSCORE, Keys.endedShows(new Shard(s)), "-inf", "(" + ms));
        return link.batch(asks).map(answers -> {
            var shows = new ArrayList<PlaceId>();
            for (var answer : answers) for (var show : answer) shows.add(new PlaceId(show.toString()));
            return shows;
        });
    }

    private Future<Integer> drop(List<PlaceId> shows, int from, int done) {
        if (from >= shows.size()) return Future.succeededFuture(done);
        var some = shows.subList(from, Math.min(shows.size(), from + AT_ONCE));
        var drops = some.stream().map(show -> DROP.run(link, List.of(Keys.journalHead(show), Keys.journal(show), Keys.journalPack(show), Keys.journalRoots(show), Keys.legalHolds(show.shard())), show)).toList();
        return Future.all(drops).compose(all -> {
            int dropped = 0;
            for (int i = 0; i < some.size(); i++) {
                var answer = drops.get(i).result();
                if (!answer.get(0).toString().equals("ok") || answer.get(1).toInteger() == 0) continue;
                dropped++;
                ends.invalidate(some.get(i));
                LOG.info("the journal of {} was deleted: its {} years are over", some.get(i), years);
            }
            return drop(shows, from + AT_ONCE, done + dropped);
        });
    }
}
