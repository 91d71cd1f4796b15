package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.shows.Floor.BOOTH;
import static vn.phien.shows.Floor.HONEY;
import static vn.phien.shows.Floor.TEA;
import static vn.phien.shows.Floor.item;
import static vn.phien.shows.Floor.ok;
import static vn.phien.shows.Floor.person;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.MessageId;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Inbound.DeleteMessage;
import vn.phien.protocol.Inbound.MarkAnswered;
import vn.phien.protocol.Inbound.MuteViewer;
import vn.phien.protocol.Inbound.PinMessage;
import vn.phien.protocol.Inbound.PostChat;
import vn.phien.protocol.Inbound.SetSlowMode;
import vn.phien.protocol.Outbound.ChatPosted;
import vn.phien.protocol.Outbound.Done;
import vn.phien.protocol.Views.ChatLine;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class ChatTest {
    private Floor floor;
    private PlaceId room;

    @BeforeEach
    void a_live_room() {
        floor = new Floor();
        room = floor.live();
    }

    @AfterEach
    void the_books_are_right() {
        floor.books.check();
    }

    private Future<Result<ChatPosted>> post(Caller.Person who, String text) {
        return floor.chat.post(who, new PostChat(1, room, text, null, floor.key()));
    }

    private ChatPosted says(Caller.Person who, String text) {
        return ok(post(who, text));
    }

    private List<ChatLine> history() {
        return floor.shows.scene(room).await().scene().chat();
    }

    // ── saying something ──────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_message_is_numbered_and_kept_with_who_said_it() {
        var posted = says(floor.viewer, "  Chào   cả nhà ❤️ ");
        says(floor.host, "Chào bạn");
        says(floor.moderator, "Mọi người ơi");
        var lines = history();
        assertEquals(List.of(1L, 2L, 3L), lines.stream().map(ChatLine::n).toList());
        var first = lines.getFirst();
        assertEquals("Chào cả nhà ❤️", first.text());
        assertEquals(posted.message(), first.message());
        assertEquals("an", first.name());
        assertNull(first.badge());
        assertTrue(Math.abs(first.sentMs() - floor.clock.millis()) < 5_000);
        assertEquals("host", lines.get(1).badge());
        assertEquals("moderator", lines.get(2).badge());
        assertEquals(lines, floor.chat.history(room, 50).await());
        assertEquals(3, floor.shows.scene(room).await().chatN());
    }

    @Test
    void the_same_message_again_is_said_once() {
        var message = new PostChat(1, room, "xin chào", null, floor.key());
        var posted = ok(floor.chat.post(floor.viewer, message));
        assertEquals(posted, floor.again(() -> floor.chat.post(floor.viewer, message)));
        assertEquals(1, history().size());
        assertFalse(ok(floor.chat.post(floor.rival, message)).message().equals(posted.message()));
    }

    @Test
    void a_phone_number_is_masked() {
        says(floor.viewer, "gọi mình 0912 345 678 nhé");
        assertFalse(history().getFirst().text().contains("345"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "{{7*7}}", "=cmd|' /C calc'!A0", "</textarea><svg onload=x>", "\"},\"t\":\"deal-closed\",\"x\":{\"", "a\u2028b", "\\u0000", "%s %n ${x}", "[]", "null", "\"", "\\"})
    void any_text_comes_back_as_text_and_breaks_nothing(String text) {
        says(floor.viewer, text);
        ok(floor.chat.pinMessage(floor.host, new PinMessage(1, room, history().getFirst().message())));
        var scene = floor.shows.scene(room).await().scene();
        assertEquals(scene.chat().getFirst(), scene.pinnedMessage());
        for (var event : floor.events(room)) vn.phien.protocol.Wire.trusted(event.toString(), vn.phien.protocol.Outbound.class);
    }

    @Test
    void what_the_chat_does_not_take() {
        ok(floor.words.set(BOOTH, List.of("lừa đảo")).map(Result::ok));
        floor.refused(Why.EMPTY, () -> post(floor.viewer, "\u200b \u202e"));
        floor.refused(Why.TOO_LONG, () -> post(floor.viewer, "x".repeat(301)));
        floor.refused(Why.TOO_LONG, () -> post(floor.viewer, "😀".repeat(301)));
        floor.refused(Why.NO_LINKS, () -> post(floor.viewer, "vào https://evil.example nhé"));
        floor.refused(Why.BLOCKED_WORD, () -> post(floor.viewer, "đồ LUA DAO"));
        floor.refused(Why.NOT_FOUND, () -> floor.chat.post(floor.viewer, new PostChat(1, new PlaceId("s07-nothing"), "x", null, floor.key())));
        floor.refused(Why.NOT_FOUND, () -> floor.chat.post(floor.viewer, new PostChat(1, PlaceId.of(BOOTH), "x", null, floor.key())));
        floor.refused(Why.NOT_FOUND, () -> floor.chat.post(floor.viewer, new PostChat(1, room, "x", new MessageId("m07-nothing"), floor.key())));
        says(floor.viewer, "😀".repeat(300));
        says(floor.host, "vào https://phien.example nhé");
        says(floor.host, "ai bảo lừa đảo");
    }

    @Test
    void the_chat_is_closed_outside_a_live_show() {
        var draft = floor.drafted();
        floor.refused(Why.CHAT_CLOSED, () -> floor.chat.post(floor.host, new PostChat(1, draft, "x", null, floor.key())));
        var rehearsal = floor.rehearsed();
        floor.refused(Why.CHAT_CLOSED, () -> floor.chat.post(floor.viewer, new PostChat(1, rehearsal, "x", null, floor.key())));
        ok(floor.chat.post(floor.moderator, new PostChat(1, rehearsal, "x", null, floor.key())));
        ok(floor.stage.changeStage(floor.host, new Inbound.ChangeStage(1, room, Inbound.ChangeStage.Stage.PAUSE)));
        says(floor.viewer, "chờ nhé");
        ok(floor.stage.changeStage(floor.host, new Inbound.ChangeStage(1, room, Inbound.ChangeStage.Stage.END)));
        floor.refused(Why.CHAT_CLOSED, () -> post(floor.viewer, "x"));
        floor.refused(Why.CHAT_CLOSED, () -> post(floor.host, "x"));
    }

    @Test
    void only_the_newest_messages_are_shown_to_those_who_come() {
        for (int i = 0; i < 60; i++) says(floor.viewer, "tin " + i);
        assertEquals(50, history().size());
        assertEquals("tin 59", history().getLast().text());
        assertEquals("tin 10", history().getFirst().text());
    }

    // ── moderation ────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void viewers_and_people_of_other_booths_cannot_moderate() {
        var message = says(floor.viewer, "A1 còn không?").message();
        var commands = new LinkedHashMap<String, BiFunction<Caller.Person, PlaceId, Future<Result<Done>>>>();
        commands.put("delete", (who, where) -> floor.chat.deleteMessage(who, new DeleteMessage(1, where, message)));
        commands.put("pin", (who, where) -> floor.chat.pinMessage(who, new PinMessage(1, where, message)));
        commands.put("mute", (who, where) -> floor.chat.muteViewer(who, new MuteViewer(1, where, floor.viewer.account(), true)));
        commands.put("slow", (who, where) -> floor.chat.setSlowMode(who, new SetSlowMode(1, where, 30)));
        commands.put("answered", (who, where) -> floor.chat.markAnswered(who, new MarkAnswered(1, where, message)));
        commands.forEach((name, command) -> {
            for (var who : List.of(floor.viewer, floor.rival)) floor.refused(Why.NOT_ALLOWED, () -> command.apply(who, room));
            floor.refused(Why.NOT_FOUND, () -> command.apply(floor.host, new PlaceId("s07-nothing")));
            floor.refused(Why.NOT_FOUND, () -> command.apply(floor.host, PlaceId.of(BOOTH)));
        });
        commands.forEach((name, command) -> { if (!name.equals("delete")) ok(command.apply(floor.moderator, room)); });
        ok(commands.get("delete").apply(floor.moderator, room));
        var draft = floor.drafted();
        for (var name : List.of("pin", "mute", "slow")) floor.refused(Why.NOT_LIVE, () -> commands.get(name).apply(floor.host, draft));
        for (var name : List.of("delete", "answered")) floor.refused(Why.NOT_FOUND, () -> commands.get(name).apply(floor.host, draft));
    }

    @Test
    void a_deleted_message_is_gone_from_the_history_too() {
        var message = says(floor.viewer, "spam spam").message();
        says(floor.viewer, "khác");
        ok(floor.chat.pinMessage(floor.host, new PinMessage(1, room, message)));
        ok(floor.chat.deleteMessage(floor.moderator, new DeleteMessage(1, room, message)));
        assertEquals(message.value(), floor.lastEvent(room, "message-deleted").get("message").asText());
        assertEquals(List.of("khác"), history().stream().map(ChatLine::text).toList());
        assertNull(floor.shows.scene(room).await().scene().pinnedMessage());
        floor.again(() -> floor.chat.deleteMessage(floor.moderator, new DeleteMessage(1, room, message)));
        floor.refused(Why.NOT_FOUND, () -> floor.chat.deleteMessage(floor.moderator, new DeleteMessage(1, room, new MessageId("m07-nothing"))));
        floor.refused(Why.NOT_FOUND, () -> floor.chat.pinMessage(floor.moderator, new PinMessage(1, room, message)));
    }

    @Test
    void one_message_at_a_time_stands_on_top() {
        var first = says(floor.host, "Ship đồng giá 20k").message();
        var second = says(floor.host, "Còn 5 phút").message();
        ok(floor.chat.pinMessage(floor.host, new PinMessage(1, room, first)));
        floor.again(() -> floor.chat.pinMessage(floor.host, new PinMessage(1, room, first)));
        ok(floor.chat.pinMessage(floor.host, new PinMessage(1, room, second)));
        assertEquals("Còn 5 phút", floor.lastEvent(room, "message-pinned").get("message").get("text").asText());
        ok(floor.chat.pinMessage(floor.host, new PinMessage(1, room, null)));
        assertFalse(floor.lastEvent(room, "message-pinned").has("message"));
        floor.again(() -> floor.chat.pinMessage(floor.host, new PinMessage(1, room, null)));
    }

    @Test
    void a_muted_viewer_reads_and_buys_but_does_not_speak() {
        ok(floor.chat.muteViewer(floor.moderator, new MuteViewer(1, room, floor.viewer.account(), true)));
        floor.again(() -> floor.chat.muteViewer(floor.moderator, new MuteViewer(1, room, floor.viewer.account(), true)));
        floor.refused(Why.MUTED, () -> post(floor.viewer, "A1"));
        assertTrue(floor.shows.mine(floor.viewer, room).await().muted());
        floor.holds.take(floor.viewer.account(), room, List.of(new Inbound.Line(HONEY, 1, null)), false, "stillbuys0").await();
        floor.refused(Why.NOT_ALLOWED, () -> floor.chat.muteViewer(floor.moderator, new MuteViewer(1, room, floor.host.account(), true)));
        ok(floor.chat.muteViewer(floor.moderator, new MuteViewer(1, room, floor.viewer.account(), false)));
        says(floor.viewer, "cảm ơn");
        assertEquals(2, floor.facts("viewer-muted").size());
    }

    @Test
    void slow_mode_holds_viewers_back_but_not_staff() {
        ok(floor.chat.setSlowMode(floor.moderator, new SetSlowMode(1, room, 30)));
        assertEquals(30, floor.lastEvent(room, "slow-mode-set").get("seconds").asInt());
        floor.again(() -> floor.chat.setSlowMode(floor.moderator, new SetSlowMode(1, room, 30)));
        says(floor.viewer, "một");
        floor.refused(Why.SLOW_DOWN, () -> post(floor.viewer, "hai"));
        says(floor.rival, "người khác");
        says(floor.host, "một");
        says(floor.host, "hai");
        floor.clock.advance(31, TimeUnit.SECONDS);
        says(floor.viewer, "hai");
        ok(floor.chat.setSlowMode(floor.moderator, new SetSlowMode(1, room, 0)));
        says(floor.viewer, "ba");
    }

    @Test
    void questions_wait_until_they_are_answered_marked_or_taken_away() {
        var first = says(floor.viewer, "Mật này có lẫn đường không ạ?").message();
        var second = says(floor.viewer, "ship Huế bao nhiêu").message();
        var third = says(floor.viewer, "hạn dùng bao lâu").message();
        says(floor.host, "Ai muốn mua không?");
        assertEquals(3, floor.shows.tally(room).await().unanswered());
        assertTrue(history().getFirst().question());
        ok(floor.chat.post(floor.rival, new PostChat(1, room, "không đâu bạn", first, floor.key())));
        assertEquals(3, floor.shows.tally(room).await().unanswered());
        ok(floor.chat.post(floor.host, new PostChat(1, room, "Dạ mật nguyên chất ạ", first, floor.key())));
        assertEquals(first.value(), floor.lastEvent(room, "question-answered").get("message").asText());
        assertEquals(first, history().getLast().replyTo());
        var seen = floor.shows.scene(room).await().scene().chat();
        assertEquals(List.of(second, third), seen.stream().filter(line -> line.question() && line.badge() == null).map(ChatLine::message).toList(), "who comes in later sees what still waits");
        ok(floor.chat.markAnswered(floor.moderator, new MarkAnswered(1, room, second)));
        floor.again(() -> floor.chat.markAnswered(floor.moderator, new MarkAnswered(1, room, second)));
        ok(floor.chat.deleteMessage(floor.moderator, new DeleteMessage(1, room, third)));
        assertEquals(0, floor.shows.tally(room).await().unanswered());
        floor.refused(Why.NOT_FOUND, () -> floor.chat.markAnswered(floor.moderator, new MarkAnswered(1, room, new MessageId("m07-nothing"))));
    }

    // ── orders by comment ─────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_comment_that_orders_gets_a_private_receipt() {
        var posted = says(floor.viewer, "chốt a1 x2");
        assertNull(posted.waiting());
        assertNull(posted.refused());
        assertEquals(370_000, posted.hold().totalVnd());
        assertEquals("A1", posted.hold().lines().getFirst().code());
        assertEquals(8, floor.free(room, HONEY));
        assertTrue(history().getFirst().order());
        assertFalse(history().getFirst().question());
    }

    @Test
    void several_codes_are_one_hold_or_none() {
        assertEquals(2 * 185_000 + 90_000, says(floor.viewer, "A1 x2, A2 x1").hold().totalVnd());
        var posted = says(floor.rival, "A1 x2, A2 x5");
        assertEquals(Why.NOT_ENOUGH, posted.refused().why());
        assertEquals(TEA.value(), posted.refused().field());
        assertEquals(4, posted.refused().free());
        assertEquals(8, floor.free(room, HONEY));
    }

    @Test
    void the_same_comment_twice_counts_once() {
        var command = new PostChat(1, room, "A1 x2", null, floor.key());
        var first = ok(floor.chat.post(floor.viewer, command));
        assertEquals(first, floor.again(() -> floor.chat.post(floor.viewer, command)));
        assertEquals(first.hold(), says(floor.viewer, "a1 2").hold());
        assertEquals(8, floor.free(room, HONEY));
        assertEquals(185_000, says(floor.viewer, "A1").hold().totalVnd());
        floor.clock.advance(31, TimeUnit.SECONDS);
        assertFalse(says(floor.viewer, "A1 x2").hold().hold().equals(first.hold().hold()));
    }

    @Test
    void an_order_that_was_let_go_can_be_written_again_at_once() {
        var first = says(floor.viewer, "A1").hold();
        ok(floor.holds.release(floor.viewer.account(), room, first.hold()));
        var second = says(floor.viewer, "A1").hold();
        assertFalse(first.hold().equals(second.hold()));
        assertEquals(9, floor.free(room, HONEY));
    }

    @Test
    void a_repeated_order_stays_the_order_it_counted_as() {
        var first = says(floor.viewer, "A1 x2").hold();
        var repeated = new PostChat(1, room, "a1 2", null, floor.key());
        assertEquals(first, ok(floor.chat.post(floor.viewer, repeated)).hold());
        ok(floor.holds.release(floor.viewer.account(), room, first.hold()));
        var again = ok(floor.chat.post(floor.viewer, repeated));
        assertEquals(Why.HOLD_RESOLVED, again.refused().why());
        assertEquals(10, floor.free(room, HONEY));
    }

    @Test
    void a_sold_out_code_puts_the_commenter_in_line() {
        says(floor.viewer, "A2 x5");
        var posted = says(floor.rival, "A2");
        assertEquals(1, posted.waiting().number());
        assertEquals(0, posted.waiting().ahead());
        assertEquals(posted.waiting(), says(floor.rival, "a2").waiting());
    }

    @Test
    void what_is_no_order_holds_nothing() {
        for (var text : List.of("A1 còn không?", "A1 giá 185k", "0912345678", "A1 ngon quá", "không lấy A1")) assertNull(says(floor.viewer, text).hold(), text);
        assertEquals(10, floor.free(room, HONEY));
        assertEquals(Why.NOT_IN_LINE_UP, says(floor.viewer, "chốt A9").refused().why());
        assertEquals(Why.COMMENT_QUANTITY, says(floor.viewer, "chốt A1 x0").refused().why());
        assertNull(says(floor.viewer, "đẹp quá").refused());
    }

    @Test
    void staff_talk_about_codes_without_buying() {
        assertNull(says(floor.host, "A1 nhé").hold());
        assertNull(says(floor.moderator, "chốt A1 x2").hold());
        assertEquals(10, floor.free(room, HONEY));
    }

    @Test
    void when_stock_is_short_those_who_wrote_first_get_it() {
        floor.lineUp(room, item(HONEY, 10), item(TEA, 20));
        floor.chat.forgetCodes(room);
        var posts = new ArrayList<Future<Result<ChatPosted>>>();
        for (int i = 0; i < 60; i++) {
            var who = person("b" + i, Map.of());
            posts.add(post(who, "A2 x1"));
        }
        for (int i = 0; i < 60; i++) {
            var posted = ok(posts.get(i));
            assertEquals(i < 20, posted.hold() != null, "comment " + i);
            if (i >= 20) assertEquals(i - 19, posted.waiting().number());
        }
        assertEquals(0, floor.free(room, TEA));
    }

    @Test
    void a_code_that_moved_means_the_new_product_at_once() {
        says(floor.viewer, "A1");
        floor.lineUp(room, new LineUpDraft.Item(TEA, "A1", 5, 5, null));
        floor.chat.forgetCodes(room);
        assertEquals(TEA, says(floor.rival, "A1").hold().lines().getFirst().product());
    }

    @Test
    void a_stopped_show_says_so_to_a_comment_that_orders() {
        ok(floor.stage.switchOrders(floor.host, new Inbound.SwitchOrders(1, room, null, false)));
        var posted = says(floor.viewer, "A1");
        assertNotNull(posted.message());
        assertEquals(Why.ORDERS_STOPPED, posted.refused().why());
    }

    @Test
    void people_are_told_of_what_concerns_them_alone() {
        var told = new ArrayList<String>();
        var news = new ShowNews((account, event) -> told.add(account + " " + event.getClass().getSimpleName()));
        says(floor.viewer, "A2 x5");
        says(floor.rival, "A2");
        ok(floor.chat.muteViewer(floor.moderator, new MuteViewer(1, room, new AccountId("u-an"), true)));
        ok(floor.stage.changeStage(floor.host, new Inbound.ChangeStage(1, room, Inbound.ChangeStage.Stage.END)));
        for (var type : List.of("viewer-muted", "wait-closed", "hold-taken")) {
            for (var fact : floor.facts(type)) news.accept(new vn.phien.facts.Fact(room.shard(), "1-0", type, room, 0, fact));
        }
        assertEquals(List.of("u-an MuteChanged", "u-rival WaitClosed"), told);
    }
}
