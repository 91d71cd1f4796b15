package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import vn.phien.base.BoothId;
import vn.phien.base.DealId;
import vn.phien.base.HoldId;
import vn.phien.base.Id;
import vn.phien.base.MessageId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.TicketId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Inbound.ChangeStage.Stage;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Reaction;
import vn.phien.protocol.Wire;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/**
 * Every command that a phone can say, in every way in which it can be wrong, over the real socket: it is refused with a reason, the
 * socket stays open, and the books are as they were.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedCommandsTest {
    /** The number is An's own: the third person of the house. */
    private static final Inbound.Recipient HOME = new Inbound.Recipient("Nguyễn Thị Hường", "0962100002", "01", "Phường Hồng Hà", "12 ngõ Phất Lộc");
    /** Commands for everybody, signed in or not. */
    private static final List<String> FOR_ALL = List.of("join-room", "leave-room", "ask-clock", "react", "show-counter", "watch-night", "leave-night");
    /** As many messages as a socket takes at once without complaint. */
    private static final int PATIENCE = 40;
    private House house;
    private Stall stall, rival;
    private Person an, binh;
    private PlaceId show, announced, draft, ended;
    private ProductId honey, tea, foreign;
    private HoldId hold, released, ordered, elsewhere;
    private OrderId order, shipped;
    private MessageId message;
    private DealId deal;
    private TicketId ticket, over;
    private String takeKey, chatKey, dealKey, stockKey;
    private final Map<String, Inbound> right = new LinkedHashMap<>();

    // ── a house in full swing ─────────────────────────────────────────────────────────────────────────────────────

    @BeforeAll
    void a_show_is_on() {
        house = House.open(Map.of("PHIEN_SALE_HOLD_SECONDS", "2000"));
        stall = Stall.opened(house.person("Chị Mai"));
        honey = stall.sells("Mật ong bạc hà", 185_000, 60);
        tea = stall.sells("Trà Shan tuyết", 120_000, 20);
        ended = stall.announces("Đã xong", 5, 5);
        try (var desk = stall.goesLive()) {
            done(desk, ref -> new Inbound.ChangeStage(ref, ended, Stage.END));
        }
        announced = stall.announces("Sắp tới", 5, 5);
        draft = drafted();
        show = stall.announces("Đang bán", 10, 6);
        rival = Stall.opened(house.person("Anh Páo"));
        foreign = rival.sells("Khăn lanh", 90_000, 5);
        an = house.person("An");
        binh = house.person("Bình");
        takeKey = Phone.key();
        chatKey = Phone.key();
        dealKey = Phone.key();
        stockKey = Phone.key();
        try (var desk = stall.goesLive(); var phone = an.phone(); var other = binh.phone()) {
            phone.joins(show);
            hold = ((Outbound.HoldTaken) phone.says(ref -> new Inbound.TakeHold(ref, show, List.of(new Inbound.Line(honey, 1, null)), false, takeKey))).hold().hold();
            released = phone.takes(show, honey, 1).isHeld().hold().hold();
            done(phone, ref -> new Inbound.ReleaseHold(ref, show, released));
            ordered = phone.takes(show, honey, 1).isHeld().hold().hold();
            order = placed(phone, ordered);
            shipped = placed(phone, phone.takes(show, tea, 1).isHeld().hold().hold());
            elsewhere = other.takes(show, honey, 1).isHeld().hold().hold();
            message = ((Outbound.ChatPosted) phone.says(ref -> new Inbound.PostChat(ref, show, "giao về Huế được không ạ?", null, chatKey))).message();
            over = ((Outbound.TicketTaken) other.says(ref -> new Inbound.TakeTicket(ref, stall.booth(), "Hỏi đường", null, Phone.key()))).ticket().ticket();
            other.says(ref -> new Inbound.EndTicket(ref, over));
            ticket = ((Outbound.TicketTaken) phone.says(ref -> new Inbound.TakeTicket(ref, stall.booth(), "Hỏi về mật ong", honey, Phone.key()))).ticket().ticket();
            done(desk, ref -> new Inbound.OpenDeal(ref, show, honey, 150_000, 2, 1, 20 * 60_000, dealKey));
            deal = DealId.in(show.shard(), dealKey);
            done(desk, ref -> new Inbound.ChangeStock(ref, show, tea, 1, stockKey));
        }
        for (var to : List.of("confirmed", "packed", "shipped")) stall.owner().post("/api/booths/" + stall.booth() + "/orders/move", "{\"orders\":[\"%s\"],\"to\":\"%s\"}".formatted(shipped, to));
        say(new Inbound.JoinRoom(1, show, null, null));
        say(new Inbound.LeaveRoom(1, show));
        say(new Inbound.AskClock(1));
        say(new Inbound.PostChat(1, show, "đẹp quá", null, Phone.key()));
        say(new Inbound.React(1, show, Reaction.values()[0]));
        say(new Inbound.TakeHold(1, show, List.of(new Inbound.Line(tea, 1, null)), false, Phone.key()));
        say(new Inbound.ExtendHold(1, show, hold, Phone.key()));
        say(new Inbound.ReleaseHold(1, show, hold));
        say(new Inbound.LeaveWaitlist(1, show, tea));
        say(new Inbound.PlaceOrder(1, show, hold, HOME, Payment.COD, null));
        say(new Inbound.TakeHolds(1, List.of(new Inbound.CartPart(show, List.of(new Inbound.Line(tea, 1, null)), Phone.key()))));
        say(new Inbound.PlaceOrders(1, List.of(new Inbound.OrderPart(show, hold, Payment.COD)), HOME, null, Phone.key()));
        say(new Inbound.WatchNight(1, new vn.phien.base.NightId("n03-khong"), List.of()));
        say(new Inbound.LeaveNight(1));
        say(new Inbound.ShowCounter(1, stall.booth()));
        say(new Inbound.TakeTicket(1, stall.booth(), "Hỏi về mật ong", honey, Phone.key()));
        say(new Inbound.EndTicket(1, ticket));
        say(new Inbound.ShowTalk(1, ticket));
        say(new Inbound.SayAtCounter(1, ticket, "Chào chị", Phone.key()));
        say(new Inbound.CallVisitor(1, stall.booth(), ticket, Phone.key()));
        say(new Inbound.HandOver(1, ticket, stall.owner().account()));
        say(new Inbound.SwitchCounter(1, stall.booth(), true));
        say(new Inbound.CancelOrder(1, order, "đặt nhầm"));
        say(new Inbound.GoLive(1, announced, false));
        say(new Inbound.ChangeStage(1, show, Stage.PAUSE));
        say(new Inbound.PinProducts(1, show, List.of(tea)));
        say(new Inbound.ReorderLineUp(1, show, List.of(tea, honey)));
        say(new Inbound.ChangePrice(1, show, tea, 110_000));
        say(new Inbound.ChangeStock(1, show, tea, 1, Phone.key()));
        say(new Inbound.OpenDeal(1, show, tea, 99_000, 1, 1, 60_000, Phone.key()));
        say(new Inbound.CloseDeal(1, show, deal));
        say(new Inbound.SwitchOrders(1, show, tea, false));
        say(new Inbound.UndoChange(1, show, stockKey));
        say(new Inbound.DeleteMessage(1, show, message));
        say(new Inbound.PinMessage(1, show, message));
        say(new Inbound.MuteViewer(1, show, an.account(), true));
        say(new Inbound.SetSlowMode(1, show, 10));
        say(new Inbound.MarkAnswered(1, show, message));
    }

    private void say(Inbound command) {
        right.put(Wire.name(command.getClass()), command);
    }

    private PlaceId drafted() {
        return new PlaceId(stall.owner().post("/api/booths/" + stall.booth() + "/shows",
            "{\"title\":\"Nháp\",\"startsMs\":%d,\"video\":{\"kind\":\"cover\"},\"cover\":{\"drawing\":\"honey-jar\",\"palette\":\"north-mountain\"}}".formatted(System.currentTimeMillis())).get("room").asText());
    }

    private OrderId placed(Phone phone, HoldId from) {
        return assertInstanceOf(Outbound.OrderPlaced.class, phone.says(ref -> new Inbound.PlaceOrder(ref, show, from, HOME, Payment.COD, null))).order().order();
    }

    private static void done(Phone phone, java.util.function.IntFunction<Inbound> command) {
        assertInstanceOf(Outbound.Done.class, phone.says(command));
    }

    @AfterAll
    void the_books_are_right() {
        house.books().audit();
        house.close();
    }

    // ── what makes no sense ───────────────────────────────────────────────────────────────────────────────────────

    @Test
    void every_command_is_in_the_table() {
        assertEquals(new TreeSet<>(Wire.names(Inbound.class).keySet()), new TreeSet<>(right.keySet()));
    }

    @TestFactory
    Stream<DynamicTest> what_makes_no_sense_is_refused_with_the_reason() {
        return right.entrySet().stream().map(entry -> dynamicTest(entry.getKey(), () -> {
            var frames = nonsense(entry.getValue());
            var before = house.books().prints();
            for (int from = 0; from < frames.size(); from += PATIENCE) {
                var some = frames.subList(from, Math.min(frames.size(), from + PATIENCE));
                try (var phone = stall.owner().phone()) {
                    assertAll(some.stream().map(frame -> () -> {
                        phone.sends(frame.json());
                        var refused = phone.hears(Outbound.Refused.class);
                        assertEquals(frame.why(), refused.why(), frame.json());
                        assertEquals(frame.field(), refused.field(), frame.json());
                        assertEquals(frame.ref(), refused.ref(), frame.json());
                    }));
                }
            }
assertEquals(Map.of(), house.books().changedSince(before));
        }));
    }

    /** A text that is no good, and how it is refused. {@code ref} is 0 where the number itself is no good. */
    private record Frame(String json, Why why, String field, int ref) { }

    private static List<Frame> nonsense(Inbound command) {
        var frames = new ArrayList<Frame>();
        ObjectNode whole = Wire.json().valueToTree(command);
        whole.put("t", Wire.name(command.getClass()));
        var more = whole.deepCopy();
        more.put("role", "host");
        frames.add(new Frame(more.toString(), Why.UNKNOWN_FIELD, "role", 1));
        frames.add(new Frame(whole.toString().replaceFirst("\\{", "{\"ref\":2,"), Why.DUPLICATE, null, 0));
        frames.add(new Frame(whole.toString() + "{}", Why.BAD_JSON, null, 0));
        for (var part : command.getClass().getRecordComponents()) nonsense(frames, whole, "", part, "ref");
        if (command instanceof Inbound.TakeHold) for (var part : Inbound.Line.class.getRecordComponents()) nonsense(frames, whole, "lines", part, "");
        if (command instanceof Inbound.TakeHolds) for (var part : Inbound.CartPart.class.getRecordComponents()) nonsense(frames, whole, "parts", part, "");
        if (command instanceof Inbound.PlaceOrders) for (var part : Inbound.OrderPart.class.getRecordComponents()) nonsense(frames, whole, "parts", part, "");
        if (command instanceof Inbound.PlaceOrder || command instanceof Inbound.PlaceOrders) for (var part : Inbound.Recipient.class.getRecordComponents()) nonsense(frames, whole, "recipient", part, "");
        return frames;
    }

    /** One part missing, null, and of every wrong type. */
    private static void nonsense(List<Frame> frames, ObjectNode whole, String in, RecordComponent part, String number) {
        var name = part.getName();
        var path = in.isEmpty() ? name : in + "." + name;
        int ref = name.equals(number) ? 0 : 1;
        boolean maybe = part.isAnnotationPresent(Maybe.class);
        if (!maybe) {
            frames.add(new Frame(with(whole, in, name, null), Why.MISSING, path, ref));
            frames.add(new Frame(with(whole, in, name, Wire.json().nullNode()), Why.MISSING, path, ref));
        }
        if (part.getType().isEnum()) frames.add(new Frame(with(whole, in, name, Wire.json().valueToTree(7)), Why.INVALID_VALUE, path, ref));
        for (var wrong : wrongTypes(part.getType())) frames.add(new Frame(with(whole, in, name, wrong), Why.WRONG_TYPE, path, ref));
        if (Id.class.isAssignableFrom(part.getType())) {
            for (var bad : List.of("", "x", "s07", "s99-abc", "{s07}:stock", "s07-ABC", "s07-a b", "s07-" + "a".repeat(60))) frames.add(new Frame(with(whole, in, name, Wire.json().valueToTree(bad)), Why.INVALID_ID, path, ref));
        }
        if (part.getType().isEnum()) frames.add(new Frame(with(whole, in, name, Wire.json().valueToTree("everything")), Why.INVALID_VALUE, path, ref));
        if (name.equals("key")) for (var bad : List.of("", "short", "UPPERCASE00", "with-dash-000", "{s07}:stock0", "a".repeat(300))) frames.add(new Frame(with(whole, in, name, Wire.json().valueToTree(bad)), Why.INVALID_ID, path, ref));
    }

    private static List<JsonNode> wrongTypes(Class<?> type) {
        var json = Wire.json();
        if (type == int.class || type == long.class || type == Long.class) return List.of(json.valueToTree("5"), json.valueToTree(1.5), json.valueToTree(true), json.createObjectNode(), json.createArrayNode());
        if (type == boolean.class) return List.of(json.valueToTree("true"), json.valueToTree(1), json.createObjectNode());
        if (type == List.class) return List.of(json.valueToTree("x"), json.valueToTree(1), json.createObjectNode());
        if (type.isRecord() && !Id.class.isAssignableFrom(type)) return List.of(json.valueToTree("x"), json.valueToTree(1), json.createArrayNode());
        if (type.isEnum()) return List.of(json.valueToTree(true), json.createObjectNode(), json.createArrayNode());
        return List.of(json.valueToTree(7), json.valueToTree(true), json.createObjectNode(), json.createArrayNode());
    }

    private static String with(ObjectNode whole, String in, String name, JsonNode value) {
        var copy = whole.deepCopy();
        var target = in.isEmpty() ? copy : copy.get(in) instanceof ObjectNode object ? object : (ObjectNode) copy.get(in).get(0);
        if (value == null) target.remove(name);
        else target.set(name, value);
        return copy.toString();
    }

    @TestFactory
    Stream<DynamicTest> what_is_out_of_bounds_is_refused() {
        var long501 = "x".repeat(501);
        return Stream.of(
            bad("join-room", "seq", -1, Why.TOO_SMALL), bad("join-room", "epoch", "e".repeat(27), Why.TOO_LONG),
            bad("post-chat", "text", "", Why.EMPTY), bad("post-chat", "text", "   ", Why.EMPTY), bad("post-chat", "text", "x".repeat(1_201), Why.TOO_LONG), bad("post-chat", "text", "a\u0000b", Why.BAD_TEXT),
            bad("take-hold", "lines", List.of(), Why.TOO_SMALL), bad("take-hold", "lines", java.util.Collections.nCopies(21, new Inbound.Line(tea, 1, null)), Why.TOO_LARGE),
            bad("take-hold", "lines", List.of(new Inbound.Line(tea, 1, null), new Inbound.Line(tea, 2, null)), Why.DUPLICATE),
            bad("take-ticket", "reason", " ", Why.EMPTY), bad("take-ticket", "reason", "x".repeat(121), Why.TOO_LONG), bad("say-at-counter", "text", "", Why.EMPTY), bad("say-at-counter", "text", "x".repeat(2_001), Why.TOO_LONG),
            bad("take-holds", "parts", List.of(), Why.TOO_SMALL),
            bad("take-holds", "parts", java.util.stream.IntStream.range(0, 11).mapToObj(n -> part(tea, Phone.key())).toList(), Why.TOO_LARGE),
            bad("take-holds", "parts", List.of(part(tea, Phone.key()), part(honey, Phone.key())), Why.DUPLICATE),
            bad("place-orders", "parts", List.of(), Why.TOO_SMALL), bad("place-orders", "note", "x".repeat(301), Why.TOO_LONG),
            bad("place-orders", "parts", List.of(new Inbound.OrderPart(show, hold, Payment.COD), new Inbound.OrderPart(announced, hold, Payment.COD)), Why.DUPLICATE),
            bad("place-order", "note", "x".repeat(301), Why.TOO_LONG), bad("cancel-order", "reason", "x".repeat(301), Why.TOO_LONG),
            bad("pin-products", "products", List.of(tea, honey, foreign, tea), Why.TOO_LARGE), bad("reorder-line-up", "products", List.of(), Why.TOO_SMALL),
            bad("change-price", "priceVnd", 0, Why.TOO_SMALL), bad("change-price", "priceVnd", -1, Why.TOO_SMALL), bad("change-price", "priceVnd", 1_000_000_001L, Why.TOO_LARGE),
            bad("change-stock", "delta", 0, Why.TOO_SMALL), bad("change-stock", "delta", 1_000_001, Why.TOO_LARGE), bad("change-stock", "delta", -1_000_001, Why.TOO_SMALL), bad("change-stock", "delta", 1L << 31, Why.WRONG_TYPE),
            bad("open-deal", "priceVnd", 0, Why.TOO_SMALL), bad("open-deal", "units", 0, Why.TOO_SMALL), bad("open-deal", "perBuyer", 100, Why.TOO_LARGE), bad("open-deal", "durationMs", 9_999, Why.TOO_SMALL),
            bad("open-deal", "durationMs", 20 * 60_000 + 1, Why.TOO_LARGE),
            bad("undo-change", "change", "", Why.EMPTY), bad("undo-change", "change", long501, Why.TOO_LONG),
            bad("set-slow-mode", "seconds", -1, Why.TOO_SMALL), bad("set-slow-mode", "seconds", 301, Why.TOO_LARGE));
    }

    private Inbound.CartPart part(ProductId product, String key) {
        return new Inbound.CartPart(show, List.of(new Inbound.Line(product, 1, null)), key);
    }

    private DynamicTest bad(String name, String field, Object value, Why why) {
        return dynamicTest(name + " with " + field + " " + (value.toString().length() > 40 ? value.toString().substring(0, 40) + "…" : value), () -> {
            ObjectNode whole = Wire.json().valueToTree(right.get(name));
            whole.put("t", name);
            whole.set(field, Wire.json().valueToTree(value));
            var before = house.books().prints();
            try (var phone = stall.owner().phone()) {
                phone.sends(whole.toString());
                var refused = phone.hears(Outbound.Refused.class);
                assertEquals(why, refused.why());
                assertEquals(field, refused.field());
            }
assertEquals(Map.of(), house.books().changedSince(before));
        });
    }

    // ── who may not ───────────────────────────────────────────────────────────────────────────────────────────────

    @TestFactory
    Stream<DynamicTest> who_has_not_signed_in_may_only_watch() {
        return right.entrySet().stream().filter(entry -> !FOR_ALL.contains(entry.getKey())).map(entry -> refused(entry.getKey(), null, entry.getValue(), Why.SIGN_IN_FIRST));
    }

    @TestFactory
    Stream<DynamicTest> who_does_not_work_in_the_booth_does_not_run_its_show() {
        return right.entrySet().stream().filter(entry -> STAFF.contains(entry.getKey())).flatMap(entry -> Stream.of(
            refused(entry.getKey() + " by a buyer", an, entry.getValue(), Why.NOT_ALLOWED), refused(entry.getKey() + " by another booth", rival.owner(), entry.getValue(), Why.NOT_ALLOWED)));
    }

    private static final List<String> STAFF = List.of("go-live", "change-stage", "pin-products", "reorder-line-up", "change-price", "change-stock", "open-deal", "close-deal", "switch-orders", "undo-change",
        "delete-message", "pin-message", "mute-viewer", "set-slow-mode", "mark-answered", "call-visitor", "switch-counter");

    // ── what there is not, what is somebody else's, what comes at the wrong time ──────────────────────────────────

    @TestFactory
    Stream<DynamicTest> a_room_that_is_not_there_is_not_found() {
        var nowhere = new PlaceId("s" + show.shard().digits() + "-nowhere");
        return right.entrySet().stream().filter(entry -> !List.of("leave-room", "ask-clock", "react", "cancel-order", "leave-waitlist", "take-holds", "place-orders", "watch-night", "leave-night", "show-counter", "take-ticket", "end-ticket",
            "show-talk", "say-at-counter", "call-visitor", "hand-over", "switch-counter").contains(entry.getKey())).map(entry -> {
            ObjectNode whole = Wire.json().valueToTree(entry.getValue());
            whole.put("t", entry.getKey());
            whole.put("room", nowhere.value());
            return refused(entry.getKey(), stall.owner(), Wire.trusted(whole.toString(), Inbound.class), Why.NOT_FOUND);
        });
    }

    @TestFactory
    Stream<DynamicTest> what_is_not_there_is_not_found() {
        var shard = show.shard();
        var product = new ProductId("p" + shard.digits() + "-nothing");
        var nothing = new HoldId("h" + shard.digits() + "-nothing000");
        var host = stall.owner();
        var said = new MessageId("m" + shard.digits() + "-nothing");
        return Stream.of(
            refused("take-hold of no product", an, new Inbound.TakeHold(1, show, List.of(new Inbound.Line(product, 1, null)), false, Phone.key()), Why.NOT_ON_SALE),
            refused("take-hold of one product and of none", an, new Inbound.TakeHold(1, show, List.of(new Inbound.Line(tea, 1, null), new Inbound.Line(product, 1, null)), false, Phone.key()), Why.NOT_ON_SALE),
            refused("take-hold of no product on a shelf", an, new Inbound.TakeHold(1, PlaceId.of(stall.booth()), List.of(new Inbound.Line(product, 1, null)), false, Phone.key()), Why.NOT_ON_SALE),
            refused("take-hold on the shelf of no booth", an, new Inbound.TakeHold(1, new PlaceId("b" + shard.digits() + "-nowhere"), List.of(new Inbound.Line(tea, 1, null)), false, Phone.key()), Why.NOT_FOUND),
            refused("place-orders to no number", an, new Inbound.PlaceOrders(1, List.of(new Inbound.OrderPart(show, hold, Payment.COD)), new Inbound.Recipient("An", "12345", "01", "Phường Hồng Hà", "1 Hàng Đào"), null, Phone.key()), Why.INVALID_PHONE),
            refused("extend-hold of none", an, new Inbound.ExtendHold(1, show, nothing, Phone.key()), Why.NOT_FOUND),
            refused("release-hold of none", an, new Inbound.ReleaseHold(1, show, nothing), Why.NOT_FOUND),
            refused("place-order of no hold", an, new Inbound.PlaceOrder(1, show, nothing, HOME, Payment.COD, null), Why.NOT_FOUND),
            refused("extend-hold in another room", an, new Inbound.ExtendHold(1, announced, hold, Phone.key()), Why.NOT_FOUND),
            refused("release-hold in another room", an, new Inbound.ReleaseHold(1, announced, hold), Why.NOT_FOUND),
            refused("place-order in another room", an, new Inbound.PlaceOrder(1, announced, hold, HOME, Payment.COD, null), Why.NOT_FOUND),
            refused("release-hold of another shard", an, new Inbound.ReleaseHold(1, show, new HoldId("h" + (shard.number() == 9 ? "08" : "09") + "-nothing000")), Why.NOT_FOUND),
            refused("place-order of another shard", an, new Inbound.PlaceOrder(1, show, new HoldId("h" + (shard.number() == 9 ? "08" : "09") + "-nothing000"), HOME, Payment.COD, null), Why.NOT_FOUND),
            refused("show-counter of no booth", an, new Inbound.ShowCounter(1, new BoothId("b" + shard.digits() + "-nowhere")), Why.NOT_FOUND),
            refused("take-ticket of no booth", an, new Inbound.TakeTicket(1, new BoothId("b" + shard.digits() + "-nowhere"), "hỏi", null, Phone.key()), Why.NOT_FOUND),
            refused("take-ticket about another's product", binh, new Inbound.TakeTicket(1, stall.booth(), "hỏi", new ProductId((shard.number() == 9 ? "p08" : "p09") + "-nothing"), Phone.key()), Why.NOT_FOUND),
            refused("call-visitor of none", host, new Inbound.CallVisitor(1, stall.booth(), new TicketId("t" + shard.digits() + "-nothing"), Phone.key()), Why.NOT_FOUND),
            refused("end-ticket of none", an, new Inbound.EndTicket(1, new TicketId("t" + shard.digits() + "-nothing")), Why.NOT_FOUND),
            refused("leave-waitlist of no line", an, new Inbound.LeaveWaitlist(1, show, tea), Why.NOT_IN_LINE),
            refused("leave-waitlist in no room", an, new Inbound.LeaveWaitlist(1, new PlaceId("s" + shard.digits() + "-nowhere"), tea), Why.NOT_IN_LINE),
            refused("cancel-order of none", an, new Inbound.CancelOrder(1, OrderId.of(nothing), null), Why.NOT_FOUND),
            refused("post-chat to no message", an, new Inbound.PostChat(1, show, "đúng rồi", said, Phone.key()), Why.NOT_FOUND),
            refused("pin-products that are not lined up", host, new Inbound.PinProducts(1, show, List.of(product)), Why.NOT_IN_LINE_UP),
            refused("reorder-line-up with another product", host, new Inbound.ReorderLineUp(1, show, List.of(tea, product)), Why.NOT_IN_LINE_UP),
            refused("reorder-line-up with one left out", host, new Inbound.ReorderLineUp(1, show, List.of(tea)), Why.MISSING),
            refused("reorder-line-up with one twice", host, new Inbound.ReorderLineUp(1, show, List.of(tea, tea)), Why.DUPLICATE),
            refused("change-price of no product", host, new Inbound.ChangePrice(1, show, product, 1_000), Why.NOT_IN_LINE_UP),
            refused("change-stock of no product", host, new Inbound.ChangeStock(1, show, product, 1, Phone.key()), Why.NOT_IN_LINE_UP),
            refused("open-deal on no product", host, new Inbound.OpenDeal(1, show, product, 1_000, 1, 1, 60_000, Phone.key()), Why.NOT_IN_LINE_UP),
            refused("close-deal of none", host, new Inbound.CloseDeal(1, show, new DealId("d" + shard.digits() + "-nothing")), Why.DEAL_OVER),
            refused("switch-orders of no product", host, new Inbound.SwitchOrders(1, show, product, false), Why.NOT_IN_LINE_UP),
            refused("undo-change of none", host, new Inbound.UndoChange(1, show, "c-nothing"), Why.NOTHING_TO_UNDO),
            refused("delete-message of none", host, new Inbound.DeleteMessage(1, show, said), Why.NOT_FOUND),
            refused("pin-message of none", host, new Inbound.PinMessage(1, show, said), Why.NOT_FOUND),
            refused("mark-answered of none", host, new Inbound.MarkAnswered(1, show, said), Why.NOT_FOUND));
    }

    @TestFactory
    Stream<DynamicTest> what_is_somebody_elses_is_not_there() {
        var rivals = rival.owner();
        return Stream.of(
            refused("take-hold with another's key", binh, new Inbound.TakeHold(1, show, List.of(new Inbound.Line(honey, 1, null)), false, takeKey), Why.KEY_REUSED),
            refused("take-hold of another booth's product", an, new Inbound.TakeHold(1, show, List.of(new Inbound.Line(foreign, 1, null)), false, Phone.key()), Why.NOT_ON_SALE),
            refused("extend-hold", binh, new Inbound.ExtendHold(1, show, hold, Phone.key()), Why.NOT_FOUND),
            refused("end-ticket", binh, new Inbound.EndTicket(1, ticket), Why.NOT_FOUND),
            refused("show-talk", binh, new Inbound.ShowTalk(1, ticket), Why.NOT_FOUND),
            refused("show-talk by another booth", rivals, new Inbound.ShowTalk(1, ticket), Why.NOT_FOUND),
            refused("say-at-counter", binh, new Inbound.SayAtCounter(1, ticket, "tôi đây", Phone.key()), Why.NOT_FOUND),
            refused("hand-over by the visitor", an, new Inbound.HandOver(1, ticket, an.account()), Why.NOT_FOUND),
            refused("release-hold", binh, new Inbound.ReleaseHold(1, show, hold), Why.NOT_FOUND),
            refused("release-hold by the host", stall.owner(), new Inbound.ReleaseHold(1, show, hold), Why.NOT_FOUND),
            refused("place-order of a hold", binh, new Inbound.PlaceOrder(1, show, hold, HOME, Payment.COD, null), Why.NOT_FOUND),
            refused("place-order of an order", binh, new Inbound.PlaceOrder(1, show, ordered, HOME, Payment.COD, null), Why.NOT_FOUND),
            refused("cancel-order", binh, new Inbound.CancelOrder(1, order, null), Why.NOT_FOUND),
            refused("cancel-order by the host", stall.owner(), new Inbound.CancelOrder(1, order, null), Why.NOT_FOUND),
            refused("pin-products of another booth", stall.owner(), new Inbound.PinProducts(1, show, List.of(foreign)), Why.NOT_IN_LINE_UP),
            refused("change-stock of another booth's goods", stall.owner(), new Inbound.ChangeStock(1, show, foreign, 1, Phone.key()), Why.NOT_IN_LINE_UP),
            refused("join-room of another's draft", rivals, new Inbound.JoinRoom(1, draft, null, null), Why.NOT_FOUND),
            refused("take-hold in another's draft", rivals, new Inbound.TakeHold(1, draft, List.of(new Inbound.Line(tea, 1, null)), false, Phone.key()), Why.NOT_FOUND),
            refused("change-price of another show with one's own product", rivals, new Inbound.ChangePrice(1, show, foreign, 1_000), Why.NOT_ALLOWED));
    }

    @TestFactory
    Stream<DynamicTest> what_comes_at_the_wrong_time_is_refused() {
        var host = stall.owner();
        return Stream.of(
            refused("take-hold before the show", an, new Inbound.TakeHold(1, announced, List.of(new Inbound.Line(tea, 1, null)), false, Phone.key()), Why.NOT_LIVE),
            refused("take-hold after the show", an, new Inbound.TakeHold(1, ended, List.of(new Inbound.Line(tea, 1, null)), false, Phone.key()), Why.SHOW_ENDED),
            refused("take-hold of more than is left", an, new Inbound.TakeHold(1, show, List.of(new Inbound.Line(tea, 99, null)), true, Phone.key()), Why.OVER_LIMIT),
            refused("take-hold below the price of today", an, new Inbound.TakeHold(1, show, List.of(new Inbound.Line(tea, 1, 1_000L)), false, Phone.key()), Why.PRICE_CHANGED),
            refused("take-hold with a used key for other lines", an, new Inbound.TakeHold(1, show, List.of(new Inbound.Line(tea, 1, null)), false, takeKey), Why.KEY_REUSED),
            refused("take-ticket with one open", an, new Inbound.TakeTicket(1, stall.booth(), "hỏi nữa", null, Phone.key()), Why.ALREADY_IN_LINE),
            refused("take-ticket at one's own booth", host, new Inbound.TakeTicket(1, stall.booth(), "hỏi", null, Phone.key()), Why.NOT_ALLOWED),
            refused("say-at-counter before the call", host, new Inbound.SayAtCounter(1, ticket, "mời bạn", Phone.key()), Why.NOT_CALLED_YET),
            refused("say-at-counter after the end", binh, new Inbound.SayAtCounter(1, over, "ơi", Phone.key()), Why.TALK_OVER),
            refused("say-at-counter too long", an, new Inbound.SayAtCounter(1, ticket, "x".repeat(501), Phone.key()), Why.TOO_LONG),
            refused("hand-over before the call", host, new Inbound.HandOver(1, ticket, host.account()), Why.NOT_CALLED_YET),
            refused("hand-over after the end", host, new Inbound.HandOver(1, over, host.account()), Why.TALK_OVER),
            refused("call-visitor who has left", host, new Inbound.CallVisitor(1, stall.booth(), over, Phone.key()), Why.TALK_OVER),
            refused("extend-hold that was released", an, new Inbound.ExtendHold(1, show, released, Phone.key()), Why.HOLD_RESOLVED),
            refused("extend-hold that was ordered", an, new Inbound.ExtendHold(1, show, ordered, Phone.key()), Why.HOLD_RESOLVED),
            refused("release-hold that was ordered", an, new Inbound.ReleaseHold(1, show, ordered), Why.HOLD_RESOLVED),
            refused("place-order of a released hold", an, new Inbound.PlaceOrder(1, show, released, HOME, Payment.COD, null), Why.HOLD_RESOLVED),
            refused("place-order to another address than before", an, new Inbound.PlaceOrder(1, show, ordered, new Inbound.Recipient("Ai đó", "0961234567", "01", "Phường Hồng Hà", "1 Hàng Đào"), Payment.COD, null), Why.KEY_REUSED),
            refused("place-order to no number", an, new Inbound.PlaceOrder(1, show, hold, new Inbound.Recipient("An", "12345", "01", "Phường Hồng Hà", "1 Hàng Đào"), Payment.COD, null), Why.INVALID_PHONE),
            refused("place-order to no province", an, new Inbound.PlaceOrder(1, show, hold, new Inbound.Recipient("An", "0961234567", "99", "Phường Hồng Hà", "1 Hàng Đào"), Payment.COD, null), Why.INVALID_VALUE),
            refused("place-order by transfer to a booth without an account", an, new Inbound.PlaceOrder(1, show, hold, HOME, Payment.VIETQR, null), Why.NO_BANK_ACCOUNT),
            refused("cancel-order on its way", an, new Inbound.CancelOrder(1, shipped, null), Why.WRONG_STATE),
            refused("post-chat before the show", an, new Inbound.PostChat(1, announced, "chào cả nhà", null, Phone.key()), Why.CHAT_CLOSED),
            refused("post-chat after the show", an, new Inbound.PostChat(1, ended, "chào cả nhà", null, Phone.key()), Why.CHAT_CLOSED),
            refused("post-chat with a link", an, new Inbound.PostChat(1, show, "xem https://example.com nhé", null, Phone.key()), Why.NO_LINKS),
            refused("post-chat too long", an, new Inbound.PostChat(1, show, "x".repeat(301), null, Phone.key()), Why.TOO_LONG),
            refused("join-room of a draft", an, new Inbound.JoinRoom(1, draft, null, null), Why.NOT_FOUND),
            refused("go-live that is live", host, new Inbound.GoLive(1, show, false), Why.ALREADY_LIVE),
            refused("go-live to rehearse what is live", host, new Inbound.GoLive(1, show, true), Why.ALREADY_LIVE),
            refused("go-live with nothing to sell", host, new Inbound.GoLive(1, draft, false), Why.LINE_UP_EMPTY),
            refused("go-live after the end", host, new Inbound.GoLive(1, ended, false), Why.SHOW_ENDED),
            refused("change-stage before the show", host, new Inbound.ChangeStage(1, announced, Stage.PAUSE), Why.NOT_LIVE),
            refused("change-stage to end a draft", host, new Inbound.ChangeStage(1, draft, Stage.END), Why.NOT_LIVE),
            refused("change-stage after the end", host, new Inbound.ChangeStage(1, ended, Stage.RESUME), Why.SHOW_ENDED),
            refused("pin-products before the show", host, new Inbound.PinProducts(1, announced, List.of(tea)), Why.NOT_LIVE),
            refused("pin-products after the end", host, new Inbound.PinProducts(1, ended, List.of(tea)), Why.SHOW_ENDED),
            refused("reorder-line-up after the end", host, new Inbound.ReorderLineUp(1, ended, List.of(tea, honey)), Why.SHOW_ENDED),
            refused("change-price before the show", host, new Inbound.ChangePrice(1, announced, tea, 1_000), Why.NOT_LIVE),
            refused("change-price below an open deal", host, new Inbound.ChangePrice(1, show, honey, 150_000), Why.TOO_SMALL),
            refused("change-stock beyond the shelf", host, new Inbound.ChangeStock(1, show, tea, 1_000, Phone.key()), Why.NOT_ENOUGH),
            refused("change-stock below what is held", host, new Inbound.ChangeStock(1, show, honey, -10, Phone.key()), Why.STOCK_BELOW_HELD),
            refused("change-stock with a used key", host, new Inbound.ChangeStock(1, show, tea, 2, stockKey), Why.KEY_REUSED),
            refused("change-stock after the end", host, new Inbound.ChangeStock(1, ended, tea, 1, Phone.key()), Why.SHOW_ENDED),
            refused("open-deal while one is open", host, new Inbound.OpenDeal(1, show, honey, 99_000, 1, 1, 60_000, Phone.key()), Why.WRONG_STATE),
            refused("open-deal that is no cheaper", host, new Inbound.OpenDeal(1, show, tea, 120_000, 1, 1, 60_000, Phone.key()), Why.TOO_LARGE),
            refused("open-deal of more than is free", host, new Inbound.OpenDeal(1, show, tea, 99_000, 1_000, 1, 60_000, Phone.key()), Why.NOT_ENOUGH),
            refused("open-deal after the end", host, new Inbound.OpenDeal(1, ended, tea, 99_000, 1, 1, 60_000, Phone.key()), Why.SHOW_ENDED),
            refused("switch-orders before the show", host, new Inbound.SwitchOrders(1, announced, null, false), Why.NOT_LIVE),
            refused("switch-orders after the end", host, new Inbound.SwitchOrders(1, ended, null, true), Why.SHOW_ENDED),
            refused("undo-change after the end", host, new Inbound.UndoChange(1, ended, stockKey), Why.SHOW_ENDED),
            refused("mute-viewer of the host", host, new Inbound.MuteViewer(1, show, host.account(), true), Why.NOT_ALLOWED),
            refused("mute-viewer after the end", host, new Inbound.MuteViewer(1, ended, an.account(), true), Why.SHOW_ENDED),
            refused("set-slow-mode after the end", host, new Inbound.SetSlowMode(1, ended, 5), Why.SHOW_ENDED),
            refused("pin-message after the end", host, new Inbound.PinMessage(1, ended, null), Why.SHOW_ENDED));
    }

    private DynamicTest refused(String name, Person who, Inbound command, Why why) {
        return dynamicTest(name, () -> {
            var before = house.books().prints();
            try (var phone = (who == null ? house.stranger() : who).phone()) {
                var reply = phone.says(ref -> command);
                assertEquals(why, assertInstanceOf(Outbound.Refused.class, reply).why());
            }
assertEquals(Map.of(), house.books().changedSince(before));
        });
    }

    // ── what is said again ────────────────────────────────────────────────────────────────────────────────────────

    @TestFactory
    Stream<DynamicTest> what_is_said_again_changes_nothing() {
        var host = stall.owner();
        return Stream.of(
            again("take-hold", an, new Inbound.TakeHold(1, show, List.of(new Inbound.Line(honey, 1, null)), false, takeKey)),
            again("release-hold", an, new Inbound.ReleaseHold(1, show, released)),
            again("place-order", an, new Inbound.PlaceOrder(1, show, ordered, HOME, Payment.COD, null)),
            again("post-chat", an, new Inbound.PostChat(1, show, "giao về Huế được không ạ?", null, chatKey)),
            again("change-stage", host, new Inbound.ChangeStage(1, ended, Stage.END)),
            again("change-stock", host, new Inbound.ChangeStock(1, show, tea, 1, stockKey)),
            again("open-deal", host, new Inbound.OpenDeal(1, show, honey, 150_000, 2, 1, 20 * 60_000, dealKey)),
            again("pin-products", host, new Inbound.PinProducts(1, show, List.of())),
            again("reorder-line-up", host, new Inbound.ReorderLineUp(1, show, List.of(honey, tea))),
            again("change-price", host, new Inbound.ChangePrice(1, show, tea, 120_000)),
            again("switch-orders", host, new Inbound.SwitchOrders(1, show, tea, true)),
            again("pin-message", host, new Inbound.PinMessage(1, show, null)),
            again("mute-viewer", host, new Inbound.MuteViewer(1, show, an.account(), false)),
            again("set-slow-mode", host, new Inbound.SetSlowMode(1, show, 0)),
            again("join-room", an, new Inbound.JoinRoom(1, show, null, null)),
            again("leave-room", an, new Inbound.LeaveRoom(1, show)),
            again("ask-clock", null, new Inbound.AskClock(1)));
    }

    private DynamicTest again(String name, Person who, Inbound command) {
        return dynamicTest(name, () -> {
            var before = house.books().prints();
            try (var phone = (who == null ? house.stranger() : who).phone()) {
                phone.sends(Wire.write(command));
                var first = phone.hears(Outbound.Reply.class);
                phone.sends(Wire.write(command));
                var second = phone.hears(Outbound.Reply.class);
                assertFalse(first instanceof Outbound.Refused, () -> first.toString());
                assertEquals(first.getClass(), second.getClass());
                if (!List.of("join-room", "ask-clock").contains(name)) assertEquals(first, second);
            }
assertEquals(Map.of(), house.books().changedSince(before));
        });
    }
}
