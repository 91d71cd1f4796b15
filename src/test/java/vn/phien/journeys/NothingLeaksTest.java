package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.vertx.redis.client.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import vn.phien.base.HoldId;
import vn.phien.base.PlaceId;
import vn.phien.orders.PretendBank;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.SmsGateway;
import vn.phien.testkit.Stall;

/** What people entrust to the house stands nowhere in clear: not in the log, not in the store and its files; and it goes when they ask. */
class NothingLeaksTest {
    private static final String STREET = "12 ngõ Phất Lộc", RECEIVER = "Nguyễn Thị Hường", NOTE = "gọi trước khi giao nhé";
    private static final String FRIEND = "0938111222", WRITTEN = "0938 333 444", BANK_ACCOUNT = "0011223344556";
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final List<Logger> OURS = List.of((Logger) LoggerFactory.getLogger("vn.phien"), (Logger) LoggerFactory.getLogger("phien"));
    private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
    private static final OutputStreamAppender<ILoggingEvent> APPENDER = new OutputStreamAppender<>();
    private static House house;

    @BeforeAll
    static void everything_is_logged() {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(ROOT.getLoggerContext());
        encoder.setPattern("%level %logger %msg %kvp %mdc%n%ex");
        encoder.start();
        APPENDER.setContext(ROOT.getLoggerContext());
        APPENDER.setEncoder(encoder);
        APPENDER.setOutputStream(LOG);
        APPENDER.start();
        ROOT.addAppender(APPENDER);
        OURS.forEach(logger -> logger.setLevel(Level.TRACE));
        house = House.open();
    }

    @AfterAll
    static void close() {
        house.books().check();
        house.close();
        OURS.forEach(logger -> logger.setLevel(null));
        ROOT.detachAppender(APPENDER);
    }

    /** A number in the ways in which one writes it. */
    private static List<String> ways(String number) {
        var national = number.replace(" ", "").substring(1);
        return List.of(national, national.substring(0, 2) + " " + national.substring(2, 5) + " " + national.substring(5), national.substring(0, 3) + " " + national.substring(3, 6) + " " + national.substring(6));
    }

    private static String files(Path folder) throws IOException {
        var text = new StringBuilder();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().startsWith("redis-server")).toList()) text.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private static void absent(String what, String text, List<String> secrets) {
        for (var secret : secrets) {
            int at = text.indexOf(secret);
            assertFalse(at >= 0, () -> secret + " stands in " + what + ": …" + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100)));
        }
    }

    private static Outbound.OrderPlaced orders(Phone phone, String number, PlaceId show, HoldId hold, Payment payment) {
        var answer = phone.says(ref -> new Inbound.PlaceOrder(ref, show, hold, new Inbound.Recipient(RECEIVER, number, "01", "Phường Hồng Hà", STREET), payment, NOTE));
        return assertInstanceOf(Outbound.OrderPlaced.class, answer, answer::toString);
    }

    @Test
    void numbers_addresses_codes_and_tokens_stand_in_no_log_and_in_no_file() throws IOException {
        var stall = Stall.opened(house.person("Chị Mai"));
        var honey = stall.sells("Mật ong bạc hà", 185_000, 30);
        stall.isPaidTo("970436", BANK_ACCOUNT, "HTX MAT ONG DONG VAN");
        var show = stall.announces("Phiên mật ong", 20, 5);
        Person an = house.person("An"), binh = house.person("Bình");
        try (var desk = stall.goesLive(); var phone = an.phone(); var other = binh.phone()) {
            phone.joins(show);
            other.joins(show);
            var cod = orders(phone, an.number(), show, phone.takes(show, honey, 1).isHeld().hold().hold(), Payment.COD).order();
            orders(phone, FRIEND, show, phone.takes(show, honey, 1).isHeld().hold().hold(), Payment.COD);
            var paid = orders(other, binh.number(), show, other.takes(show, honey, 2).isHeld().hold().hold(), Payment.VIETQR).order();
            new PretendBank(house.address().toString(), House.BANK_SECRET, InstantSource.system()).scanned(paid.vietQr().payload(), "FT26112200001");
            phone.chats(show, "shop gọi em " + WRITTEN + " nhé").isPosted();
            var heard = other.hears(Outbound.Said.class).line().text();
            assertFalse(heard.contains("333"), heard);

            var orders = "/api/booths/" + stall.booth() + "/orders";
            assertTrue(stall.owner().tries("GET", orders + ".csv", null).statusCode() < 500);
            stall.owner().get(orders + "?q=" + an.number());
            assertEquals(404, an.tries("GET", "/" + an.number() + "?phone=" + an.number(), null).statusCode());
            assertEquals(404, an.tries("GET", "/api/orders/" + an.number(), null).statusCode() / 100 * 100 + 4);
            assertEquals(400, an.tries("POST", "/api/sign-in/code", "{\"phone\":\"" + an.number() + "\",\"extra\":\"" + an.number() + "\"}").statusCode());
            assertEquals(400, an.tries("PUT", "/api/me", "{\"name\":\"Gọi " + FRIEND + "\"}").statusCode());
            phone.sends("{\"t\":\"place-order\",\"ref\":99,\"phone\":\"" + an.number() + "\"}");
            phone.hears(Outbound.Refused.class, refused -> refused.ref() == 99);
            phone.sends("{\"t\":\"" + an.number() + "\",\"ref\":98}");
            phone.hears(Outbound.Refused.class, refused -> refused.ref() == 98);
            phone.says(ref -> new Inbound.CancelOrder(ref, cod.order(), "gọi " + WRITTEN + " để hỏi"));
            an.get("/api/me/export");
        }
        var secrets = new ArrayList<String>();
        for (var number : List.of(an.number(), binh.number(), stall.owner().number(), FRIEND, WRITTEN)) secrets.addAll(ways(number));
        secrets.addAll(List.of(STREET, RECEIVER, NOTE, BANK_ACCOUNT, House.BANK_SECRET, SmsGateway.SECRET));
        for (var person : List.of(an, binh, stall.owner())) secrets.add(person.cookie().substring(person.cookie().indexOf('=') + 1));
        absent("the log", LOG.toString(StandardCharsets.UTF_8), secrets);
        absent("the data folder", files(house.folder()), secrets);
        for (var person : List.of(an, binh)) {
            var code = house.gateway().code(person.number());
            absent("the data folder", files(house.folder()), List.of("\r\n" + code + "\r\n"));
            absent("the log", LOG.toString(StandardCharsets.UTF_8), List.of(" " + code + " ", "\"" + code + "\""));
        }
        assertTrue(LOG.toString(StandardCharsets.UTF_8).contains("place-order"), "the log was listened to");
    }

    @Test
    void who_asks_to_be_erased_is_gone_from_the_chat_and_from_every_key() {
        var stall = Stall.opened(house.person("Cô Sửu"));
        stall.sells("Trà hoa vàng", 250_000, 10);
        var show = stall.announces("Trà hoa vàng Ba Chẽ", 10, 5);
        var name = "Đặng Thùy Mỵ Nương";
        var gone = house.person(name);
        try (var desk = stall.goesLive(); var phone = gone.phone(); var watching = house.stranger().phone()) {
            watching.joins(show);
            var said = phone.chats(show, "Trà này hái tháng mấy vậy shop?").isPosted().message();
            phone.chats(show, "em ở gần đó").isPosted();
            desk.says(ref -> new Inbound.PinMessage(ref, show, said));
            watching.hears(Outbound.MessagePinned.class, pinned -> pinned.message() != null);
            assertTrue(everything().contains(name));
            var copy = gone.get("/api/me/export").toString();
            assertTrue(copy.contains("em ở gần đó") && copy.contains(gone.number().substring(1)), copy);

            assertEquals(204, gone.tries("DELETE", "/api/me", null).statusCode());
            watching.hears(Outbound.MessageDeleted.class, deleted -> deleted.message().equals(said));
            watching.hears(Outbound.MessagePinned.class, pinned -> pinned.message() == null);
        }
        try (var late = house.stranger().phone()) {
            var scene = late.joins(show).scene();
            assertEquals(List.of(), scene.chat());
            assertEquals(null, scene.pinnedMessage());
        }
        assertFalse(everything().contains(name));
    }

    /** Every value of every key. */
    private static String everything() {
        var link = house.app().link();
        var text = new StringBuilder();
        for (var key : link.ask(Command.KEYS, "*")) {
            var name = key.toString();
            text.append(name).append(' ').append(switch (link.ask(Command.TYPE, name).toString()) {
                case "hash" -> link.ask(Command.HGETALL, name);
                case "set" -> link.ask(Command.SMEMBERS, name);
                case "zset" -> link.ask(Command.ZRANGE, name, 0, -1);
                case "stream" -> link.ask(Command.XRANGE, name, "-", "+");
                case String _ -> link.ask(Command.GET, name);
            }).append('\n');
        }
        return text.toString();
    }
}
