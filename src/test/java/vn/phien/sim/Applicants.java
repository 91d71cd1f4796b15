package vn.phien.sim;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.Result;
import vn.phien.markets.ApplicationForm;
import vn.phien.markets.Applications.Application;
import vn.phien.markets.NightDesk;
import vn.phien.markets.Usher;
import vn.phien.protocol.Views.StandView;

/** Producers who apply for a stand, and organizers who decide and lead them to their places. */
final class Applicants {
    private final Cast cast;
    private final Evening evening;
    private final Dice dice;
    private final Map<BoothId, String> keys = new HashMap<>();
    private List<StandView> stands = List.of();
    private int rev = 1;

    Applicants(Cast cast, Evening evening, Dice dice) {
        this.cast = cast;
        this.evening = evening;
        this.dice = dice;
    }

    private <T> T any(List<T> list) {
        return list.isEmpty() ? null : list.get(dice.below(list.size()));
    }

    /** What one of them does next while booths can apply. */
    Say next() {
        var stand = any(cast.stands);
        var known = evening.applications.get(stand.booth());
        if (known == null) return applies(stand);
        // who has withdrawn may come back, and who was asked answers
        if (known.state().equals("withdrawn")) return applies(stand);
        if (known.state().equals("changes")) return answers(stand, known);
        return switch (dice.below(20)) {
            case 0 -> applies(stand);
            case 1 -> withdraws(stand);
            case 2 -> places();
            case 3, 4 -> byRule();
            case 5, 6, 7, 8 -> looks();
            default -> decides(any(List.copyOf(evening.applications.values())));
        };
    }

    private Say places() {
        return leads(any(List.copyOf(evening.applications.keySet())));
    }

    /** A booth that has a place gets another one, and who stands there gets its own. */
    Say changesPlaces() {
        var stand = any(stands);
        return stand == null ? null : leads(stand.booth());
    }

    private Say leads(BoothId booth) {
        var hall = any(evening.halls);
        int place = 1 + dice.below(hall.places());
        return booth == null ? null : desk("leads " + booth + " to " + hall.name() + " " + place, server -> Usher.lead(server.desk, organizer(), evening.night, rev, booth, hall.hall(), place));
    }

    private Say byRule() {
        return desk("places by rule", server -> server.desk.placeByRule(organizer(), evening.night, rev));
    }

    private Caller.Person organizer() {
        return dice.below(3) == 0 ? cast.deputy : cast.organizer;
    }

    private Say desk(String what, Function<Server, Future<Result<NightDesk.Desk>>> work) {
        return new Say("organizer", what, work::apply, answer -> {
            if (answer instanceof Result.Ok<?>(NightDesk.Desk desk)) sees(desk);
        }, false);
    }

    /** Looks at the desk, and so knows its newest state. */
    Say looks() {
        return new Say("organizer", "looks at the desk", server -> server.desk.find(evening.night), answer -> {
            if (answer instanceof Optional<?> found && found.orElse(null) instanceof NightDesk.Desk desk) sees(desk);
        }, false);
    }

    private void sees(NightDesk.Desk desk) {
        rev = desk.rev();
        stands = desk.stands();
        for (var applied : desk.applications()) heard(applied.application());
    }

    private Say applies(Cast.Stand stand) {
        var key = keys.get(stand.booth());
        if (key == null || dice.below(3) > 0) keys.put(stand.booth(), key = dice.token(12));
        var named = key;
        return application(stand, "applies with " + key, server -> server.applications.make(stand.host, stand.booth(), evening.night, named, form(stand, "")));
    }

    private ApplicationForm form(Cast.Stand stand, String note) {
        var wish = dice.below(2) == 0 ? null : any(evening.halls).hall();
        return new ApplicationForm(stand.products(), List.of(stand.starred()), List.of(), wish, note);
    }

    private Say answers(Cast.Stand stand, Application known) {
        var form = form(stand, "Đã bổ sung giấy tờ");
        return application(stand, "answers what was asked", server -> server.applications.answer(stand.host, stand.booth(), evening.night, known.rev(), form, "Xin gửi lại"));
    }

    private Say withdraws(Cast.Stand stand) {
        return application(stand, "withdraws", server -> server.applications.withdraw(stand.host, stand.booth(), evening.night, "Bận việc nhà"));
    }

    private Say application(Cast.Stand stand, String what, Function<Server, Future<Result<Application>>> work) {
        return new Say(stand.host.name(), what, work::apply, this::heard, false);
    }

    private void heard(Object answer) {
        if (answer instanceof Result.Ok<?>(Application application)) heard(application);
    }

    private void heard(Application application) {
        var before = evening.applications.get(application.booth());
        if (before == null || before.rev() <= application.rev()) evening.applications.put(application.booth(), application);
    }

    private Say decides(Application application) {
        int what = dice.below(12);
        var to = what < 9 ? "approved" : what < 11 ? "changes" : "refused";
        return new Say("organizer", "decides " + application.booth() + " at " + application.rev() + ": " + to, server -> server.applications.decide(organizer(), evening.night, application.booth(), application.rev(), to, to.equals("approved") ? null : "Cần thêm giấy tờ"),
            answer -> {
                heard(answer);
                if (answer instanceof Result.Ok<?>(Application after) && after.state().equals(to)) evening.decided.put(evening.night + "|" + application.booth() + "|" + (application.rev() + 1), application.booth());
            }, false);
    }

}
