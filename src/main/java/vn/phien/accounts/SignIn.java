package vn.phien.accounts;

import java.time.InstantSource;
import vn.phien.base.Caller;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;
import vn.phien.redis.Link;
import vn.phien.redis.Rates;

/** Signing in by phone number and one-time code. Runs on virtual threads: it waits for the gateway. */
public final class SignIn {
    private final Accounts accounts;
    private final OneTimeCodes codes;
    private final CodeGateway gateway;
    private final SignInSettings settings;
    private final Vault vault;
    private final Rates rates;

    /**
     * A code is on its way.
     *
     * @param request   goes back with the code
     * @param expiresMs until when the code works
     * @param resendMs  from when another may be asked for
     * @param demoCode  the code itself, in the demo only
     */
    public record CodeSent(String request, long expiresMs, long resendMs, @Maybe String demoCode) {
        @Override
        public String toString() {
            return "CodeSent[" + request + "]";
        }
    }

    /** Somebody is in; {@code fresh} for the first time. */
    public record SignedIn(Accounts.Joined joined, Logins.Login login) { }

    /** What a person gives to sign in. {@code name} may be null; {@code consent} is whether they agreed to the terms just now. */
    public record Attempt(String request, PhoneNumber phone, String code, String name, boolean consent) {
        @Override
        public String toString() {
            return "Attempt[" + request + "]";
        }
    }

    public SignIn(Accounts accounts, Vault vault, Link link, OneTimeCodes codes, CodeGateway gateway, SignInSettings settings, InstantSource clock) {
        this.accounts = accounts;
        this.vault = vault;
        this.codes = codes;
        this.gateway = gateway;
        this.settings = settings;
        this.rates = new Rates(link, clock);
    }

    /**
     * Sends a code. Nothing is looked up, so the answer and the work are the same for every number.
     *
     * @return TOO_FAST, TOO_MANY_CODES, or TRY_AGAIN when the gateway failed, and then it does not count
     */
    public Result<CodeSent> sendCode(PhoneNumber phone, String address) {
        var block = AddressBlock.of(address);
        if (tooMany(block)) return Result.refused(Why.TOO_MANY_CODES);
        return codes.issue(phone, block).await().then(issued -> {
            if (!gateway.send(issued.request(), phone, issued.code())) {
                codes.withdraw(issued).await();
                return Result.refused(Why.TRY_AGAIN);
            }
            return Result.ok(new CodeSent(issued.request(), issued.expiresMs(), issued.resendMs(), settings.demo() ? issued.code() : null));
        });
    }

    /**
     * Signs in with a code. The login is a new one; the one with which the browser came, {@code before}, ends.
     *
     * @param device what the person will recognise the device by
     * @return WRONG_CODE, CODE_EXPIRED, TOO_MANY_TRIES, or CONSENT_NEEDED for a new number, whose code then stays usable
     */
    public Result<SignedIn> enter(Attempt attempt, String device, Caller before, String address) {
        if (tooMany(AddressBlock.of(address))) return Result.refused(Why.TOO_MANY_TRIES);
        return prove(attempt).then(phone -> accounts.join(phone, attempt.name(), attempt.consent() ? settings.terms() : null).await())
            .map(joined -> {
                if (before instanceof Caller.Person person && !ApiKeys.isMachine(person)) accounts.signOut(person).await();
                return new SignedIn(joined, accounts.logins().open(joined.account(), device).await());
            });
    }

    /** Whoever has not agreed to the terms is told so with the code still good, but only after showing that the number is theirs. */
    private Result<PhoneNumber> prove(Attempt attempt) {
        if (attempt.consent()) return use(attempt.request(), attempt.phone(), attempt.code());
        return codes.look(attempt.request(), attempt.phone(), attempt.code()).await().then(phone -> accounts.isKnown(phone).await()
            ? use(attempt.request(), phone, attempt.code()) : Result.refused(Why.CONSENT_NEEDED, "consent"));
    }

    /** Uses up a code: after this the number is known to be the asker's. */
    public Result<PhoneNumber> use(String request, PhoneNumber phone, String code) {
        return codes.use(request, phone, code).await();
    }

    /** Compares a code and leaves it usable. */
    public Result<PhoneNumber> look(String request, PhoneNumber phone, String code) {
        return codes.look(request, phone, code).await();
    }

    private boolean tooMany(AddressBlock block) {
        return rates.take("sign-in " + vault.fingerprint("block " + block.value()), settings.limits().attempts(), 1).await() > 0;
    }

    /** The terms that people agree to now. */
    public String terms() {
        return settings.terms();
    }
}
