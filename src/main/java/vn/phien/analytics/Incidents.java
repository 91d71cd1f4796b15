package vn.phien.analytics;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.NightId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.markets.Nights;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** What went wrong on a night: open until somebody takes it, then theirs until it is solved, with everything that was noted. */
public final class Incidents {
    private static final Script RAISE = Script.load("analytics/raise_incident");
    private static final Script MOVE = Script.load("analytics/move_incident");
    private final Link link;
    private final Nights nights;
    private final InstantSource clock;

    /**
     * An incident.
     *
     * @param alarm    the alarm of the wall that it was raised from, or null
     * @param state    "open", "taken" or "solved"
     * @param owner    who has taken it
     * @param takenMs  when it was taken for the first time
     * @param changes  everything that was done and noted, the oldest first
     */
    public record Incident(String id, String title, String level, @Maybe BoothId booth, @Maybe String alarm, String state, AccountId by, String name, long atMs, @Maybe AccountId owner, @Maybe String ownerName,
                           @Maybe Long takenMs, @Maybe Long solvedMs, List<Change> changes) { }

    /** @param what "taken", "solved", "open" again, or "note" */
    public record Change(String what, AccountId by, String name, long atMs, String key, @Maybe String note) { }

    public Incidents(Link link, Nights nights, InstantSource clock) {
        this.link = link;
        this.nights = nights;
        this.clock = clock;
    }

    /** Raises an incident. The same key again changes nothing. Refused: {@code NOT_FOUND}, {@code TOO_MANY}, {@code KEY_REUSED}. */
    public Future<Result<Incident>> raise(Caller.Person by, NightId night, String key, String title, String level, BoothId booth, String alarm) {
        return nights.find(night).compose(view -> {
            if (view.isEmpty()) return Future.succeededFuture(Result.<Incident>refused(Why.NOT_FOUND, "night"));
            var incident = new Incident(key, title, level, booth, alarm, "open", by.account(), by.name(), clock.millis(), null, null, null, null, List.of());
            var print = by.account() + " " + level + " " + booth + " " + alarm + " " + title;
            return RAISE.run(link, List.of(Keys.incidents(night), Keys.incidentOrder(night)), key, Wire.write(incident), print, Limits.INCIDENTS).map(Incidents::answered);
        });
    }

    /**
     * Takes, solves or opens an incident again, or notes something. The same key again changes nothing.
     * Refused: {@code NOT_FOUND}, {@code WRONG_STATE}, {@code TOO_MANY} notes.
     */
    public Future<Result<Incident>> move(Caller.Person by, NightId night, String id, String to, String note, String key) {
        return MOVE.run(link, List.of(Keys.incidents(night)), id, to, by.account(), by.name(), note == null ? "" : note, key, clock.millis(), Limits.INCIDENT_CHANGES).map(Incidents::answered);
    }

    private static Result<Incident> answered(io.vertx.redis.client.Response answer) {
        return switch (answer.get(0).toString()) {
            case "ok", "exists" -> Result.ok(incident(answer.get(1).toString()));
            case String why -> Result.refused(Why.of(why));
        };
    }

    /** Every incident of a night, the newest first. */
    public Future<List<Incident>> of(NightId night) {
        return link.send(Command.LRANGE, Keys.incidentOrder(night), 0, -1).compose(order -> {
            if (order.size() == 0) return Future.succeededFuture(List.of());
            var ask = Link.request(Command.HMGET, Keys.incidents(night));
            for (var id : order) ask.arg(id.toString());
            return link.send(ask).map(found -> {
                var all = new ArrayList<Incident>();
                for (var json : found) if (json != null) all.addFirst(incident(json.toString()));
                return List.copyOf(all);
            });
        });
    }

    private static Incident incident(String json) {
        return Wire.trusted(json, Incident.class);
    }
}
