package vn.phien.accounts;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.phien.base.BadValue;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.protocol.BadMessage;
import vn.phien.redis.Link;
import vn.phien.redis.Rates;
import vn.phien.testkit.TestClock;

/** The whole of this feature on a real store, with a door that does what the server does: match, let in, run, refuse. */
final class House {
    static final String AN = "0912 345 678";
    static final String BINH = "0987 654 321";
    static final String CHI = "0356 111 222";
    static final BoothId BOOTH = new BoothId("b07-gomchau");

    final Link link;
    final TestClock clock;
    final Vault vault;
    final Accounts accounts;
    final List<String> sent = java.util.Collections.synchronizedList(new ArrayList<>());
    final SignIn signIn;
    final AccountsHttp http;
    boolean gatewayWorks = true;
    String address = "203.113.131.9";
    String agent = "Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36";
    String origin = "https://phien.example";

    House(Link link, TestClock clock) {
        this(link, clock, SignInSettings.usual(5_000));
    }

    House(Link link, TestClock clock, SignInSettings settings) {
        this.link = link;
        this.clock = clock;
        var dice = Dice.secure();
        this.vault = Vault.at(FOLDER, dice);
        this.accounts = new Accounts(link, vault, clock, dice);
        this.signIn = new SignIn(accounts, vault, link, new OneTimeCodes(link, vault, clock, dice, settings.limits()), (_, _, code) -> gatewayWorks && sent.add(code), settings, clock);
        this.http = new AccountsHttp(accounts, signIn, new Rates(link, clock));
    }

    private static final Path FOLDER = temporary();

    static Path temporary() {
        try {
            var folder = Files.createTempDirectory("phien-vault");
            folder.toFile().deleteOnExit(); // last: what is named later goes first
            folder.resolve("vault.keys").toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PhoneNumber phone(String text) {
        return PhoneNumber.parse(text).orElseThrow();
    }

    String lastCode() {
        return sent.getLast();
    }

    static String otherThan(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
    }

    /** Signs in all the way and gives the token of the cookie. */
    String comesIn(String phone) {
        return comesIn(phone, "Cô " + phone.charAt(1));
    }

    String comesIn(String phone, String name) {
        var request = ((SignIn.CodeSent) json(call(null, "POST", "/api/sign-in/code", "{\"phone\":\"" + phone + "\"}"))).request();
        var answer = call(null, "POST", "/api/sign-in", """
            {"request":"%s","phone":"%s","code":"%s","name":"%s","consent":true}""".formatted(request, phone, lastCode(), name));
        return token(answer);
    }

    /** Somebody with a name and a login, without a code. */
    String knows(String phone, String name) {
        var joined = ((Result.Ok<Accounts.Joined>) accounts.join(phone(phone), name, "2026-01").await()).value();
        return accounts.logins().open(joined.account(), "Chrome · Android").await().token();
    }

    String ownsBooth(String phone) {
        var token = knows(phone, "Chủ gốm Chu Đậu");
        accounts.grantBooth(person(token).account(), BOOTH, BoothRole.OWNER).await();
        return token;
    }

    Caller.Person person(String token) {
        return (Caller.Person) accounts.caller(token).await();
    }

    static String token(Answer answer) {
        var cookie = switch (answer) {
            case Answer.Json(_, _, var headers) -> headers.get("set-cookie");
            case Answer.Empty(var headers) -> headers.get("set-cookie");
            case Answer.File _ -> null;
            case Answer.Refused(var why, var field) -> throw new AssertionError("refused: " + why + " " + field);
        };
        return cookie.substring("phien=".length(), cookie.indexOf(';'));
    }

    static Object json(Answer answer) {
        if (answer instanceof Answer.Json(_, var body, _)) return body;
        throw new AssertionError("not JSON: " + answer);
    }

    static String why(Answer answer) {
        return answer instanceof Answer.Refused(var why, var field) ? why.code() + (field == null ? "" : " " + field) : "done";
    }

    Answer call(String token, String method, String path, String body) {
        for (var route : http.routes()) {
            var found = matches(route, path);
            if (found == null || !route.method().name().equals(method)) continue;
            var caller = accounts.caller(token).await();
            var refused = route.access().refuses(caller, found.get("booth"));
            if (refused.isPresent()) return Answer.refused(refused.get());
            try {
                return route.work().on(new Ask(caller, found, Map.of(), Map.of("user-agent", agent), body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8), address, "vi", origin));
            } catch (BadMessage e) {
                return Answer.refused(e.why(), e.field());
            } catch (BadValue e) {
                return Answer.refused(e.why(), e.field());
            }
        }
        return Answer.refused(Why.NOT_FOUND);
    }

    private static Map<String, String> matches(Route route, String path) {
        var want = route.path().split("/");
        var have = path.split("/");
        if (want.length != have.length) return null;
        var found = new HashMap<String, String>();
        for (int i = 0; i < want.length; i++) {
            if (want[i].startsWith("{")) found.put(want[i].substring(1, want[i].length() - 1), have[i]);
            else if (!want[i].equals(have[i])) return null;
        }
        return found;
    }

    /** Every key and all that is in it, as text. */
    TreeMap<String, String> books() {
        var all = new TreeMap<String, String>();
        for (var key : link.ask(Command.KEYS, "*")) {
            var name = key.toString();
            var value = switch (link.ask(Command.TYPE, name).toString()) {
                case "hash" -> sorted(link.ask(Command.HGETALL, name));
                case "set" -> sorted(link.ask(Command.SMEMBERS, name));
                case "zset" -> link.ask(Command.ZRANGE, name, 0, -1, "WITHSCORES").toString();
                case "stream" -> link.ask(Command.XRANGE, name, "-", "+").toString();
                case "list" -> link.ask(Command.LRANGE, name, 0, -1).toString();
                default -> link.ask(Command.GET, name).toString();
            };
            all.put(name, value);
        }
        return all;
    }

    private static String sorted(Response response) {
        var lines = new ArrayList<String>();
        if (response.isMap()) for (var key : response.getKeys()) lines.add(key + "=" + response.get(key));
        else for (var one : response) lines.add(one.toString());
        lines.sort(null);
        return lines.toString();
    }
}
