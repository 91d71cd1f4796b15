package vn.phien.accounts;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.phien.base.AccountId;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/**
 * Where people are signed in. A token is 256 random bits and says nothing; the store holds its hash, so that a copy of the store
 * signs nobody in. A login ends 30 days after its last use.
 */
public final class Logins {
    private static final Script READ = Script.load("accounts/read_login");
    private static final int TOKEN_BYTES = 32;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final long TOUCH_MS = 60 * 60_000;
    private static final int SHOWN = 16;
    private static final String BELL = "phien.login-revoked";
    /** How long what ended stays written down; the clocks of nodes may differ by less. */
    private static final long ENDED_MS = 2 * 60_000;

    private final Link link;
    private final InstantSource clock;
    private final Dice dice;
    private final String node;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile Set<String> seen = Set.of();

    /** A fresh login: the token for the cookie, and its hash, which is the session's name from here on. */
    public record Login(String token, String hash) {
        @Override
        public String toString() {
            return "Login[…]";
        }
    }

    /** A place where somebody is signed in. {@code hash} is its session. */
    public record Place(String hash, String device, long createdMs, long seenMs) {
        /** The short name by which its owner signs it out. */
        public String id() {
            return hash.substring(0, SHOWN).toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Logins(Link link, InstantSource clock, Dice dice) {
        this.link = link;
        this.clock = clock;
        this.dice = dice;
        this.node = dice.token(12);
        link.vertx().eventBus().<String>consumer(BELL, bell -> {
            if (!node.equals(bell.headers().get("node"))) tell(bell.body());
        });
    }

    /** Called with the hash of every login that ended, on this node at once, on the others as soon as the bell rings: close its sockets. */
    public void onRevoked(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Signs an account in. Over 20 places the one not used for longest is signed out. */
    public Future<Login> open(AccountId account, String device) {
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(dice.bytes(TOKEN_BYTES));
        var login = new Login(token, hash(token));
        long now = clock.millis();
        // the list first: a login that is not listed could not be signed out
        return link.send(Command.SADD, Keys.logins(account), login.hash())
            .compose(_ -> link.batch(List.of(
                Link.request(Command.HSET, Keys.login(login.hash()), "account", account, "device", device, "created", now, "seen", now, "expires", now + Limits.LOGIN_MS),
                Link.request(Command.PEXPIRE, Keys.login(login.hash()), Limits.LOGIN_MS))))
            .compose(_ -> places(account))
            .compose(places -> end(account, places.stream().skip(Limits.DEVICES).map(Place::hash).toList()))
            .map(login);
    }

    /** Whose login this is, while it stands. Uses it: its end moves on. */
    public Future<Optional<AccountId>> account(String hash) {
        return READ.run(link, List.of(Keys.login(hash)), clock.millis(), Limits.LOGIN_MS, TOUCH_MS)
            .map(answer -> answer.size() == 0 ? Optional.empty() : Optional.of(new AccountId(answer.get(0).toString())));
    }

    /** Where the account is signed in, last used first. */
    public Future<List<Place>> places(AccountId account) {
        return link.send(Command.SMEMBERS, Keys.logins(account)).compose(answer -> {
            var hashes = answer.stream().map(Response::toString).toList();
            return link.batch(hashes.stream().map(hash -> Link.request(Command.HMGET, Keys.login(hash), "device", "created", "seen", "expires")).toList()).compose(rows -> {
                var places = new ArrayList<Place>();
                var gone = new ArrayList<String>();
                for (int i = 0; i < rows.size(); i++) {
                    var row = rows.get(i);
                    if (row.get(3) == null || row.get(3).toLong() <= clock.millis()) gone.add(hashes.get(i));
                    else places.add(new Place(hashes.get(i), row.get(0).toString(), row.get(1).toLong(), row.get(2).toLong()));
                }
                places.sort(Comparator.comparingLong(Place::seenMs).thenComparingLong(Place::createdMs).reversed());
                return (gone.isEmpty() ? Future.succeededFuture() : forget(account, gone)).map(places);
            });
        });
    }

    /** Signs out one login of the account. */
    public Future<Void> close(AccountId account, String hash) {
        return end(account, List.of(hash));
    }

    /** Signs the account out everywhere but in {@code but}, which may be null. */
    public Future<Void> closeAll(AccountId account, String but) {
        return link.send(Command.SMEMBERS, Keys.logins(account))
            .compose(answer -> end(account, answer.stream().map(Response::toString).filter(hash -> !hash.equals(but)).toList()));
    }

    private Future<Void> end(AccountId account, List<String> hashes) {
        if (hashes.isEmpty()) return Future.succeededFuture();
        // for good: no failover may sign somebody in again
        return Future.all(hashes.stream().map(hash -> link.kept(Command.DEL, Keys.login(hash))).toList())
            .onSuccess(_ -> hashes.forEach(this::ring))
            .compose(_ -> noteEnded(link, clock.millis(), hashes))
            .compose(_ -> forget(account, hashes));
    }

    /** Writes down what ended, for nodes that do not hear the bell. */
    static Future<Void> noteEnded(Link link, long nowMs, List<String> hashes) {
        var asks = new ArrayList<io.vertx.redis.client.Request>();
        asks.add(Link.request(Command.ZREMRANGEBYSCORE, Keys.ended(), "-inf", nowMs - ENDED_MS));
        for (var hash : hashes) asks.add(Link.request(Command.ZADD, Keys.ended(), nowMs, hash));
        return link.batch(asks).mapEmpty();
    }

    /** Closes what ended of late on any node: a bell may have been lost. What is closed already stays closed. */
    Future<Void> lookForEnded() {
        return link.send(Command.ZRANGEBYSCORE, Keys.ended(), clock.millis() - ENDED_MS, "+inf").map(hashes -> {
            var found = new HashSet<String>();
            for (var hash : hashes) found.add(hash.toString());
            found.stream().filter(hash -> !seen.contains(hash)).forEach(this::tell);
            seen = found;
            return null;
        });
    }

    private Future<Void> forget(AccountId account, List<String> hashes) {
        return link.send(Command.SREM, Stream.concat(Stream.of(Keys.logins(account)), hashes.stream()).toArray()).mapEmpty();
    }

    private void ring(String hash) {
        tell(hash);
        link.vertx().eventBus().publish(BELL, hash, new io.vertx.core.eventbus.DeliveryOptions().addHeader("node", node));
    }

    private void tell(String hash) {
        for (var listener : listeners) listener.accept(hash);
    }

    /** Whether a text has the shape of a token. */
    public static boolean isToken(String text) {
        return text != null && TOKEN.matcher(text).matches();
    }

    /** The hash under which a token is stored: SHA-256 in hexadecimal. A token has 256 random bits, so no salt is needed. */
    public static String hash(String token) {
        try {
            return java.util.HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Objects.requireNonNull(token).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
