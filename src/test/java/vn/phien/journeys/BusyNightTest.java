package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.Strain;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Reaction;
import vn.phien.protocol.Wire;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** When everything is busy, buying goes on: what is cut back at each step, who comes in first, and what people are told. */
class BusyNightTest {
    private final Map<String, String> settings = new HashMap<>();

    private House sellsQuietly() {
        return House.open(settings);
    }

    private void strained(House house, Strain strain) {
        settings.put("PHIEN_OVERLOAD_LADDER", strain.code());
        house.restart();
    }

    private static Outbound.Reply orders(Phone phone, Person buyer, PlaceId room, Outbound.HoldTaken hold) {
        return phone.says(ref -> new Inbound.PlaceOrder(ref, room, hold.hold().hold(), new Inbound.Recipient("Nguyễn Thị Hường", buyer.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), Payment.COD, null));
    }

    private static double measured(House house, String name) {
        return house.stranger().tries("GET", "/metrics", null).body().lines().filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{")).mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    @Test
    void thinner_means_no_reactions_and_no_history_and_everything_else_goes_on() {
        try (var house = sellsQuietly()) {
            var stall = Stall.opened(house.person("Chị Mai"));
            var honey = stall.sells("Mật ong bạc hà", 185_000, 10);
            var show = stall.announces("Phiên mật ong", 10, 5);
            var an = house.person("An");
            try (var desk = stall.goesLive(); var phone = an.phone()) {
                assertFalse(phone.joins(show).scene() == null);
                phone.chats(show, "Chào cả nhà").isPosted();
                phone.hears(Outbound.Said.class);
                assertEquals(1, desk.joins(show).scene().chat().size());
                phone.says(ref -> new Inbound.AskClock(ref));
                phone.sends(Wire.write(new Inbound.React(900, show, Reaction.HEART)));
                desk.hears(Outbound.Reacted.class);
            }
            strained(house, Strain.THINNER);
            var late = an.at(house.address());
            try (var phone = late.phone(); var other = house.stranger().phone()) {
                assertEquals(Strain.THINNER, phone.hears(Outbound.StrainChanged.class).strain());
                var joined = phone.joins(show);
                assertEquals(List.of(), joined.scene().chat(), "no history");
                assertEquals(1, joined.scene().lineUp().size());
                other.joins(show);
                phone.sends(Wire.write(new Inbound.React(900, show, Reaction.HEART)));
                phone.chats(show, "Vẫn nói được").isPosted();
                other.hears(Outbound.Said.class, said -> said.line().text().equals("Vẫn nói được"));
                assertTrue(other.everything().stream().noneMatch(Outbound.Reacted.class::isInstance), "a reaction went out");
                assertInstanceOf(Outbound.OrderPlaced.class, orders(phone, late, show, phone.takes(show, honey, 1).isHeld()));
                assertEquals(2, measured(house, "phien_strain"));
            }
            house.books().check();
        }
    }

    @Test
    void while_only_buying_goes_on_strangers_wait_outside_and_who_has_a_hold_comes_in_and_orders() {
        try (var house = sellsQuietly()) {
            var mai = house.person("Chị Mai");
            var stall = Stall.opened(mai);
            var honey = stall.sells("Mật ong bạc hà", 185_000, 10);
            var show = stall.announces("Phiên mật ong", 10, 5);
            Person an = house.person("An"), binh = house.person("Bình");
            Outbound.HoldTaken hold;
            try (var desk = stall.goesLive(); var phone = an.phone()) {
                phone.joins(show);
                hold = phone.takes(show, honey, 2).isHeld();
            }
            strained(house, Strain.BUYING_ONLY);
            assertThrows(CompletionException.class, () -> house.stranger().phone());
            assertThrows(CompletionException.class, () -> binh.at(house.address()).phone());
            var asked = house.stranger().tries("GET", "/socket", null);
            assertEquals(503, asked.statusCode());
            long later = Long.parseLong(asked.headers().firstValue("retry-after").orElseThrow());
            assertTrue(later >= 1 && later <= Limits.LATER_MAX_MS / 1_000, "in " + later + " s");
            assertEquals(2, measured(house, "phien_turned_away_total{why=\"buying-only\"}"));
            var back = an.at(house.address());
            try (var phone = back.phone(); var desk = mai.at(house.address()).phone()) {
                desk.joins(show);
                assertEquals(Strain.BUYING_ONLY, phone.hears(Outbound.StrainChanged.class).strain());
                phone.joins(show);
                phone.chats(show, "Đông vui quá").isRefused(Why.CROWDED);
                assertEquals(1, measured(house, "phien_chat_shed_total{why=\"buying-only\"}"));
                desk.chats(show, "Cô bác đợi chút nhé").isPosted();
                phone.hears(Outbound.Said.class, said -> said.line().text().equals("Cô bác đợi chút nhé"));
                assertInstanceOf(Outbound.OrderPlaced.class, orders(phone, back, show, hold));
                assertTrue(phone.chats(show, "chốt A1 x1").isPosted().hold() != null, "an order by comment is an order");
            }
            house.books().check();
        }
    }

    @Test
    void a_join_beyond_what_may_come_in_a_second_is_told_when_to_ask_again_and_is_let_in_then() {
        settings.put("PHIEN_HTTP_JOINS_PER_SECOND", "2");
        try (var house = sellsQuietly()) {
            var stall = Stall.opened(house.person("Chị Mai"));
            stall.sells("Mật ong bạc hà", 185_000, 10);
            var show = stall.announces("Phiên mật ong", 10, 5);
            try (var desk = stall.goesLive(); var phone = house.stranger().phone()) {
                Outbound.JoinLater later = null;
                for (int i = 0; i < 8 && later == null; i++) if (phone.says(ref -> new Inbound.JoinRoom(ref, show, null, null)) instanceof Outbound.JoinLater told) later = told;
                assertTrue(later != null && later.againMs() >= Limits.LATER_MIN_MS && later.againMs() <= Limits.LATER_MAX_MS, "told " + later);
                assertEquals(1, measured(house, "phien_turned_away_total{why=\"room\"}"));
                assertInstanceOf(Outbound.Joined.class, desk.says(ref -> new Inbound.JoinRoom(ref, show, null, null)), "who sells goes first");
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Limits.LATER_MAX_MS);
                while (!(phone.says(ref -> new Inbound.JoinRoom(ref, show, null, null)) instanceof Outbound.Joined)) {
                    assertTrue(System.nanoTime() < end, "never let in");
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
                }
            }
        }
    }

    @Test
    void while_the_store_is_away_everybody_knows_and_nobody_is_kept_waiting() throws IOException, InterruptedException {
        try (var house = sellsQuietly()) {
            var stall = Stall.opened(house.person("Chị Mai"));
            var honey = stall.sells("Mật ong bạc hà", 185_000, 10);
            var show = stall.announces("Phiên mật ong", 10, 5);
            var an = house.person("An");
            try (var desk = stall.goesLive(); var phone = an.phone()) {
                phone.joins(show);
                var hold = phone.takes(show, honey, 1).isHeld();
                signal(house, "STOP");
                try {
                    phone.hears(Outbound.StrainChanged.class, changed -> changed.strain() == Strain.STORE_AWAY);
                    desk.hears(Outbound.StrainChanged.class, changed -> changed.strain() == Strain.STORE_AWAY);
                    long from = System.nanoTime();
                    phone.takes(show, honey, 1).isRefused(Why.TRY_AGAIN);
                    assertEquals(503, house.stranger().tries("GET", "/api/shows", null).statusCode());
                    assertTrue(System.nanoTime() - from < TimeUnit.MILLISECONDS.toNanos(1_000), "nobody waits for a store that is known to be away");
                    assertEquals(503, house.stranger().tries("GET", "/health/ready", null).statusCode());
                    assertEquals(1, measured(house, "phien_store_away"));
                } finally {
                    signal(house, "CONT");
                }
                phone.hears(Outbound.StrainChanged.class, changed -> changed.strain() == Strain.NONE);
                assertTrue(orders(phone, an, show, hold) instanceof Outbound.OrderPlaced(var ref, var order) && order.state() == OrderState.PLACED);
            }
            house.books().check();
        }
    }

    private static void signal(House house, String name) throws IOException, InterruptedException {
        assumeTrue(house.app().storeProcess().isPresent(), "a store that others keep running is not ours to stop");
        new ProcessBuilder("kill", "-" + name, Long.toString(house.app().storeProcess().orElseThrow().pid())).start().waitFor();
    }
}
