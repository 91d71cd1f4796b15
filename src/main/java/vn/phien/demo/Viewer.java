package vn.phien.demo;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Why;
import vn.phien.demo.Board.Item;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Reaction;
import vn.phien.protocol.Views.HoldView;
import vn.phien.protocol.Views.OrderView;

/** Somebody in the crowd: comes, watches, says something now and then, buys or thinks better of it, goes, and comes back. */
final class Viewer {
    private static final Logger LOG = LoggerFactory.getLogger(Viewer.class);
    private static final int FIRST_IN = 40;
    private static final long BETWEEN_FIRST_MS = 120, BETWEEN_OTHERS_MS = 450;
    private static final long STAYS_MS = TimeUnit.MINUTES.toMillis(10), AWAY_MS = TimeUnit.MINUTES.toMillis(3);
    private static final long MOMENT_MS = 50_000;
    private static final List<Reaction> REACTIONS = List.of(Reaction.HEART, Reaction.HEART, Reaction.HEART, Reaction.CLAP, Reaction.FLOWER);
    private final Crowd crowd;
    private final People.Person who;
    private final int place;
    private final Pace pace;
    private final ConcurrentLinkedQueue<HoldView> granted = new ConcurrentLinkedQueue<>();
    private String token;
    private Handset phone;
    private Board board;
    private Talk talk;

    /** @param place in the order of the first coming */
    Viewer(Crowd crowd, People.Person who, int place, Pace pace) {
        this.crowd = crowd;
        this.who = who;
        this.place = place;
        this.pace = pace;
    }

    /** Goes on until the demo ends. */
    void lives() throws InterruptedException {
        pace.rest(place < FIRST_IN ? place * BETWEEN_FIRST_MS : FIRST_IN * BETWEEN_FIRST_MS + (place - FIRST_IN) * BETWEEN_OTHERS_MS);
        if (place >= FIRST_IN && pace.chance(25)) pace.rest(AWAY_MS);
        while (true) {
            var show = crowd.show(pace);
            board = show.board();
            talk = show.talk();
            try {
                visits();
            } catch (Handset.Gone | IllegalStateException e) {
                LOG.debug("{} lost the show: {}", who.name(), e.getMessage());
            }
            pace.rest(AWAY_MS);
        }
    }

    private boolean watchesOnly() {
        return who.phone() == null;
    }

    private void visits() throws InterruptedException {
        if (token == null && !watchesOnly()) token = crowd.letIn(who);
        try (var opened = crowd.phone(token, Handset.Ear.forKind(Outbound.HoldGranted.class, event -> granted.add(((Outbound.HoldGranted) event).hold())))) {
            phone = opened;
            if (!(phone.says(ref -> new Inbound.JoinRoom(ref, board.room(), null, null)) instanceof Outbound.Joined)) return;
            if (!watchesOnly() && pace.chance(20)) say(pace.pick(talk.hello()), Map.of("where", who.province().name()));
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pace.real(STAYS_MS / 2 + pace.dice().below((int) STAYS_MS)));
            while (board.isOnAir() && System.nanoTime() < until) {
                pace.rest(MOMENT_MS);
                if (board.isOnAir()) moment();
            }
            if (!watchesOnly() && pace.chance(6)) say(pace.pick(talk.bye()), Map.of());
        }
    }

    private void moment() throws InterruptedException {
        var hold = granted.poll();
        if (hold != null) {
            decides(hold);
            return;
        }
        int mood = pace.dice().below(100);
        if (mood < 45) cheers();
        else if (watchesOnly()) return;
        else if (mood < 57) say(pace.pick(talk.praise()), words(pick()));
        else if (mood < 66) say(pace.pick(pace.pick(talk.questions()).asks()), words(pick()));
        else if (mood < 70 && board.onDeal().isPresent()) say(pace.pick(talk.deal()), Map.of());
        else if (mood < 75) ordersByComment();
        else if (mood < 80) taps();
    }

    private void cheers() throws InterruptedException {
        var kind = pace.pick(REACTIONS);
        for (int i = pace.dice().below(3); i >= 0; i--) {
            phone.send(new Inbound.React(0, board.room(), kind));
            pace.rest(350);
        }
    }

    /** What one looks at: mostly what is pinned, or on a deal. */
    private Item pick() {
        var deal = board.onDeal();
        if (deal.isPresent() && pace.chance(35)) return deal.get();
        var pinned = board.pinned();
        if (!pinned.isEmpty() && pace.chance(60)) return pinned.getFirst();
        return pace.pick(board.lineUp());
    }

    // ── buying ────────────────────────────────────────────────────────────────────────────────────────────────────

    private int quantity() {
        return pace.chance(70) ? 1 : pace.chance(80) ? 2 : 3;
    }

    private void ordersByComment() throws InterruptedException {
        var words = words(pick());
        words.put("n", quantity());
        if (say(pace.pick(talk.order()), words) instanceof Outbound.ChatPosted posted) {
            if (posted.hold() != null) decides(posted.hold());
            else if (posted.waiting() != null) waits(posted.waiting());
        }
    }

    private void taps() throws InterruptedException {
        var item = pick();
        var line = new Inbound.Line(item.offer().product(), quantity(), null);
        switch (phone.says(ref -> new Inbound.TakeHold(ref, board.room(), List.of(line), true, Tags.fresh()))) {
            case Outbound.HoldTaken taken -> decides(taken.hold());
            case Outbound.Waiting waiting -> waits(waiting);
            case Outbound.Refused refused when refused.why() == Why.SOLD_OUT || refused.why() == Why.NOT_ENOUGH -> {
                if (pace.chance(20)) say(pace.pick(talk.late()), Map.of());
            }
            default -> { }
        }
    }

    private void waits(Outbound.Waiting waiting) throws InterruptedException {
        if (pace.chance(70)) return;
        pace.rest(15_000);
        phone.says(ref -> new Inbound.LeaveWaitlist(ref, board.room(), waiting.product()));
    }

    /** Orders, or lets the hold go, or forgets it. */
    private void decides(HoldView hold) throws InterruptedException {
        pace.rest(16_000);
        int mood = pace.dice().below(100);
        if (mood < 8) phone.says(ref -> new Inbound.ReleaseHold(ref, board.room(), hold.hold()));
        if (mood < 20) return;
        if (mood < 26) {
            phone.says(ref -> new Inbound.ExtendHold(ref, board.room(), hold.hold(), Tags.fresh()));
            pace.rest(20_000);
        }
        orders(hold);
    }

    private void orders(HoldView hold) throws InterruptedException {
        var payment = pace.chance(30) ? Payment.VIETQR : Payment.COD;
        var reply = place(hold, payment);
        // whoever has several parcels under way already pays this one before
        if (reply instanceof Outbound.Refused refused && refused.why() == Why.TOO_MANY_OPEN_COD) reply = place(hold, Payment.VIETQR);
        if (!(reply instanceof Outbound.OrderPlaced placed)) return;
        if (pace.chance(12)) say(pace.pick(talk.ordered()), Map.of("where", who.province().name()));
        if (placed.order().vietQr() != null) pays(placed.order());
        else if (pace.chance(3)) phone.says(ref -> new Inbound.CancelOrder(ref, placed.order().order(), "Đặt nhầm món"));
    }

    private Outbound.Reply place(HoldView hold, Payment payment) throws InterruptedException {
        return phone.says(ref -> new Inbound.PlaceOrder(ref, board.room(), hold.hold(), who.recipient(), payment, null));
    }

    /** Most pay what is asked for; a few mistype the amount, a few forget. */
    private void pays(OrderView order) throws InterruptedException {
        if (pace.chance(8)) return;
        pace.rest(20_000);
        var transaction = "DEMO" + Tags.fresh();
        try {
            if (pace.chance(5)) crowd.bank().transfers(transaction, order.vietQr().account(), order.vietQr().amountVnd() - 1_000, order.vietQr().memo());
            else crowd.bank().scanned(order.vietQr().payload(), transaction);
        } catch (UncheckedIOException unreachable) {
            LOG.debug("the bank could not tell: {}", unreachable.getMessage());
        }
    }

    // ── talking ───────────────────────────────────────────────────────────────────────────────────────────────────

    private Outbound.Reply say(String line, Map<String, ?> words) throws InterruptedException {
        var filled = Talk.fill(line, words);
        return phone.says(ref -> new Inbound.PostChat(ref, board.room(), filled, null, Tags.fresh()));
    }

    private Map<String, Object> words(Item item) {
        return new HashMap<>(Map.of("code", item.offer().code(), "plain", item.offer().code().toLowerCase(Locale.ROOT), "name", item.offer().name(), "where", who.province().name(), "n", 1));
    }
}
