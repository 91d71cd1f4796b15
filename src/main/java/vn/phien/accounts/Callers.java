package vn.phien.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.Role;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** Who a token speaks for. Believed for five seconds, forgotten at once on this node when it changes. */
final class Callers {
    private static final Role[] ROLES = Role.values();
    private final Link link;
    private final Logins logins;
    private final ApiKeys keys;
    private final Cache<String, Caller> known = Caffeine.newBuilder().expireAfterWrite(Limits.CALLER_CACHE_MS, TimeUnit.MILLISECONDS).maximumSize(100_000).build();
    private final Cache<String, AccountId> whose = Caffeine.newBuilder().expireAfterAccess(Limits.IDLE_CALLER_MS * 2, TimeUnit.MILLISECONDS).maximumSize(100_000).build();

    Callers(Link link, Logins logins, ApiKeys keys) {
        this.link = link;
        this.logins = logins;
        this.keys = keys;
        logins.onRevoked(this::drop);
        keys.onRevoked(this::drop);
    }

    Future<Caller> caller(String token) {
        boolean machine = ApiKeys.isKey(token);
        if (!machine && !Logins.isToken(token)) return Future.succeededFuture(Caller.ANONYMOUS);
        var hash = Logins.hash(token);
        var cached = known.getIfPresent(hash);
        if (cached != null) return Future.succeededFuture(cached);
        return (machine ? keys.caller(hash) : signedIn(hash)).map(caller -> {
            if (caller instanceof Caller.Anonymous) return caller;
            // whoever signed out while this was read left a mark, and the mark stays
            var first = known.asMap().putIfAbsent(hash, caller);
            return first == null ? caller : first;
        });
    }

    /** A login is one account's for as long as it stands, so whoever was here before is read together with the login. */
    private Future<Caller> signedIn(String hash) {
        var before = whose.getIfPresent(hash);
        var login = logins.account(hash);
        if (before != null) return Future.all(login, person(before, hash)).map(both -> login.result().isEmpty() ? Caller.ANONYMOUS : both.resultAt(1));
        return login.compose(found -> {
            if (found.isEmpty()) return Future.succeededFuture(Caller.ANONYMOUS);
            whose.put(hash, found.get());
            return person(found.get(), hash);
        });
    }

    private Future<Caller> person(AccountId account, String hash) {
        var fields = Stream.concat(Stream.of(Keys.account(account), "name", "erased"), Arrays.stream(ROLES).map(Accounts::field)).toArray();
        return link.batch(List.of(Link.request(Command.HMGET, fields), Link.request(Command.SMEMBERS, Keys.posts(account)))).compose(rows -> {
            var row = rows.get(0);
            if (row.get(0) == null || row.get(1) != null) return Future.succeededFuture(Caller.ANONYMOUS);
            var booths = rows.get(1).stream().map(booth -> new BoothId(booth.toString())).toList();
            return link.batch(booths.stream().map(booth -> Link.request(Command.HGET, Keys.staff(booth), account)).toList())
                .map(posts -> new Caller.Person(account, row.get(0).toString(), hash, roles(row), posts(booths, posts)));
        });
    }

    private static Set<Role> roles(Response row) {
        var roles = EnumSet.of(Role.BUYER);
        for (var role : ROLES) if (row.get(2 + role.ordinal()) != null) roles.add(role);
        return roles;
    }

    /** The booth's own list says who works there; the account's list says where to look. */
    static Map<BoothId, BoothRole> posts(List<BoothId> booths, List<Response> answers) {
        var posts = new HashMap<BoothId, BoothRole>();
        for (int i = 0; i < booths.size(); i++) {
            if (answers.get(i) != null) posts.put(booths.get(i), Staff.role(answers.get(i).toString()));
        }
        return posts;
    }

    private void drop(String hash) {
        known.put(hash, Caller.ANONYMOUS);
    }

    /** What is known of the account is out of date. */
    void drop(AccountId account) {
        known.asMap().values().removeIf(caller -> caller instanceof Caller.Person person && person.account().equals(account));
    }
}
