package vn.phien.catalogue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Dice;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Rates;

/** Things that tests of the catalogue share. */
final class Samples {
    private Samples() { }

    static BoothDraft booth(String name, String province) {
        return new BoothDraft(name, province, "Đồng Văn", "Mật ong bạc hà trên cao nguyên đá.", null, null, null, "HTX " + name, null, "Đổi trả trong 7 ngày.");
    }

    static ProductForm honey() {
        return named("Mật ong bạc hà");
    }

    static ProductForm named(String name) {
        return new ProductForm(name, "Ong lấy mật trên cao nguyên đá.", 250_000, "hũ 500 ml", 800, OcopGroup.FOOD, null, "8934567890120", null, null, List.of());
    }

    static ProductForm inGroup(OcopGroup group) {
        return new ProductForm("Mật ong bạc hà", null, 250_000, "hũ 500 ml", 800, group, null, null, null, null, List.of());
    }

    static ProductForm withPhotos(PhotoName... photos) {
        return new ProductForm("Mật ong bạc hà", null, 250_000, "hũ 500 ml", 800, OcopGroup.FOOD, null, null, null, null, List.of(photos));
    }

    static ProductForm certified(int stars, String number, String issuedOn) {
        return new ProductForm("Mật ong " + number, null, 250_000, "hũ 500 ml", 800, OcopGroup.FOOD, new Certified(stars, number, "UBND tỉnh Tuyên Quang", issuedOn), null, null, null, List.of());
    }

    /** The parts of a catalogue, put together as the server does. */
    record Market(Link link, Darkroom darkroom, Photos photos, Booths booths, Certificates certificates, Products products) implements AutoCloseable {
        void put(BoothId booth, BoothDraft draft) {
            link.ask(Command.HSET, Keys.booth(booth), "record", Wire.write(draft), "rev", 1);
            link.ask(Command.SADD, Keys.booths(booth.shard()), booth);
        }

        @Override
        public void close() {
            darkroom.close();
        }
    }

    static Market market(Link link, InstantSource clock, Path folder) {
        var dice = Dice.seeded(11);
        var darkroom = new Darkroom(1);
        var photos = new Photos(link, new PhotoFolder(folder), darkroom, dice, new Rates(link, clock));
        var certificates = new Certificates(link, clock);
        return new Market(link, darkroom, photos, new Booths(link, clock, dice, new Booths.Settings(true), SAFE, photos, new Posts(link)), certificates, new Products(link, clock, photos, certificates));
    }

    /** A safe that only turns the text around: what matters to these tests is that nothing is kept as it came. */
    static final Booths.Safe SAFE = new Booths.Safe(Samples::turned, Samples::turned);

    private static String turned(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    /** Remembers who was given which post. */
    static final class Posts implements Booths.Grant {
        final Map<BoothId, Map<AccountId, BoothRole>> given = new HashMap<>();
        private final Link link;

        Posts(Link link) {
            this.link = link;
        }

        @Override
        public Future<?> grant(AccountId account, BoothId booth, BoothRole role) {
            given.computeIfAbsent(booth, b -> new HashMap<>()).put(account, role);
            return link.send(Command.HSET, Keys.staff(booth), account, role.code());
        }
    }
}
