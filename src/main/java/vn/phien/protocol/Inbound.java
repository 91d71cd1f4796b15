package vn.phien.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import vn.phien.base.BadValue;
import vn.phien.base.BoothId;
import vn.phien.base.Check;
import vn.phien.base.DealId;
import vn.phien.base.HoldId;
import vn.phien.base.Limits;
import vn.phien.base.MessageId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.HallId;
import vn.phien.base.NightId;
import vn.phien.base.ProductId;
import vn.phien.base.AccountId;
import vn.phien.base.TicketId;
import vn.phien.base.Why;

/**
 * What a phone may say on its socket. Each is an order given; the answer carries the same {@code ref}. Anything that can be
 * said twice by a phone in doubt carries a {@code key} that the phone made before its first send.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
public sealed interface Inbound {

    /** The phone's own number for this command, answered with the reply. */
    int ref();

    // ── watching ──────────────────────────────────────────────────────────────────────────────────────────────────

    /**
     * Come into a room. With {@code seq} and {@code epoch} of an earlier visit the phone gets exactly what it missed, or a scene
     * when that is fewer bytes or something of what was missed is no longer known. Without them it gets a scene.
     *
     * @param seq   the last numbered event seen, or null
     * @param epoch the epoch it was seen in, or null
     * @param n     the last line of the chat seen, or null: then the newest lines come along, of which the phone may have some
     */
    record JoinRoom(int ref, PlaceId room, @Maybe Long seq, @Maybe String epoch, @Maybe Long n) implements Inbound {
        public JoinRoom(int ref, PlaceId room, Long seq, String epoch) {
            this(ref, room, seq, epoch, null);
        }

        public JoinRoom {
            Check.present("room", room);
            if (seq != null) Check.range("seq", seq, 0, Long.MAX_VALUE);
            Check.optional("epoch", epoch, 26);
            if (n != null) Check.range("n", n, 0, Long.MAX_VALUE);
        }
    }

    /** Go out of a room. */
    record LeaveRoom(int ref, PlaceId room) implements Inbound {
        public LeaveRoom {
            Check.present("room", room);
        }
    }

    /** Ask for the server's clock. */
    record AskClock(int ref) implements Inbound { }

    /** Say something in the chat. A comment such as "A1 x2" is also an order: see docs/COMMENT-ORDERS.md. */
    record PostChat(int ref, PlaceId room, String text, @Maybe MessageId replyTo, String key) implements Inbound {
        public PostChat {
            Check.present("room", room);
            Check.text("text", text, 4 * Limits.CHAT_TEXT);
            Check.key(key);
        }
    }

    /** Send a heart, a clap or a flower; counted, not stored, not answered. */
    record React(int ref, PlaceId room, Reaction kind) implements Inbound {
        public React {
            Check.present("room", room);
            Check.present("kind", kind);
        }
    }

    /**
     * Look at the street of a night: a summary of the night, and of the named halls (of all, when none is named), is told as it changes, at
     * most once a second. Said again, it takes the place of what was said before.
     */
    record WatchNight(int ref, NightId night, List<HallId> halls) implements Inbound {
        public WatchNight {
            Check.present("night", night);
            halls = Check.list("halls", halls, 0, Limits.HALLS);
        }
    }

    /** Look away from the street. */
    record LeaveNight(int ref) implements Inbound { }

    // ── buying ────────────────────────────────────────────────────────────────────────────────────────────────────

    /**
     * One product and how many of it.
     *
     * @param priceVnd the price the buyer saw, or null; a hold at a higher one is refused
     */
    record Line(ProductId product, int quantity, @Maybe Long priceVnd) {
        public Line {
            Check.present("product", product);
            Check.range("quantity", quantity, 1, Limits.QUANTITY);
            if (priceVnd != null) Check.range("priceVnd", priceVnd, 1, Limits.PRICE_VND);
        }
    }

    /**
     * Take a hold on all the lines or on none.
     *
     * @param orWait when the only line is sold out: stand in line for it
     */
    record TakeHold(int ref, PlaceId room, List<Line> lines, boolean orWait, String key) implements Inbound {
        public TakeHold {
            Check.present("room", room);
            lines = Check.list("lines", lines, 1, Limits.CART_LINES);
            Check.key(key);
            if (lines.stream().map(Line::product).distinct().count() < lines.size()) throw new BadValue("lines", Why.DUPLICATE);
        }
    }

    /** Keep a hold for longer, within its cap. {@code room} is where it was taken. */
    record ExtendHold(int ref, PlaceId room, HoldId hold, String key) implements Inbound {
        public ExtendHold {
            Check.present("room", room);
            Check.present("hold", hold);
            Check.key(key);
        }
    }

    /** Give a hold back. */
    record ReleaseHold(int ref, PlaceId room, HoldId hold) implements Inbound {
        public ReleaseHold {
            Check.present("room", room);
            Check.present("hold", hold);
        }
    }

    /** Leave the line for a product. */
    record LeaveWaitlist(int ref, PlaceId room, ProductId product) implements Inbound {
        public LeaveWaitlist {
            Check.present("room", room);
            Check.present("product", product);
        }
    }

    /**
     * Who receives the parcel. Personal data: never logged, stored only as cipher text.
     *
     * @param province one of the 34 codes, such as "01"
     */
    record Recipient(String name, String phone, String province, String commune, String street) {
        public Recipient {
            Check.text("name", name, Limits.NAME);
            Check.text("phone", phone, 20);
            Check.text("province", province, 2);
            Check.text("commune", commune, Limits.ADDRESS);
            Check.text("street", street, Limits.ADDRESS);
        }

        @Override
        public String toString() {
            return "Recipient[…]";
        }
    }

    /** Turn a hold into an order. The order has the hold's key, so saying it twice places it once. */
    record PlaceOrder(int ref, PlaceId room, HoldId hold, Recipient recipient, Payment payment, @Maybe String note) implements Inbound {
        public PlaceOrder {
            Check.present("room", room);
            Check.present("hold", hold);
            Check.present("recipient", recipient);
            Check.present("payment", payment);
            Check.optional("note", note, Limits.NOTE);
        }
    }

    /** What is wanted of one show or shelf, under a key of its own: it names the hold. */
    record CartPart(PlaceId room, List<Line> lines, String key) {
        public CartPart {
            Check.present("room", room);
            lines = Check.list("lines", lines, 1, Limits.CART_LINES);
            Check.key(key);
            if (lines.stream().map(Line::product).distinct().count() < lines.size()) throw new BadValue("lines", Why.DUPLICATE);
        }
    }

    /**
     * Take a hold at every show and shelf of a cart, each by itself: what can be held is held, and of the rest the answer tells why not.
     * A room stands once. Saying it again answers the same for what is held.
     */
    record TakeHolds(int ref, List<CartPart> parts) implements Inbound {
        public TakeHolds {
            parts = Check.list("parts", parts, 1, Limits.CART_PARTS);
            if (parts.stream().map(CartPart::room).distinct().count() < parts.size() || parts.stream().map(CartPart::key).distinct().count() < parts.size()) throw new BadValue("parts", Why.DUPLICATE);
            if (parts.stream().mapToInt(part -> part.lines().size()).sum() > Limits.CART_TOTAL_LINES) throw new BadValue("parts", Why.TOO_MANY_LINES);
        }
    }

    /** One hold of a cart, and how its order is paid. */
    record OrderPart(PlaceId room, HoldId hold, Payment payment) {
        public OrderPart {
            Check.present("room", room);
            Check.present("hold", hold);
            Check.present("payment", payment);
        }
    }

    /**
     * Turn the holds of a cart into orders, one for each, to one recipient. A part that fails leaves the others, and the answer tells
     * how each went. Each order has its hold's key, so saying it again places each once. Orders of booths in one village travel as one parcel.
     *
     * @param key names the act
     */
    record PlaceOrders(int ref, List<OrderPart> parts, Recipient recipient, @Maybe String note, String key) implements Inbound {
        public PlaceOrders {
            parts = Check.list("parts", parts, 1, Limits.CART_PARTS);
            if (parts.stream().map(OrderPart::hold).distinct().count() < parts.size()) throw new BadValue("parts", Why.DUPLICATE);
            Check.present("recipient", recipient);
            Check.optional("note", note, Limits.NOTE);
            Check.key(key);
        }
    }

    /** Cancel one's own order within the window. */
    record CancelOrder(int ref, OrderId order, @Maybe String reason) implements Inbound {
        public CancelOrder {
            Check.present("order", order);
            Check.optional("reason", reason, Limits.REASON);
        }
    }

    // ── the counter of a booth ────────────────────────────────────────────────────────────────────────────────────

    /** Look at a booth's counter: a visitor sees the own number, the staff of the booth everybody's. */
    record ShowCounter(int ref, BoothId booth) implements Inbound {
        public ShowCounter {
            Check.present("booth", booth);
        }
    }

    /** Take a number, to talk with somebody of the booth when it is called. One at a time for each booth. */
    record TakeTicket(int ref, BoothId booth, String reason, @Maybe ProductId product, String key) implements Inbound {
        public TakeTicket {
            Check.present("booth", booth);
            Check.text("reason", reason, Limits.TICKET_REASON);
            Check.key(key);
        }

        @Override
        public String toString() {
            return "TakeTicket[" + booth + "]";
        }
    }

    /** Give the number back or end the talk: by the visitor, or by the staff. */
    record EndTicket(int ref, TicketId ticket) implements Inbound {
        public EndTicket {
            Check.present("ticket", ticket);
        }
    }

    /** Read a talk from its beginning. */
    record ShowTalk(int ref, TicketId ticket) implements Inbound {
        public ShowTalk {
            Check.present("ticket", ticket);
        }
    }

    /** Say something in a talk. A visitor may do so while waiting too. */
    record SayAtCounter(int ref, TicketId ticket, String text, String key) implements Inbound {
        public SayAtCounter {
            Check.present("ticket", ticket);
            Check.text("text", text, 4 * Limits.TALK_TEXT);
            Check.key(key);
        }

        @Override
        public String toString() {
            return "SayAtCounter[" + ticket + "]";
        }
    }

    /** Call the next visitor, or (by name) another one who waits. By the staff. */
    record CallVisitor(int ref, BoothId booth, @Maybe TicketId ticket, String key) implements Inbound {
        public CallVisitor {
            Check.present("booth", booth);
            Check.key(key);
        }
    }

    /** Hand a talk over to somebody else of the staff. */
    record HandOver(int ref, TicketId ticket, AccountId account) implements Inbound {
        public HandOver {
            Check.present("ticket", ticket);
            Check.present("account", account);
        }
    }

    /** Open or close the counter. Who waits already, waits on. */
    record SwitchCounter(int ref, BoothId booth, boolean open) implements Inbound {
        public SwitchCounter {
            Check.present("booth", booth);
        }
    }

    // ── on air: staff of the booth ────────────────────────────────────────────────────────────────────────────────

    /** Open the show, as a rehearsal that only staff see or for everybody. */
    record GoLive(int ref, PlaceId room, boolean rehearsal) implements Inbound {
        public GoLive {
            Check.present("room", room);
        }
    }

    /** Pause the show, go on, or end it. Ending gives what is unsold back to the booth. */
    record ChangeStage(int ref, PlaceId room, Stage to) implements Inbound {
        public ChangeStage {
            Check.present("room", room);
            Check.present("to", to);
        }

        public enum Stage { PAUSE, RESUME, END;
            @com.fasterxml.jackson.annotation.JsonValue
            public String code() { return name().toLowerCase(java.util.Locale.ROOT); }
        }
    }

    /** Show these on the main screen, up to three, in this order; none takes the pins down. */
    record PinProducts(int ref, PlaceId room, List<ProductId> products) implements Inbound {
        public PinProducts {
            Check.present("room", room);
            products = Check.list("products", products, 0, Limits.PINS);
        }
    }

    /** Put the line-up into this order; every product of it once. */
    record ReorderLineUp(int ref, PlaceId room, List<ProductId> products) implements Inbound {
        public ReorderLineUp {
            Check.present("room", room);
            products = Check.list("products", products, 1, Limits.LINE_UP);
        }
    }

    /** Set a new price for everybody who has not yet a hold. */
    record ChangePrice(int ref, PlaceId room, ProductId product, long priceVnd) implements Inbound {
        public ChangePrice {
            Check.present("room", room);
            Check.present("product", product);
            Check.range("priceVnd", priceVnd, 1, Limits.PRICE_VND);
        }
    }

    /** Move units between the booth's shelf and the show: positive into the show, negative back. */
    record ChangeStock(int ref, PlaceId room, ProductId product, int delta, String key) implements Inbound {
        public ChangeStock {
            Check.present("room", room);
            Check.present("product", product);
            Check.range("delta", delta, -Limits.STOCK, Limits.STOCK);
            if (delta == 0) throw new BadValue("delta", Why.TOO_SMALL);
            Check.key(key);
        }
    }

    /**
     * Open a flash deal on a product.
     *
     * @param units      how many at this price, of those that are free
     * @param perBuyer   how many one buyer may have of them
     * @param durationMs 10 s to 20 min
     */
    record OpenDeal(int ref, PlaceId room, ProductId product, long priceVnd, int units, int perBuyer, long durationMs, String key) implements Inbound {
        public OpenDeal {
            Check.present("room", room);
            Check.present("product", product);
            Check.range("priceVnd", priceVnd, 1, Limits.PRICE_VND);
            Check.range("units", units, 1, Limits.STOCK);
            Check.range("perBuyer", perBuyer, 1, Limits.QUANTITY);
            Check.range("durationMs", durationMs, Limits.DEAL_MIN_MS, Limits.DEAL_MAX_MS);
            Check.key(key);
        }
    }

    /** Shut a flash deal before its time. */
    record CloseDeal(int ref, PlaceId room, DealId deal) implements Inbound {
        public CloseDeal {
            Check.present("room", room);
            Check.present("deal", deal);
        }
    }

    /** Stop or resume orders, of one product or (null) of the whole show. Holds already taken stay good. */
    record SwitchOrders(int ref, PlaceId room, @Maybe ProductId product, boolean open) implements Inbound {
        public SwitchOrders {
            Check.present("room", room);
        }
    }

    /** Take back the last change of price, stock, pins or order of the line-up, within 15 s. */
    record UndoChange(int ref, PlaceId room, String change) implements Inbound {
        public UndoChange {
            Check.present("room", room);
            Check.text("change", change, 40);
        }
    }

    /** Take a message away for everybody. */
    record DeleteMessage(int ref, PlaceId room, MessageId message) implements Inbound {
        public DeleteMessage {
            Check.present("room", room);
            Check.present("message", message);
        }
    }

    /** Put a message on top of the chat; null takes it down. */
    record PinMessage(int ref, PlaceId room, @Maybe MessageId message) implements Inbound {
        public PinMessage {
            Check.present("room", room);
        }
    }

    /** Keep somebody from chatting in this room. They can still watch and buy. */
    record MuteViewer(int ref, PlaceId room, AccountId account, boolean muted) implements Inbound {
        public MuteViewer {
            Check.present("room", room);
            Check.present("account", account);
        }
    }

    /** At least this many seconds between two messages of one viewer; 0 is off. */
    record SetSlowMode(int ref, PlaceId room, int seconds) implements Inbound {
        public SetSlowMode {
            Check.present("room", room);
            Check.range("seconds", seconds, 0, Limits.SLOW_MODE_SECONDS);
        }
    }

    /** Say that a question needs no more answer. */
    record MarkAnswered(int ref, PlaceId room, MessageId message) implements Inbound {
        public MarkAnswered {
            Check.present("room", room);
            Check.present("message", message);
        }
    }
}
