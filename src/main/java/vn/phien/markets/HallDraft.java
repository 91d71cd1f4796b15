package vn.phien.markets;

import java.util.List;
import java.util.function.Supplier;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.HallId;
import vn.phien.base.Limits;
import vn.phien.base.Province;
import vn.phien.base.Why;
import vn.phien.catalogue.OcopGroup;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.HallView;

/**
 * A hall as an organizer writes it down.
 *
 * @param hall   null for a new one
 * @param kind   "province", "group" or "theme"
 * @param of     the code of the province or product group; null for a theme
 * @param places how many stands
 */
public record HallDraft(@Maybe HallId hall, String name, String kind, @Maybe String of, int places) {
    public HallDraft {
        name = Check.text("halls.name", name, Limits.NAME).strip();
        switch (Check.text("halls.kind", kind, 20)) {
            case "province" -> {
                if (Province.byCode(of).isEmpty()) throw new BadValue("halls.of", of == null ? Why.MISSING : Why.INVALID_VALUE);
            }
            case "group" -> {
                if (of == null || OcopGroup.of(of).isEmpty()) throw new BadValue("halls.of", of == null ? Why.MISSING : Why.INVALID_VALUE);
            }
            case "theme" -> {
                if (of != null) throw new BadValue("halls.of", Why.INVALID_VALUE);
            }
            case String _ -> throw new BadValue("halls.kind", Why.INVALID_VALUE);
        }
        Check.range("halls.places", places, 1, Limits.PLACES_PER_HALL);
    }

    static List<HallDraft> all(List<HallDraft> halls) {
        var all = Check.list("halls", halls, 0, Limits.HALLS);
        var named = all.stream().map(HallDraft::hall).filter(hall -> hall != null).toList();
        if (named.stream().distinct().count() < named.size()) throw new BadValue("halls", Why.DUPLICATE);
        return all;
    }

    /** The same with a name of its own. */
    HallDraft named(Supplier<HallId> fresh) {
        return hall == null ? new HallDraft(fresh.get(), name, kind, of, places) : this;
    }

    /** A hall that has a name. */
    HallView view() {
        return new HallView(hall, name, kind, of, places);
    }
}
