package vn.phien.accounts;

import static vn.phien.http.Access.ANYONE;
import static vn.phien.http.Access.ORGANIZER;
import static vn.phien.http.Access.SIGNED_IN;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import vn.phien.base.AccountId;
import vn.phien.base.BadValue;
import vn.phien.base.BoothId;
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
import vn.phien.protocol.Views.RecipientView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Rates;

/** Signing in and one's own account. */
public final class AccountsHttp {
    /** The cookie with the login token. */
    public static final String COOKIE = "phien";
    /** As long as browsers keep one (400 days): when a login ends is decided by the store, which moves it on with every use. */
    private static final long COOKIE_SECONDS = 400L * 24 * 60 * 60;
    private static final String SIGN_IN = "Sign-in";
    private static final String ME = "My account";

    private final Accounts accounts;
    private final SignIn signIn;
    private final StaffHttp staff;

    public AccountsHttp(Accounts accounts, SignIn signIn, Rates rates) {
        this.accounts = accounts;
        this.signIn = signIn;
        this.staff = new StaffHttp(accounts, rates);
    }

    // ── what comes in ─────────────────────────────────────────────────────────────────────────────────────────────

    public record AskCode(String phone) {
        public AskCode {
            Check.text("phone", phone, 40);
        }

        @Override
        public String toString() {
            return "AskCode[…]";
        }
    }

    /** {@code consent} true: the person agrees to the terms now; needed once, at the first sign-in. {@code name} is for somebody new. */
    public record EnterCode(String request, String phone, String code, @Maybe String name, @Maybe Boolean consent) {
        public EnterCode {
            checkRequest(request);
            Check.text("phone", phone, 40);
            checkCode("code", code);
        }

        @Override
        public String toString() {
            return "EnterCode[…]";
        }
    }

    public record NewName(String name) {
        public NewName {
            Check.present("name", name);
        }
    }

    /** {@code request} and {@code code} belong to the number of now, the other two to the new one. */
    public record NewPhone(String request, String code, String phone, String newRequest, String newCode) {
        public NewPhone {
            checkRequest(request);
            checkCode("code", code);
            Check.text("phone", phone, 40);
            checkRequest(newRequest);
            checkCode("newCode", newCode);
        }

        @Override
        public String toString() {
            return "NewPhone[…]";
        }
    }

    /** {@code province}: two digits, or a name of today or of before 2025. */
    public record NewRecipient(String name, String phone, String province, String commune, String street) {
        @Override
        public String toString() {
            return "NewRecipient[…]";
        }
    }

    // ── what goes out ─────────────────────────────────────────────────────────────────────────────────────────────

    public record Post(BoothId booth, BoothRole role) { }

    /** The person signed in; {@code phone} is masked, {@code fresh} true in the answer to a first sign-in. */
    public record Me(AccountId account, String name, String phone, Set<Role> roles, List<Post> booths, boolean recipient, String terms, boolean fresh) { }

    public record DeviceView(String id, String device, long createdMs, long seenMs, boolean here) { }

    public record Devices(List<DeviceView> devices) { }

    /** Every route of this feature. */
    public List<Route> routes() {
        return Stream.concat(own().stream(), staff.routes().stream()).toList();
    }

    private List<Route> own() {
        return List.of(
            Route.post("/api/sign-in/code", ANYONE, SIGN_IN, "Sends a one-time code to a mobile number.", AskCode.class, SignIn.CodeSent.class, this::sendCode),
            Route.post("/api/sign-in", ANYONE, SIGN_IN, "Signs in with the code and sets the cookie.", EnterCode.class, Me.class, this::enter),
            Route.post("/api/sign-out", SIGNED_IN, SIGN_IN, "Signs out on this device.", Void.class, Void.class, human(this::signOut)),
            Route.post("/api/sign-out-everywhere", SIGNED_IN, SIGN_IN, "Signs out on every device.", Void.class, Void.class, human(this::signOutEverywhere)),

            Route.get("/api/me", SIGNED_IN, ME, "Tells who is signed in.", Me.class, human(this::me)),
            Route.put("/api/me", SIGNED_IN, ME, "Changes the name that others see.", NewName.class, Me.class, human(this::rename)),
            Route.delete("/api/me", SIGNED_IN, ME, "Erases the person for good; what was bought stays, without a name.", human(this::erase)),
            Route.get("/api/me/export", SIGNED_IN, ME, "Everything that is kept of the person, as a file.", byte[].class, human(this::export)),
            Route.post("/api/me/code", SIGNED_IN, ME, "Sends a one-time code to one's own number, to prove it again.", Void.class, SignIn.CodeSent.class, human(this::ownCode)),
            Route.put("/api/me/phone", SIGNED_IN, ME, "Moves the account to another number; both are proved, other devices are signed out.", NewPhone.class, Me.class, human(this::changePhone)),
            Route.get("/api/me/recipient", SIGNED_IN, ME, "The remembered recipient of parcels.", RecipientView.class, human(this::recipient)),
            Route.put("/api/me/recipient", SIGNED_IN, ME, "Remembers a recipient.", NewRecipient.class, RecipientView.class, human(this::remember)),
            Route.delete("/api/me/recipient", SIGNED_IN, ME, "Forgets the remembered recipient.", human(this::forget)),
            Route.get("/api/me/devices", SIGNED_IN, ME, "Where the person is signed in.", Devices.class, human(this::devices)),
            Route.delete("/api/me/devices/{device}", SIGNED_IN, ME, "Signs out on one device.", human(this::closeDevice)));
    }

    /** A machine has no account of its own to see, and gives no rights to others. */
    static Route.Work human(Route.Work work) {
        return ask -> ApiKeys.isMachine(ask.person()) ? Answer.refused(Why.NOT_ALLOWED) : work.on(ask);
    }

    // ── signing in ────────────────────────────────────────────────────────────────────────────────────────────────

    private Answer sendCode(Ask ask) throws BadMessage {
        return Answer.of(signIn.sendCode(phone(ask.read(AskCode.class).phone()), ask.address()));
    }

    private Answer enter(Ask ask) throws BadMessage {
        var in = ask.read(EnterCode.class);
        var name = in.name() == null || in.name().isBlank() ? null : DisplayName.clean(in.name(), false);
        var attempt = new SignIn.Attempt(in.request(), phone(in.phone()), in.code(), name, Boolean.TRUE.equals(in.consent()));
        return switch (signIn.enter(attempt, Device.of(ask.header("user-agent").orElse("")), ask.caller(), ask.address())) {
            case Result.Ok<SignIn.SignedIn>(var entered) -> new Answer.Json(200, me(entered.joined().account(), entered.joined().fresh()), cookie(ask, entered.login().token(), COOKIE_SECONDS));
            case Result.Refused<SignIn.SignedIn>(var why, var field) -> Answer.refused(why, field);
        };
    }

    private Answer signOut(Ask ask) {
        accounts.signOut(ask.person()).await();
        return new Answer.Empty(cookie(ask, "", 0));
    }

    private Answer signOutEverywhere(Ask ask) {
        accounts.signOutEverywhere(ask.person().account()).await();
        return new Answer.Empty(cookie(ask, "", 0));
    }

    // ── one's own account ─────────────────────────────────────────────────────────────────────────────────────────

    private Answer me(Ask ask) {
        return Answer.json(me(ask.person().account(), false));
    }

    private Answer rename(Ask ask) throws BadMessage {
        var person = ask.person();
        boolean staff = !person.booths().isEmpty() || person.is(Role.ORGANIZER) || person.is(Role.OFFICIAL);
        accounts.rename(person.account(), DisplayName.clean(ask.read(NewName.class).name(), staff)).await();
        return Answer.json(me(person.account(), false));
    }

    private Answer erase(Ask ask) {
        return switch (accounts.data().erase(ask.person().account()).await()) {
            case Result.Ok<Void> _ -> new Answer.Empty(cookie(ask, "", 0));
            case Result.Refused<Void>(var why, var field) -> Answer.refused(why, field);
        };
    }

    private Answer export(Ask ask) {
        return Answer.download(Wire.bytes(accounts.data().export(ask.person().account()).await()), "application/json", "phien-du-lieu-cua-toi.json");
    }

    private Answer ownCode(Ask ask) {
        var phone = accounts.phoneOf(ask.person().account()).await();
        return phone.isEmpty() ? Answer.refused(Why.NOT_FOUND) : Answer.of(signIn.sendCode(phone.get(), ask.address()));
    }

    private Answer changePhone(Ask ask) throws BadMessage {
        var in = ask.read(NewPhone.class);
        var account = ask.person().account();
        var old = accounts.phoneOf(account).await();
        if (old.isEmpty()) return Answer.refused(Why.NOT_FOUND);
        var phone = phone(in.phone());
        if (phone.equals(old.get())) return Answer.refused(Why.ALREADY_DONE, "phone");
        // the code of the old number is looked at first and used up last, so that a slip in the new one costs nothing
        var changed = signIn.look(in.request(), old.get(), in.code())
            .then(_ -> signIn.use(in.newRequest(), phone, in.newCode()) instanceof Result.Refused<PhoneNumber>(var why, _) ? Result.<PhoneNumber>refused(why, "newCode") : Result.ok(phone))
            .then(_ -> signIn.use(in.request(), old.get(), in.code()))
            .then(_ -> accounts.changePhone(account, phone).await());
        if (changed instanceof Result.Refused<Void>(var why, var field)) return Answer.refused(why, field);
        accounts.logins().closeAll(account, ask.person().session()).await();
        return Answer.json(me(account, false));
    }

    private Answer recipient(Ask ask) {
        return accounts.recipientOf(ask.person().account()).await().map(recipient -> Answer.json(recipient.view())).orElseGet(() -> Answer.refused(Why.NOT_FOUND));
    }

    private Answer remember(Ask ask) throws BadMessage {
        var in = ask.read(NewRecipient.class);
        var recipient = Recipient.of(in.name(), in.phone(), in.province(), in.commune(), in.street());
        accounts.rememberRecipient(ask.person().account(), recipient).await();
        return Answer.json(recipient.view());
    }

    private Answer forget(Ask ask) {
        accounts.forgetRecipient(ask.person().account()).await();
        return Answer.empty();
    }

    private Answer devices(Ask ask) {
        var places = accounts.logins().places(ask.person().account()).await();
        return Answer.json(new Devices(places.stream().map(place -> new DeviceView(place.id(), place.device(), place.createdMs(), place.seenMs(), place.hash().equals(ask.person().session()))).toList()));
    }

    private Answer closeDevice(Ask ask) {
        var account = ask.person().account();
        var place = accounts.logins().places(account).await().stream().filter(one -> one.id().equals(ask.path("device"))).findFirst();
        if (place.isEmpty()) return Answer.refused(Why.NOT_FOUND);
        accounts.logins().close(account, place.get().hash()).await();
        return Answer.empty();
    }

    private Me me(AccountId account, boolean fresh) {
        var person = accounts.find(account).await().orElseThrow(() -> new BadValue("account", Why.ACCOUNT_ERASED));
        var booths = accounts.staff().posts(account).await().entrySet().stream().map(post -> new Post(post.getKey(), post.getValue()))
            .sorted(Comparator.comparing(post -> post.booth().value())).toList();
        return new Me(account, person.name(), person.masked(), person.roles(), booths, person.recipient(), person.terms(), fresh);
    }

    // ── small things ──────────────────────────────────────────────────────────────────────────────────────────────

    static PhoneNumber phone(String text) {
        return PhoneNumber.parse(text).orElseThrow(() -> new BadValue("phone", Why.INVALID_PHONE));
    }

    private static void checkRequest(String request) {
        Check.present("request", request);
        if (!OneTimeCodes.isRequest(request)) throw new BadValue("request", Why.INVALID_ID);
    }

    /** ASCII digits and nothing else: a full-width or Arabic digit is another character. */
    private static void checkCode(String field, String code) {
        Check.present(field, code);
        if (!code.matches("[0-9]{" + Limits.CODE_DIGITS + "}")) throw new BadValue(field, Why.INVALID_VALUE);
    }

    private static Map<String, String> cookie(Ask ask, String token, long seconds) {
        return Map.of("set-cookie", COOKIE + "=" + token + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax" + (ask.origin().startsWith("https:") ? "; Secure" : ""));
    }
}
