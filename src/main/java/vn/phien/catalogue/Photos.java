package vn.phien.catalogue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.Optional;
import vn.phien.base.BoothId;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** The photos of every booth. Methods wait for a disk: for virtual threads. */
public final class Photos {
    private final Link link;
    private final PhotoStore store;
    private final Darkroom darkroom;
    private final Dice dice;

    /** A kept photo. Sizes in pixels. */
    public record Photo(PhotoName photo, String thumb, int width, int height) { }

    public Photos(Link link, PhotoStore store, Darkroom darkroom, Dice dice) {
        this.link = link;
        this.store = store;
        this.darkroom = darkroom;
        this.dice = dice;
    }

    /** Develops and keeps a photo of a booth. Refusals: those of {@link Darkroom#develop}, and {@code TOO_MANY} for a full album. */
    public Result<Photo> keep(BoothId booth, byte[] bytes) {
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
    Future<Boolean> areOf(BoothId booth, java.util.Collection<PhotoName> names) {
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
