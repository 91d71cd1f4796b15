package vn.phien.oversight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Why;
import vn.phien.orders.OrderRecord;
import vn.phien.protocol.ComplaintKind;
import vn.phien.protocol.ComplaintOutcome;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.ComplaintView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Views.VideoView;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Rates;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

/** A complaint goes its way by the shard's clock: booth, buyer, organizers, officials; what is not done in time goes on by itself. */
@ExtendWith(TestStore.class)
class ComplaintsTest {
    private static final BoothId BOOTH = new BoothId("b07-dongvan");
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private static final OrderId ORDER = new OrderId("o07-order00001"), OTHERS = new OrderId("o07-order00002");
    private static final Picture PICTURE = new Picture(null, "honey-jar", "north-mountain");
    private static final BoothView VIEW = new BoothView(BOOTH, "HTX Đồng Văn", "08", "Đồng Văn", "", PICTURE, "HTX Đồng Văn", null, null, true);
    private final Caller.Person an = person("an", Set.of(), Map.of()), binh = person("binh", Set.of(), Map.of()), staff = person("mai", Set.of(), Map.of(BOOTH, BoothRole.STAFF)),
        moderator = person("tu", Set.of(), Map.of(BOOTH, BoothRole.MODERATOR)), rival = person("pao", Set.of(), Map.of(new BoothId("b07-hue"), BoothRole.OWNER)), organizer = person("ban", Set.of(Role.ORGANIZER), Map.of()),
        official = person("lam", Set.of(Role.OFFICIAL), Map.of());
    private Link link;
    private TestClock clock;
    private Books books;
    private Complaints complaints;
    private int keys;

    private static Caller.Person person(String name, Set<Role> roles, Map<BoothId, BoothRole> booths) {
        return new Caller.Person(new AccountId("u-" + name), name, "login", roles, booths);
    }

    @BeforeEach
    void a_show_with_an_order(Link link, TestClock clock) {
        this.link = link;
        this.clock = clock;
        books = new Books(link);
        books.open(SHOW, BOOTH, new ProductId("p07-honey"), 185_000, 10, 5);
        link.ask(Command.HSET, Keys.stage(SHOW), "startedMs", System.currentTimeMillis() - 600_000);
        for (var order : List.of(ORDER, OTHERS)) link.ask(Command.HSET, Keys.order(order), "account", order.equals(ORDER) ? an.account() : binh.account(), "booth", BOOTH);
        var papers = new Papers(link, null, null, Dice.seeded(1), new Rates(link, InstantSource.system()), clock);
        complaints = new Complaints(link, new Complaints.Sources(booth -> Future.succeededFuture(booth.equals(BOOTH) ? Optional.of(VIEW) : Optional.empty()),
            room -> Future.succeededFuture(room.equals(SHOW) ? Optional.of(new ShowView(SHOW, VIEW, "Phiên tối", "live", 0, null, new VideoView("cover", null), PICTURE, 0)) : Optional.empty()),
            order -> Future.succeededFuture(order.equals(ORDER) ? Optional.of(record(ORDER, an)) : order.equals(OTHERS) ? Optional.of(record(OTHERS, binh)) : Optional.empty()),
            booth -> Future.succeededFuture(List.of(staff.account()))), papers, clock, place -> { }, TimeUnit.HOURS.toMillis(48), TimeUnit.DAYS.toMillis(5));
    }

    private static OrderRecord record(OrderId order, Caller.Person buyer) {
        return new OrderRecord(order, BOOTH, "HTX Đồng Văn", SHOW, buyer.account(), OrderState.SHIPPED, List.of(), 185_000, Payment.COD, PaidState.UNPAID, 0, 0, 0, null, null, 0, List.of(), null);
    }

    private String key() {
        return "key" + (10_000_000 + keys++);
    }

    private static Complaints.Said said(OrderId order, ComplaintKind kind) {
        return new Complaints.Said(BOOTH, SHOW, order, kind, 0, "Mật loãng, gọi tôi 0912345678", List.of());
    }

    private ComplaintView made() {
        return ok(complaints.make(an, said(ORDER, ComplaintKind.QUALITY), key()));
    }

    private static ComplaintView ok(Future<Result<ComplaintView>> future) {
        return switch (future.await()) {
            case Result.Ok<ComplaintView>(var view) -> view;
            case Result.Refused<ComplaintView>(var why, var field) -> throw new AssertionError("refused " + why + " " + field);
        };
    }

    private void refused(Why why, Supplier<Future<Result<ComplaintView>>> command) {
        var before = books.digest();
        assertEquals(why, assertInstanceOf(Result.Refused.class, command.get().await()).why());
        assertEquals(before, books.digest(), "a refusal changed the books");
    }

    @Test
    void it_is_tied_to_the_order_and_the_moment_and_hides_phone_numbers() {
        var made = made();
        assertEquals(ORDER, made.order());
        assertEquals(SHOW, made.room());
        assertTrue(made.intoMs() >= 600_000 && made.intoMs() < 660_000, "ten minutes into the show: " + made.intoMs());
        assertEquals("Mật loãng, gọi tôi 09•• ••• 678", made.words().getFirst().text());
        assertEquals("open", made.state());
        assertEquals(made.madeMs() + TimeUnit.HOURS.toMillis(48), made.dueMs());
    }

    @Test
    void said_twice_it_is_one_and_an_order_has_one_open_complaint() {
        var key = key();
        var made = ok(complaints.make(an, said(ORDER, ComplaintKind.QUALITY), key));
        var before = books.digest();
        assertEquals(made, ok(complaints.make(an, said(ORDER, ComplaintKind.QUALITY), key)));
        assertEquals(before, books.digest());
        refused(Why.KEY_REUSED, () -> complaints.make(an, said(ORDER, ComplaintKind.OTHER), key));
        refused(Why.ALREADY_DONE, () -> complaints.make(an, said(ORDER, ComplaintKind.OTHER), key()));
        ok(complaints.accept(an, made.complaint()));
        ok(complaints.make(an, said(ORDER, ComplaintKind.OTHER), key()));
    }

    @Test
    void what_is_not_ones_own_or_not_there_cannot_be_complained_of() {
        refused(Why.NOT_FOUND, () -> complaints.make(an, said(OTHERS, ComplaintKind.QUALITY), key()));
        refused(Why.NOT_FOUND, () -> complaints.make(an, said(new OrderId("o07-nobody00000"), ComplaintKind.QUALITY), key()));
        refused(Why.NOT_FOUND, () -> complaints.make(an, said(new OrderId("o08-order00001"), ComplaintKind.QUALITY), key()));
        refused(Why.MISSING, () -> complaints.make(an, said(null, ComplaintKind.QUALITY), key()));
        refused(Why.NOT_FOUND, () -> complaints.make(an, new Complaints.Said(BOOTH, new PlaceId("s07-other"), null, ComplaintKind.FALSE_CLAIM, 0, "x", List.of()), key()));
        refused(Why.NOT_FOUND, () -> complaints.make(an, new Complaints.Said(new BoothId("b07-hue"), null, null, ComplaintKind.OTHER, 0, "x", List.of()), key()));
        refused(Why.NOT_FOUND, () -> complaints.make(an, new Complaints.Said(BOOTH, SHOW, null, ComplaintKind.OTHER, 0, "x", List.of("a".repeat(26))), key()));
        refused(Why.TOO_SMALL, () -> complaints.make(an, new Complaints.Said(BOOTH, SHOW, null, ComplaintKind.OTHER, 5, "x", List.of()), key()));
        refused(Why.TOO_LARGE, () -> complaints.make(an, new Complaints.Said(BOOTH, SHOW, null, ComplaintKind.OTHER, Long.MAX_VALUE / 4, "x", List.of()), key()));
        assertEquals("open", ok(complaints.make(an, said(null, ComplaintKind.FALSE_CLAIM), key())).state());
    }

    @Test
    void the_booth_answers_and_the_buyer_accepts() {
        var id = made().complaint();
        var answered = ok(complaints.say(staff, id, "Em gửi hũ khác ạ", List.of(), key()));
        assertEquals("answered", answered.state());
        assertEquals("accepted", ok(complaints.accept(an, id)).outcome());
        assertNull(link.ask(Command.HGET, Keys.order(ORDER), "complaint"), "the order has no open complaint any more");
        refused(Why.WRONG_STATE, () -> complaints.say(an, id, "à mà", List.of(), key()));
        refused(Why.WRONG_STATE, () -> complaints.accept(an, id));
        assertTrue(complaints.open().await().isEmpty());
    }

    @Test
    void the_buyer_goes_to_the_organizers_and_they_decide() {
        var id = made().complaint();
        refused(Why.WRONG_STATE, () -> complaints.escalate(an, id, "quá lâu", key()));
        refused(Why.WRONG_STATE, () -> complaints.decide(organizer, id, ComplaintOutcome.FOR_BUYER, "sớm quá"));
        ok(complaints.say(staff, id, "Hàng đúng mà", List.of(), key()));
        var escalated = ok(complaints.escalate(an, id, "Không đúng", key()));
        assertEquals("escalated", escalated.state());
        refused(Why.WRONG_STATE, () -> complaints.decide(official, id, ComplaintOutcome.FOR_BUYER, "chưa tới lượt"));
        ok(complaints.say(staff, id, "Em nói thêm", List.of(), key()));
        var decided = ok(complaints.decide(organizer, id, ComplaintOutcome.FOR_BUYER, "Hoàn tiền cho khách"));
        assertEquals("for-buyer", decided.outcome());
        assertEquals(decided, ok(complaints.decide(organizer, id, ComplaintOutcome.FOR_BUYER, "Hoàn tiền cho khách")), "said twice it is decided once");
        refused(Why.WRONG_STATE, () -> complaints.decide(organizer, id, ComplaintOutcome.FOR_SELLER, "đổi ý"));
    }

    @Test
    void each_may_do_what_is_theirs_and_for_others_it_is_not_there() {
        var id = made().complaint();
        for (var other : List.of(binh, rival)) {
            refused(Why.NOT_FOUND, () -> complaints.find(other, id));
            refused(Why.NOT_FOUND, () -> complaints.say(other, id, "tôi cũng thế", List.of(), key()));
            refused(Why.NOT_FOUND, () -> complaints.accept(other, id));
            refused(Why.NOT_FOUND, () -> complaints.decide(other, id, ComplaintOutcome.SETTLED, "thôi"));
        }
        for (var reader : List.of(an, staff, moderator, organizer, official)) ok(complaints.find(reader, id));
        refused(Why.NOT_ALLOWED, () -> complaints.say(moderator, id, "để em", List.of(), key()));
        for (var other : List.of(staff, organizer, official)) refused(Why.NOT_ALLOWED, () -> complaints.accept(other, id));
        for (var other : List.of(an, staff)) refused(Why.NOT_ALLOWED, () -> complaints.decide(other, id, ComplaintOutcome.SETTLED, "thôi"));
        refused(Why.NOT_FOUND, () -> complaints.find(an, new vn.phien.base.ComplaintId("y07-nobody00000")));
    }

    @Test
    void what_the_booth_does_not_answer_in_time_goes_to_the_organizers_and_then_to_the_officials() {
        var id = made().complaint();
        clock.advance(47, TimeUnit.HOURS);
        assertEquals(0, complaints.sweep().await(), "there is an hour left");
        clock.advance(2, TimeUnit.HOURS);
        assertEquals(1, complaints.sweep().await());
        var late = ok(complaints.find(an, id));
        assertEquals("escalated", late.state());
        assertEquals("seller", late.late());
        assertEquals(0, complaints.sweep().await(), "once");
        clock.advance(5, TimeUnit.DAYS);
        assertEquals(1, complaints.sweep().await());
        assertEquals("referred", ok(complaints.find(an, id)).state());
        assertEquals("organizer", ok(complaints.find(an, id)).late());
        assertEquals(List.of(id), complaints.open().await().stream().map(ComplaintView::complaint).toList());
        assertEquals("for-seller", ok(complaints.decide(official, id, ComplaintOutcome.FOR_SELLER, "Hàng đúng như đã nói")).outcome());
        assertTrue(complaints.open().await().isEmpty());
    }

    @Test
    void an_answer_to_which_the_buyer_does_not_object_stands() {
        var id = made().complaint();
        ok(complaints.say(staff, id, "Em đổi hũ khác", List.of(), key()));
        clock.advance(7, TimeUnit.DAYS);
        clock.advance(1, TimeUnit.MINUTES);
        assertEquals(1, complaints.sweep().await());
        assertEquals("unopposed", ok(complaints.find(an, id)).outcome());
    }

    @Test
    void two_nodes_that_sweep_at_once_move_it_once() {
        var id = made().complaint();
        clock.advance(3, TimeUnit.DAYS);
        var both = Future.all(complaints.sweep(), complaints.sweep()).await();
        assertEquals(1, both.<Integer>resultAt(0) + both.<Integer>resultAt(1));
        assertEquals("escalated", ok(complaints.find(an, id)).state());
    }

    @Test
    void whoever_is_erased_is_gone_from_the_words_and_has_a_copy_before() {
        var id = made().complaint();
        ok(complaints.say(staff, id, "Em xin lỗi", List.of(), key()));
        assertEquals(List.of(id), complaints.everyOf(an.account()).await().stream().map(ComplaintView::complaint).toList());
        complaints.forget(an.account()).await();
        var words = ok(complaints.find(staff, id)).words();
        assertEquals("", words.getFirst().text());
        assertEquals("Em xin lỗi", words.getLast().text());
        complaints.forget(an.account()).await();
    }
}
