package vn.phien.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.phien.catalogue.Door.assertRefused;
import static vn.phien.catalogue.Door.body;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.Caller;
import vn.phien.base.Why;
import vn.phien.catalogue.RateTable.Rate;
import vn.phien.http.Answer;
import vn.phien.redis.Link;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class ExchangeHttpTest {
    private static final Caller.Person ORGANIZER = Door.organizer("tinh");
    private static final RateTable TABLE = new RateTable("2026-11-20", "Ngân hàng Nhà nước", List.of(new Rate("THB", "731.25"), new Rate("LAK", "1.19")));
    private Door door;

    @BeforeEach
    void open(Link link) {
        door = new Door(new ExchangeHttp(new Exchange(link, () -> Instant.parse("2026-11-20T16:59:00Z"))).routes());
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
    void a_table_comes_from_a_spreadsheet_too() {
        var csv = "\ufeffTiền tệ;Đồng\r\nthb;731,25\r\nLAK,1.19\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(TABLE, body(door.ask(ORGANIZER, "POST", "/api/rates/import?asOf=2026-11-20&source=Ng%C3%A2n+h%C3%A0ng+Nh%C3%A0+n%C6%B0%E1%BB%9Bc", csv, Map.of()), RateTable.class));
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

    @Test
    void a_spreadsheet_that_is_wrong_is_told_by_its_line() {
        assertRefused(Why.INVALID_VALUE, "line 3", door.ask(ORGANIZER, "POST", "/api/rates/import?asOf=2026-11-20&source=x", "currency,vnd\nTHB,731\n=cmd,1\n".getBytes(StandardCharsets.UTF_8), Map.of()));
        assertRefused(Why.MISSING, "asOf", door.ask(ORGANIZER, "POST", "/api/rates/import?source=x", "THB,731\n".getBytes(StandardCharsets.UTF_8), Map.of()));
        var many = String.join("\n", IntStream.range(0, 61).mapToObj(i -> "A" + (char) ('A' + i / 26) + (char) ('A' + i % 26) + ",5").toList());
        assertRefused(Why.TOO_LARGE, "rates", door.ask(ORGANIZER, "POST", "/api/rates/import?asOf=2026-11-20&source=x", many.getBytes(StandardCharsets.UTF_8), Map.of()));
    }

    @Test
    void only_organizers_load_it() {
        assertRefused(Why.SIGN_IN_FIRST, door.ask(Caller.ANONYMOUS, "PUT", "/api/rates", TABLE));
        assertRefused(Why.NOT_ALLOWED, door.ask(Door.person("an"), "PUT", "/api/rates", TABLE));
        assertRefused(Why.NOT_ALLOWED, door.ask(Door.person("an"), "DELETE", "/api/rates"));
        assertEquals(Answer.empty(), door.ask(Caller.ANONYMOUS, "GET", "/api/rates"));
    }
}
