package vn.phien.accounts;

import static org.junit.jupiter.api.Assertions.*;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.accounts.OneTimeCodes.Issued;
import vn.phien.base.Dice;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.redis.Link;
import vn.phien.redis.Rates.Rate;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class OneTimeCodesTest {
    private static final PhoneNumber AN = House.phone(House.AN);
    private static final PhoneNumber BINH = House.phone(House.BINH);
    private static final AddressBlock HOME = AddressBlock.of("203.113.131.9");
    private final Vault vault = Vault.at(House.temporary(), Dice.secure());
    private Link link;
    private TestClock clock;
    private OneTimeCodes codes;

    @BeforeEach
    void start(Link link, TestClock clock) {
        this.link = link;
        this.clock = clock;
        this.codes = with(CodeLimits.USUAL);
    }

    private OneTimeCodes with(CodeLimits limits) {
        return new OneTimeCodes(link, vault, clock, Dice.secure(), limits);
    }

    private Issued issued(PhoneNumber phone) {
        return ((Result.Ok<Issued>) codes.issue(phone, HOME).await()).value();
    }

    private static Why why(Future<? extends Result<?>> result) {
        return result.await() instanceof Result.Refused<?>(var why, _) ? why : null;
    }

    private Why used(Issued issued, String code) {
        return why(codes.use(issued.request(), issued.phone(), code));
    }

    @Test
    void the_right_code_works_once() {
        var issued = issued(AN);
        assertTrue(issued.code().matches("[0-9]{6}"));
        assertNull(used(issued, issued.code()));
        assertEquals(Why.CODE_EXPIRED, used(issued, issued.code()));
    }

    @Test
    void looking_does_not_use_a_code_up_but_a_wrong_look_counts() {
        var issued = issued(AN);
        assertNull(why(codes.look(issued.request(), AN, issued.code())));
        for (int i = 0; i < 5; i++) assertEquals(Why.WRONG_CODE, why(codes.look(issued.request(), AN, House.otherThan(issued.code()))));
        assertEquals(Why.TOO_MANY_TRIES, why(codes.look(issued.request(), AN, issued.code())));
    }

    @Test
    void after_five_wrong_codes_the_right_one_is_refused_too() {
        var issued = issued(AN);
        for (int i = 0; i < 5; i++) assertEquals(Why.WRONG_CODE, used(issued, House.otherThan(issued.code())));
        assertEquals(Why.TOO_MANY_TRIES, used(issued, House.otherThan(issued.code())));
        assertEquals(Why.TOO_MANY_TRIES, used(issued, issued.code()));
    }

    @Test
    void of_a_hundred_guesses_at_once_at_most_five_count() {
        var issued = issued(AN);
        int right = Integer.parseInt(issued.code());
        var answers = new ArrayList<Future<Result<PhoneNumber>>>();
        for (int i = 1; i <= 100; i++) answers.add(codes.use(issued.request(), AN, "%06d".formatted((right + i) % 1_000_000)));
        var all = answers.stream().map(OneTimeCodesTest::why).toList();
        assertEquals(5, all.stream().filter(Why.WRONG_CODE::equals).count());
        assertEquals(95, all.stream().filter(Why.TOO_MANY_TRIES::equals).count());
    }

    @Test
    void of_a_hundred_twins_with_the_right_code_one_gets_in() {
        var issued = issued(AN);
        var answers = IntStream.range(0, 100).mapToObj(_ -> codes.use(issued.request(), AN, issued.code())).toList();
        assertEquals(1, answers.stream().filter(answer -> why(answer) == null).count());
    }

    @Test
    void a_code_belongs_to_its_number_and_its_request() {
        var an = issued(AN);
        var binh = issued(BINH);
        assertEquals(Why.CODE_EXPIRED, why(codes.use(an.request(), BINH, an.code())), "code of another number");
        assertEquals(Why.CODE_EXPIRED, why(codes.use(binh.request(), AN, an.code())), "request of another number");
        assertEquals(Why.CODE_EXPIRED, why(codes.use("0".repeat(26), AN, an.code())), "no such request");
        assertNull(used(an, an.code()), "none of these counted as a try");
    }

    @Test
    void a_code_asked_for_again_replaces_the_one_before() {
        var first = issued(AN);
        clock.advance(61, TimeUnit.SECONDS);
        var second = issued(AN);
        assertEquals(Why.CODE_EXPIRED, used(first, first.code()));
        assertNull(used(second, second.code()));
    }

    @Test
    void a_code_works_for_five_minutes_and_not_a_second_more() {
        var in_time = issued(AN);
        var late = issued(BINH);
        clock.advance(4 * 60 + 58, TimeUnit.SECONDS);
        assertNull(used(in_time, in_time.code()));
        clock.advance(3, TimeUnit.SECONDS);
        assertEquals(Why.CODE_EXPIRED, used(late, late.code()));
    }

    @Test
    void a_number_gets_one_a_minute_three_a_quarter_of_an_hour_and_ten_a_day() {
        issued(AN);
        assertEquals(Why.TOO_FAST, why(codes.issue(AN, HOME)));
        int sent = 1;
        for (int minute = 1; minute < 15; minute++) {
            clock.advance(60_001, TimeUnit.MILLISECONDS);
            if (why(codes.issue(AN, HOME)) == null) sent++;
        }
        assertEquals(3, sent);
        for (int quarter = 0; quarter < 20; quarter++) {
            clock.advance(15, TimeUnit.MINUTES);
            if (why(codes.issue(AN, HOME)) == null) sent++;
        }
        assertEquals(10, sent);
        assertNull(why(codes.issue(BINH, HOME)), "another number is not touched");
        clock.advance(24, TimeUnit.HOURS);
        assertNull(why(codes.issue(AN, HOME)));
    }

    @Test
    void a_refused_code_leaves_the_standing_one_good() {
        var issued = issued(AN);
        assertEquals(Why.TOO_FAST, why(codes.issue(AN, HOME)));
        assertNull(used(issued, issued.code()));
    }

    @Test
    void of_twenty_numbers_that_share_a_prefix_ten_get_a_code_in_an_hour() {
        int sent = 0;
        for (int i = 0; i < 20; i++) if (why(codes.issue(new PhoneNumber("+8491234" + (1_000 + i)), AddressBlock.of("10.0." + i + ".1"))) == null) sent++;
        assertEquals(10, sent);
    }

    @Test
    void a_prefix_whose_codes_nobody_uses_is_stopped() {
        codes = with(new CodeLimits(1, 100, 100, 1_000, 1_000, 1_000, 1_000, 1_000, 50, 20, new Rate(1_000, 1)));
        int sent = 0;
        for (int i = 0; i < 60; i++) if (why(codes.issue(new PhoneNumber("+8491234" + (1_000 + i)), HOME)) == null) sent++;
        assertEquals(50, sent);
        for (int i = 0; i < 60; i++) {
            var issued = issued(new PhoneNumber("+8498765" + (1_000 + i)));
            if (i % 4 == 0) assertNull(used(issued, issued.code()));
        }
    }

    @Test
    void an_address_block_is_bounded_however_it_hops() {
        codes = with(new CodeLimits(60_000, 3, 10, 5, 20, 1_000, 1_000, 1_000, 1_000, 0, new Rate(1_000, 1)));
        int four = 0, six = 0, other = 0;
        for (int i = 0; i < 10; i++) {
            if (why(codes.issue(new PhoneNumber("+8491" + (2_000_000 + i * 10_000)), AddressBlock.of("198.51.100." + i))) == null) four++;
            if (why(codes.issue(new PhoneNumber("+8493" + (2_000_000 + i * 10_000)), AddressBlock.of("2001:db8:1:2::" + i))) == null) six++;
            if (why(codes.issue(new PhoneNumber("+8497" + (2_000_000 + i * 10_000)), AddressBlock.of("2001:db8:9:" + i + "::1"))) == null) other++;
        }
        assertEquals(5, four);
        assertEquals(5, six);
        assertEquals(10, other, "other blocks are other people");
    }

    @Test
    void there_is_a_total_for_a_day() {
        codes = with(new CodeLimits(60_000, 3, 10, 1_000, 1_000, 1_000, 1_000, 7, 1_000, 0, new Rate(1_000, 1)));
        int sent = 0;
        for (int i = 0; i < 20; i++) if (why(codes.issue(new PhoneNumber("+8491" + (2_000_000 + i * 10_000)), AddressBlock.of("10.0." + i + ".1"))) == null) sent++;
        assertEquals(7, sent);
        clock.advance(24, TimeUnit.HOURS);
        assertNull(why(codes.issue(AN, HOME)));
    }

    @Test
    void a_code_that_could_not_be_sent_counts_nowhere_and_cannot_be_used() {
        for (int i = 0; i < 12; i++) {
            var issued = issued(AN);
            codes.withdraw(issued).await();
            assertEquals(Why.CODE_EXPIRED, used(issued, issued.code()));
            codes.withdraw(issued).await();
        }
        var issued = issued(AN);
        assertNull(used(issued, issued.code()));
    }

    @Test
    void scripts_that_the_store_has_forgotten_are_sent_again() {
        var issued = issued(AN);
        link.ask(io.vertx.redis.client.Command.SCRIPT, "FLUSH");
        assertNull(used(issued, issued.code()));
    }

    @Test
    void a_code_says_nothing_about_itself_in_a_log() {
        var issued = issued(AN);
        assertFalse(issued.toString().contains(issued.code()));
        assertFalse(issued.toString().contains("678"));
    }

    @Test
    void blocks_are_read_from_digits_only() {
        assertEquals("203.113.131.0/24", AddressBlock.of("203.113.131.9").value());
        assertEquals("203.113.131.0/24", AddressBlock.of("::ffff:203.113.131.9").value());
        assertEquals(AddressBlock.of("2001:db8::1"), AddressBlock.of("2001:db8:0:0:ffff::2"));
        for (var bad : new String[] {null, "", "localhost", "example.com", "203.113.131.9\r\nX", "999.1.1.1"}) assertEquals("unknown", AddressBlock.of(bad).value(), bad);
    }
}
