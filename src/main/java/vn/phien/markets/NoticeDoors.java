package vn.phien.markets;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.accounts.Vault;
import vn.phien.base.AccountId;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.http.Words;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.NoticeView;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Rates;
import vn.phien.redis.Script;

/**
 * Takes notices to where a person wants them beside the pages: by e-mail, and by a service of the operator's that sends text messages.
 * Both are shut until the operator opens them, and go to nobody who has not asked; a mail address is proved by a code first.
 */
public final class NoticeDoors {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeDoors.class);
    private static final Script CONFIRM_MAIL = Script.load("markets/confirm_mail");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\"(),:;\\[\\]\\\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+");
    private static final String MAIL = "mail", MESSAGE = "message";
    private static final int ADDRESS_MOST = 120, CODE_ID = 32;
    private static final Rates.Rate CODES = new Rates.Rate(3, 20 * 60_000);
    private final Link link;
    private final Vault vault;
    private final InstantSource clock;
    private final Dice dice;
    private final Rates rates;
    private final Mail mail;
    private final Messages messages;
    private final Function<AccountId, Future<Optional<PhoneNumber>>> phoneOf;
    private final String site;

    /** Sends a mail. {@code id} is the same when it is said again. */
    @FunctionalInterface
    public interface Mail {
        Future<Void> send(String id, String to, String subject, String text);
    }

    /** Sends a text message. {@code id} is the same when it is said again, and of this receiver alone. */
    @FunctionalInterface
    public interface Messages {
        Future<Void> send(String id, String notice, String kind, PhoneNumber to, String text, String link);
    }

    /**
     * Where a person's notices go.
     *
     * @param mail           the address, masked, or null
     * @param waiting        an address that waits for its code, masked, or null
     * @param mailOffered    whether the house sends mail
     * @param messageOffered whether the house sends text messages
     * @param language       in which they are written, or null where the person never chose one
     */
    public record Doors(@Maybe String mail, @Maybe String waiting, boolean message, boolean mailOffered, boolean messageOffered, @Maybe String language) { }

    /** @param mail and {@code messages}: null where the house has no such door; @param site where the pages are, such as https://cho.example.vn, or empty */
    public NoticeDoors(Link link, Vault vault, InstantSource clock, Dice dice, Rates rates, Mail mail, Messages messages, Function<AccountId, Future<Optional<PhoneNumber>>> phoneOf, String site) {
        this.link = link;
        this.vault = vault;
        this.clock = clock;
        this.dice = dice;
        this.rates = rates;
        this.mail = mail;
        this.messages = messages;
        this.phoneOf = phoneOf;
        this.site = site.replaceFirst("/+$", "");
    }

    // ── what a person wants ───────────────────────────────────────────────────────────────────────────────────────

    public Future<Doors> of(AccountId account) {
        return link.send(Command.HMGET, Keys.doors(account), "mail", "wanted", "message", "language").map(kept -> new Doors(kept.get(0) == null ? null : masked(vault.open(kept.get(0).toString())),
            kept.get(1) == null ? null : masked(vault.open(kept.get(1).toString())), kept.get(2) != null, mail != null, messages != null, kept.get(3) == null ? null : kept.get(3).toString()));
    }

    /** Sends a code to an address, which counts once the code is said. Refused: {@code INVALID_VALUE}, {@code NOT_READY} without such a door, {@code TOO_MANY_CODES}. */
    public Future<Result<Doors>> wantMail(AccountId account, String address) {
        if (mail == null) return Future.succeededFuture(Result.refused(Why.NOT_READY));
        if (address.length() > ADDRESS_MOST || !ADDRESS.matcher(address).matches()) return Future.succeededFuture(Result.refused(Why.INVALID_VALUE, "address"));
        // one bucket for who asks, one for whom it goes to, so that nobody is written to at others' will
        return Future.all(rates.take("mail-code:" + account, CODES, 1), rates.take("mail-code-to:" + vault.fingerprint(address.toLowerCase(java.util.Locale.ROOT)), CODES, 1)).compose(waits -> {
            if (waits.<Long>resultAt(0) > 0 || waits.<Long>resultAt(1) > 0) return Future.succeededFuture(Result.<Doors>refused(Why.TOO_MANY_CODES));
            var code = "%06d".formatted(dice.below(1_000_000));
            return link.send(Command.HSET, Keys.doors(account), "wanted", vault.seal(address), "code", code, "codeUntilMs", clock.millis() + 2 * Limits.CODE_MS, "tries", 0)
                .compose(kept -> link.send(Command.HGET, Keys.doors(account), "language"))
                .compose(language -> mail.send(dice.token(CODE_ID), address, Words.say(spoken(language), "mail.code.subject"), Words.say(spoken(language), "mail.code.text").replace("{code}", code).replace("{n}", Long.toString(2 * Limits.CODE_MS / 60_000))))
                .compose(sent -> of(account)).map(Result::ok).recover(e -> {
                    LOG.warn("a code did not go out by mail: {}", e.getMessage());
                    return Future.succeededFuture(Result.refused(Why.TRY_AGAIN));
                });
        });
    }

    public Future<Result<Doors>> confirmMail(AccountId account, String code) {
        return CONFIRM_MAIL.run(link, List.of(Keys.doors(account)), code, clock.millis(), Limits.CODE_TRIES).compose(answer -> switch (answer.get(0).toString()) {
            case "ok" -> of(account).map(Result::ok);
            case String why -> Future.succeededFuture(Result.<Doors>refused(Why.of(why), "code"));
        });
    }

    public Future<Doors> dropMail(AccountId account) {
        return link.send(Command.HDEL, Keys.doors(account), "mail", "wanted", "code", "codeUntilMs", "tries").compose(gone -> of(account));
    }

    public Future<Result<Doors>> wantMessages(AccountId account, boolean on) {
        if (messages == null && on) return Future.succeededFuture(Result.refused(Why.NOT_READY));
        return (on ? link.send(Command.HSET, Keys.doors(account), "message", 1) : link.send(Command.HDEL, Keys.doors(account), "message")).compose(kept -> of(account)).map(Result::ok);
    }

    /** Remembers the language that a person chose on the pages. @param language one of {@link Words#isLanguage} */
    public Future<Void> speak(AccountId account, String language) {
        return link.send(Command.HSET, Keys.doors(account), "language", language).mapEmpty();
    }

    /** A step of erasure. */
    public Future<Void> forget(AccountId account) {
        return link.send(Command.DEL, Keys.doors(account), Keys.outbox(account)).mapEmpty();
    }

    // ── out ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /** The doors that the house has. */
    List<String> offered() {
        return Stream.of(mail == null ? null : MAIL, messages == null ? null : MESSAGE).filter(Objects::nonNull).toList();
    }

    /** Takes a notice through a door, in the language that the person chose. The result tells whether the person has that door still; it fails where nobody took it. */
    Future<Boolean> send(AccountId account, String door, NoticeView notice) {
        var id = vault.fingerprint(account + "/" + door + "/" + notice.notice());
        return link.send(Command.HMGET, Keys.doors(account), door, "language").compose(kept -> {
            if (kept.get(0) == null) return Future.succeededFuture(false);
            var language = spoken(kept.get(1));
            var text = Words.say(language, "notice." + notice.kind()).replace("{name}", notice.name()).replace("{time}", shown(notice.opensMs())) + (notice.why() == null ? "" : ". " + notice.why());
            var where = site.isEmpty() ? "" : site + "/night/" + notice.night();
            return switch (door) {
                case MAIL -> mail.send(id, vault.open(kept.get(0).toString()), text, text + (where.isEmpty() ? "" : "\n\n" + where) + "\n\n" + Words.say(language, "mail.why")).map(true);
                case MESSAGE -> phoneOf.apply(account).compose(phone -> phone.isEmpty() ? Future.succeededFuture(false) : messages.send(id, notice.notice(), notice.kind(), phone.get(), text, where).map(true));
                case String _ -> Future.succeededFuture(false);
            };
        });
    }

    private static String spoken(Response language) {
        return language == null ? Words.HOME : language.toString();
    }

    private static String shown(long ms) {
        return java.time.format.DateTimeFormatter.ofPattern("HH:mm, dd/MM/yyyy").format(java.time.Instant.ofEpochMilli(ms).atZone(Schedule.ZONE));
    }

    /** {@code l•••@example.vn}. */
    static String masked(String address) {
        int at = address.indexOf('@');
        return address.substring(0, Math.min(1, at)) + "•••" + address.substring(at);
    }
}
