package vn.phien.accounts;

import static vn.phien.accounts.AccountsHttp.human;
import static vn.phien.accounts.AccountsHttp.phone;
import static vn.phien.http.Access.BOOTH_MODERATOR;
import static vn.phien.http.Access.BOOTH_OWNER;
import static vn.phien.http.Access.ORGANIZER;

import java.util.ArrayList;
import java.util.List;
import vn.phien.accounts.ApiKeys.Scope;
import vn.phien.base.AccountId;
import vn.phien.base.BadValue;
import vn.phien.base.BoothRole;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Why;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Maybe;
import vn.phien.redis.Rates;
import vn.phien.redis.Rates.Rate;

/** Who may do what: a booth's people, keys for machines, roles in the market. */
public final class StaffHttp {
    private static final Rate INVITATIONS = new Rate(20, 6 * 60_000);
    private static final String STAFF = "Booth staff";
    private static final String KEYS = "Keys for machines";
    private static final String ROLES = "Roles";

    private final Accounts accounts;
    private final Rates rates;

    StaffHttp(Accounts accounts, Rates rates) {
        this.accounts = accounts;
        this.rates = rates;
    }

    public record NewStaff(String phone, BoothRole role) {
        public NewStaff {
            Check.text("phone", phone, 40);
            Check.present("role", role);
        }

        @Override
        public String toString() {
            return "NewStaff[…]";
        }
    }

    public record NewKey(String name) {
        public NewKey {
            Check.present("name", name);
        }
    }

    /**
     * {@code granted} false takes the role away.
     *
     * @param office in whose name an official acts, shown to everybody; needed to make one
     */
    public record SetRole(String phone, Role role, boolean granted, @Maybe String office) {
        public SetRole {
            Check.text("phone", phone, 40);
            Check.present("role", role);
            if (role == Role.BUYER) throw new BadValue("role", Why.INVALID_VALUE);
            if (office != null) office = Check.text("office", office, Limits.OFFICE).strip();
            if (role == Role.OFFICIAL && granted && office == null) throw new BadValue("office", Why.OFFICE_NEEDED);
        }

        @Override
        public String toString() {
            return "SetRole[…]";
        }
    }

    /** {@code name} null for somebody invited who has not come yet; {@code phone} is masked. */
    public record StaffView(AccountId account, @Maybe String name, @Maybe String phone, BoothRole role) { }

    public record StaffList(List<StaffView> staff) { }

    public record Invited(AccountId account, String phone, BoothRole role) { }

    public record KeyList(List<ApiKeys.Listed> keys) { }

    /** {@code key} is shown this once. */
    public record KeyMade(String key, ApiKeys.Listed listed) {
        @Override
        public String toString() {
            return "KeyMade[" + listed.id() + "]";
        }
    }

    public record Holder(AccountId account, @Maybe String name, @Maybe String phone, Role role, @Maybe String office) { }

    public record Holders(List<Holder> holders) { }

    List<Route> routes() {
        return List.of(
            Route.get("/api/booths/{booth}/staff", BOOTH_MODERATOR, STAFF, "Who works in the booth.", StaffList.class, this::staff),
            Route.post("/api/booths/{booth}/staff", BOOTH_OWNER, STAFF, "Gives the owner of a number a post in the booth, or another one.", NewStaff.class, Invited.class, human(this::addStaff)),
            Route.delete("/api/booths/{booth}/staff/{account}", BOOTH_MODERATOR, STAFF, "Takes a post away: an owner anybody's, everybody their own.", human(this::removeStaff)),

            Route.get("/api/booths/{booth}/keys", BOOTH_OWNER, KEYS, "The booth's keys.", KeyList.class, ask -> keys(booth(ask))),
            Route.post("/api/booths/{booth}/keys", BOOTH_OWNER, KEYS, "Makes a key that works as staff of the booth.", NewKey.class, KeyMade.class, human(ask -> makeKey(ask, booth(ask)))),
            Route.delete("/api/booths/{booth}/keys/{key}", BOOTH_OWNER, KEYS, "Takes a key back at once.", human(ask -> revokeKey(ask, booth(ask)))),
            Route.get("/api/keys", ORGANIZER, KEYS, "The market's keys.", KeyList.class, _ -> keys(Scope.ORGANIZER)),
            Route.post("/api/keys", ORGANIZER, KEYS, "Makes a key that works as an organizer.", NewKey.class, KeyMade.class, human(ask -> makeKey(ask, Scope.ORGANIZER))),
            Route.delete("/api/keys/{key}", ORGANIZER, KEYS, "Takes a key back at once.", human(ask -> revokeKey(ask, Scope.ORGANIZER))),

            Route.get("/api/roles", ORGANIZER, ROLES, "Organizers, officials and distributors.", Holders.class, _ -> holders()),
            Route.put("/api/roles", ORGANIZER, ROLES, "Gives the owner of a number a role in the market, or takes it away.", SetRole.class, Holder.class, human(this::setRole)));
    }

    // ── a booth's people ──────────────────────────────────────────────────────────────────────────────────────────

    private Answer staff(Ask ask) {
        var staff = new ArrayList<StaffView>();
        accounts.staff().of(ask.booth()).await().forEach((account, role) -> {
            var person = accounts.find(account).await();
            staff.add(new StaffView(account, person.map(Accounts.Person::name).orElse(null), person.map(Accounts.Person::masked).orElse(null), role));
        });
        return staff.isEmpty() ? Answer.refused(Why.NOT_FOUND) : Answer.json(new StaffList(staff));
    }

    private Answer addStaff(Ask ask) throws BadMessage {
        var in = ask.read(NewStaff.class);
        var phone = phone(in.phone());
        if (accounts.staff().of(ask.booth()).await().isEmpty()) return Answer.refused(Why.NOT_FOUND);
        // the list shows names, so it must not become a way to look up whose a number is
        if (rates.take("invite " + ask.person().account(), INVITATIONS, 1).await() > 0) return Answer.refused(Why.TOO_FAST);
        var account = accounts.invite(phone).await();
        return Answer.of(accounts.staff().put(ask.booth(), account, in.role()).await().map(role -> new Invited(account, phone.masked(), role)));
    }

    private Answer removeStaff(Ask ask) {
        var account = new AccountId(ask.path("account"));
        boolean may = ask.person().account().equals(account) || ask.person().worksIn(ask.booth(), BoothRole.OWNER) || ask.person().is(Role.ORGANIZER);
        if (!may) return Answer.refused(Why.NOT_ALLOWED);
        return done(accounts.staff().remove(ask.booth(), account).await());
    }

    // ── keys and roles ────────────────────────────────────────────────────────────────────────────────────────────

    private static Scope booth(Ask ask) {
        return new Scope.Booth(ask.booth());
    }

    private Answer keys(Scope scope) {
        return Answer.json(new KeyList(accounts.keys().list(scope).await()));
    }

    private Answer makeKey(Ask ask, Scope scope) throws BadMessage {
        var name = DisplayName.clean(ask.read(NewKey.class).name(), true);
        if (scope instanceof Scope.Booth(var booth) && accounts.staff().of(booth).await().isEmpty()) return Answer.refused(Why.NOT_FOUND);
        return Answer.of(accounts.keys().make(scope, name, ask.person().account()).await().map(fresh -> new KeyMade(fresh.key(), fresh.listed())));
    }

    private Answer revokeKey(Ask ask, Scope scope) {
        return done(accounts.keys().revoke(scope, ask.path("key")).await());
    }

    private Answer holders() {
        var holders = new ArrayList<Holder>();
        for (var role : Role.values()) for (var account : accounts.holders(role).await()) holders.add(holder(account, role));
        return Answer.json(new Holders(holders));
    }

    private Answer setRole(Ask ask) throws BadMessage {
        var in = ask.read(SetRole.class);
        var phone = phone(in.phone());
        if (!in.granted()) return withdraw(phone, in.role());
        var account = accounts.invite(phone).await();
        if (in.role() == Role.OFFICIAL) accounts.setOffice(account, in.office()).await();
        accounts.grantRole(account, in.role()).await();
        return Answer.json(new Holder(account, null, phone.masked(), in.role(), in.office()));
    }

    private Answer withdraw(PhoneNumber phone, Role role) {
        var holders = accounts.holders(role).await();
        var account = accounts.accountOf(phone).await().filter(holders::contains);
        if (account.isEmpty()) return Answer.refused(Why.NOT_FOUND, "phone");
        // somebody must be left who can give roles
        if (role == Role.ORGANIZER && holders.size() == 1) return Answer.refused(Why.WRONG_STATE, "role");
        accounts.withdrawRole(account.get(), role).await();
        return Answer.json(new Holder(account.get(), null, phone.masked(), role, null));
    }

    private Holder holder(AccountId account, Role role) {
        var person = accounts.find(account).await();
        return new Holder(account, person.map(Accounts.Person::name).orElse(null), person.map(Accounts.Person::masked).orElse(null), role, role == Role.OFFICIAL ? accounts.officeOf(account).await().orElse(null) : null);
    }

    private static Answer done(Result<Void> result) {
        return switch (result) {
            case Result.Ok<Void> _ -> Answer.empty();
            case Result.Refused<Void>(var why, var field) -> Answer.refused(why, field);
        };
    }
}
