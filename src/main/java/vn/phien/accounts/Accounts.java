package vn.phien.accounts;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Why;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/**
 * People: one account for one phone number. The number stands here alone, sealed; everywhere else an account is its id.
 * Every method may be called on an event loop and on a virtual thread.
 */
public final class Accounts {
    private static final Script JOIN = Script.load("accounts/join_account");
    private static final Role[] ROLES = Role.values();

    private final Link link;
    private final Vault vault;
    private final InstantSource clock;
    private final Dice dice;
    private final Logins logins;
    private final ApiKeys keys;
    private final Callers callers;
    private final Staff staff;
    private final PersonalData data;

    /** Somebody let in: {@code fresh} at the first sign-in. */
    public record Joined(AccountId account, boolean fresh) { }

    /**
     * What stands in an account.
     *
     * @param name       null for somebody who was invited and has not come yet
     * @param masked     the number as others may see it
     * @param terms      the version of the terms agreed to, and {@code consentMs} when; null and 0 before the first sign-in
     * @param recipient  whether there is a remembered recipient
     */
    public record Person(AccountId account, String name, String masked, Set<Role> roles, String terms, long consentMs, boolean recipient, long createdMs) { }

    public Accounts(Link link, Vault vault, InstantSource clock, Dice dice) {
        this.link = link;
        this.vault = vault;
        this.clock = clock;
        this.dice = dice;
        this.logins = new Logins(link, clock, dice);
        this.keys = new ApiKeys(link, clock, dice);
        this.callers = new Callers(link, logins, keys);
        this.staff = new Staff(link, callers::drop);
        this.data = new PersonalData(this, link, vault, clock);
    }

    /**
     * Makes sure that the key file is the one with which this store was filled. Call it once, before anybody is let in.
     *
     * @throws IllegalStateException (in the future) when it is not: going on would lose everybody's number
     */
    public Future<Void> start() {
        var mark = vault.fingerprint("this store");
        return link.send(Command.SET, Keys.vaultMark(), mark, "NX").compose(_ -> link.send(Command.GET, Keys.vaultMark())).compose(kept -> kept.toString().equals(mark)
            ? Future.succeededFuture()
            : Future.failedFuture(new IllegalStateException("the key file in the data folder is not the one that this store was filled with: put the old vault.keys back")));
    }

    // ── who is speaking ───────────────────────────────────────────────────────────────────────────────────────────

    /** Who a login token or a machine's key speaks for; anything else, null included, is nobody. Believed for at most five seconds. */
    public Future<Caller> caller(String token) {
        return callers.caller(token);
    }

    /** Signs out here. */
    public Future<Void> signOut(Caller.Person person) {
        return logins.close(person.account(), person.session());
    }

    /** Signs out on every device. */
    public Future<Void> signOutEverywhere(AccountId account) {
        return logins.closeAll(account, null);
    }

    /** Called with {@link Caller.Person#session} of every login or key that ended: close its sockets. On the other nodes within moments. */
    public void onRevoked(Consumer<String> listener) {
        logins.onRevoked(listener);
        keys.onRevoked(hash -> listener.accept(ApiKeys.SESSION + hash));
    }

    /** Closes the sockets of what ended on other nodes, also when no bell was heard. To be called every few seconds where there are others. */
    public Future<Void> lookForEnded() {
        return logins.lookForEnded();
    }

    public Logins logins() {
        return logins;
    }

    public ApiKeys keys() {
        return keys;
    }

    public Staff staff() {
        return staff;
    }

    public PersonalData data() {
        return data;
    }

    // ── coming in ─────────────────────────────────────────────────────────────────────────────────────────────────

    /**
     * The account of a number that was shown to be the caller's own; made when there is none.
     *
     * @param name    for somebody new, already cleaned; null gives "Khách 4821"
     * @param consent the version of the terms agreed to now, or null; without it somebody new is refused with CONSENT_NEEDED
     */
    public Future<Result<Joined>> join(PhoneNumber phone, String name, String consent) {
        return join(phone, name == null ? DisplayName.guest(dice) : name, consent == null ? "" : consent, 3);
    }

    private Future<Result<Joined>> join(PhoneNumber phone, String name, String consent, int tries) {
        var print = print(phone);
        // nobody new gets a key of their number before they agreed to the terms
        var found = consent.isEmpty() ? link.send(Command.GET, Keys.phone(print)).map(account -> account == null ? null : new AccountId(account.toString())) : claim(print);
        return found.compose(account -> {
            if (account == null) return Future.succeededFuture(Result.refused(Why.CONSENT_NEEDED, "consent"));
            return JOIN.run(link, List.of(Keys.account(account)), clock.millis(), print, vault.seal(phone.e164()), phone.masked(), name, consent).compose(answer -> {
                var status = answer.get(0).toString();
                if (status.equals("ok")) return Future.succeededFuture(Result.ok(new Joined(account, answer.get(1).toString().equals("new"))));
                if (!status.equals("stale")) return Future.succeededFuture(Result.refused(Why.of(status), "consent"));
                // left behind by an erasure or a change of number that was cut off
                if (tries == 0) return Future.succeededFuture(Result.refused(Why.TRY_AGAIN));
                return link.send(Command.DEL, Keys.phone(print)).compose(_ -> join(phone, name, consent, tries - 1));
            });
        });
    }

    /** The number's account, whatever it is; two who come at once get the same. */
    private Future<AccountId> claim(String print) {
        return link.send(Command.SET, Keys.phone(print), AccountId.random(dice), "NX").compose(_ -> link.send(Command.GET, Keys.phone(print))).map(account -> new AccountId(account.toString()));
    }

    /** The account of a number, where there is one, invited ones too. */
    public Future<Optional<AccountId>> accountOf(PhoneNumber phone) {
        var print = print(phone);
        return link.send(Command.GET, Keys.phone(print)).compose(found -> {
            if (found == null) return Future.succeededFuture(Optional.empty());
            var account = new AccountId(found.toString());
            return link.send(Command.HMGET, Keys.account(account), "print", "erased")
                .map(row -> row.get(0) != null && row.get(0).toString().equals(print) && row.get(1) == null ? Optional.of(account) : Optional.empty());
        });
    }

    /** Whether the number has signed in before. Only for those who have shown that it is theirs. */
    public Future<Boolean> isKnown(PhoneNumber phone) {
        return accountOf(phone).compose(account -> account.isEmpty() ? Future.succeededFuture(false)
            : link.send(Command.HEXISTS, Keys.account(account.get()), "consent").map(Response::toBoolean));
    }

    /**
     * The account of a number for somebody who has not come yet, so that a role or a post can wait for them. The number itself is
     * not kept until they sign in and agree; the answer does not tell whether they were there before.
     */
    public Future<AccountId> invite(PhoneNumber phone) {
        var print = print(phone);
        return claim(print).compose(account -> link.batch(List.of(
            Link.request(Command.HSETNX, Keys.account(account), "created", clock.millis()),
            Link.request(Command.HSETNX, Keys.account(account), "print", print),
            Link.request(Command.HSETNX, Keys.account(account), "masked", phone.masked()))).map(account));
    }

    /** Makes the owner of a number an organizer: the operator's way in, from the command line. */
    public Future<AccountId> firstOrganizer(PhoneNumber phone) {
        return invite(phone).compose(account -> grantRole(account, Role.ORGANIZER).map(account));
    }

    // ── what stands in an account ─────────────────────────────────────────────────────────────────────────────────

    /** The person; empty for nobody, a machine, or somebody who had their account erased. */
    public Future<Optional<Person>> find(AccountId account) {
        var fields = Stream.concat(Stream.of(Keys.account(account), "name", "masked", "consent", "consentMs", "created", "recipient", "erased"), Arrays.stream(ROLES).map(Accounts::field)).toArray();
        return link.send(Command.HMGET, fields).map(row -> {
            if (row.get(4) == null || row.get(6) != null) return Optional.empty();
            var roles = EnumSet.of(Role.BUYER);
            for (var role : ROLES) if (row.get(7 + role.ordinal()) != null) roles.add(role);
            return Optional.of(new Person(account, text(row.get(0)), text(row.get(1)), roles, text(row.get(2)), row.get(3) == null ? 0 : row.get(3).toLong(), row.get(5) != null, row.get(4).toLong()));
        });
    }

    /** Names of accounts; those without one, or erased, are not in it. */
    public Future<Map<AccountId, String>> names(Collection<AccountId> accounts) {
        var all = List.copyOf(Set.copyOf(accounts));
        return link.batch(all.stream().map(account -> Link.request(Command.HGET, Keys.account(account), "name")).toList()).map(rows -> {
            var names = new HashMap<AccountId, String>();
            for (int i = 0; i < all.size(); i++) if (rows.get(i) != null) names.put(all.get(i), rows.get(i).toString());
            return names;
        });
    }

    /** The person's number, for those who must call them or judge an order; empty before the first sign-in and after erasure. */
    public Future<Optional<PhoneNumber>> phoneOf(AccountId account) {
        return link.send(Command.HGET, Keys.account(account), "phone").map(sealed -> sealed == null ? Optional.empty() : Optional.of(new PhoneNumber(vault.open(sealed.toString()))));
    }

    /** Sets the name, already cleaned by {@link DisplayName}. */
    public Future<Void> rename(AccountId account, String name) {
        return link.send(Command.HSET, Keys.account(account), "name", name).onSuccess(_ -> callers.drop(account)).mapEmpty();
    }

    /**
     * Puts another number in the place of the account's. Whoever calls this has had both proved.
     *
     * @return NUMBER_IN_USE when the number has an account of its own
     */
    public Future<Result<Void>> changePhone(AccountId account, PhoneNumber phone) {
        var print = print(phone);
        return link.send(Command.HGET, Keys.account(account), "print").compose(old ->
            link.send(Command.SET, Keys.phone(print), account, "NX").compose(_ -> link.send(Command.GET, Keys.phone(print))).compose(holder -> {
                if (!holder.toString().equals(account.value())) return Future.succeededFuture(Result.refused(Why.NUMBER_IN_USE, "phone"));
                return link.send(Command.HSET, Keys.account(account), "print", print, "phone", vault.seal(phone.e164()), "masked", phone.masked())
                    .compose(_ -> old == null || old.toString().equals(print) ? Future.succeededFuture() : link.send(Command.DEL, Keys.phone(old.toString())))
                    .map(_ -> Result.<Void>ok(null));
            }));
    }

    // ── what people may do ────────────────────────────────────────────────────────────────────────────────────────

    /** Gives a role in the whole market. */
    public Future<Void> grantRole(AccountId account, Role role) {
        return link.send(Command.SADD, Keys.holders(role), account).compose(_ -> link.send(Command.HSET, Keys.account(account), field(role), 1))
            .onSuccess(_ -> callers.drop(account)).mapEmpty();
    }

    /** The office in whose name an official acts. */
    public Future<Optional<String>> officeOf(AccountId account) {
        return link.send(Command.HGET, Keys.account(account), "office").map(office -> Optional.ofNullable(text(office)));
    }

    /** Sets the office in whose name an official acts. */
    public Future<Void> setOffice(AccountId account, String office) {
        return link.send(Command.HSET, Keys.account(account), "office", office).mapEmpty();
    }

    /** Takes a role away. */
    public Future<Void> withdrawRole(AccountId account, Role role) {
        return link.kept(Command.HDEL, Keys.account(account), field(role)).compose(_ -> link.send(Command.SREM, Keys.holders(role), account))
            .onSuccess(_ -> callers.drop(account)).mapEmpty();
    }

    /** Everybody with a role in the whole market; for {@link Role#BUYER}, which all have, nobody. */
    public Future<List<AccountId>> holders(Role role) {
        return link.send(Command.SMEMBERS, Keys.holders(role)).map(answer -> answer.stream().map(account -> new AccountId(account.toString())).toList());
    }

    /**
     * Gives a post in a booth without asking, as when it is founded.
     *
     * @throws IllegalStateException (in the future) when the booth has no owner yet and this is not one
     */
    public Future<Void> grantBooth(AccountId account, BoothId booth, BoothRole role) {
        return staff.put(booth, account, role).compose(done -> switch (done) {
            case Result.Ok<BoothRole> _ -> Future.succeededFuture();
            case Result.Refused<BoothRole>(var why, _) -> Future.failedFuture(new IllegalStateException("no post in " + booth + ": " + why.code()));
        });
    }

    // ── the remembered recipient ──────────────────────────────────────────────────────────────────────────────────

    /** Keeps who gets the person's parcels, so that they write it once. */
    public Future<Void> rememberRecipient(AccountId account, Recipient recipient) {
        return link.send(Command.HSET, Keys.account(account), "recipient", recipient.seal(vault)).mapEmpty();
    }

    public Future<Optional<Recipient>> recipientOf(AccountId account) {
        return link.send(Command.HGET, Keys.account(account), "recipient").map(sealed -> sealed == null ? Optional.empty() : Optional.of(Recipient.open(vault, sealed.toString())));
    }

    public Future<Void> forgetRecipient(AccountId account) {
        return link.send(Command.HDEL, Keys.account(account), "recipient").mapEmpty();
    }

    static String field(Role role) {
        return "role." + role.code();
    }

    String print(PhoneNumber phone) {
        return vault.fingerprint("phone " + phone.e164());
    }

    private static String text(Response value) {
        return value == null ? null : value.toString();
    }
}
