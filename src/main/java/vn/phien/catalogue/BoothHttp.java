package vn.phien.catalogue;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vn.phien.base.AccountId;
import vn.phien.base.BadValue;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Province;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Why;
import vn.phien.catalogue.BoothRequests.EditBooth;
import vn.phien.catalogue.BoothRequests.OpenBooth;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Views.BoothView;

/** Booths and their photos over HTTP. */
public final class BoothHttp {
    private static final Map<String, String> PHOTO_HEADERS = Map.of(
        "cache-control", "public, max-age=31536000, immutable",
        "x-content-type-options", "nosniff",
        "content-security-policy", "default-src 'none'",
        "cross-origin-resource-policy", "same-site");
    private final Booths booths;
    private final Street street;
    private final Photos photos;
    private final Function<PhoneNumber, Future<AccountId>> accountOf;
    private final Function<BoothId, Future<List<PhotoName>>> shown;

    /**
     * @param accountOf the account with this number, made when there is none yet
     * @param shown     the photos that the booth's products show
     */
    public BoothHttp(Booths booths, Street street, Photos photos, Function<PhoneNumber, Future<AccountId>> accountOf, Function<BoothId, Future<List<PhotoName>>> shown) {
        this.booths = booths;
        this.street = street;
        this.photos = photos;
        this.accountOf = accountOf;
        this.shown = shown;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/booths", Access.ANYONE, "Booths", "Searches booths by words (with or without tones), province and product group.", Street.Found.class, this::search).costing(2)
                .with("q", "words, each of which must be found").with("province", "code of a province").with("group", "code of a product group")
                .with("from", "how many to leave out").with("count", "at most so many, 60 when absent"),
            Route.post("/api/booths", Access.SIGNED_IN, "Booths", "Opens a booth for oneself, or, by an organizer, for somebody else.", OpenBooth.class, Booths.Desk.class, this::open),
            Route.get("/api/booths/{booth}", Access.ANYONE, "Booths", "A booth as everybody sees it.", BoothView.class, this::find),
            Route.get("/api/booths/{booth}/desk", Access.BOOTH_STAFF, "Booths", "A booth as those who run it see it.", Booths.Desk.class, this::desk),
            Route.put("/api/booths/{booth}", Access.BOOTH_STAFF, "Booths", "Changes what a booth says of itself.", EditBooth.class, Booths.Desk.class, this::edit),
            Route.put("/api/booths/{booth}/bank-account", Access.BOOTH_OWNER, "Booths", "Sets where buyers pay by VietQR; by the owner alone.", BankAccount.class, Void.class, this::setBankAccount),
            Route.delete("/api/booths/{booth}/bank-account", Access.BOOTH_OWNER, "Booths", "Takes the bank account away, and VietQR with it; by the owner alone.", this::dropBankAccount),
            Route.put("/api/booths/{booth}/photos", Access.BOOTH_STAFF, "Photos", "Keeps a photo: JPEG, PNG or WebP up to 10 MB as the raw body.", byte[].class, Photos.Photo.class, this::keepPhoto).upTo(Limits.PHOTO_BYTES).costing(5),
            Route.delete("/api/booths/{booth}/photos/{photo}", Access.BOOTH_STAFF, "Photos", "Forgets a photo that nothing shows any more.", this::dropPhoto),
            Route.get("/photos/{photo}", Access.ANYONE, "Photos", "A photo, in full or (NAME-480.jpg) small.", byte[].class, this::photo));
    }

    private Answer search(Ask ask) {
        var words = Check.optional("q", ask.query("q").orElse(""), Limits.NAME);
        var province = ask.query("province").filter(code -> !code.isEmpty()).orElse(null);
        if (province != null && Province.byCode(province).isEmpty()) throw new BadValue("province", Why.INVALID_VALUE);
        var group = ask.query("group").filter(code -> !code.isEmpty()).orElse(null);
        if (group != null && OcopGroup.of(group).isEmpty()) throw new BadValue("group", Why.INVALID_VALUE);
        return Answer.json(street.search(words, province, group, ask.number("from", 0, 0, 1_000_000), ask.number("count", 60, 1, 200)).await());
    }

    private Answer open(Ask ask) throws BadMessage {
        var request = ask.read(OpenBooth.class);
        var caller = ask.person();
        if (!request.forAnother()) return opened(booths.open(caller, request.key(), request.booth()).await());
        if (!caller.is(Role.ORGANIZER)) return Answer.refused(Why.NOT_ALLOWED, request.owner() != null ? "owner" : "phone");
        var owner = request.owner() != null ? request.owner() : accountOf.apply(PhoneNumber.parse(request.phone()).orElseThrow()).await();
        return opened(booths.openFor(caller.account(), request.key(), owner, request.booth()).await());
    }

    private Answer opened(Result<Booths.Desk> result) {
        street.forget();
        return switch (result) {
            case Result.Ok<Booths.Desk>(var desk) -> Answer.created(desk);
            case Result.Refused<Booths.Desk>(var why, var field) -> Answer.refused(why, field);
        };
    }

    private Answer find(Ask ask) {
        return booths.find(ask.booth()).await().map(Answer::json).orElse(Answer.refused(Why.NOT_FOUND));
    }

    private Answer desk(Ask ask) {
        return Answer.of(booths.desk(ask.booth(), owns(ask)).await());
    }

    private Answer edit(Ask ask) throws BadMessage {
        var request = ask.read(EditBooth.class);
        var result = booths.edit(ask.booth(), request.rev(), request.booth(), owns(ask)).await();
        street.forget();
        return Answer.of(result);
    }

    private Answer setBankAccount(Ask ask) throws BadMessage {
        var account = ask.read(BankAccount.class);
        return owns(ask) ? done(booths.setBankAccount(ask.booth(), account).await()) : Answer.refused(Why.NOT_ALLOWED);
    }

    private Answer dropBankAccount(Ask ask) {
        return owns(ask) ? done(booths.setBankAccount(ask.booth(), null).await()) : Answer.refused(Why.NOT_ALLOWED);
    }

    /** Organizers pass the door of every booth; where the money goes is for the owner alone. */
    private static boolean owns(Ask ask) {
        return ask.caller() instanceof Caller.Person person && person.worksIn(ask.booth(), BoothRole.OWNER);
    }

    private Answer keepPhoto(Ask ask) {
        if (booths.find(ask.booth()).await().isEmpty()) return Answer.refused(Why.NOT_FOUND);
        return switch (photos.keep(ask.booth(), ask.body())) {
            case Result.Ok<Photos.Photo>(var photo) -> Answer.created(photo);
            case Result.Refused<Photos.Photo>(var why, var field) -> Answer.refused(why, field);
        };
    }

    private Answer dropPhoto(Ask ask) {
        var file = PhotoName.ofFile(ask.path("photo")).orElseThrow(() -> new BadValue("photo", Why.INVALID_ID));
        var front = booths.desk(ask.booth(), false).await().map(desk -> desk.draft().photo());
        if (front instanceof Result.Ok<PhotoName>(var name) && file.name().equals(name)) return Answer.refused(Why.WRONG_STATE, "photo");
        if (shown.apply(ask.booth()).await().contains(file.name())) return Answer.refused(Why.WRONG_STATE, "photo");
        return done(photos.drop(ask.booth(), file.name()));
    }

    private Answer photo(Ask ask) {
        return PhotoName.ofFile(ask.path("photo")).flatMap(photos::find)
            .<Answer>map(bytes -> new Answer.File(bytes, "image/jpeg", null, PHOTO_HEADERS)).orElse(Answer.refused(Why.NOT_FOUND));
    }

    private static Answer done(Result<?> result) {
        return result instanceof Result.Refused<?>(var why, var field) ? Answer.refused(why, field) : Answer.empty();
    }
}
