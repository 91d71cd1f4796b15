package vn.phien.analytics;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.NightId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.markets.Nights;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.AnnouncementView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Briefly;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** What the organizers say to all rooms of a night at once: shown calmly until it is over or taken back, and kept with who said it. */
public final class Announcements {
    private static final Script ANNOUNCE = Script.load("analytics/announce");
    private static final java.time.Duration SEEN = java.time.Duration.ofSeconds(1);
    private final Link link;
    private final Nights nights;
    private final InstantSource clock;
    private final BiFunction<NightId, Outbound, Future<Void>> tell;
    private final Briefly<NightId, List<Kept>> kept;

    /** @param backMs when it was taken back, if it was */
    public record Kept(String id, String text, String tone, AccountId by, String name, long atMs, long untilMs, @Maybe Long backMs, @Maybe String backName) {
        AnnouncementView view() {
            return new AnnouncementView(id, text, tone, atMs, untilMs);
        }
    }

    private record Said(String id, String text, String tone, AccountId by, String name, long atMs, long untilMs) { }

    private record Back(AccountId by, String name, long atMs) { }

    /** @param tell tells every phone in the rooms of a night something that may be lost */
    public Announcements(Link link, Nights nights, InstantSource clock, BiFunction<NightId, Outbound, Future<Void>> tell) {
        this.link = link;
        this.nights = nights;
        this.clock = clock;
        this.tell = tell;
        this.kept = new Briefly<>(SEEN, this::read);
    }

    /** Says something. The same key again changes nothing. Refused: {@code NOT_FOUND}, {@code WRONG_STATE} for a night that is over, {@code TOO_MANY}, {@code KEY_REUSED}. */
    public Future<Result<Kept>> announce(Caller.Person by, NightId night, String key, String text, String tone, long forMs) {
        long now = clock.millis();
        return nights.find(night).compose(view -> {
            if (view.isEmpty()) return Future.succeededFuture(Result.<Kept>refused(Why.NOT_FOUND, "night"));
            var over = view.get().state().equals("closed");
            var said = new Said(key, text, tone, by.account(), by.name(), now, now + forMs);
            return ANNOUNCE.run(link, List.of(Keys.announcements(night)), key, Wire.write(said), by.account() + " " + tone + " " + forMs + " " + text, Limits.ANNOUNCEMENTS, over ? "1" : "").compose(answer -> switch (answer.get(0).toString()) {
                case "ok", "exists" -> {
                    kept.forget(night);
                    // what was taken back before it was said again must not come back
                    yield of(night).map(all -> all.stream().filter(one -> one.id.equals(key)).findFirst().orElseThrow())
                        .compose(made -> (made.backMs == null ? tell.apply(night, new Outbound.Announced(night, made.view())) : Future.<Void>succeededFuture()).map(Result.ok(made)));
                }
                case "wrong-state" -> Future.succeededFuture(Result.<Kept>refused(Why.WRONG_STATE, "night"));
                case String why -> Future.succeededFuture(Result.<Kept>refused(Why.of(why), "key"));
            });
        });
    }

    /** Takes an announcement back at once. Again changes nothing. Refused: {@code NOT_FOUND}. */
    public Future<Result<Kept>> takeBack(Caller.Person by, NightId night, String id) {
        return link.send(Command.HGET, Keys.announcements(night), id).compose(said -> said == null ? Future.succeededFuture(Result.<Kept>refused(Why.NOT_FOUND, "announcement"))
            : link.send(Command.HSETNX, Keys.announcements(night), id + "|back", Wire.write(new Back(by.account(), by.name(), clock.millis()))).compose(first -> {
                kept.forget(night);
                return tell.apply(night, new Outbound.AnnouncementTakenBack(night, id)).compose(v -> of(night)).map(all -> Result.ok(all.stream().filter(one -> one.id.equals(id)).findFirst().orElseThrow()));
            }));
    }

    /** Every announcement of a night, the newest first. */
    public Future<List<Kept>> of(NightId night) {
        return kept.get(night);
    }

    /** What is to be shown now, over all nights, the newest first. */
    public Future<List<AnnouncementView>> now() {
        return nights.list("applications", "published", "open").compose(all -> {
            var read = all.stream().map(night -> kept.get(night.night())).toList();
            if (read.isEmpty()) return Future.succeededFuture(List.of());
            long now = clock.millis();
            return Future.all(read).map(done -> read.stream().flatMap(one -> one.result().stream()).filter(one -> one.backMs == null && one.untilMs > now)
                .sorted(Comparator.comparingLong(Kept::atMs).reversed()).map(Kept::view).toList());
        });
    }

    private Future<List<Kept>> read(NightId night) {
        return link.send(Command.HGETALL, Keys.announcements(night)).map(fields -> {
            Map<String, Back> back = new HashMap<>();
            var said = new ArrayList<Said>();
            for (var name : fields.getKeys()) {
                var json = fields.get(name).toString();
                if (name.endsWith("|back")) back.put(name.substring(0, name.indexOf('|')), Wire.trusted(json, Back.class));
                else if (name.indexOf('|') < 0) said.add(Wire.trusted(json, Said.class));
            }
            return said.stream().map(one -> {
                var gone = Optional.ofNullable(back.get(one.id));
                return new Kept(one.id, one.text, one.tone, one.by, one.name, one.atMs, one.untilMs, gone.map(Back::atMs).orElse(null), gone.map(Back::name).orElse(null));
            }).sorted(Comparator.comparingLong(Kept::atMs).reversed()).toList();
        });
    }
}
