package vn.phien.oversight;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.phien.base.AccountId;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.catalogue.Darkroom;
import vn.phien.catalogue.PhotoName;
import vn.phien.catalogue.PhotoStore;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Rates;
import vn.phien.redis.Rates.Rate;

/**
 * Photos that people send in as papers, for those alone who may read what they belong to. Sent in first, then named in a matter or a
 * complaint; what is named nowhere is thrown away after a day. Keeping and finding wait for a disk: for virtual threads.
 */
public final class Papers {
    private static final Rate UPLOADS = new Rate(12, 60_000);
    private static final int AT_ONCE = 200;
    private final Link link;
    private final PhotoStore store;
    private final Darkroom darkroom;
    private final Dice dice;
    private final Rates rates;
    private final InstantSource clock;

    public Papers(Link link, PhotoStore store, Darkroom darkroom, Dice dice, Rates rates, InstantSource clock) {
        this.link = link;
        this.store = store;
        this.darkroom = darkroom;
        this.dice = dice;
        this.rates = rates;
        this.clock = clock;
    }

    /** Develops and keeps a photo; answers its name. Refusals: those of {@link Darkroom#develop}, {@code TOO_FAST}. */
    Result<String> keep(AccountId account, byte[] bytes) {
        if (rates.take("papers " + account, UPLOADS, 1).await() > 0) return Result.refused(Why.TOO_FAST, "paper");
        return darkroom.develop(bytes).await().map(developed -> {
            var name = PhotoName.random(dice);
            // known before it is kept, so that nothing lies there that nobody knows of
            link.ask(Command.ZADD, Keys.loosePapers(), clock.millis(), name.body());
            store.keep(name, developed.full(), developed.thumb());
            link.ask(Command.HSET, Keys.paper(name.body()), "account", account);
            return name.body();
        });
    }

    /** Whether all these were sent in by this person and belong to nothing else. Names that say the same again are fine. */
    Future<Boolean> areOf(AccountId account, List<String> names) {
        return link.batch(names.stream().map(name -> Link.request(Command.HGET, Keys.paper(name), "account")).toList())
            .map(owners -> owners.stream().allMatch(owner -> owner != null && owner.toString().equals(account.value())));
    }

    /** They belong to this from now on. */
    Future<Void> attach(List<String> names, String of) {
        if (names.isEmpty()) return Future.succeededFuture();
        var asks = new ArrayList<io.vertx.redis.client.Request>();
        for (var name : names) {
            asks.add(Link.request(Command.HSET, Keys.paper(name), "of", of));
            asks.add(Link.request(Command.ZREM, Keys.loosePapers(), name));
        }
        return link.batch(asks).mapEmpty();
    }

    /** They belong to nothing after all. */
    Future<Void> loosen(List<String> names) {
        if (names.isEmpty()) return Future.succeededFuture();
        return link.batch(names.stream().map(name -> Link.request(Command.ZADD, Keys.loosePapers(), "NX", clock.millis(), name)).toList()).mapEmpty();
    }

    /** A paper that belongs to this. */
    Optional<byte[]> find(String name, String of, boolean small) {
        var file = PhotoName.ofFile(name + (small ? "-480.jpg" : ".jpg"));
        if (file.isEmpty()) return Optional.empty();
        var owner = link.ask(Command.HGET, Keys.paper(name), "of");
        return owner == null || !owner.toString().equals(of) ? Optional.empty() : store.find(file.get());
    }

    /** Throws papers away: those of somebody who was erased. */
    void drop(List<String> names) {
        for (var name : names) {
            PhotoName.ofFile(name + ".jpg").ifPresent(file -> store.drop(file.name()));
            link.ask(Command.DEL, Keys.paper(name));
        }
    }

    /** Throws away what belongs to nothing; any node may, now and then. For virtual threads. */
    public int tidy() {
        var old = link.ask(Command.ZRANGEBYSCORE, Keys.loosePapers(), "-inf", clock.millis() - Limits.LOOSE_PAPER_MS, "LIMIT", 0, AT_ONCE).stream().map(Object::toString).toList();
        drop(old);
        for (var name : old) link.ask(Command.ZREM, Keys.loosePapers(), name);
        return old.size();
    }
}
