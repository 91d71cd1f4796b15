package vn.phien.demo;

import io.vertx.core.http.WebSocketClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import vn.phien.base.PlaceId;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Reaction;
import vn.phien.protocol.Views.OfferView;

/** Somebody in the crowd of a rehearsal: quicker than people are, and every answer is timed. */
final class Extra {
    private static final long MOMENT_MS = 2_500;
    private final WebSocketClient sockets;
    private final House house;
    private final Talk talk;
    private final People.Person who;
    private final Pace pace;
    private final Stopwatch watch;
    private final AtomicLong pinnedNs;
    private List<OfferView> lineUp = List.of();
    private Handset phone;
    private PlaceId room;

    /** @param pinnedNs when the host of the room pinned last, so that the way of an event to a phone can be timed */
    Extra(WebSocketClient sockets, House house, Talk talk, People.Person who, Pace pace, Stopwatch watch, AtomicLong pinnedNs) {
        this.sockets = sockets;
        this.house = house;
        this.talk = talk;
        this.who = who;
        this.pace = pace;
        this.watch = watch;
        this.pinnedNs = pinnedNs;
    }

    /** Is there until the end. @param token null for somebody who only watches */
    void visits(PlaceId room, String token, long untilNs) throws InterruptedException {
        this.room = room;
        pace.rest(MOMENT_MS);
        while (System.nanoTime() < untilNs) {
            try (var opened = Handset.open(sockets, house, token, Handset.Ear.forKind(Outbound.ProductsPinned.class, _ -> watch.reached(System.nanoTime() - pinnedNs.get())))) {
                phone = opened;
                if (!(says("join-room", ref -> new Inbound.JoinRoom(ref, room, null, null)) instanceof Outbound.Joined joined)) return;
                lineUp = joined.scene().lineUp();
                while (System.nanoTime() < untilNs) {
                    pace.rest(MOMENT_MS);
                    if (System.nanoTime() < untilNs) moment(token != null);
                }
            } catch (Handset.Gone gone) {
                watch.lost();
            }
        }
    }

    private void moment(boolean signedIn) throws InterruptedException {
        int mood = pace.dice().below(100);
        if (mood < 30) phone.send(new Inbound.React(0, room, Reaction.HEART));
        else if (!signedIn || lineUp.isEmpty()) return;
        else if (mood < 55) says("post-chat", ref -> new Inbound.PostChat(ref, room, Talk.fill(pace.pick(talk.praise()), words()), null, Tags.fresh()));
        else if (mood < 80) buys();
        else if (mood < 88) regrets();
    }

    private Map<String, Object> words() {
        var item = pace.pick(lineUp);
        return Map.of("code", item.code(), "plain", item.code().toLowerCase(Locale.ROOT), "name", item.name(), "where", who.province().name(), "n", 1);
    }

    private Outbound.HoldTaken takes() throws InterruptedException {
        var item = pace.pick(lineUp);
        return says("take-hold", ref -> new Inbound.TakeHold(ref, room, List.of(new Inbound.Line(item.product(), 1, null)), false, Tags.fresh())) instanceof Outbound.HoldTaken taken ? taken : null;
    }

    private void buys() throws InterruptedException {
        var taken = takes();
        if (taken == null) return;
        watch.held();
        if (says("place-order", ref -> new Inbound.PlaceOrder(ref, room, taken.hold().hold(), who.recipient(), Payment.VIETQR, null)) instanceof Outbound.OrderPlaced placed) watch.ordered(placed.order().totalVnd());
    }

    private void regrets() throws InterruptedException {
        var taken = takes();
        if (taken == null) return;
        watch.held();
        says("release-hold", ref -> new Inbound.ReleaseHold(ref, room, taken.hold().hold()));
    }

    private Outbound.Reply says(String what, IntFunction<Inbound> command) throws InterruptedException {
        long from = System.nanoTime();
        try {
            var reply = phone.says(command);
            watch.took(what, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from), reply);
            return reply;
        } catch (Handset.Gone gone) {
            watch.unanswered();
            throw gone;
        }
    }
}
