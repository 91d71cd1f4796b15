package vn.phien.catalogue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.Collection;
import java.util.Optional;
import vn.phien.base.BoothId;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Rates;
import vn.phien.redis.Rates.Rate;

/** The photos of every booth. Keeping, dropping and finding wait for a disk: for virtual threads. */
public final class Photos {
    /** Developing is the dearest thing that anybody can ask for: forty at once, then one every three seconds. */
    private static final Rate UPLOADS = new Rate(40, 3_000);
    private final Link link;
    private final PhotoStore store;
    private final Darkroom darkroom;
    private final Dice dice;
    private final Rates rates;

    /** A kept photo. Sizes in pixels. */
    public record Photo(PhotoName photo, String thumb, int width, int height) { }

    public Photos(Link link, PhotoStore store, Darkroom darkroom, Dice dice, Rates rates) {
        this.link = link;
        this.store = store;
        this.darkroom = darkroom;
        this.dice = dice;
        this.rates = rates;
    }

    /** Develops and keeps a photo of a booth. Refusals: those of {@link Darkroom#develop}, {@code TOO_MANY} for a full album, {@code TOO_FAST}. */
    public Result<Photo> keep(BoothId booth, byte[] bytes) {
        if (rates.take("photos " + booth, UPLOADS, 1).await() > 0) return Result.refused(Why.TOO_FAST, "photo");
        if (link.ask(Command.SCARD, Keys.photos(booth)).toInteger() >= Limits.PHOTOS_PER_BOOTH) return Result.refused(Why.TOO_MANY, "photo");
        return darkroom.develop(bytes).await().map(developed -> {
            var name = PhotoName.random(dice);
            store.keep(name, developed.full(), developed.thumb());
            link.ask(Command.SADD, Keys.photos(booth), name.body());
            return new Photo(name, name.thumbPath(), developed.width(), developed.height());
        });
    }

    /** Forgets a photo that no product and no front shows; the caller has checked that. */
    public Result<PhotoName> drop(BoothId booth, PhotoName name) {
        if (link.ask(Command.SREM, Keys.photos(booth), name.body()).toInteger() == 0) return Result.refused(Why.NOT_FOUND, "photo");
        store.drop(name);
        return Result.ok(name);
    }

    /** Whether all these are photos of this booth. */
    public Future<Boolean> areOf(BoothId booth, Collection<PhotoName> names) {
        if (names.isEmpty()) return Future.succeededFuture(true);
        var request = Link.request(Command.SMISMEMBER, Keys.photos(booth));
        for (var name : names) request.arg(name.body());
        return link.send(request).map(answer -> {
            for (var one : answer) if (one.toInteger() == 0) return false;
            return true;
        });
    }

    public Optional<byte[]> find(PhotoName.File file) {
        return store.find(file);
    }
}
