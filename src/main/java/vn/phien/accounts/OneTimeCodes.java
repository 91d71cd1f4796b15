package vn.phien.accounts;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import vn.phien.base.Dice;
import vn.phien.base.Id;
import vn.phien.base.Limits;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/**
 * One-time codes: which stands for a number, how many tries it has left, how many may be sent. A code is bound to the number
 * and to the request it was sent for, works once, and is stored as a fingerprint. Nothing here knows whether a number has an
 * account, so nothing here can tell.
 */
public final class OneTimeCodes {
    private static final Script ISSUE = Script.load("accounts/issue_code");
    private static final Script USE = Script.load("accounts/use_code");
    private static final Script WITHDRAW = Script.load("accounts/withdraw_code");
    private static final int REQUEST = 26;
    private static final int PREFIX_WITHOUT = 4;

    private final Link link;
    private final Vault vault;
    private final InstantSource clock;
    private final Dice dice;
    private final CodeLimits limits;

    /**
     * A code to be sent.
     *
     * @param request   names it when it is used
     * @param expiresMs until when it works
     * @param resendMs  from when another may be asked for
     */
    public record Issued(String request, PhoneNumber phone, AddressBlock block, String code, String day, long expiresMs, long resendMs) {
        @Override
        public String toString() {
            return "Issued[" + request + "]";
        }
    }

    public OneTimeCodes(Link link, Vault vault, InstantSource clock, Dice dice, CodeLimits limits) {
        this.link = link;
        this.vault = vault;
        this.clock = clock;
        this.dice = dice;
        this.limits = limits;
    }

    /** A fresh code in place of the one before; refused with TOO_FAST or TOO_MANY_CODES. */
    public Future<Result<Issued>> issue(PhoneNumber phone, AddressBlock block) {
        long now = clock.millis();
        var issued = new Issued(dice.token(REQUEST), phone, block, ("%0" + Limits.CODE_DIGITS + "d").formatted(dice.below((int) Math.pow(10, Limits.CODE_DIGITS))),
            Instant.ofEpochMilli(now).atOffset(ZoneOffset.ofHours(7)).toLocalDate().toString(), now + Limits.CODE_MS, now + limits.gapMs());
        return ISSUE.run(link, keys(issued), issued.request(), print(issued.request(), phone, issued.code()), now, Limits.CODE_MS,
                limits.gapMs(), limits.perQuarter(), limits.perDay(), limits.blockPerHour(), limits.blockPerDay(), limits.prefixPerHour(), limits.prefixPerDay(),
                limits.total(), limits.yieldAfter(), limits.yieldPercent())
            .map(answer -> answer.get(0).toString().equals("ok") ? Result.ok(issued) : Result.refused(Why.of(answer.get(0).toString()), "phone"));
    }

    /** Takes back a code that could not be sent. */
    public Future<Void> withdraw(Issued issued) {
        return WITHDRAW.run(link, keys(issued), issued.request()).mapEmpty();
    }

    /**
     * Compares a code; a wrong one is counted, the right one is used up.
     *
     * @return the number, now known to be the asker's; or WRONG_CODE, CODE_EXPIRED (also for a request that is not this number's
     *     last), TOO_MANY_TRIES
     */
    public Future<Result<PhoneNumber>> use(String request, PhoneNumber phone, String code) {
        return compare(request, phone, code, "use");
    }

    /** The same, but the right code stays usable. */
    public Future<Result<PhoneNumber>> look(String request, PhoneNumber phone, String code) {
        return compare(request, phone, code, "keep");
    }

    private Future<Result<PhoneNumber>> compare(String request, PhoneNumber phone, String code, String how) {
        var keys = List.of(Keys.code(number(phone)), Keys.codeYield(prefix(phone)));
        return USE.run(link, keys, request, print(request, phone, code), clock.millis(), Limits.CODE_TRIES, how)
            .map(answer -> answer.get(0).toString().equals("ok") ? Result.ok(phone) : Result.refused(Why.of(answer.get(0).toString()), "code"));
    }

    /** Whether a text can be the name of a request. */
    public static boolean isRequest(String text) {
        return text != null && text.length() == REQUEST && Id.isBody(text, 0);
    }

    private List<String> keys(Issued issued) {
        var number = number(issued.phone());
        var prefix = prefix(issued.phone());
        var block = vault.fingerprint("block " + issued.block().value());
        return List.of(Keys.code(number), Keys.codesSent(number), Keys.codesSent(block), Keys.codesSent(prefix), Keys.codeYield(prefix), Keys.codesOfDay(issued.day()));
    }

    private String number(PhoneNumber phone) {
        return vault.fingerprint("code to " + phone.e164());
    }

    private String prefix(PhoneNumber phone) {
        return vault.fingerprint("prefix " + phone.e164().substring(0, phone.e164().length() - PREFIX_WITHOUT));
    }

    private String print(String request, PhoneNumber phone, String code) {
        return vault.fingerprint("code " + request + " " + phone.e164() + " " + code);
    }
}
