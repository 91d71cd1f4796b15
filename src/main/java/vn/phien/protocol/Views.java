package vn.phien.protocol;

import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.ComplaintId;
import vn.phien.base.DealId;
import vn.phien.base.HallId;
import vn.phien.base.HoldId;
import vn.phien.base.MarketId;
import vn.phien.base.MatterId;
import vn.phien.base.MessageId;
import vn.phien.base.NightId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.TicketId;

/** The shapes that replies, events and the HTTP API share. */
public final class Views {
    private Views() { }

    /**
     * A product's picture: a photo where there is one, else a drawing made by the pages.
     *
     * @param photo   the path of the photo, or null
     * @param drawing the name of the drawing, such as "honey-jar"
     * @param palette the colours of its province, such as "mekong"
     */
    public record Picture(@Maybe String photo, String drawing, String palette) { }

    /**
     * A certificate as of today.
     *
     * @param state     "valid", "expires-soon", "expired" or "revoked"
     * @param stars     3 to 5, or 0 when the certificate no longer holds
     * @param until     the last day, as yyyy-MM-dd
     * @param daysLeft  days until then, 0 when over
     */
    public record CertificateView(String state, int stars, String number, String authority, String issuedOn, String until, int daysLeft) { }

    /** A product as the catalogue shows it. {@code frozen}: officials or organizers have stopped its sale. */
    public record ProductView(ProductId product, BoothId booth, String name, String story, long priceVnd, String unit, int weightGrams,
                              String group, @Maybe CertificateView certificate, @Maybe String gtin, Picture picture, List<String> photos, int shelf, boolean archived, boolean frozen) {
        public ProductView(ProductId product, BoothId booth, String name, String story, long priceVnd, String unit, int weightGrams, String group, CertificateView certificate, String gtin,
                           Picture picture, List<String> photos, int shelf, boolean archived) {
            this(product, booth, name, story, priceVnd, unit, weightGrams, group, certificate, gtin, picture, photos, shelf, archived, false);
        }
    }

    /** A booth as everybody sees it. */
    public record BoothView(BoothId booth, String name, String province, String commune, String story, Picture picture,
                            String sellerName, @Maybe String registration, @Maybe String returnTerms, boolean canVietQr) { }

    /** Units of one product in one place; free + held + sold = allotted. {@code rev} grows with every change. */
    public record StockView(int allotted, int free, int held, int sold, long rev) { }

    /** An open flash deal; {@code left} units of {@code units} are still at this price. */
    public record DealView(DealId deal, ProductId product, long priceVnd, int units, int left, int perBuyer, long endsMs) { }

    /** One numbered item of a line-up. {@code code} is what buyers write, such as A1; {@code wasVnd} is the price before, or null; {@code frozen}: officials or organizers have stopped its sale. */
    public record OfferView(ProductId product, String code, String name, String unit, int weightGrams, String group, long priceVnd, @Maybe Long wasVnd, int perBuyer,
                            boolean open, StockView stock, @Maybe DealView deal, @Maybe CertificateView certificate, Picture picture, boolean frozen) {
        public OfferView(ProductId product, String code, String name, String unit, int weightGrams, String group, long priceVnd, Long wasVnd, int perBuyer, boolean open, StockView stock, DealView deal,
                         CertificateView certificate, Picture picture) {
            this(product, code, name, unit, weightGrams, group, priceVnd, wasVnd, perBuyer, open, stock, deal, certificate, picture, false);
        }
    }

    /**
     * Where the picture comes from.
     *
     * @param kind "cover", "hls", "youtube" or "facebook"
     * @param url  null for a cover
     */
    public record VideoView(String kind, @Maybe String url) { }

    /** One message. {@code badge} is "host", "moderator", "official" (of {@code office}) or null; {@code question} is true while it waits for an answer. */
    public record ChatLine(long n, MessageId message, AccountId account, String name, @Maybe String badge, String text, @Maybe MessageId replyTo,
                           long sentMs, boolean question, boolean order, @Maybe String office) {
        public ChatLine(long n, MessageId message, AccountId account, String name, String badge, String text, MessageId replyTo, long sentMs, boolean question, boolean order) {
            this(n, message, account, name, badge, text, replyTo, sentMs, question, order, null);
        }

        /** The same when it waits for an answer no longer. */
        public ChatLine answered() {
            return new ChatLine(n, message, account, name, badge, text, replyTo, sentMs, false, order, office);
        }
    }

    /** A show as lists show it. */
    public record ShowView(PlaceId room, BoothView booth, String title, String state, long startsMs, @Maybe Long endedMs, VideoView video, Picture cover, int viewers) { }

    /** Everything that a phone needs to draw a room. {@code stopped}: officials or organizers have stopped the sale; {@code officials}: the offices that watch. */
    public record Scene(ShowView show, List<OfferView> lineUp, List<ProductId> pins, boolean ordersOpen, int slowSeconds,
                        @Maybe ChatLine pinnedMessage, List<ChatLine> chat, @Maybe String bannedUntil, boolean stopped, List<String> officials) {
        public Scene(ShowView show, List<OfferView> lineUp, List<ProductId> pins, boolean ordersOpen, int slowSeconds, ChatLine pinnedMessage, List<ChatLine> chat, String bannedUntil) {
            this(show, lineUp, pins, ordersOpen, slowSeconds, pinnedMessage, chat, bannedUntil, false, List.of());
        }
    }

    /** One line of a hold or an order, with its price frozen. */
    public record LineView(ProductId product, String code, String name, String unit, int quantity, long priceVnd, @Maybe DealId deal, Picture picture) { }

    /** A hold. {@code capMs} is as late as it can be extended to. */
    public record HoldView(HoldId hold, PlaceId room, List<LineView> lines, long totalVnd, long takenMs, long deadlineMs, long capMs) { }

    /** A place in line for a product: {@code ahead} people come before. */
    public record WaitView(PlaceId room, ProductId product, int quantity, HoldId hold, int number, int ahead) { }

    /**
     * A visitor's number at a booth's counter.
     *
     * @param ahead   how many wait before this one
     * @param state   "waiting", "called" or "ended"
     * @param name    the visitor's name in chats
     * @param reason  what it is about, in a few words
     * @param endedBy "visitor" or "staff"
     */
    public record TicketView(TicketId ticket, BoothId booth, String boothName, int number, int ahead, String state, String name, String reason, @Maybe ProductId product,
                             long takenMs, @Maybe Long calledMs, @Maybe Long endedMs, @Maybe AccountId staff, @Maybe String staffName, @Maybe String endedBy) {
        @Override
        public String toString() {
            return "TicketView[" + ticket + " " + state + "]";
        }
    }

    /** One line of a talk at a counter. {@code by} is "visitor" or "staff". */
    public record TalkLine(int n, String by, String name, String text, long sentMs) {
        @Override
        public String toString() {
            return "TalkLine[" + n + "]";
        }
    }

    /** What belongs to the caller in a room. */
    public record Mine(List<HoldView> holds, List<WaitView> waits, boolean muted, boolean staff) { }

    /** One change of an order: who, when, why. {@code who} is "buyer", "staff", "bank", "courier" or "house"; {@code name} of staff only. */
    public record OrderChange(OrderState to, String who, @Maybe String name, long atMs, @Maybe String reason) { }

    /** What to pay and how: the picture is an SVG path for a square of {@code size} modules. */
    public record VietQrView(String payload, String bank, String account, String holder, long amountVnd, String memo, String svgPath, int size) { }

    /** A parcel that several orders share: its code, and the names of the other booths whose orders are in it. */
    public record ParcelView(String parcel, List<String> with) { }

    /**
     * An order.
     *
     * @param parcel          the parcel it shares with orders of neighbours, or null
     * @param recipient       in full for its buyer only; staff see it masked here and open it by itself
     * @param vietQr          how to pay, while it can be paid
     * @param cancelUntilMs   until when the buyer may cancel
     */
    public record OrderView(OrderId order, PlaceId room, BoothId booth, String boothName, OrderState state, List<LineView> lines, long totalVnd,
                            Payment payment, PaidState paid, long paidVnd, @Maybe VietQrView vietQr, RecipientView recipient, @Maybe String note,
                            long placedMs, long cancelUntilMs, List<OrderChange> changes, @Maybe ParcelView parcel) { }

    /** {@code phone} is masked unless the reader is the buyer or opened the label. */
    public record RecipientView(String name, String phone, String province, String commune, String street) {
        @Override
        public String toString() {
            return "RecipientView[…]";
        }
    }

    /** Something said in a matter or a complaint. {@code who} is "official", "organizer", "seller", "buyer" or "house"; {@code papers} are names of photos. */
    public record WordView(String who, String name, long atMs, String text, List<String> papers) { }

    /**
     * What an official or organizer has taken up with a booth.
     *
     * @param room   the show in which it came up or that is stopped, or null
     * @param role   "official" or "organizer"
     * @param office in whose name
     * @param state  "open", "answered" or "closed"
     * @param dueMs  until when the booth should have answered
     */
    public record MatterView(MatterId matter, MatterKind kind, BoothId booth, String boothName, @Maybe PlaceId room, @Maybe ProductId product, @Maybe String productName, MatterReason reason,
                             String role, String office, String state, long openedMs, long dueMs, @Maybe Long closedMs, List<WordView> words) { }

    /**
     * A complaint of a buyer.
     *
     * @param momentMs when it was that they complain of
     * @param intoMs   how long the show had been on then, or null
     * @param state    whose turn it is: "open" the booth's, "answered" the buyer's, "escalated" the organizers', "referred" the officials' too; or "closed"
     * @param dueMs    until when they should have moved, or null when nobody has to
     * @param late     "seller" or "organizer" where somebody did not move in time, or null
     * @param outcome  of a closed one: "accepted", "withdrawn", "unopposed", "for-buyer", "for-seller" or "settled"
     */
    public record ComplaintView(ComplaintId complaint, BoothId booth, String boothName, @Maybe PlaceId room, @Maybe String title, @Maybe OrderId order, ComplaintKind kind, long momentMs, @Maybe Long intoMs,
                                String state, @Maybe Long dueMs, @Maybe String late, @Maybe String outcome, long madeMs, @Maybe Long closedMs, List<WordView> words) { }

    /** The running figures of a show, for staff. */
    public record Tally(int viewers, int peakViewers, int orders, int units, long revenueVnd, int holdsOpen, int holdsTaken, int holdsLapsed, int waiting, int unanswered) { }

    // ── a night market ────────────────────────────────────────────────────────────────────────────────────────────

    /** A weekly rule in Vietnam's time: {@code day} 1 is Monday, {@code from} and {@code until} as HH:mm; an end before the beginning is after midnight. */
    public record WeeklyView(int day, String from, String until) { }

    /** A sitting on a day of its own: {@code date} as yyyy-MM-dd, the rest as in a weekly rule. */
    public record SittingView(String date, String from, String until) { }

    /**
     * A night market as a series.
     *
     * @param weekly    null for a festival
     * @param skipDates days without market, as yyyy-MM-dd or from/until joined by a slash
     * @param sittings  days of its own beside the weekly rule
     * @param running   false when no more nights are made
     */
    public record MarketView(MarketId market, String name, String about, @Maybe WeeklyView weekly, List<String> skipDates, List<SittingView> sittings, boolean running) { }

    /**
     * A hall of a night.
     *
     * @param kind   "province", "group" or "theme"
     * @param of     the code of the province or product group, or null
     * @param places how many stands it has, numbered from 1
     */
    public record HallView(HallId hall, String name, String kind, @Maybe String of, int places) { }

    /**
     * One night of a market.
     *
     * @param state        "draft", "applications", "published", "open" or "closed"
     * @param applyUntilMs until when booths may apply
     * @param rehearsal    only organizers and those who take part know of it
     * @param cancelled    why it was called off; such a night is closed
     */
    public record NightView(NightId night, MarketId market, String name, String state, long opensMs, long closesMs, @Maybe Long applyUntilMs,
                            List<HallView> halls, boolean rehearsal, @Maybe String cancelled) { }

    /**
     * A booth in the street of a night: what seldom changes.
     *
     * @param groups product groups of which it has something
     * @param stars  the most stars of a certificate that holds, or 0
     * @param next   its next announced show, or null
     */
    public record StallView(BoothId booth, HallId hall, int place, String name, String province, String commune, Picture picture, List<String> groups, int stars,
                            @Maybe PlaceId next, @Maybe Long nextMs) { }

    /** What is on the main screen of a show and at what price now. */
    public record PinView(ProductId product, String name, long priceVnd, @Maybe Long wasVnd, Picture picture) { }

    /** A booth of a street that is on air. {@code state} is "live" or "paused". */
    public record StallNow(BoothId booth, PlaceId room, String state, String title, int viewers, @Maybe PinView pin) { }

    /** How many booths of a hall are on air, and how many watch them. */
    public record HallCount(HallId hall, int live, int viewers) { }

    /** A booth's place in a hall on one night. */
    public record StandView(BoothId booth, HallId hall, int place) { }

    /** A booth's turn on the main stage. */
    public record TurnView(BoothId booth, long fromMs, long untilMs) { }

    /** Who has the main stage of a night now, and who comes next in which order; both empty when nobody is live. */
    public record SpotlightView(NightId night, @Maybe TurnView now, List<TurnView> next) { }

    /**
     * Something to know, for one person.
     *
     * @param kind "night-soon", "night-open", "night-moved", "night-cancelled", "application-approved", "application-changes", "application-refused" or "stand-placed"
     * @param name of the night
     * @param why  what the organizer wrote, if anything
     */
    public record NoticeView(String notice, String kind, NightId night, @Maybe BoothId booth, String name, long opensMs, @Maybe String why, long atMs, boolean read) { }

    /** What organizers say to all rooms of a night. {@code tone} is "calm" or "urgent". */
    public record AnnouncementView(String id, String text, String tone, long atMs, long untilMs) { }
}
