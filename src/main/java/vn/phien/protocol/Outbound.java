package vn.phien.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.DealId;
import vn.phien.base.HoldId;
import vn.phien.base.MessageId;
import vn.phien.base.NightId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.HallId;
import vn.phien.base.NightId;
import vn.phien.base.ProductId;
import vn.phien.base.Strain;
import vn.phien.base.TicketId;
import vn.phien.base.Why;
import vn.phien.protocol.Views.AnnouncementView;
import vn.phien.protocol.Views.ChatLine;
import vn.phien.protocol.Views.ComplaintView;
import vn.phien.protocol.Views.DealView;
import vn.phien.protocol.Views.HallCount;
import vn.phien.protocol.Views.HoldView;
import vn.phien.protocol.Views.MatterView;
import vn.phien.protocol.Views.Mine;
import vn.phien.protocol.Views.NoticeView;
import vn.phien.protocol.Views.OfferView;
import vn.phien.protocol.Views.OrderView;
import vn.phien.protocol.Views.Scene;
import vn.phien.protocol.Views.SpotlightView;
import vn.phien.protocol.Views.StallNow;
import vn.phien.protocol.Views.TalkLine;
import vn.phien.protocol.Views.Tally;
import vn.phien.protocol.Views.TicketView;

/**
 * What the server says on a socket: things that happened. A {@link Reply} goes to the asker alone, a {@link Shelf} event to
 * everybody in the room, numbered and never lost, a {@link Latest} event to the room with only the newest counting, a
 * {@link Thin} event to the room as far as the phone can take it, a {@link Private} one to every phone of one person.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
public sealed interface Outbound {

    // ── replies ───────────────────────────────────────────────────────────────────────────────────────────────────

    /** The answer to the command with the same {@code ref}. */
    sealed interface Reply extends Outbound {
        int ref();
    }

    /** Done, and there is nothing more to say. {@code change} can be taken back with {@code undo-change}. */
    record Done(int ref, @Maybe String change) implements Reply { }

    /** Not done, and nothing was changed. {@code free} tells how many are left where that is why. */
    record Refused(int ref, Why why, @Maybe String field, @Maybe Integer free) implements Reply { }

    /**
     * In the room. Either {@code recovered} and the missed events follow, or here is the whole scene.
     *
     * @param you null for somebody who has not signed in
     */
    record Joined(int ref, PlaceId room, String epoch, long seq, long nowMs, boolean recovered, @Maybe Scene scene, @Maybe Mine mine, @Maybe AccountId you, int viewers, @Maybe Tally tally) implements Reply { }

    /** Not in the room yet, for too many are coming: ask again after {@code againMs}. */
    record JoinLater(int ref, long againMs) implements Reply { }

    /** The server's clock. */
    record Clock(int ref, long nowMs) implements Reply { }

    /** The hold stands until {@code deadlineMs}. */
    record HoldTaken(int ref, HoldView hold) implements Reply { }

    /** Sold out for now; the phone stands in line. {@code number} counts everybody who ever stood, {@code ahead} those before you now. */
    record Waiting(int ref, PlaceId room, ProductId product, HoldId hold, int quantity, int number, int ahead) implements Reply { }

    /** The order stands and will be kept. */
    record OrderPlaced(int ref, OrderView order) implements Reply { }

    /**
     * How one part of a cart went: a hold, or why there is none.
     *
     * @param ended how the hold ended when it did before: "committed", "released" or "expired"
     * @param more  further lines that could not be had; {@code refused} tells of the first
     */
    record PartTaken(PlaceId room, @Maybe HoldView hold, @Maybe String ended, @Maybe Refused refused, @Maybe List<Refused> more) { }

    /** The cart as far as it could be held, part by part in the order asked for. */
    record HoldsTaken(int ref, List<PartTaken> parts) implements Reply { }

    /** How one part of an act went: an order, or why there is none. */
    record PartPlaced(PlaceId room, HoldId hold, @Maybe OrderView order, @Maybe Refused refused) { }

    /** The orders of one act, part by part in the order asked for. */
    record OrdersPlaced(int ref, List<PartPlaced> parts) implements Reply { }

    /** The comment was taken. Where it was an order, exactly one of the last three tells how it went. */
    record ChatPosted(int ref, MessageId message, @Maybe HoldView hold, @Maybe Waiting waiting, @Maybe Refused refused) implements Reply { }

    /** Looking at the street of a night: summaries follow. */
    record NightWatched(int ref, NightId night, long nowMs) implements Reply { }

    /** A counter as a visitor sees it: whether it is open, how many wait, and the own number, the last one where none is open. */
    record CounterShown(int ref, BoothId booth, boolean open, int waiting, @Maybe TicketView ticket) implements Reply { }

    /** A colleague to whom a talk can be handed. */
    record Colleague(AccountId account, String name) { }

    /** A counter as its staff see it: who waits, who talks with whom, and the talks of the last days. */
    record DeskShown(int ref, BoothId booth, boolean open, List<TicketView> tickets, List<Colleague> colleagues) implements Reply { }

    /** The ticket as it stands now. */
    record TicketTaken(int ref, TicketView ticket) implements Reply { }

    /** A talk from its beginning. */
    record TalkShown(int ref, TicketView ticket, List<TalkLine> lines) implements Reply { }

    /** What was said stands in the talk. */
    record LineKept(int ref, TicketId ticket, int n) implements Reply { }

    // ── events of the room that must arrive ───────────────────────────────────────────────────────────────────────

    /** Numbered without a gap in the room's log. */
    sealed interface Shelf extends Outbound {
        Long seq();
    }

    record ShowChanged(Long seq, ShowState state, boolean ordersOpen, long atMs) implements Shelf { }

    record ProductsPinned(Long seq, List<ProductId> products) implements Shelf { }

    /** The line-up has a new order or new items. */
    record LineUpChanged(Long seq, List<OfferView> lineUp) implements Shelf { }

    record PriceChanged(Long seq, ProductId product, long priceVnd, @Maybe Long wasVnd) implements Shelf { }

    record DealOpened(Long seq, DealView deal) implements Shelf { }

    record DealClosed(Long seq, DealId deal, ProductId product) implements Shelf { }

    /** {@code product} null: the whole show. */
    record OrdersSwitched(Long seq, @Maybe ProductId product, boolean open) implements Shelf { }

    /** Officials or organizers have stopped the sale of a product, or let it go on. */
    record GoodsFrozen(Long seq, ProductId product, boolean frozen) implements Shelf { }

    /** In a booth's own room: its counter was opened or closed. */
    record CounterSwitched(Long seq, BoothId booth, boolean open) implements Shelf { }

    /** Officials or organizers have stopped the sale in this room, or let it go on. */
    record SaleStopped(Long seq, boolean stopped) implements Shelf { }

    /** The offices that watch this room with a seat. */
    record OfficialsSeated(Long seq, List<String> officials) implements Shelf { }

    record MessageDeleted(Long seq, MessageId message) implements Shelf { }

    record MessagePinned(Long seq, @Maybe ChatLine message) implements Shelf { }

    record SlowModeSet(Long seq, int seconds) implements Shelf { }

    record QuestionAnswered(Long seq, MessageId message) implements Shelf { }

    // ── events of which only the newest counts ────────────────────────────────────────────────────────────────────

    /** Newest wins, by {@link #key()}. */
    sealed interface Latest extends Outbound {
        String key();
    }

    /** {@code dealLeft} is null without a deal. Drop it when {@code rev} is not greater than the one you have. */
    record StockChanged(PlaceId room, ProductId product, int allotted, int free, int held, int sold, @Maybe Integer dealLeft, long rev) implements Latest {
        @Override
        public String key() {
            return "stock " + product;
        }
    }

    record ViewersCounted(PlaceId room, int viewers) implements Latest {
        @Override
        public String key() {
            return "viewers";
        }
    }

    /** The booths of a hall that are on air, the most watched first. */
    record HallSummed(NightId night, HallId hall, List<StallNow> live) implements Latest {
        @Override
        public String key() {
            return "hall " + hall;
        }
    }

    /**
     * A night in figures, hall by hall, and its main stage.
     *
     * @param spotlight null where the night has no stage
     */
    record NightSummed(NightId night, int live, int viewers, List<HallCount> halls, @Maybe SpotlightView spotlight) implements Latest {
        @Override
        public String key() {
            return "night";
        }
    }

    /** For staff. */
    record TallyChanged(PlaceId room, Tally tally) implements Latest {
        @Override
        public String key() {
            return "tally";
        }
    }

    /** How far this node has cut back, so that pages can say so: chats may rest, and while the store is away nothing can be bought. Told on a change, and to who comes in meanwhile. */
    record StrainChanged(Strain strain) implements Latest {
        @Override
        public String key() {
            return "strain";
        }
    }

    /** The organizers say something to all rooms of a night; it is shown until {@code untilMs}, or until it is taken back. */
    record Announced(NightId night, AnnouncementView announcement) implements Latest {
        @Override
        public String key() {
            return "announcement " + announcement.id();
        }
    }

    record AnnouncementTakenBack(NightId night, String announcement) implements Latest {
        @Override
        public String key() {
            return "announcement " + announcement;
        }
    }

    // ── events that may be thinned ────────────────────────────────────────────────────────────────────────────────

    /** May be thinned in a huge room or for a slow phone. */
    sealed interface Thin extends Outbound { }

    record Said(ChatLine line) implements Thin { }

    /** How many of each in the last half second. */
    record Reacted(PlaceId room, Map<Reaction, Integer> counts) implements Thin { }

    // ── to one person ─────────────────────────────────────────────────────────────────────────────────────────────

    /** To every phone of one person. State, not history: a phone that was away finds it in {@code joined.mine}. */
    sealed interface Private extends Outbound { }

    /** Your turn in line has come: the hold is yours. */
    record HoldGranted(HoldView hold) implements Private { }

    record HoldExtended(HoldId hold, long deadlineMs) implements Private { }

    /** {@code how} is "committed", "released", "expired", or "frozen" where officials or organizers have stopped the sale. */
    record HoldResolved(HoldId hold, String how) implements Private { }

    record WaitMoved(PlaceId room, ProductId product, int number, int ahead) implements Private { }

    /** The show ended or the product left: there is no line any more. */
    record WaitClosed(PlaceId room, ProductId product) implements Private { }

    record OrderChanged(OrderId order, OrderState state, PaidState paid, long paidVnd) implements Private { }

    record MuteChanged(PlaceId room, boolean muted) implements Private { }

    /** A ticket moved: to its visitor, and to the staff of the booth. */
    record TicketChanged(TicketView ticket) implements Private { }

    /** Something was said in a talk: to its visitor, and to the staff of the booth. */
    record TalkSaid(TicketId ticket, TalkLine line) implements Private { }

    /** There is something to know; {@code unread} counts all that was not read. */
    record NoticeCame(NoticeView notice, int unread) implements Private { }

    /** For staff: officials or organizers have taken something up with the booth, or it has moved on. */
    record MatterMoved(MatterView matter) implements Private { }

    /** To the buyer and to staff: a complaint was made or has moved on. */
    record ComplaintMoved(ComplaintView complaint) implements Private { }

    /** For staff: a new order came in. */
    record OrderArrived(OrderView order) implements Private { }

    /** For staff: an order went on. */
    record OrderMoved(OrderId order, OrderState state, PaidState paid) implements Private { }
}
