package vn.phien.accounts;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Limits;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** Who works in which booth. The booth's list is the truth; each account remembers the booths in which to look itself up. */
public final class Staff {
    private static final Script SET = Script.load("accounts/set_staff");
    private final Link link;
    private final Consumer<AccountId> changed;

    Staff(Link link, Consumer<AccountId> changed) {
        this.link = link;
        this.changed = changed;
    }

    /** Everybody in the booth, owners first. */
    public Future<Map<AccountId, BoothRole>> of(BoothId booth) {
        return link.send(Command.HGETALL, Keys.staff(booth)).map(answer -> {
            var all = new LinkedHashMap<AccountId, BoothRole>();
            answer.getKeys().stream().map(account -> Map.entry(new AccountId(account), role(answer.get(account).toString())))
                .sorted(Map.Entry.<AccountId, BoothRole>comparingByValue().reversed()).forEach(entry -> all.put(entry.getKey(), entry.getValue()));
            return all;
        });
    }

    /** The account's posts. */
    public Future<Map<BoothId, BoothRole>> posts(AccountId account) {
        return link.send(Command.SMEMBERS, Keys.posts(account)).compose(answer -> {
            var booths = answer.stream().map(Response::toString).map(BoothId::new).toList();
            return link.batch(booths.stream().map(booth -> Link.request(Command.HGET, Keys.staff(booth), account)).toList()).map(rows -> Callers.posts(booths, rows));
        });
    }

    /** Gives a post, or another one: NOT_FOUND in a booth without an owner, BOOTH_NEEDS_OWNER, TOO_MANY over 50 people or booths. */
    public Future<Result<BoothRole>> put(BoothId booth, AccountId account, BoothRole role) {
        return link.send(Command.SCARD, Keys.posts(account)).compose(count -> {
            if (count.toInteger() >= Limits.BOOTHS_PER_PERSON) return Future.succeededFuture(Result.refused(Why.TOO_MANY, "booth"));
            return link.send(Command.SADD, Keys.posts(account), booth).compose(_ -> set(booth, account, role.code())).map(done -> done.map(_ -> role));
        });
    }

    /** Takes a post away: NOT_FOUND, BOOTH_NEEDS_OWNER. */
    public Future<Result<Void>> remove(BoothId booth, AccountId account) {
        return set(booth, account, "").compose(done -> done instanceof Result.Ok<Void>
            ? link.send(Command.SREM, Keys.posts(account), booth).map(_ -> done) : Future.succeededFuture(done));
    }

    private Future<Result<Void>> set(BoothId booth, AccountId account, String role) {
        return SET.kept(link, List.of(Keys.staff(booth)), account, role, Limits.STAFF_PER_BOOTH).map(answer -> {
            changed.accept(account);
            return answer.get(0).toString().equals("ok") ? Result.<Void>ok(null) : Result.<Void>refused(Why.of(answer.get(0).toString()));
        });
    }

    static BoothRole role(String code) {
        return BoothRole.valueOf(code.toUpperCase(Locale.ROOT));
    }
}
