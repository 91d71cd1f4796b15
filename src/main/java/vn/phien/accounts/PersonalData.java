package vn.phien.accounts;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import vn.phien.base.AccountId;
import vn.phien.base.BoothRole;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Why;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * A person's right to see all that is kept of them and to have it erased (Law 91/2025/QH15). Features that keep personal data of
 * their own add a chapter to the one and a step to the other.
 */
public final class PersonalData {
    private final Accounts accounts;
    private final Link link;
    private final Vault vault;
    private final InstantSource clock;
    private final Map<String, Function<AccountId, ? extends Future<?>>> chapters = java.util.Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<Function<AccountId, Future<Void>>> steps = new CopyOnWriteArrayList<>();

    PersonalData(Accounts accounts, Link link, Vault vault, InstantSource clock) {
        this.accounts = accounts;
        this.link = link;
        this.vault = vault;
        this.clock = clock;
    }

    /** Adds a chapter to what people can export: a value that can be written as JSON. */
    public void onExport(String chapter, Function<AccountId, ? extends Future<?>> read) {
        chapters.put(chapter, read);
    }

    /** Adds a step of erasure. It must be repeatable: when one fails, all are run again the next time the person asks. */
    public void onErase(Function<AccountId, Future<Void>> erase) {
        steps.add(erase);
    }

    /** Everything that is kept of a person, by chapter. */
    public Future<Map<String, Object>> export(AccountId account) {
        var all = new LinkedHashMap<String, Object>();
        Future<?> done = accounts.find(account).compose(found -> {
            var person = found.orElseThrow(() -> new IllegalStateException("no such person"));
            all.put("account", account);
            all.put("name", person.name());
            all.put("createdMs", person.createdMs());
            all.put("terms", person.terms());
            all.put("consentMs", person.consentMs());
            all.put("roles", person.roles());
            return accounts.phoneOf(account);
        }).compose(phone -> {
            all.put("phone", phone.map(PhoneNumber::e164).orElse(null));
            return accounts.recipientOf(account);
        }).compose(recipient -> {
            all.put("recipient", recipient.map(Recipient::view).orElse(null));
            return accounts.staff().posts(account);
        }).compose(posts -> {
            all.put("booths", posts);
            return accounts.logins().places(account);
        }).onSuccess(places -> all.put("devices", places.stream().map(place -> Map.of("device", place.device(), "createdMs", place.createdMs(), "seenMs", place.seenMs())).toList()));
        for (var chapter : List.copyOf(chapters.entrySet())) {
            done = done.compose(_ -> chapter.getValue().apply(account).onSuccess(value -> all.put(chapter.getKey(), value)));
        }
        return done.map(all);
    }

    /**
     * Erases the person: number, name, recipient, roles, posts, logins, and what the features keep. The account stays as a husk, so
     * that what was sold adds up; when and to which terms they had agreed stays as proof.
     *
     * @return BOOTH_NEEDS_OWNER while they are a booth's only owner
     */
    public Future<Result<Void>> erase(AccountId account) {
        return onlyOwner(account).compose(only -> {
            if (only) return Future.succeededFuture(Result.refused(Why.BOOTH_NEEDS_OWNER));
            Future<Void> done = Future.succeededFuture();
            for (var step : steps) done = done.compose(_ -> step.apply(account));
            done = done.compose(_ -> leaveBooths(account));
            for (var role : Role.values()) done = done.compose(_ -> accounts.withdrawRole(account, role));
            // the logins last: as long as anything is left, the person can ask again
            return done.compose(_ -> link.send(Command.HGET, Keys.account(account), "print"))
                .compose(print -> print == null ? Future.succeededFuture() : release(print.toString(), account))
                .compose(_ -> link.send(Command.HSET, Keys.account(account), "erased", clock.millis()))
                .compose(_ -> link.kept(Command.HDEL, Keys.account(account), "print", "phone", "masked", "name", "recipient", "office"))
                .compose(_ -> accounts.logins().closeAll(account, null))
                .map(_ -> Result.<Void>ok(null));
        });
    }

    private Future<?> release(String print, AccountId account) {
        return link.send(Command.GET, Keys.phone(print))
            .compose(holder -> holder != null && holder.toString().equals(account.value()) ? link.kept(Command.DEL, Keys.phone(print)) : Future.succeededFuture());
    }

    private Future<Boolean> onlyOwner(AccountId account) {
        return accounts.staff().posts(account).compose(posts -> {
            var owned = posts.entrySet().stream().filter(post -> post.getValue() == BoothRole.OWNER).map(post -> accounts.staff().of(post.getKey())).toList();
            return Future.all(owned).map(all -> all.<Map<AccountId, BoothRole>>list().stream().anyMatch(staff -> staff.values().stream().filter(BoothRole.OWNER::equals).count() == 1));
        });
    }

    private Future<Void> leaveBooths(AccountId account) {
        return accounts.staff().posts(account).compose(posts -> {
            Future<Void> done = Future.succeededFuture();
            for (var booth : posts.keySet()) {
                done = done.compose(_ -> accounts.staff().remove(booth, account)).compose(left -> left instanceof Result.Refused<Void>(var why, _) && why == Why.BOOTH_NEEDS_OWNER
                    ? Future.failedFuture(new IllegalStateException("the other owner of " + booth + " left in the same moment")) : Future.succeededFuture());
            }
            return done;
        });
    }
}
