package vn.phien.catalogue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Shard;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** Producers' booths: opened, described, found. */
public final class Booths {
    private static final Script SAVE = Script.load("catalogue/save_booth");
    private static final long OPENING_REMEMBERED_SECONDS = 2 * 24 * 3600;
    private final Link link;
    private final InstantSource clock;
    private final Dice dice;
    private final Settings settings;
    private final Safe safe;
    private final Photos photos;
    private final Grant grant;

    /** @param openBooths whether anybody who has signed in may open a booth for themselves; otherwise organizers do it for them */
    public record Settings(boolean openBooths) { }

    /** Seals and opens what must not lie readable in the store. */
    public record Safe(UnaryOperator<String> seal, UnaryOperator<String> open) { }

    /** Makes somebody work in a booth; saying it twice changes nothing. */
    @FunctionalInterface
    public interface Grant {
        Future<?> grant(AccountId account, BoothId booth, BoothRole role);
    }

    /**
     * A booth as those who run it see it.
     *
     * @param rev      grows with every change; an edit names the one it was made from
     * @param bankTail the last four characters of the bank account, for the owner alone
     */
    public record Desk(BoothView booth, BoothDraft draft, int rev, @Maybe String bankTail) { }

    public Booths(Link link, InstantSource clock, Dice dice, Settings settings, Safe safe, Photos photos, Grant grant) {
        this.link = link;
        this.clock = clock;
        this.dice = dice;
        this.settings = settings;
        this.safe = safe;
        this.photos = photos;
        this.grant = grant;
    }

    /**
     * Opens a booth for the caller, one a person. The same key again answers the same booth.
     * Refused: {@code NOT_ALLOWED} where organizers open booths, {@code ALREADY_DONE} for a second one, {@code TOO_MANY} for
     * somebody who works in as many booths as one may.
     */
    public Future<Result<Desk>> open(Caller.Person caller, String key, BoothDraft draft) {
        if (!settings.openBooths() && !caller.is(Role.ORGANIZER)) return refused(Why.NOT_ALLOWED, null);
        var fresh = fresh();
        var name = Link.request(Command.SET, Keys.openedBooth(caller.account()), key + " " + fresh, "NX", "GET");
        return mayOwn(caller.account(), Keys.openedBooth(caller.account())).compose(may -> !may ? refused(Why.TOO_MANY, "booth") : named(name, key, fresh)
            .compose(booth -> booth.isEmpty() ? refused(Why.ALREADY_DONE, null) : open(booth.get(), caller.account(), draft)));
    }

    /** Whether the person can have one more booth, or asks again for the one that was opened under this name. */
    private Future<Boolean> mayOwn(AccountId owner, String opened) {
        return link.batch(List.of(Link.request(Command.EXISTS, opened), Link.request(Command.SCARD, Keys.posts(owner))))
            .map(answers -> answers.get(0).toInteger() == 1 || answers.get(1).toInteger() < Limits.BOOTHS_PER_PERSON);
    }

    /** Opens a booth for somebody else, by an organizer. The same key again answers the same booth. Refused: {@code TOO_MANY} as above. */
    public Future<Result<Desk>> openFor(AccountId organizer, String key, AccountId owner, BoothDraft draft) {
        var fresh = fresh();
        var name = Link.request(Command.SET, Keys.openedBooth(organizer, key), key + " " + fresh, "EX", OPENING_REMEMBERED_SECONDS, "NX", "GET");
        return mayOwn(owner, Keys.openedBooth(organizer, key)).compose(may -> !may ? refused(Why.TOO_MANY, "booth")
            : named(name, key, fresh).compose(booth -> open(booth.orElseThrow(), owner, draft)));
    }

    private BoothId fresh() {
        var body = dice.token(16);
        return BoothId.in(Shard.of(body), body);
    }

    /** The booth that this opening names: the fresh one, the one named when the key was first said, or none under another key. */
    private Future<Optional<BoothId>> named(Request setIfAbsent, String key, BoothId fresh) {
        return link.send(setIfAbsent).map(before -> {
            if (before == null) return Optional.of(fresh);
            var parts = before.toString().split(" ");
            return parts[0].equals(key) ? Optional.of(new BoothId(parts[1])) : Optional.empty();
        });
    }

    /** Goes on where a first try may have stopped: record, then role. */
    private Future<Result<Desk>> open(BoothId booth, AccountId owner, BoothDraft draft) {
        if (draft.photo() != null) return refused(Why.NOT_FOUND, "photo");
        return save(booth, 0, draft, owner).compose(saved -> switch (saved) {
            case Result.Ok<Integer> _ -> found(booth, owner).compose(done -> desk(booth, true));
            case Result.Refused<Integer>(var why, var field) -> refused(why, field);
        });
    }

    /** Only a booth without anybody gets its first owner: whoever left one does not come back by saying their old key again. */
    private Future<?> found(BoothId booth, AccountId owner) {
        return link.send(Command.EXISTS, Keys.staff(booth)).compose(staffed -> staffed.toInteger() == 1 ? Future.succeededFuture() : grant.grant(owner, booth, BoothRole.OWNER));
    }

    /** Refused: {@code NOT_FOUND}, {@code CHANGED_MEANWHILE} when {@code rev} is not the present one. */
    public Future<Result<Desk>> edit(BoothId booth, int rev, BoothDraft draft, boolean owner) {
        var ownPhoto = draft.photo() == null ? Future.succeededFuture(true) : photos.areOf(booth, List.of(draft.photo()));
        return ownPhoto.compose(own -> !own ? refused(Why.NOT_FOUND, "photo") : save(booth, rev, draft, null).compose(saved -> switch (saved) {
            case Result.Ok<Integer> _ -> desk(booth, owner);
            case Result.Refused<Integer>(var why, var field) -> refused(why, field);
        }));
    }

    private Future<Result<Integer>> save(BoothId booth, int rev, BoothDraft draft, AccountId owner) {
        return SAVE.run(link, List.of(Keys.booth(booth), Keys.booths(booth.shard())), booth, rev, Wire.write(draft), owner == null ? "" : owner, clock.millis())
            .map(answer -> switch (answer.get(0).toString()) {
                case "ok", "exists" -> Result.ok(answer.get(1).toInteger());
                case String why -> Result.refused(Why.of(why));
            });
    }

    public Future<Optional<BoothView>> find(BoothId booth) {
        return link.send(Command.HMGET, Keys.booth(booth), "record", "bank").map(fields -> view(booth, fields.get(0), fields.get(1)));
    }

    /** @param owner whether the reader owns the booth, and so may see which bank account is set */
    public Future<Result<Desk>> desk(BoothId booth, boolean owner) {
        return link.send(Command.HMGET, Keys.booth(booth), "record", "bank", "rev").map(fields -> view(booth, fields.get(0), fields.get(1))
            .map(view -> {
                var tail = owner && fields.get(1) != null ? account(fields.get(1)).tail() : null;
                return Result.ok(new Desk(view, Wire.trusted(fields.get(0).toString(), BoothDraft.class), fields.get(2).toInteger(), tail));
            }).orElse(Result.refused(Why.NOT_FOUND)));
    }

    static Optional<BoothView> view(BoothId booth, Response record, Response bank) {
        if (record == null) return Optional.empty();
        var draft = Wire.trusted(record.toString(), BoothDraft.class);
        return Optional.of(new BoothView(booth, draft.name(), draft.province(), draft.commune(), draft.story() == null ? "" : draft.story(), draft.picture(), draft.sellerName(),
            draft.registration(), draft.returnTerms(), bank != null));
    }

    /** Sets where buyers pay by VietQR; null takes it away, and VietQR with it. For the booth's owner alone. */
    public Future<Result<BoothId>> setBankAccount(BoothId booth, BankAccount account) {
        return link.send(Command.HEXISTS, Keys.booth(booth), "record").compose(there -> {
            if (there.toInteger() == 0) return refused(Why.NOT_FOUND, null);
            var write = account == null ? link.send(Command.HDEL, Keys.booth(booth), "bank")
                : link.send(Command.HSET, Keys.booth(booth), "bank", safe.seal().apply(Wire.write(account)));
            return write.map(done -> Result.ok(booth));
        });
    }

    /** Where the booth's buyers pay by VietQR, for making a payment's picture. */
    public Future<Optional<BankAccount>> bankAccount(BoothId booth) {
        return link.send(Command.HGET, Keys.booth(booth), "bank").map(sealed -> Optional.ofNullable(sealed).map(this::account));
    }

    private BankAccount account(Response sealed) {
        return Wire.trusted(safe.open().apply(sealed.toString()), BankAccount.class);
    }

    private static <T> Future<Result<T>> refused(Why why, String field) {
        return Future.succeededFuture(Result.refused(why, field));
    }
}
