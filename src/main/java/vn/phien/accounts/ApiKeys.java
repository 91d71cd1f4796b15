package vn.phien.accounts;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Why;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * Keys for machines: {@code phk_} and 52 letters and digits, sent as {@code Authorization: Bearer phk_…}. A key works as staff of
 * one booth or as an organizer, under an account of its own that has no person behind it. It is shown once and stored as a hash.
 */
public final class ApiKeys {
    /** What a session of a machine begins with. */
    static final String SESSION = "key-";
    private static final Pattern KEY = Pattern.compile("phk_[0-9a-z]{52}");
    private static final String BELL = "phien.key-revoked";
    private final Link link;
    private final InstantSource clock;
    private final Dice dice;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** What a key may do. */
    public sealed interface Scope {
        /** As staff of one booth. */
        record Booth(BoothId booth) implements Scope {
            @Override
            public String toString() {
                return booth.value();
            }
        }

        /** As an organizer, except for giving roles and making keys. */
        record Organizer() implements Scope {
            @Override
            public String toString() {
                return "organizer";
            }
        }

        Scope ORGANIZER = new Organizer();

        private static Scope of(String text) {
            return text.equals("organizer") ? ORGANIZER : new Booth(new BoothId(text));
        }
    }

    /** A key as its owner sees it later. {@code end} is its last four characters. */
    public record Listed(String id, String name, String end, AccountId by, long createdMs) { }

    /** A key as it is shown once. */
    public record Fresh(String key, Listed listed) {
        @Override
        public String toString() {
            return "Fresh[" + listed.id() + "]";
        }
    }

    private record Kept(String id, String name, String end, AccountId by, long createdMs, String hash) { }

    ApiKeys(Link link, InstantSource clock, Dice dice) {
        this.link = link;
        this.clock = clock;
        this.dice = dice;
        link.vertx().eventBus().<String>consumer(BELL, bell -> tell(bell.body()));
    }

    void onRevoked(Consumer<String> listener) {
        listeners.add(listener);
    }

    static boolean isKey(String token) {
        return token != null && KEY.matcher(token).matches();
    }

    /** Whether a machine is speaking. */
    public static boolean isMachine(Caller.Person person) {
        return person.session().startsWith(SESSION);
    }

    /** A new key; TOO_MANY over 20 in a scope. */
    public Future<Result<Fresh>> make(Scope scope, String name, AccountId by) {
        var key = "phk_" + dice.token(52);
        var kept = new Kept(dice.token(10), name, key.substring(key.length() - 4), by, clock.millis(), Logins.hash(key));
        return link.send(Command.HLEN, Keys.apiKeys(scope.toString())).compose(count -> {
            if (count.toInteger() >= Limits.API_KEYS) return Future.succeededFuture(Result.refused(Why.TOO_MANY));
            // the list first: a key that is not listed could not be taken back
            return link.send(Command.HSET, Keys.apiKeys(scope.toString()), kept.id(), Wire.write(kept))
                .compose(_ -> link.send(Command.HSET, Keys.apiKey(kept.hash()), "id", kept.id(), "name", name, "scope", scope, "account", AccountId.random(dice)))
                .map(_ -> Result.ok(new Fresh(key, listed(kept))));
        });
    }

    /** The keys of a scope, newest first. */
    public Future<List<Listed>> list(Scope scope) {
        return link.send(Command.HVALS, Keys.apiKeys(scope.toString())).map(answer -> {
            var keys = new ArrayList<Listed>();
            for (var json : answer) keys.add(listed(Wire.trusted(json.toString(), Kept.class)));
            keys.sort(Comparator.comparingLong(Listed::createdMs).reversed());
            return keys;
        });
    }

    /** Takes a key back; NOT_FOUND when the scope has none of that name. */
    public Future<Result<Void>> revoke(Scope scope, String id) {
        return link.send(Command.HGET, Keys.apiKeys(scope.toString()), id).compose(json -> {
            if (json == null) return Future.succeededFuture(Result.refused(Why.NOT_FOUND));
            var kept = Wire.trusted(json.toString(), Kept.class);
            return link.send(Command.DEL, Keys.apiKey(kept.hash()))
                .onSuccess(_ -> {
                    tell(kept.hash());
                    link.vertx().eventBus().publish(BELL, kept.hash());
                })
                .compose(_ -> Logins.noteEnded(link, clock.millis(), List.of(SESSION + kept.hash())))
                .compose(_ -> link.send(Command.HDEL, Keys.apiKeys(scope.toString()), id)).map(_ -> Result.ok(null));
        });
    }

    Future<Caller> caller(String hash) {
        return link.send(Command.HMGET, Keys.apiKey(hash), "account", "name", "scope").map(row -> {
            if (row.get(0) == null) return Caller.ANONYMOUS;
            var account = new AccountId(row.get(0).toString());
            var name = row.get(1).toString();
            return switch (Scope.of(row.get(2).toString())) {
                case Scope.Booth(var booth) -> new Caller.Person(account, name, SESSION + hash, Set.of(), Map.of(booth, BoothRole.STAFF));
                case Scope.Organizer() -> new Caller.Person(account, name, SESSION + hash, Set.of(Role.ORGANIZER), Map.of());
            };
        });
    }

    private void tell(String hash) {
        for (var listener : listeners) listener.accept(hash);
    }

    private static Listed listed(Kept kept) {
        return new Listed(kept.id(), kept.name(), kept.end(), kept.by(), kept.createdMs());
    }
}
