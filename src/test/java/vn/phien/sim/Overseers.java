package vn.phien.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.MatterId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.oversight.Oversight;
import vn.phien.protocol.MatterKind;
import vn.phien.protocol.MatterReason;
import vn.phien.protocol.Views.MatterView;

/** An official and the organizers, who flag, ask for papers, freeze goods, stop sales and let them go on; and certificates that are revoked. */
final class Overseers {
    private final Cast cast;
    private final List<Stallholder> stalls;
    private final Dice dice;
    private final NightClock clock;
    private final Map<MatterId, MatterView> matters = new LinkedHashMap<>();
    private boolean revoking, revoked;

    Overseers(Cast cast, List<Stallholder> stalls, Dice dice, NightClock clock) {
        this.cast = cast;
        this.stalls = stalls;
        this.dice = dice;
        this.clock = clock;
    }

    private <T> T any(List<T> list) {
        return list.isEmpty() ? null : list.get(dice.below(list.size()));
    }

    private Caller.Person one() {
        return dice.below(3) == 0 ? cast.organizer : cast.official;
    }

    Say next() {
        var stall = any(stalls);
        return switch (dice.below(14)) {
            case 0, 1, 2 -> opens(stall, MatterKind.FREEZE, null, any(stall.stand().products()));
            case 3 -> opens(stall, MatterKind.STOP, any(stall.rooms()), null);
            case 4 -> opens(stall, MatterKind.STOP, null, null);
            case 5 -> opens(stall, dice.below(2) == 0 ? MatterKind.FLAG : MatterKind.PAPER, any(stall.rooms()), null);
            case 6 -> answers();
            case 7 -> revokes();
            default -> closes();
        };
    }

    private Say opens(Stallholder stall, MatterKind kind, PlaceId room, ProductId product) {
        var key = dice.token(12);
        var by = one();
        var act = new Oversight.Act(kind, stall.stand().booth(), room, product, MatterReason.MISSING_PAPERS, "Thiếu giấy tờ", List.of());
        return new Say(by.name(), kind + " of " + act.booth() + (product == null ? room == null ? "" : " in " + room : " " + product) + " as " + key, server -> server.oversight.open(by, act, key), this::heard, true);
    }

    private void heard(Object answer) {
        if (answer instanceof Result.Ok<?>(MatterView matter)) matters.merge(matter.matter(), matter, (before, now) -> before.state().equals("closed") ? before : now);
    }

    private MatterView open() {
        return any(matters.values().stream().filter(matter -> !matter.state().equals("closed")).toList());
    }

    private Say answers() {
        var matter = open();
        var key = dice.token(12);
        return matter == null ? null : new Say("host", "answers " + matter.matter(), server -> server.oversight.answer(cast.of(matter.booth()).host, matter.booth(), matter.matter(), "Xin gửi giấy tờ", List.of(), key), this::heard, true);
    }

    private Say closes() {
        var matter = open();
        var by = dice.below(4) == 0 ? cast.deputy : cast.official;
        return matter == null ? null : closes(by, matter.matter());
    }

    private Say closes(Caller.Person by, MatterId matter) {
        return new Say(by.name(), "closes " + matter, server -> server.oversight.close(by, matter, MatterReason.PAPER_SHOWN, "Đã xem"), this::heard, true);
    }

    /** The certificates of the second booth are taken back, at whatever moment. */
    private Say revokes() {
        if (cast.stands.size() < 2 || revoked) return null;
        var stand = cast.stands.get(1);
        return new Say(cast.organizer.name(), "revokes the certificate of " + stand.starred(), server -> {
            revoking = true;
            return server.certificates.revoke(cast.organizer.account(), stand.forms.getFirst().certificate().number(), "Khai gian");
        }, answer -> revoked = true, false);
    }

    /** Everything that was taken up is closed. */
    List<Supplier<Say>> closing() {
        return matters.values().stream().filter(matter -> !matter.state().equals("closed")).<Supplier<Say>>map(matter -> () -> closes(cast.official, matter.matter())).toList();
    }

    /** Fails when the certified product of a booth is shown with other stars than it has at this moment. */
    void shown(String where, Cast.Stand stand, int stars) {
        boolean over = stand.n == 0 && !clock.instant().isBefore(Evening.MIDNIGHT) || stand.n == 1 && revoked;
        // nobody knows yet whether what was asked for is done
        boolean perhaps = stand.n == 1 && revoking && !revoked;
        if (stars != (over ? 0 : Cast.STARS) && !(perhaps && stars == 0)) throw new AssertionError(where + " shows " + stand.starred() + " with " + stars + " stars");
    }

    /** Every matter stands as it was last told. */
    void audit(Server server) {
        var wrong = new ArrayList<String>();
        matters.forEach((id, told) -> {
            var found = server.oversight.found(id).await();
            if (!(found instanceof Result.Ok<MatterView>(var is))) wrong.add("matter " + id + " was told and is gone");
            else if (told.state().equals("closed") && !is.state().equals("closed")) wrong.add("matter " + id + " was closed and is " + is.state());
            else if (told.kind() != is.kind() || !told.booth().equals(is.booth()) || !Objects.equals(told.product(), is.product())) wrong.add("matter " + id + " was told as " + told + " and is " + is);
        });
        if (!wrong.isEmpty()) throw new AssertionError("what was taken up:\n  " + String.join("\n  ", wrong));
    }

    String told() {
        return matters.size() + " matters";
    }
}
