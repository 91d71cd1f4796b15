package vn.phien.sim;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.phien.base.Caller;
import vn.phien.base.ComplaintId;
import vn.phien.base.Dice;
import vn.phien.base.Result;
import vn.phien.protocol.ComplaintKind;
import vn.phien.protocol.ComplaintOutcome;
import vn.phien.protocol.Views.ComplaintView;

/** Buyers who complain of orders, booths that answer, organizers who decide. */
final class Complainants {
    private final Cast cast;
    private final Told told;
    private final Dice dice;
    private final Map<ComplaintId, ComplaintView> complaints = new LinkedHashMap<>();
    private final Map<ComplaintId, Caller.Person> buyers = new LinkedHashMap<>();

    Complainants(Cast cast, Told told, Dice dice) {
        this.cast = cast;
        this.told = told;
        this.dice = dice;
    }

    private <T> T any(List<T> list) {
        return list.isEmpty() ? null : list.get(dice.below(list.size()));
    }

    Say next() {
        return switch (dice.below(5)) {
            case 0, 1 -> complains();
            case 2 -> answers();
            case 3 -> goesOn();
            default -> decides();
        };
    }

    private Say complains() {
        var order = any(List.copyOf(told.orders.keySet()));
        if (order == null) return null;
        var buyer = cast.buyers.stream().filter(one -> one.account().equals(told.orders.get(order).account())).findFirst().orElseThrow();
        var key = dice.token(12);
        return says(buyer.name(), "complains of " + order + " as " + key, server -> server.bench.complain(buyer, told.views.get(order).booth(), order, ComplaintKind.QUALITY, "Hàng không như giới thiệu", key), complaint -> buyers.put(complaint.complaint(), buyer));
    }

    private Say says(String who, String what, Function<Server, Future<Result<ComplaintView>>> work, Consumer<ComplaintView> heard) {
        return new Say(who, what, work::apply, answer -> {
            if (!(answer instanceof Result.Ok<?>(ComplaintView complaint))) return;
            complaints.merge(complaint.complaint(), complaint, (before, now) -> before.state().equals("closed") ? before : now);
            heard.accept(complaint);
        }, false);
    }

    private ComplaintView open() {
        return any(complaints.values().stream().filter(complaint -> !complaint.state().equals("closed")).toList());
    }

    private Say answers() {
        var complaint = open();
        var key = dice.token(12);
        return complaint == null ? null : says("host", "answers " + complaint.complaint(), server -> server.bench.say(cast.of(complaint.booth()).host, complaint.complaint(), "Xin đổi hàng mới", key), view -> { });
    }

    private Say goesOn() {
        var complaint = open();
        if (complaint == null || !buyers.containsKey(complaint.complaint())) return null;
        var buyer = buyers.get(complaint.complaint());
        var key = dice.token(12);
        return dice.below(2) == 0 ? says(buyer.name(), "accepts in " + complaint.complaint(), server -> server.bench.accept(buyer, complaint.complaint()), view -> { })
            : says(buyer.name(), "goes to the organizers with " + complaint.complaint(), server -> server.bench.escalate(buyer, complaint.complaint(), "Chưa thỏa đáng", key), view -> { });
    }

    private Say decides() {
        var complaint = open();
        return complaint == null ? null : says("organizer", "decides " + complaint.complaint(), server -> server.bench.decide(cast.organizer, complaint.complaint(), ComplaintOutcome.SETTLED, "Hai bên đã thống nhất"), view -> { });
    }

    /** Every complaint is there for its buyer, and what was closed stays closed as it was. */
    void audit(Server server) {
        var wrong = new ArrayList<String>();
        buyers.forEach((id, buyer) -> {
            var before = complaints.get(id);
            if (!(server.bench.find(buyer, id).await() instanceof Result.Ok<ComplaintView>(var is))) wrong.add("complaint " + id + " was told and is gone");
            else if (before.state().equals("closed") && !(is.state().equals("closed") && is.outcome().equals(before.outcome()))) wrong.add("complaint " + id + " was closed as " + before.outcome() + " and is " + is.state() + " " + is.outcome());
        });
        if (!wrong.isEmpty()) throw new AssertionError("the complaints:\n  " + String.join("\n  ", wrong));
    }

    String told() {
        return complaints.size() + " complaints";
    }
}
