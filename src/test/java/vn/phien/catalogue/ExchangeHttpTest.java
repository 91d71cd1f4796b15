package vn.phien.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.phien.catalogue.Door.assertRefused;
import static vn.phien.catalogue.Door.body;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.Why;
import vn.phien.catalogue.Exchange.Kept;
import vn.phien.catalogue.Exchange.Since;
import vn.phien.catalogue.RateCsv.Reading;
import vn.phien.catalogue.RateCsv.Row;
import vn.phien.catalogue.RateTable.Rate;
import vn.phien.http.Answer;
import vn.phien.redis.Link;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class ExchangeHttpTest {
    private static final Caller.Person ORGANIZER = Door.organizer("tinh");
    private static final RateTable TABLE = new RateTable("2026-11-20", "Ngân hàng Nhà nước", List.of(new Rate("THB", "731.25"), new Rate("LAK", "1.19")));
    private static final Instant OPENED = Instant.parse("2026-11-20T13:59:00Z");
    private static final Caller.Person OTHER = Door.organizer("huyen");
    private Door door;
    private Instant now;

    @BeforeEach
    void open(Link link) {
        now = OPENED;
        door = new Door(new ExchangeHttp(new Exchange(link, () -> now)).routes());
    }

    private Kept desk() {
        return body(door.ask(ORGANIZER, "GET", "/api/rates/desk"), Kept.class);
    }

    @Test
    void everybody_reads_what_an_organizer_loaded_and_the_newest_counts() {
        assertEquals(Answer.empty(), door.ask(Caller.ANONYMOUS, "GET", "/api/rates"));
        door.ask(ORGANIZER, "PUT", "/api/rates", TABLE);
        assertEquals(TABLE, body(door.ask(Caller.ANONYMOUS, "GET", "/api/rates"), RateTable.class));
        var newer = new RateTable("2026-11-19", "bảng khác", List.of(new Rate("USD", "26000")));
        door.ask(ORGANIZER, "PUT", "/api/rates", newer);
        assertEquals(newer, body(door.ask(Caller.ANONYMOUS, "GET", "/api/rates"), RateTable.class));
        door.ask(ORGANIZER, "DELETE", "/api/rates");
        assertEquals(Answer.empty(), door.ask(Caller.ANONYMOUS, "GET", "/api/rates"));
    }

    @Test
    void who_keeps_the_table_sees_who_set_each_rate_and_when() {
        assertEquals(new Kept(0, null, List.of()), desk());
        door.ask(ORGANIZER, "PUT", "/api/rates", TABLE);
        now = OPENED.plus(Duration.ofHours(3));
        door.ask(OTHER, "PUT", "/api/rates", new RateTable("2026-11-20", "Ngân hàng Nhà nước", List.of(new Rate("THB", "731.25"), new Rate("LAK", "1.2"), new Rate("JPY", "170"))));
        var by = new Since("x", now.toEpochMilli(), new AccountId("u-huyen"), "huyen");
        assertEquals(List.of(new Since("THB", OPENED.toEpochMilli(), new AccountId("u-tinh"), "tinh"), new Since("LAK", by.atMs(), by.by(), by.name()), new Since("JPY", by.atMs(), by.by(), by.name())), desk().since());
    }

    @Test
    void of_two_who_change_the_same_table_the_second_looks_again() {
        door.ask(ORGANIZER, "PUT", "/api/rates", TABLE);
        var seen = desk().rev();
        var newer = new RateTable("2026-11-20", "bảng khác", List.of(new Rate("USD", "26000")));
        door.ask(OTHER, "PUT", "/api/rates?rev=" + seen, newer);
        assertRefused(Why.CHANGED_MEANWHILE, door.ask(ORGANIZER, "PUT", "/api/rates?rev=" + seen, TABLE));
        assertRefused(Why.CHANGED_MEANWHILE, door.ask(ORGANIZER, "POST", "/api/rates/import?asOf=2026-11-20&source=x&rev=" + seen, "THB,731\n".getBytes(StandardCharsets.UTF_8), Map.of()));
        assertRefused(Why.CHANGED_MEANWHILE, door.ask(ORGANIZER, "DELETE", "/api/rates?rev=" + seen));
        assertEquals(newer, desk().table());
        assertRefused(Why.INVALID_VALUE, "rev", door.ask(ORGANIZER, "DELETE", "/api/rates?rev=last"));
        assertEquals(Answer.empty(), door.ask(ORGANIZER, "DELETE", "/api/rates?rev=" + desk().rev()));
        assertRefused(Why.CHANGED_MEANWHILE, door.ask(ORGANIZER, "PUT", "/api/rates?rev=" + seen, TABLE));
    }

    @Test
    void a_table_comes_from_a_spreadsheet_too() {
        var csv = "\ufeffTiền tệ;Đồng\r\nthb;731,25\r\nLAK;1.19\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of(new Row(2, "THB", "731.25"), new Row(3, "LAK", "1.19")), body(door.ask(ORGANIZER, "POST", "/api/rates/preview", csv, Map.of()), Reading.class).rows());
        assertEquals(Answer.empty(), door.ask(Caller.ANONYMOUS, "GET", "/api/rates"), "a preview loads nothing");
        assertEquals(TABLE, body(door.ask(ORGANIZER, "POST", "/api/rates/import?asOf=2026-11-20&source=Ng%C3%A2n+h%C3%A0ng+Nh%C3%A0+n%C6%B0%E1%BB%9Bc", csv, Map.of()), Kept.class).table());
    }

    @Test
    void the_table_goes_out_as_it_comes_in() {
        var given = List.of(new Rate("THB", "731.25"), new Rate("LAK", "1.1905"), new Rate("USD", "26123.5"), new Rate("KHR", "6.525"));
        door.ask(ORGANIZER, "PUT", "/api/rates", new RateTable("2026-11-20", "x", given));
        var file = ((Answer.File) door.ask(Caller.ANONYMOUS, "GET", "/api/rates.csv")).bytes();
        assertEquals(List.of("731.25", "1.1905", "26123.5", "6.5250"), body(door.ask(ORGANIZER, "POST", "/api/rates/preview", file, Map.of()), Reading.class).rows().stream().map(Row::vnd).toList());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
        26000        | 26000
        731,25       | 731.25
        731.25       | 731.25
        26.000,50    | 26000.50
        26,000.50    | 26000.50
        1.234.567    | 1234567
        26 000       | 26000
        0,731        | 0.731
        26.000       | none
        731,250      | none
        -5           | none
        1.2.3        | none
        5%           | none
        """)
    void a_number_is_read_as_it_is_meant_or_not_at_all(String written, String number) {
        assertEquals(Optional.ofNullable(number), RateCsv.number(written));
    }

    @ParameterizedTest(name = "{2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
        {"asOf":"2026-11-21","source":"x","rates":[{"currency":"THB","vnd":"731"}]}                                 | | TOO_LARGE     | asOf
        {"asOf":"20/11/2026","source":"x","rates":[{"currency":"THB","vnd":"731"}]}                                 | | INVALID_VALUE | asOf
        {"asOf":"2026-11-20","rates":[{"currency":"THB","vnd":"731"}]}                                              | | MISSING       | source
        {"asOf":"2026-11-20","source":"x","rates":[]}                                                               | | TOO_SMALL     | rates
        {"asOf":"2026-11-20","source":"x","rates":[{"currency":"THB","vnd":"731"},{"currency":"THB","vnd":"732"}]}  | | DUPLICATE     | rates
        {"asOf":"2026-11-20","source":"x","rates":[{"currency":"VND","vnd":"1"}]}                                   | | INVALID_VALUE | currency
        {"asOf":"2026-11-20","source":"x","rates":[{"currency":"<b>","vnd":"1"}]}                                   | | INVALID_VALUE | currency
        {"asOf":"2026-11-20","source":"x","rates":[{"currency":"THB","vnd":"-1"}]}                                  | | WRONG_TYPE    | vnd
        {"asOf":"2026-11-20","source":"x","rates":[{"currency":"THB","vnd":"0.000"}]}                               | | TOO_SMALL     | vnd
        {"asOf":"2026-11-20","source":"x","rates":[{"currency":"THB","vnd":"99999999999"}]}                         | | TOO_LARGE     | vnd
        """)
    void a_table_that_is_wrong_changes_nothing(String json, String none, Why why, String field) {
        door.ask(ORGANIZER, "PUT", "/api/rates", TABLE);
        var answer = door.ask(ORGANIZER, "PUT", "/api/rates", json);
        assertRefused(why, answer);
        assertEquals(field, ((Answer.Refused) answer).field().replaceAll(".*\\.", ""));
        assertEquals(TABLE, body(door.ask(Caller.ANONYMOUS, "GET", "/api/rates"), RateTable.class));
    }

    @ParameterizedTest(name = "{1} in line {2}: {0}")
    @CsvSource(delimiter = '|', textBlock = """
        tiền;đồng~THB;731~=cmd;1     | INVALID_VALUE  | 3
        THB;731~TBH;5                | INVALID_VALUE  | 2
        THB;731~VND;1                | INVALID_VALUE  | 2
        THB;731~USD;26.000           | INVALID_VALUE  | 2
        THB;731~USD;nhiều            | WRONG_TYPE     | 2
        THB;731~USD                  | WRONG_TYPE     | 2
        THB;731~USD;0                | TOO_SMALL      | 2
        THB;731~USD;999999999999     | TOO_LARGE      | 2
        THB;731~~thb;732             | DUPLICATE      | 3
        THB,731,25                   | TOO_MANY_LINES | 1
        tiền;đồng                    | EMPTY          | 1
        THB;"731                     | BAD_TEXT       | 1
        """)
    void a_spreadsheet_that_is_wrong_is_told_by_its_line(String csv, Why why, int line) {
        var file = csv.replace('~', '\n').getBytes(StandardCharsets.UTF_8);
        var problem = body(door.ask(ORGANIZER, "POST", "/api/rates/preview", file, Map.of()), Reading.class).problems().getFirst();
        assertEquals(why, problem.why());
        assertEquals(line, problem.line());
        assertRefused(why, "line " + line, door.ask(ORGANIZER, "POST", "/api/rates/import?asOf=2026-11-20&source=x", file, Map.of()));
        assertEquals(Answer.empty(), door.ask(Caller.ANONYMOUS, "GET", "/api/rates"));
    }

    @Test
    void a_spreadsheet_has_a_day_a_source_letters_and_an_end() {
        assertRefused(Why.MISSING, "asOf", door.ask(ORGANIZER, "POST", "/api/rates/import?source=x", "THB,731\n".getBytes(StandardCharsets.UTF_8), Map.of()));
        assertRefused(Why.MISSING, "source", door.ask(ORGANIZER, "POST", "/api/rates/import?asOf=2026-11-20", "THB,731\n".getBytes(StandardCharsets.UTF_8), Map.of()));
        assertRefused(Why.BAD_TEXT, "line 1", door.ask(ORGANIZER, "POST", "/api/rates/import?asOf=2026-11-20&source=x", "THB;7\u0111".getBytes(StandardCharsets.UTF_16), Map.of()));
        var many = Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode).filter(code -> !code.equals("VND")).limit(61).map(code -> code + ",5").collect(Collectors.joining("\n"));
        assertRefused(Why.TOO_LARGE, "line 61", door.ask(ORGANIZER, "POST", "/api/rates/import?asOf=2026-11-20&source=x", many.getBytes(StandardCharsets.UTF_8), Map.of()));
    }

    @Test
    void only_organizers_load_it() {
        assertRefused(Why.SIGN_IN_FIRST, door.ask(Caller.ANONYMOUS, "PUT", "/api/rates", TABLE));
        assertRefused(Why.NOT_ALLOWED, door.ask(Door.person("an"), "PUT", "/api/rates", TABLE));
        assertRefused(Why.NOT_ALLOWED, door.ask(Door.person("an"), "DELETE", "/api/rates"));
        assertRefused(Why.NOT_ALLOWED, door.ask(Door.person("an"), "GET", "/api/rates/desk"));
        assertRefused(Why.NOT_ALLOWED, door.ask(Door.person("an"), "POST", "/api/rates/preview"));
        assertEquals(Answer.empty(), door.ask(Caller.ANONYMOUS, "GET", "/api/rates"));
    }
}
