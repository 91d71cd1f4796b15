package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static vn.phien.shows.Floor.BOOTH;
import static vn.phien.shows.Floor.HONEY;
import static vn.phien.shows.Floor.TEA;

import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.BadValue;
import vn.phien.base.Caller;
import vn.phien.base.Why;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Views.ShowView;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class ShowsHttpTest {
    private Floor floor;
    private List<Route> routes;

    @BeforeEach
    void a_booth_with_goods() {
        floor = new Floor();
        routes = new ShowsHttp(floor.shows, floor.drafts, floor.words, floor.chat).routes();
    }

    /** What a route answers, with what it throws turned into the refusal that the edge makes of it. */
    private Answer ask(Caller caller, String method, String path, String body) {
        var parts = path.split("\\?");
        for (var route : routes) {
            var names = new HashMap<String, String>();
            if (!route.method().equals(HttpMethod.valueOf(method)) || !matches(route.path(), parts[0], names)) continue;
            var refused = route.access().refuses(caller, names.get("booth"));
            if (refused.isPresent()) return Answer.refused(refused.get());
            try {
                var query = parts.length == 1 ? Map.<String, String>of() : Map.of(parts[1].split("=")[0], parts[1].split("=")[1]);
                return route.work().on(new Ask(caller, names, query, Map.of(), body.getBytes(StandardCharsets.UTF_8), "127.0.0.1", "vi", "http://localhost"));
            } catch (BadMessage e) {
                return Answer.refused(e.why(), e.field());
            } catch (BadValue e) {
                return Answer.refused(e.why(), e.field());
            }
        }
        throw new AssertionError("no route " + method + " " + path);
    }

    private static boolean matches(String pattern, String path, Map<String, String> names) {
        var want = pattern.split("/");
        var got = path.split("/");
        if (want.length != got.length) return false;
        for (int i = 0; i < want.length; i++) {
            if (want[i].startsWith("{")) names.put(want[i].substring(1, want[i].length() - 1), got[i]);
            else if (!want[i].equals(got[i])) return false;
        }
        return true;
    }

    private Answer host(String method, String path, String body) {
        return ask(floor.host, method, path, body);
    }

    private void refused(Why why, Caller who, String method, String path, String body) {
        var before = floor.books.digest();
        var refused = assertInstanceOf(Answer.Refused.class, ask(who, method, path, body), method + " " + path + " " + body);
        assertEquals(why, refused.why(), path + " " + body);
        assertEquals(before, floor.books.digest());
    }

    private String draft() {
        return "{\"title\":\"Phiên tối\",\"startsMs\":%d,\"video\":{\"kind\":\"cover\"},\"cover\":{\"drawing\":\"honey\",\"palette\":\"mekong\"}}".formatted(floor.clock.millis());
    }

    @Test
    void a_show_is_made_filled_announced_and_found() {
        var shows = "/api/booths/" + BOOTH + "/shows";
        var made = assertInstanceOf(Answer.Json.class, host("POST", shows, draft()));
        assertEquals(201, made.status());
        var room = ((ShowView) made.body()).room();
        var lineUp = "{\"key\":\"key1234567\",\"items\":[{\"product\":\"%s\",\"units\":3,\"perBuyer\":2},{\"product\":\"%s\",\"code\":\"b7\",\"units\":1,\"perBuyer\":1,\"priceVnd\":5000}]}".formatted(HONEY, TEA);
        var set = (ShowsHttp.LineUp) ((Answer.Json) host("PUT", shows + "/" + room + "/line-up", lineUp)).body();
        assertEquals(List.of("A1", "B7"), set.lineUp().stream().map(offer -> offer.code()).toList());
        assertEquals(set, ((Answer.Json) host("GET", shows + "/" + room + "/line-up", "")).body());
        refused(Why.NOT_FOUND, floor.viewer, "GET", "/api/shows/" + room, "");
        assertInstanceOf(Answer.Json.class, host("POST", shows + "/" + room + "/schedule", ""));
        assertInstanceOf(Answer.Json.class, ask(Caller.ANONYMOUS, "GET", "/api/shows/" + room, ""));
        for (var list : List.of("/api/shows", "/api/shows?state=scheduled", shows)) {
            assertEquals(List.of(room), ((ShowsHttp.ShowList) ((Answer.Json) ask(Caller.ANONYMOUS, "GET", list, "")).body()).shows().stream().map(ShowView::room).toList(), list);
        }
        assertInstanceOf(Answer.Json.class, host("PUT", shows + "/" + room, draft()));
        assertInstanceOf(Answer.Empty.class, host("DELETE", shows + "/" + room, ""));
        assertEquals(100, floor.onShelf(HONEY));
    }

    @Test
    void those_who_do_not_work_in_the_booth_change_nothing() {
        var room = floor.drafted();
        var at = "/api/booths/" + BOOTH + "/shows/" + room;
        for (var call : List.of("POST /api/booths/" + BOOTH + "/shows", "PUT " + at, "DELETE " + at, "POST " + at + "/schedule", "PUT " + at + "/line-up")) {
            var parts = call.split(" ");
            for (var who : List.of(floor.viewer, floor.rival, floor.moderator)) refused(Why.NOT_ALLOWED, who, parts[0], parts[1], draft());
            refused(Why.SIGN_IN_FIRST, Caller.ANONYMOUS, parts[0], parts[1], draft());
        }
        for (var who : List.of(floor.viewer, floor.rival)) {
            refused(Why.NOT_ALLOWED, who, "GET", at + "/line-up", "");
            refused(Why.NOT_ALLOWED, who, "GET", "/api/booths/" + BOOTH + "/blocked-words", "");
            refused(Why.NOT_ALLOWED, who, "PUT", "/api/booths/" + BOOTH + "/blocked-words", "{\"words\":[]}");
        }
    }

    @Test
    void what_is_not_there_is_not_found() {
        var shows = "/api/booths/" + BOOTH + "/shows/";
        for (var room : List.of("s07-nothing", "nonsense", "b07-dongvan", "s99-x", "S07-X")) {
            refused(Why.NOT_FOUND, floor.host, "GET", "/api/shows/" + room, "");
            refused(Why.NOT_FOUND, floor.host, "PUT", shows + room, draft());
            refused(Why.NOT_FOUND, floor.host, "DELETE", shows + room, "");
            refused(Why.NOT_FOUND, floor.host, "POST", shows + room + "/schedule", "");
            refused(Why.NOT_FOUND, floor.host, "GET", shows + room + "/line-up", "");
            refused(Why.NOT_FOUND, floor.host, "PUT", shows + room + "/line-up", "{\"items\":[],\"key\":\"key1234567\"}");
        }
        refused(Why.NOT_FOUND, floor.host, "GET", "/api/booths/nonsense/shows", "");
        refused(Why.INVALID_VALUE, floor.host, "GET", "/api/shows?state=draft", "");
    }

    @ParameterizedTest(name = "[{index}] {0} {1}")
    @CsvSource(delimiter = '|', value = {
        "MISSING | {}",
        "MISSING | {'startsMs':NOW,'video':{'kind':'cover'},'cover':{'drawing':'honey','palette':'mekong'}}",
        "EMPTY | {'title':'   ','startsMs':NOW,'video':{'kind':'cover'},'cover':{'drawing':'honey','palette':'mekong'}}",
        "TOO_LONG | {'title':'LONG','startsMs':NOW,'video':{'kind':'cover'},'cover':{'drawing':'honey','palette':'mekong'}}",
        "TOO_SMALL | {'title':'x','startsMs':-1,'video':{'kind':'cover'},'cover':{'drawing':'honey','palette':'mekong'}}",
        "TOO_SMALL | {'title':'x','startsMs':0,'video':{'kind':'cover'},'cover':{'drawing':'honey','palette':'mekong'}}",
        "TOO_LARGE | {'title':'x','startsMs':9007199254740991,'video':{'kind':'cover'},'cover':{'drawing':'honey','palette':'mekong'}}",
        "WRONG_TYPE | {'title':'x','startsMs':'5','video':{'kind':'cover'},'cover':{'drawing':'honey','palette':'mekong'}}",
        "WRONG_TYPE | {'title':5,'startsMs':NOW,'video':{'kind':'cover'},'cover':{'drawing':'honey','palette':'mekong'}}",
        "MISSING | {'title':'x','startsMs':NOW,'cover':{'drawing':'honey','palette':'mekong'}}",
        "MISSING | {'title':'x','startsMs':NOW,'video':{'kind':'cover'}}",
        "VIDEO_NOT_ALLOWED | {'title':'x','startsMs':NOW,'video':{'kind':'iframe','url':'https://evil.example'},'cover':{'drawing':'honey','palette':'mekong'}}",
        "VIDEO_NOT_ALLOWED | {'title':'x','startsMs':NOW,'video':{'kind':'hls','url':'http://127.0.0.1:6379/'},'cover':{'drawing':'honey','palette':'mekong'}}",
        "VIDEO_NOT_ALLOWED | {'title':'x','startsMs':NOW,'video':{'kind':'youtube'},'cover':{'drawing':'honey','palette':'mekong'}}",
        "INVALID_VALUE | {'title':'x','startsMs':NOW,'video':{'kind':'cover'},'cover':{'drawing':'../x','palette':'mekong'}}",
        "NOT_FOUND | {'title':'x','startsMs':NOW,'video':{'kind':'cover'},'cover':{'drawing':'honey','palette':'mekong','photo':'/photos/foreign.jpg'}}",
        "INVALID_ID | {'title':'x','startsMs':NOW,'video':{'kind':'cover'},'cover':{'drawing':'honey','palette':'mekong'},'key':'a}b:c'}",
        "UNKNOWN_FIELD | {'title':'x','startsMs':NOW,'video':{'kind':'cover'},'cover':{'drawing':'honey','palette':'mekong'},'state':'live'}",
        "BAD_JSON | [1]",
        "BAD_JSON | nonsense"})
    void a_bad_draft_is_refused(Why why, String body) {
        refused(why, floor.host, "POST", "/api/booths/" + BOOTH + "/shows", json(body));
    }

    @ParameterizedTest(name = "[{index}] {0} {1}")
    @CsvSource(delimiter = '|', value = {
        "MISSING | {'key':'key1234567'}",
        "MISSING | {'items':[]}",
        "MISSING | {'items':[null],'key':'key1234567'}",
        "DUPLICATE | {'items':[{'product':'p07-tea','units':1,'perBuyer':1},{'product':'p07-tea','units':1,'perBuyer':1}],'key':'key1234567'}",
        "DUPLICATE | {'items':[{'product':'p07-tea','code':'A1','units':1,'perBuyer':1},{'product':'p07-honey','code':'a1','units':1,'perBuyer':1}],'key':'key1234567'}",
        "INVALID_VALUE | {'items':[{'product':'p07-tea','code':'A0','units':1,'perBuyer':1}],'key':'key1234567'}",
        "INVALID_VALUE | {'items':[{'product':'p07-tea','code':'AA1','units':1,'perBuyer':1}],'key':'key1234567'}",
        "INVALID_ID | {'items':[{'product':'s07-tea','units':1,'perBuyer':1}],'key':'key1234567'}",
        "TOO_SMALL | {'items':[{'product':'p07-tea','units':-1,'perBuyer':1}],'key':'key1234567'}",
        "TOO_LARGE | {'items':[{'product':'p07-tea','units':1000001,'perBuyer':1}],'key':'key1234567'}",
        "TOO_SMALL | {'items':[{'product':'p07-tea','units':1,'perBuyer':0}],'key':'key1234567'}",
        "TOO_LARGE | {'items':[{'product':'p07-tea','units':1,'perBuyer':100}],'key':'key1234567'}",
        "TOO_SMALL | {'items':[{'product':'p07-tea','units':1,'perBuyer':1,'priceVnd':0}],'key':'key1234567'}",
        "TOO_LARGE | {'items':[{'product':'p07-tea','units':1,'perBuyer':1,'priceVnd':1000000001}],'key':'key1234567'}",
        "WRONG_TYPE | {'items':[{'product':'p07-tea','units':1.5,'perBuyer':1}],'key':'key1234567'}",
        "NOT_FOUND | {'items':[{'product':'p07-foreign','units':1,'perBuyer':1}],'key':'key1234567'}",
        "NOT_FOUND | {'items':[{'product':'p08-tea','units':1,'perBuyer':1}],'key':'key1234567'}",
        "NOT_ENOUGH | {'items':[{'product':'p07-tea','units':101,'perBuyer':1}],'key':'key1234567'}",
        "INVALID_ID | {'items':[],'key':'short'}"})
    void a_bad_line_up_is_refused(Why why, String body) {
        var room = floor.drafted();
        refused(why, floor.host, "PUT", "/api/booths/" + BOOTH + "/shows/" + room + "/line-up", json(body));
    }

    @Test
    void blocked_words_are_set_whole_and_bounded() {
        var path = "/api/booths/" + BOOTH + "/blocked-words";
        assertEquals(new ShowsHttp.Words(List.of("giả", "lừa đảo")), ((Answer.Json) ask(floor.moderator, "PUT", path, "{\"words\":[\"lừa đảo\",\" giả \",\"giả\"]}")).body());
        assertEquals(new ShowsHttp.Words(List.of("giả", "lừa đảo")), ((Answer.Json) host("GET", path, "")).body());
        refused(Why.EMPTY, floor.host, "PUT", path, "{\"words\":[\"\"]}");
        refused(Why.EMPTY, floor.host, "PUT", path, "{\"words\":[\"!!!\"]}");
        refused(Why.TOO_LONG, floor.host, "PUT", path, "{\"words\":[\"" + "x".repeat(51) + "\"]}");
        refused(Why.TOO_LARGE, floor.host, "PUT", path, "{\"words\":[" + "\"x\",".repeat(500) + "\"x\"]}");
        assertEquals(new ShowsHttp.Words(List.of()), ((Answer.Json) host("PUT", path, "{\"words\":[]}")).body());
    }

    private String json(String body) {
        return body.replace('\'', '"').replace("NOW", Long.toString(floor.clock.millis())).replace("LONG", "x".repeat(121));
    }
}
