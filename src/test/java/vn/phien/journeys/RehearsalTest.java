package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.testkit.House;
import vn.phien.testkit.Stall;

/** A host practises, goes on air and sells by comment, over the real wire. */
class RehearsalTest {
    private static House house;

    @BeforeAll
    static void open() {
        house = House.open();
    }

    @AfterAll
    static void the_books_are_right() {
        house.books().check();
        house.close();
    }

    @Test
    void viewers_who_wait_hear_nothing_of_a_rehearsal_and_find_a_clean_room_after_it() {
        var stall = Stall.opened(house.person("Chủ"));
        var honey = stall.sells("Mật ong bạc hà", 185_000, 10);
        var show = stall.announces("Phiên tối", 10, 5);
        var an = house.person("An");
        var desk = stall.owner().phone();
        desk.joins(show);

        try (var waiting = an.phone()) {
            waiting.joins(show);
            assertTrue(desk.says(ref -> new Inbound.GoLive(ref, show, true)) instanceof Outbound.Done);
            assertEquals(4410, waiting.closesWith());
            assertTrue(waiting.everything().stream().noneMatch(heard -> heard instanceof Outbound.ShowChanged changed && changed.state() == vn.phien.protocol.ShowState.REHEARSAL));
        }
        desk = stall.owner().phone();
        assertEquals("rehearsal", desk.joins(show).scene().show().state());
        assertTrue(desk.says(ref -> new Inbound.PinProducts(ref, show, List.of(honey))) instanceof Outbound.Done);
        desk.chats(show, "Một hai ba, nghe rõ không?").isPosted();
        try (var early = an.phone()) {
            var refused = (Outbound.Refused) early.says(ref -> new Inbound.JoinRoom(ref, show, null, null));
            assertEquals(Why.NOT_LIVE, refused.why());
            early.takes(show, honey, 1).isRefused(Why.NOT_LIVE);
        }
        assertTrue(desk.says(ref -> new Inbound.GoLive(ref, show, false)) instanceof Outbound.Done);
        desk = stall.owner().phone();
        desk.joins(show);
        try (var phone = an.phone()) {
            var joined = phone.joins(show);
            assertEquals("live", joined.scene().show().state());
            assertEquals(List.of(), joined.scene().chat());
            assertNull(joined.tally());

            var posted = phone.chats(show, "chốt a1 x2").isPosted();
            assertEquals(370_000, posted.hold().totalVnd());
            assertTrue(desk.hears(Outbound.Said.class).line().order());
            assertEquals(8, desk.hears(Outbound.StockChanged.class, stock -> stock.held() == 2).free());

            var deal = desk.says(ref -> new Inbound.OpenDeal(ref, show, honey, 99_000, 3, 2, 60_000, "deal000001"));
            assertTrue(deal instanceof Outbound.Done);
            assertEquals(99_000, phone.hears(Outbound.DealOpened.class).deal().priceVnd());
            phone.says(ref -> new Inbound.GoLive(ref, show, false));
            assertEquals(Why.NOT_ALLOWED, ((Outbound.Refused) phone.says(ref -> new Inbound.PinProducts(ref, show, List.of()))).why());

            assertTrue(desk.says(ref -> new Inbound.MuteViewer(ref, show, an.account(), true)) instanceof Outbound.Done);
            assertTrue(phone.hears(Outbound.MuteChanged.class).muted());
            phone.chats(show, "sao vậy").isRefused(Why.MUTED);
            assertTrue(desk.says(ref -> new Inbound.ChangeStage(ref, show, Inbound.ChangeStage.Stage.END)) instanceof Outbound.Done);
            phone.hears(Outbound.ShowChanged.class, changed -> changed.state() == vn.phien.protocol.ShowState.ENDED);
        }
    }
}
