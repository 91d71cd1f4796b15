package vn.phien.markets;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.NightId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Shard;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.StandView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** Booths that would like to stand on a night: what they apply with, what became of it, and everything that was said on the way. */
public final class Applications {
    private final Link link;
    private final NightScripts scripts;
    private final Nights nights;
    private final Function<BoothId, Future<Map<ProductId, ProductView>>> products;
    private final OwnPhotos photos;
    private final Function<Collection<AccountId>, Future<Map<AccountId, String>>> names;
    private final Consumer<Shard> ring;

    /** Whether paths are those of photos that the booth keeps. */
    @FunctionalInterface
    public interface OwnPhotos {
        Future<Boolean> are(BoothId booth, Collection<String> paths);
    }

    /**
     * One step of an application: who, when, why.
     *
     * @param what "made", "answered", "withdrawn", "approved", "changes", "refused", "invited", "placed", "placed-by-rule" or "cleared"
     * @param side "producer" or "organizer"
     * @param name of the person as it is now, a dash for who has left; empty where the house did it by rule
     */
    public record Change(long atMs, String what, String side, @Maybe String by, @Maybe String name, @Maybe String why) {
        private Change shown(Map<AccountId, String> names) {
            return new Change(atMs, what, side, null, nameOf(by, names), why);
        }
    }

    /** What somebody is called today: names are not written down, so that who is erased is gone. */
    static String nameOf(String by, Map<AccountId, String> names) {
        return by == null || by.isEmpty() ? "" : names.getOrDefault(new AccountId(by), "–");
    }

    /**
     * An application.
     *
     * @param state "waiting", "changes", "approved", "refused" or "withdrawn"
     * @param rev   grows with every step; an act names the one that it was made from
     * @param stand where the booth stands, if it has a place
     */
    public record Application(NightId night, BoothId booth, String state, ApplicationForm form, long madeMs, int rev, @Maybe StandView stand, List<Change> changes) { }

    private record Changes(List<Change> changes) { }

    /** @param names what people are called */
    public Applications(Link link, Nights nights, Function<BoothId, Future<Map<ProductId, ProductView>>> products, OwnPhotos photos,
                        Function<Collection<AccountId>, Future<Map<AccountId, String>>> names, Consumer<Shard> ring) {
        this.link = link;
        this.scripts = new NightScripts(link);
        this.nights = nights;
        this.products = products;
        this.photos = photos;
        this.names = names;
        this.ring = ring;
    }

    // ── the producer's side ───────────────────────────────────────────────────────────────────────────────────────

    /** Applies for a stand. Refused: {@code NOT_FOUND}, {@code APPLICATIONS_CLOSED}, {@code ALREADY_DONE} for a second application, {@code TOO_MANY}. */
    public Future<Result<Application>> make(Caller.Person person, BoothId booth, NightId night, String key, ApplicationForm form) {
        return honest(booth, night, form).compose(honest -> then(honest, night, booth, () -> scripts.applyForStand(night, booth, key, form, person)));
    }

    /** Changes an application that is not decided, and so answers what was asked. */
    public Future<Result<Application>> answer(Caller.Person person, BoothId booth, NightId night, int rev, ApplicationForm form, String why) {
        return honest(booth, night, form).compose(honest -> then(honest, night, booth, () -> scripts.answerApplication(night, booth, rev, form, why, person)));
    }

    /** Takes the application back; the place becomes free. */
    public Future<Result<Application>> withdraw(Caller.Person person, BoothId booth, NightId night, String why) {
        return then(Result.ok(null), night, booth, () -> scripts.withdrawApplication(night, booth, why, person));
    }

    /** Only its own products, certificates that exist, its own photos and a hall of the night are named. */
    private Future<Result<Void>> honest(BoothId booth, NightId night, ApplicationForm form) {
        return Future.all(products.apply(booth), form.photos().isEmpty() ? Future.succeededFuture(true) : photos.are(booth, form.photos()), nights.find(night)).map(read -> {
            Map<ProductId, ProductView> own = read.resultAt(0);
            Optional<NightView> found = read.resultAt(2);
            if (found.isEmpty()) return Result.refused(Why.NOT_FOUND, "night");
            if (!form.products().stream().allMatch(product -> own.containsKey(product) && !own.get(product).archived())) return Result.refused(Why.NOT_FOUND, "products");
            if (!form.papers().stream().allMatch(product -> own.get(product).certificate() != null)) return Result.refused(Why.INVALID_VALUE, "papers");
            if (!read.<Boolean>resultAt(1)) return Result.refused(Why.NOT_FOUND, "photos");
            if (form.wish() != null && found.get().halls().stream().noneMatch(hall -> hall.hall().equals(form.wish()))) return Result.refused(Why.NOT_FOUND, "wish");
            return Result.ok(null);
        });
    }

    // ── the organizer's side ──────────────────────────────────────────────────────────────────────────────────────

    /** @param to "approved", "changes" or "refused"; the last two with words for the producer */
    public Future<Result<Application>> decide(Caller.Person organizer, NightId night, BoothId booth, int rev, String to, String why) {
        if (!to.equals("approved") && (why == null || why.isBlank())) return Future.succeededFuture(Result.refused(Why.REASON_NEEDED, "why"));
        return then(Result.ok(null), night, booth, () -> scripts.decideApplication(night, booth, rev, to, why, organizer));
    }

    private Future<Result<Application>> then(Result<Void> before, NightId night, BoothId booth, java.util.function.Supplier<Future<Result<Void>>> work) {
        if (before instanceof Result.Refused<Void>(var why, var field)) return Future.succeededFuture(Result.refused(why, field));
        return work.get().compose(done -> switch (done) {
            case Result.Refused<Void>(var why, var field) -> Future.succeededFuture(Result.<Application>refused(why, field));
            case Result.Ok<Void> _ -> {
                nights.forget(night);
                ring.accept(night.shard());
                yield find(night, booth).map(found -> Result.ok(found.orElseThrow()));
            }
        });
    }

    // ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────

    public Future<Optional<Application>> find(NightId night, BoothId booth) {
        return link.batch(List.of(Link.request(Command.HMGET, Keys.applications(night), booth, booth + "|form", booth + "|changes"), Link.request(Command.HGET, Keys.stands(night), booth)))
            .compose(answers -> named(read(night, booth, answers.get(0).get(0), answers.get(0).get(1), answers.get(0).get(2), answers.get(1)).stream().toList())).map(all -> all.stream().findFirst());
    }

    /** Every application of a night, the earliest first. */
    public Future<List<Application>> of(NightId night) {
        return link.batch(List.of(Link.request(Command.HGETALL, Keys.applications(night)), Link.request(Command.HGETALL, Keys.stands(night)))).compose(answers -> {
            var fields = answers.get(0);
            var all = new ArrayList<Application>();
            for (var booth : fields.getKeys()) {
                if (!booth.contains("|")) read(night, new BoothId(booth), fields.get(booth), fields.get(booth + "|form"), fields.get(booth + "|changes"), answers.get(1).get(booth)).ifPresent(all::add);
            }
            all.sort(Comparator.comparingLong(Application::madeMs).thenComparing(one -> one.booth().value()));
            return named(all);
        });
    }

    private Future<List<Application>> named(List<Application> all) {
        return names(all.stream().flatMap(one -> one.changes.stream()).map(Change::by).toList()).map(known -> all.stream().map(one ->
            new Application(one.night, one.booth, one.state, one.form, one.madeMs, one.rev, one.stand, one.changes.stream().map(change -> change.shown(known)).toList())).toList());
    }

    /** What those people are called today; no name stands for the house itself. */
    Future<Map<AccountId, String>> names(List<String> accounts) {
        var people = accounts.stream().filter(by -> by != null && !by.isEmpty()).distinct().map(AccountId::new).toList();
        return people.isEmpty() ? Future.succeededFuture(Map.of()) : names.apply(people);
    }

    private static Optional<Application> read(NightId night, BoothId booth, Response kept, Response form, Response changes, Response stand) {
        if (kept == null) return Optional.empty();
        var record = Wire.trusted(kept.toString(), JsonNode.class);
        var place = stand == null ? null : stand.toString().split("\\|");
        return Optional.of(new Application(night, booth, record.get("state").asText(), Wire.trusted(form.toString(), ApplicationForm.class), record.get("madeMs").asLong(), record.get("rev").asInt(),
            place == null ? null : new StandView(booth, new vn.phien.base.HallId(place[0]), Integer.parseInt(place[1])),
            Wire.trusted("{\"changes\":" + changes + "}", Changes.class).changes));
    }
}
