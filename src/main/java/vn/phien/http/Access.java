package vn.phien.http;

import java.util.Optional;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Id;
import vn.phien.base.Role;
import vn.phien.base.Why;

/** Who may use a route. */
public sealed interface Access {
    /** Anybody. */
    record Anyone() implements Access { }

    /** Anybody who has signed in. */
    record SignedIn() implements Access { }

    /** People with a role in the market. */
    record With(Role role) implements Access { }

    /** The same, and whoever may read the measures: this machine itself, networks that are named, the bearer of the token. */
    record WithOrInside(Role role) implements Access { }

    /** Those who watch over the market: officials and organizers. */
    record Overseeing() implements Access { }

    /** People who work in the booth named by {@code {booth}} in the path, and organizers. */
    record InBooth(BoothRole role) implements Access { }

    /** Machines that sign their body; the handler checks the signature before it reads. */
    record Signed() implements Access { }

    Access ANYONE = new Anyone();
    Access SIGNED_IN = new SignedIn();
    Access SIGNED = new Signed();
    Access ORGANIZER = new With(Role.ORGANIZER);
    Access OPERATOR = new WithOrInside(Role.ORGANIZER);
    Access OFFICIAL = new With(Role.OFFICIAL);
    Access OVERSEEING = new Overseeing();
    Access BOOTH_MODERATOR = new InBooth(BoothRole.MODERATOR);
    Access BOOTH_STAFF = new InBooth(BoothRole.STAFF);
    Access BOOTH_OWNER = new InBooth(BoothRole.OWNER);

    /** Why the caller may not, if so. Who asks from inside is not asked who they are. */
    default Optional<Why> refuses(Caller caller, String booth) {
        if (this instanceof Anyone || this instanceof Signed) return Optional.empty();
        if (!(caller instanceof Caller.Person)) return Optional.of(Why.SIGN_IN_FIRST);
        return switch (this) {
            case Anyone _, Signed _, SignedIn _ -> Optional.empty();
            case With(var role) -> caller.is(role) ? Optional.empty() : Optional.of(Why.NOT_ALLOWED);
            case WithOrInside(var role) -> caller.is(role) ? Optional.empty() : Optional.of(Why.NOT_ALLOWED);
            case Overseeing _ -> caller.is(Role.OFFICIAL) || caller.is(Role.ORGANIZER) ? Optional.empty() : Optional.of(Why.NOT_ALLOWED);
            case InBooth(var role) -> {
                if (!Id.isSharded(BoothId.LETTER, booth)) yield Optional.of(Why.NOT_FOUND);
                yield caller.worksIn(new BoothId(booth), role) || caller.is(Role.ORGANIZER) ? Optional.empty() : Optional.of(Why.NOT_ALLOWED);
            }
        };
    }
}
