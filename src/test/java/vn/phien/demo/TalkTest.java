package vn.phien.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.PhoneNumber;
import vn.phien.shows.CommentOrder;
import vn.phien.shows.Questions;

/** What is said in the demo is understood as it is meant. */
class TalkTest {
    private static final Talk TALK = Talk.read();
    private static final Set<String> CODES = Set.of("A1", "A2", "A3");
    private static final Map<String, Object> WORDS = Map.of("code", "A1", "plain", "a1", "n", 2, "name", "Mật ong hoa rừng", "where", "Huế", "free", 12, "unit", "chai", "price", "240.000 ₫", "story", "Ngon.");

    @Test
    void every_order_is_read_as_one() {
        for (var line : TALK.order()) assertInstanceOf(CommentOrder.Lines.class, CommentOrder.read(Talk.fill(line, WORDS), CODES), line);
    }

    @Test
    void every_question_is_seen_as_one_orders_nothing_and_is_answered_to_the_point() {
        for (var topic : TALK.questions()) for (var ask : topic.asks()) {
            var text = Talk.fill(ask, WORDS);
            assertTrue(Questions.asks(text), text);
            assertInstanceOf(CommentOrder.NotAnOrder.class, CommentOrder.read(text, CODES), text);
            assertEquals(topic, TALK.topic(text).orElse(null), text);
        }
    }

    @Test
    void small_talk_orders_nothing_and_asks_nothing() {
        for (var lines : List.of(TALK.hello(), TALK.praise(), TALK.ordered(), TALK.late(), TALK.deal(), TALK.bye())) for (var line : lines) {
            var text = Talk.fill(line, WORDS);
            assertInstanceOf(CommentOrder.NotAnOrder.class, CommentOrder.read(text, CODES), text);
            assertFalse(Questions.asks(text), text);
            assertFalse(text.contains("{"), text);
        }
    }

    @Test
    void a_line_is_cut_after_a_sentence_when_it_is_too_long() {
        var filled = Talk.fill("{story}", Map.of("story", "Một câu dài vừa phải thôi. ".repeat(20).strip()));
        assertTrue(filled.length() <= Limits.CHAT_TEXT);
        assertTrue(filled.endsWith("thôi."));
    }

    @Test
    void the_same_dice_make_the_same_crowd_of_people_with_numbers_and_addresses() {
        var crowd = new People(TALK.people()).crowd(200, 100, Dice.seeded(7));
        assertEquals(crowd, new People(TALK.people()).crowd(200, 100, Dice.seeded(7)));
        var buyers = crowd.stream().filter(person -> person.phone() != null).toList();
        assertEquals(100, buyers.size());
        for (var buyer : buyers) assertTrue(PhoneNumber.parse(buyer.phone()).isPresent());
        assertEquals(100, new HashSet<>(buyers.stream().map(People.Person::phone).toList()).size());
    }
}
