package vn.phien.analytics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.NightId;
import vn.phien.base.PlaceId;
import vn.phien.base.Tones;
import vn.phien.base.Why;
import vn.phien.markets.Nights;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.BoothView;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * Who came to a night, counted and forgotten: each visitor goes into counters from which nobody can be read, to within about one in a
 * hundred. And what visitors looked for and did not find, in words of theirs that name nobody.
 */
public final class Visits {
    private static final Duration COUNTED = Duration.ofMinutes(10);
    private static final int LONGEST = 40, FEWEST_LETTERS = 2, MOST_DIGITS = 5;
    private final Link link;
    private final Nights nights;
    private final Function<PlaceId, Future<Optional<BoothId>>> boothOf;
    private final Function<BoothId, Future<Optional<BoothView>>> booths;
    /** Visits that stand in the counters: whoever came too early, or whose count was lost, is counted when they come again. */
    private final Cache<String, Boolean> counted = Caffeine.newBuilder().expireAfterWrite(COUNTED).maximumSize(100_000).build();

    public Visits(Link link, Nights nights, Function<PlaceId, Future<Optional<BoothId>>> boothOf, Function<BoothId, Future<Optional<BoothView>>> booths) {
        this.link = link;
        this.nights = nights;
        this.boothOf = boothOf;
        this.booths = booths;
    }

    /** Looks at what a phone said and was answered, for what counts here. */
    public void heard(Caller caller, String from, Inbound command, Outbound.Reply reply) {
        switch (command) {
            case Inbound.WatchNight watch when !(reply instanceof Outbound.Refused) -> walked(caller, from, watch.night());
            case Inbound.JoinRoom join when !(reply instanceof Outbound.Refused) -> came(caller, from, join.room());
            case Inbound.PostChat said when reply instanceof Outbound.ChatPosted posted && posted.refused() != null && posted.refused().why() == Why.NOT_IN_LINE_UP -> unknownCode(said.room(), said.text());
            default -> { }
        }
    }

    /** Somebody came into a booth's room. Those who work there are no visitors. @param from their network address, for those who have not signed in */
    public Future<Void> came(Caller caller, String from, PlaceId room) {
        var who = who(caller, from);
        var visit = who + " " + room;
        if (counted.getIfPresent(visit) != null) return Future.succeededFuture();
        return boothOf.apply(room).compose(booth -> booth.isEmpty() || caller.worksIn(booth.get(), BoothRole.MODERATOR) ? Future.succeededFuture() : nights.openNightOf(booth.get()).compose(night -> night.isEmpty() ? Future.succeededFuture()
            : Future.all(nights.stands(night.get().night()), booths.apply(booth.get())).compose(read -> {
                List<vn.phien.protocol.Views.StandView> stands = read.resultAt(0);
                Optional<BoothView> view = read.resultAt(1);
                var asks = new ArrayList<Request>();
                asks.add(count(Keys.visits(night.get().night(), booth.get()), who));
                asks.add(count(Keys.visits(night.get().night(), ""), who));
                stands.stream().filter(stand -> stand.booth().equals(booth.get())).findFirst().ifPresent(stand -> asks.add(count(Keys.visits(night.get().night(), stand.hall().value()), who)));
                view.ifPresent(found -> asks.add(count(Keys.visits(night.get().night(), found.province()), who)));
                return link.batch(asks).<Void>mapEmpty().onSuccess(done -> counted.put(visit, true));
            })));
    }

    /** Somebody walks the street of a night. */
    public Future<Void> walked(Caller caller, String from, NightId night) {
        var who = who(caller, from);
        var visit = who + " " + night;
        if (counted.getIfPresent(visit) != null) return Future.succeededFuture();
        return nights.find(night).compose(view -> view.isEmpty() || !view.get().state().equals("open") ? Future.succeededFuture()
            : link.batch(List.of(count(Keys.visits(night, ""), who))).<Void>mapEmpty().onSuccess(done -> counted.put(visit, true)));
    }

    private static Request count(String key, String who) {
        return Link.request(Command.PFADD, key, who);
    }

    private static String who(Caller caller, String from) {
        return caller.person().map(person -> person.account().value()).orElse("at " + from);
    }

    // ── what was asked for and not found ──────────────────────────────────────────────────────────────────────────

    /** A search of the open nights found nothing. */
    public Future<Void> foundNothing(String words) {
        var plain = harmless(words);
        return plain.isEmpty() ? Future.succeededFuture() : nights.list("open").compose(open -> {
            Future<?> done = Future.succeededFuture();
            for (var night : open) done = done.compose(v -> more(Keys.askedInVain(night.night()), plain.get(), Limits.ASKED_IN_VAIN));
            return done.mapEmpty();
        });
    }

    /** Somebody ordered by a code that no item of the show has. */
    public Future<Void> unknownCode(PlaceId room, String text) {
        var code = java.util.regex.Pattern.compile("(?<![\\p{L}\\d])([A-Za-z]{1,2}\\d{1,3})(?![\\p{L}\\d])").matcher(text);
        if (!code.find()) return Future.succeededFuture();
        return boothOf.apply(room).compose(booth -> booth.isEmpty() ? Future.succeededFuture() : nights.openNightOf(booth.get()).compose(night -> night.isEmpty() ? Future.succeededFuture()
            : more(Keys.unknownCodes(night.get().night(), booth.get()), code.group(1).toUpperCase(java.util.Locale.ROOT), Limits.UNKNOWN_CODES)));
    }

    /** When there are too many different ones, those asked for least go. */
    private Future<Void> more(String key, String what, int most) {
        return link.batch(List.of(Link.request(Command.ZINCRBY, key, 1, what), Link.request(Command.ZREMRANGEBYRANK, key, 0, -most - 1))).mapEmpty();
    }

    /** The words without tones and case, cut; nothing of what could be a phone number, an address or an e-mail. */
    static Optional<String> harmless(String words) {
        if (words == null || words.indexOf('@') >= 0 || words.chars().filter(Character::isDigit).count() > MOST_DIGITS) return Optional.empty();
        var plain = Tones.plain(words).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        if (plain.chars().filter(Character::isLetter).count() < FEWEST_LETTERS) return Optional.empty();
        return Optional.of(plain.length() > LONGEST ? plain.substring(0, LONGEST).strip() : plain);
    }

    /** Words or codes, those asked for most first. */
    record Asked(String what, int times) { }

    Future<List<Asked>> inVain(NightId night) {
        return link.send(Command.ZRANGE, Keys.askedInVain(night), 0, 99, "REV", "WITHSCORES").map(Visits::asked);
    }

    static List<Asked> asked(io.vertx.redis.client.Response scored) {
        var asked = new ArrayList<Asked>();
        for (int i = 0; i < scored.size(); i++) {
            // RESP3 pairs them, RESP2 does not
            if (scored.get(i).type() == io.vertx.redis.client.ResponseType.MULTI) asked.add(new Asked(scored.get(i).get(0).toString(), (int) scored.get(i).get(1).toDouble().doubleValue()));
            else asked.add(new Asked(scored.get(i).toString(), (int) Double.parseDouble(scored.get(++i).toString())));
        }
        return List.copyOf(asked);
    }
}
