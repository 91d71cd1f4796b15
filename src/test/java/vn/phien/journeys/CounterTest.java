package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.redis.client.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.PlaceId;
import vn.phien.base.TicketId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Outbound.CounterShown;
import vn.phien.protocol.Outbound.DeskShown;
import vn.phien.protocol.Outbound.TalkSaid;
import vn.phien.protocol.Outbound.TalkShown;
import vn.phien.protocol.Outbound.TicketChanged;
import vn.phien.protocol.Outbound.TicketTaken;
import vn.phien.protocol.Views.TicketView;
import vn.phien.protocol.Wire;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** Visitors walk up to the counter of a booth, over the real wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CounterTest {
    private static final int TWINS = 12, TWINS_FROM = 1_000;
    private House house;
    private Stall stall;
    private Person pao;

    @BeforeAll
    void a_booth_with_two_who_serve() {
        house = House.open();
        stall = Stall.opened(house.person("Chị Mai"));
        pao = house.person("Anh Páo");
        stall.owner().post("/api/booths/" + stall.booth() + "/staff", "{\"phone\":\"%s\",\"role\":\"moderator\"}".formatted(pao.number()));
    }

    @AfterAll
    void the_house_closes() {
        house.close();
    }

    private TicketView takes(Phone phone, String reason) {
        return assertInstanceOf(TicketTaken.class, phone.says(ref -> new Inbound.TakeTicket(ref, stall.booth(), reason, null, Phone.key()))).ticket();
    }

    private Outbound.Reply calls(Phone phone) {
        return phone.says(ref -> new Inbound.CallVisitor(ref, stall.booth(), null, Phone.key()));
    }

    private static void says(Phone phone, TicketId ticket, String text) {
        assertInstanceOf(Outbound.LineKept.class, phone.says(ref -> new Inbound.SayAtCounter(ref, ticket, text, Phone.key())));
    }

    @Test
    void visitors_wait_are_called_talk_are_handed_over_and_part() {
        var desk = PlaceId.of(stall.booth());
        try (var mai = stall.owner().phone(); var other = pao.phone(); var an = house.person("An").phone(); var binh = house.person("Bình").phone(); var stranger = house.stranger().phone()) {
            mai.joins(desk);
            other.joins(desk);
            var first = takes(an, "Mua quà Tết cho công ty");
            assertEquals(0, first.ahead());
            var second = takes(binh, "Hỏi mật ong có lên men không");
            assertEquals(1, second.ahead());
            assertEquals("Hỏi mật ong có lên men không", mai.hears(TicketChanged.class, changed -> changed.ticket().ticket().equals(second.ticket())).ticket().reason());
            var outside = assertInstanceOf(CounterShown.class, stranger.says(ref -> new Inbound.ShowCounter(ref, stall.booth())));
            assertEquals(2, outside.waiting());
            assertNull(outside.ticket());

            var one = assertInstanceOf(TicketTaken.class, calls(mai)).ticket();
            binh.hears(TicketChanged.class, changed -> changed.ticket().state().equals("waiting") && changed.ticket().ahead() == 0);
            var two = assertInstanceOf(TicketTaken.class, calls(other)).ticket();
            assertEquals(first.ticket(), one.ticket());
            assertEquals(second.ticket(), two.ticket());
            assertEquals(Why.NOBODY_WAITS, assertInstanceOf(Outbound.Refused.class, calls(mai)).why());
            assertEquals("Chị Mai", an.hears(TicketChanged.class, changed -> changed.ticket().state().equals("called")).ticket().staffName());
            binh.hears(TicketChanged.class, changed -> changed.ticket().state().equals("called"));

            says(an, first.ticket(), "Em cần 200 hũ, giao trước 20 tháng Chạp, số em 0912 345 678");
            assertTrue(mai.hears(TalkSaid.class).line().text().contains("0912 345 678"), "here both sides may exchange numbers");
            says(mai, first.ticket(), "Được em nhé");
            var line = an.hears(TalkSaid.class, said -> said.line().by().equals("staff")).line();
            assertEquals("Được em nhé", line.text());
            assertInstanceOf(TicketTaken.class, mai.says(ref -> new Inbound.HandOver(ref, first.ticket(), pao.account())));
            assertEquals("Anh Páo", an.hears(TicketChanged.class, changed -> pao.account().equals(changed.ticket().staff())).ticket().staffName());

            // a phone that was away finds everything again
            try (var again = house.stranger().phone()) {
                assertEquals(Why.SIGN_IN_FIRST, assertInstanceOf(Outbound.Refused.class, again.says(ref -> new Inbound.ShowTalk(ref, first.ticket()))).why());
            }
            var talk = assertInstanceOf(TalkShown.class, an.says(ref -> new Inbound.ShowTalk(ref, first.ticket())));
            assertEquals(2, talk.lines().size());
            var board = assertInstanceOf(DeskShown.class, other.says(ref -> new Inbound.ShowCounter(ref, stall.booth())));
            assertEquals(2, board.tickets().stream().filter(each -> each.state().equals("called")).count());
            assertEquals(2, board.colleagues().size());

            assertEquals("visitor", assertInstanceOf(TicketTaken.class, an.says(ref -> new Inbound.EndTicket(ref, first.ticket()))).ticket().endedBy());
            mai.hears(TicketChanged.class, changed -> changed.ticket().ticket().equals(first.ticket()) && changed.ticket().state().equals("ended"));
            assertEquals("ended", assertInstanceOf(CounterShown.class, an.says(ref -> new Inbound.ShowCounter(ref, stall.booth()))).ticket().state(), "the last talk can still be read");
            other.says(ref -> new Inbound.EndTicket(ref, second.ticket()));
            assertEquals("staff", binh.hears(TicketChanged.class, changed -> changed.ticket().state().equals("ended")).ticket().endedBy());
        }
    }

    @Test
    void what_was_said_is_sealed_can_be_exported_and_is_erased_with_the_person() {
        var cuc = house.person("Cúc Sẽ Quên");
        try (var phone = cuc.phone(); var mai = stall.owner().phone()) {
            var ticket = takes(phone, "Chuyện riêng tư").ticket();
            says(phone, ticket, "nhà em ở ngõ Vắng");
            var link = house.app().link();
            for (var key : link.ask(Command.KEYS, "*" + ticket.value() + "*")) {
                var dump = new String(link.ask(Command.DUMP, key.toString()).toBytes(), java.nio.charset.StandardCharsets.UTF_8);
                assertFalse(dump.contains("ngõ Vắng") || dump.contains("riêng tư") || dump.contains("Sẽ Quên"), key.toString());
            }
            var told = "";
            for (int i = 0; i < 100 && !told.contains("ngõ Vắng"); i++) {
                told = cuc.tries("GET", "/api/me/export", null).body();
                phone.says(Inbound.AskClock::new);
            }
            assertTrue(told.contains("ngõ Vắng") && told.contains("Chuyện riêng tư"), told);
            assertEquals(204, cuc.tries("DELETE", "/api/me", null).statusCode());
            var left = assertInstanceOf(TalkShown.class, mai.says(ref -> new Inbound.ShowTalk(ref, ticket)));
            assertEquals("ended", left.ticket().state());
            assertEquals("", left.ticket().name() + left.ticket().reason());
            assertTrue(left.lines().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_call_that_comes_many_times_at_once_calls_one_visitor_and_answers_each(int waiting) {
        try (var mai = stall.owner().phone(); var an = house.person("Ân").phone(); var binh = house.person("Bính").phone()) {
            var first = takes(an, "Mua sỉ");
            if (waiting > 1) takes(binh, "Hỏi đường");
            var key = Phone.key();
            for (int i = 1; i <= TWINS; i++) mai.sends(Wire.write(new Inbound.CallVisitor(TWINS_FROM + i, stall.booth(), null, key)));
            for (int i = 1; i <= TWINS; i++) {
                int ref = TWINS_FROM + i;
                assertEquals(first.ticket(), mai.hears(TicketTaken.class, reply -> reply.ref() == ref).ticket().ticket());
            }
            mai.says(ref -> new Inbound.EndTicket(ref, first.ticket()));
            if (waiting > 1) {
                var reply = calls(mai);
                mai.says(ref -> new Inbound.EndTicket(ref, assertInstanceOf(TicketTaken.class, reply, reply.toString()).ticket().ticket()));
            }
        }
    }

    @Test
    void a_closed_counter_sends_nobody_away_who_waits() {
        try (var mai = stall.owner().phone(); var dung = house.person("Dũng").phone(); var em = house.person("Em").phone(); var stranger = house.stranger().phone()) {
            stranger.joins(PlaceId.of(stall.booth()));
            var ticket = takes(dung, "Hỏi giá").ticket();
            assertInstanceOf(Outbound.Done.class, mai.says(ref -> new Inbound.SwitchCounter(ref, stall.booth(), false)));
            assertFalse(stranger.hears(Outbound.CounterSwitched.class).open(), "whoever stands at the booth sees it at once");
            assertEquals(Why.COUNTER_CLOSED, assertInstanceOf(Outbound.Refused.class, em.says(ref -> new Inbound.TakeTicket(ref, stall.booth(), "Hỏi giá", null, Phone.key()))).why());
            assertEquals(ticket, assertInstanceOf(TicketTaken.class, calls(mai)).ticket().ticket());
            mai.says(ref -> new Inbound.EndTicket(ref, ticket));
            mai.says(ref -> new Inbound.SwitchCounter(ref, stall.booth(), true));
            assertTrue(stranger.hears(Outbound.CounterSwitched.class).open());
            var last = takes(em, "Hỏi giá").ticket();
            assertInstanceOf(TicketTaken.class, em.says(ref -> new Inbound.EndTicket(ref, last)));
        }
    }
}
