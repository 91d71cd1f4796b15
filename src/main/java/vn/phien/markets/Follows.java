package vn.phien.markets;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Id;
import vn.phien.base.Limits;
import vn.phien.base.MarketId;
import vn.phien.base.NightId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * Who follows which market, night or booth. The follower's own list is written first and struck last, so that whoever a thing would tell
 * finds it in the own list too.
 */
public final class Follows {
    private final Link link;
    private final InstantSource clock;

    /** @param thing a market, a night or a booth */
    public record Follow(String thing, long sinceMs) { }

    public Follows(Link link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    /** The market, night or booth of this name, if it can be one. */
    static Optional<Id.Sharded> thing(String name) {
        if (Id.isSharded(MarketId.LETTER, name)) return Optional.of(new MarketId(name));
        if (Id.isSharded(NightId.LETTER, name)) return Optional.of(new NightId(name));
        return Id.isSharded(BoothId.LETTER, name) ? Optional.of(new BoothId(name)) : Optional.empty();
    }

    /** Follows; saying it again changes nothing. Refused: {@code NOT_FOUND}, {@code TOO_MANY}. */
    public Future<Result<Void>> follow(AccountId account, Id.Sharded thing) {
        return link.batch(List.of(Link.request(Command.EXISTS, there(thing)), Link.request(Command.HEXISTS, Keys.follows(account), thing), Link.request(Command.HLEN, Keys.follows(account)))).compose(found -> {
            if (found.get(0).toInteger() == 0) return Future.succeededFuture(Result.refused(Why.NOT_FOUND));
            if (found.get(1).toInteger() == 0 && found.get(2).toInteger() >= Limits.FOLLOWS) return Future.succeededFuture(Result.refused(Why.TOO_MANY));
            return link.send(Command.HSETNX, Keys.follows(account), thing, clock.millis()).compose(own -> link.send(Command.SADD, Keys.followers(thing), account)).map(Result.ok(null));
        });
    }

    private static String there(Id.Sharded thing) {
        return switch (thing) {
            case MarketId market -> Keys.market(market);
            case NightId night -> Keys.night(night);
            case BoothId booth -> Keys.booth(booth);
            default -> throw new IllegalArgumentException("cannot be followed: " + thing);
        };
    }

    public Future<Void> unfollow(AccountId account, Id.Sharded thing) {
        return link.send(Command.SREM, Keys.followers(thing), account).compose(gone -> link.send(Command.HDEL, Keys.follows(account), thing)).mapEmpty();
    }

    /** What a person follows, the newest first. */
    public Future<List<Follow>> of(AccountId account) {
        return link.send(Command.HGETALL, Keys.follows(account)).map(fields -> {
            var all = new ArrayList<Follow>();
            for (var thing : fields.getKeys()) all.add(new Follow(thing, fields.get(thing).toLong()));
            all.sort(Comparator.comparingLong(Follow::sinceMs).reversed().thenComparing(Follow::thing));
            return List.copyOf(all);
        });
    }

    /** Everybody who follows any of the things, once each, in the same order every time. */
    Future<List<AccountId>> followers(List<? extends Id.Sharded> things) {
        if (things.isEmpty()) return Future.succeededFuture(List.of());
        return link.batch(things.stream().map(thing -> Link.request(Command.SMEMBERS, Keys.followers(thing))).toList()).map(answers -> {
            var all = new TreeMap<String, AccountId>();
            for (var answer : answers) for (var account : answer) all.put(account.toString(), new AccountId(account.toString()));
            return List.copyOf(all.values());
        });
    }

    /** A step of erasure: nobody follows in this person's name any more. */
    public Future<Void> forget(AccountId account) {
        return of(account).compose(all -> {
            var gone = all.stream().flatMap(follow -> thing(follow.thing()).stream()).map(thing -> unfollow(account, thing)).toList();
            return gone.isEmpty() ? Future.succeededFuture() : Future.all(gone).mapEmpty();
        });
    }
}
