package vn.phien.oversight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Id;
import vn.phien.base.Limits;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.facts.Fact;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Route;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * What officials and organizers did, and whose records were opened: append-only, in one chain of hashes for the market. An act is written
 * down before it is done, a record of a person before it leaves; where it cannot be written down, it is not done.
 */
public final class Audit {
    private static final Set<String> HEARD = Set.of("matter-opened", "matter-closed", "matter-said", "order-opened", "complaint-decided");
    private final InstantSource clock;
    private final Chain chain;

    public Audit(Link link, InstantSource clock) {
        this.clock = clock;
        this.chain = new Chain(link, Keys.auditHead(), Keys.audit());
    }

    Chain chain() {
        return chain;
    }

    private ObjectNode record(long n, long atMs, String type) {
        return Wire.json().createObjectNode().put("n", n).put("at", atMs).put("t", type);
    }

    /** Writes down that somebody opens the record of a person; done before it leaves. Refused {@code TOO_MANY_VIEWS} after {@link Limits#VIEWS_PER_HOUR} within an hour. */
    Future<Result<Void>> view(Overseer by, String what, String of, String reason, String text) {
        long now = clock.millis();
        return chain.append(null, n -> record(n, now, "record-opened").put("by", by.account().value()).put("role", by.role().code()).put("office", by.office()).put("what", what).put("of", of).put("reason", reason).put("text", text),
            Chain.Origin.NONE, new Chain.View(Keys.views(by.account()), now, Limits.VIEWS_PER_HOUR)).map(result -> result.map(done -> null));
    }

    /** Writes down what is about to be done. */
    Future<Result<Void>> act(AccountId by, String role, String method, String path, Consumer<ObjectNode> more) {
        long now = clock.millis();
        return chain.append(null, n -> {
            var record = record(n, now, "act").put("by", by.value()).put("role", role).put("method", method).put("path", path);
            more.accept(record);
            return record;
        }, Chain.Origin.NONE, null).map(result -> result.map(done -> null));
    }

    /** A fold of the facts: what the books remember of acts and of opened records. */
    public Future<Void> fold(Fact fact) {
        if (!HEARD.contains(fact.type())) return Future.succeededFuture();
        return chain.append(null, n -> {
            var record = record(n, fact.atMs(), fact.type());
            fact.body().properties().forEach(field -> {
                if (!List.of("t", "at").contains(field.getKey())) record.set(field.getKey(), field.getValue());
            });
            return record;
        }, new Chain.Origin(fact.shard().digits(), fact.id(), ""), null).compose(result -> result instanceof Result.Refused<?>(var why, _) ? Future.failedFuture("the audit is contended: " + why) : Future.succeededFuture());
    }

    /** The same routes; whatever changes something by the right of a role, and not of a post in the booth, is written down first. */
    public List<Route> watched(List<Route> table) {
        return table.stream().map(this::watched).toList();
    }

    private Route watched(Route route) {
        boolean byRole = route.access() instanceof Access.With || route.access() instanceof Access.WithOrInside || route.access() instanceof Access.Overseeing;
        if (route.method() == HttpMethod.GET || !byRole && !(route.access() instanceof Access.InBooth)) return route;
        return new Route(route.method(), route.path(), route.access(), route.tag(), route.what(), route.in(), route.out(), route.limit(), route.query(), route.cost(), ask -> {
            // a machine of the house itself reads measures; there is nobody to name
            if (ask.caller().person().isEmpty()) return route.work().on(ask);
            var person = ask.person();
            var booth = ask.path("booth");
            if (!byRole && Id.isSharded(BoothId.LETTER, booth) && person.worksIn(new BoothId(booth), BoothRole.MODERATOR)) return route.work().on(ask);
            var written = act(person.account(), role(person), route.method().name(), route.path(), record -> new TreeMap<>(ask.path()).forEach(record.putObject("of")::put)).await();
            return written instanceof Result.Refused<Void>(var why, var field) ? Answer.refused(why, field) : route.work().on(ask);
        });
    }

    private static String role(Caller.Person person) {
        return person.is(Role.OFFICIAL) ? Role.OFFICIAL.code() : person.is(Role.ORGANIZER) ? Role.ORGANIZER.code() : Role.DISTRIBUTOR.code();
    }
}
