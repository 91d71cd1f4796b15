package vn.phien.markets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.markets.Fair.ok;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Future;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.redis.client.Command;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.accounts.Vault;
import vn.phien.base.AccountId;
import vn.phien.base.Dice;
import vn.phien.base.NightId;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.Views.NoticeView;
import vn.phien.redis.Keys;
import vn.phien.redis.Rates;
import vn.phien.testkit.MailServer;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class NoticeDoorsTest {
    private static final AccountId AN = new AccountId("u-an");
    private static final NoticeView NOTICE = new NoticeView("n07-x|hour-1", "night-soon", new NightId("n07-x"), null, "Chợ đêm trên mây", 1_795_782_600_000L, null, 1_795_779_000_000L, false);
    @TempDir
    Path folder;
    private final List<String> mailed = new ArrayList<>();
    private final List<String> messaged = new ArrayList<>();
    private Fair fair;
    private NoticeDoors doors;

    @BeforeEach
    void open() {
        fair = new Fair();
        doors = doors((id, to, subject, text) -> {
            mailed.add(to + "|" + subject + "|" + text);
            return Future.succeededFuture();
        }, (id, notice, kind, to, text, where) -> {
            messaged.add(to.e164() + "|" + text + "|" + where);
            return Future.succeededFuture();
        });
    }

    private NoticeDoors doors(NoticeDoors.Mail mail, NoticeDoors.Messages messages) {
        var dice = Dice.seeded(3);
        return new NoticeDoors(fair.link, Vault.at(folder, dice), fair.clock, dice, new Rates(fair.link, fair.clock), mail, messages, account -> Future.succeededFuture(PhoneNumber.parse("0912345678")), "https://cho.example.vn/");
    }

    /** Through every door of the house. */
    private static void goes(NoticeDoors doors) {
        for (var door : doors.offered()) doors.send(AN, door, NOTICE).await();
    }

    private String code() {
        var found = Pattern.compile("\\d{6}").matcher(mailed.getLast());
        assertTrue(found.find());
        return found.group();
    }

    private void refused(Why why, Future<? extends Result<?>> work) {
        assertEquals(why, work.await() instanceof Result.Refused<?>(var told, var _) ? told : null);
    }

    @Test
    void nothing_goes_out_to_whoever_did_not_ask() {
        goes(doors);
        assertEquals(List.of(), mailed);
        assertEquals(List.of(), messaged);
    }

    @Test
    void a_mail_address_counts_once_its_code_was_said_and_is_kept_sealed() {
        assertEquals("a•••@example.vn", ok(doors.wantMail(AN, "an@example.vn")).waiting());
        goes(doors);
        assertEquals(1, mailed.size(), "only the code went out");
        refused(Why.WRONG_CODE, doors.confirmMail(AN, code().equals("000000") ? "000001" : "000000"));
        var proved = ok(doors.confirmMail(AN, code()));
        assertEquals("a•••@example.vn", proved.mail());
        assertNull(proved.waiting());
        goes(doors);
        assertTrue(mailed.getLast().startsWith("an@example.vn|Chợ đêm trên mây mở lúc 19:30, 27/11/2026|"), mailed.getLast());
        assertTrue(mailed.getLast().contains("https://cho.example.vn/night/n07-x"));
        assertFalse(fair.link.ask(Command.HGETALL, Keys.doors(AN)).toString().contains("example"));
        doors.dropMail(AN).await();
        goes(doors);
        assertEquals(2, mailed.size());
    }

    @Test
    void a_code_is_tried_five_times_at_most_and_not_for_ever() {
        ok(doors.wantMail(AN, "an@example.vn"));
        var wrong = code().equals("111111") ? "222222" : "111111";
        for (int n = 0; n < 5; n++) refused(Why.WRONG_CODE, doors.confirmMail(AN, wrong));
        refused(Why.TOO_MANY_TRIES, doors.confirmMail(AN, code()));
        ok(doors.wantMail(AN, "an@example.vn"));
        fair.clock.advance(11, TimeUnit.MINUTES);
        refused(Why.CODE_EXPIRED, doors.confirmMail(AN, code()));
        refused(Why.NOT_FOUND, doors.confirmMail(new AccountId("u-binh"), "123456"));
    }

    @Test
    void nobody_is_written_to_at_others_will() {
        for (int n = 0; n < 3; n++) ok(doors.wantMail(new AccountId("u-x" + n), "victim@example.vn"));
        refused(Why.TOO_MANY_CODES, doors.wantMail(new AccountId("u-x9"), "Victim@example.vn"));
        assertEquals(3, mailed.size());
    }

    @Test
    void a_mail_server_that_is_away_means_try_again() {
        refused(Why.TRY_AGAIN, doors((id, to, subject, text) -> Future.failedFuture("away"), null).wantMail(AN, "an@example.vn"));
    }

    @Test
    void what_is_no_address_is_refused() {
        for (var bad : List.of("", "an", "an@", "@example.vn", "an@localhost", "an@example.vn\nBcc: all@example.vn", "an@exa mple.vn", "<an@example.vn>", "an@example.vn,b@example.vn", "x".repeat(120) + "@example.vn", "an@-example.vn"))
            refused(Why.INVALID_VALUE, doors.wantMail(AN, bad));
        assertEquals(List.of(), mailed);
    }

    @Test
    void messages_go_to_the_persons_own_number_where_they_are_wanted() {
        ok(doors.wantMessages(AN, true));
        goes(doors);
        assertEquals(List.of("+84912345678|Chợ đêm trên mây mở lúc 19:30, 27/11/2026|https://cho.example.vn/night/n07-x"), messaged);
        ok(doors.wantMessages(AN, false));
        goes(doors);
        assertEquals(1, messaged.size());
    }

    @Test
    void it_is_written_in_the_language_that_the_person_chose() {
        doors.speak(AN, "en").await();
        ok(doors.wantMail(AN, "an@example.vn"));
        assertTrue(mailed.getLast().contains("code"), mailed.getLast());
        ok(doors.confirmMail(AN, code()));
        ok(doors.wantMessages(AN, true));
        goes(doors);
        assertTrue(mailed.getLast().startsWith("an@example.vn|Chợ đêm trên mây opens at 19:30, 27/11/2026|"), mailed.getLast());
        assertTrue(messaged.getLast().contains("|Chợ đêm trên mây opens at 19:30, 27/11/2026|"), messaged.getLast());
        doors.speak(AN, "vi").await();
        goes(doors);
        assertTrue(messaged.getLast().contains("mở lúc"), messaged.getLast());
        assertEquals("vi", doors.of(AN).await().language());
    }

    @Test
    void a_house_without_doors_offers_none() {
        var shut = doors(null, null);
        assertFalse(shut.of(AN).await().mailOffered());
        refused(Why.NOT_READY, shut.wantMail(AN, "an@example.vn"));
        refused(Why.NOT_READY, shut.wantMessages(AN, true));
        goes(shut);
    }

    // ── the doors themselves ──────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_message_is_signed() throws Exception {
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", x -> {
            got.add(x.getRequestHeaders().getFirst("x-phien-signature"));
            got.add(new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            x.sendResponseHeaders(x.getRequestURI().getPath().equals("/bad") ? 500 : 204, -1);
            x.close();
        });
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        try (var hook = new MessageHook(URI.create(url + "/good"), "sixteen letters!", fair.clock); var bad = new MessageHook(URI.create(url + "/bad"), "sixteen letters!", fair.clock)) {
            hook.send("x1", "n1", "night-soon", PhoneNumber.parse("0912345678").orElseThrow(), "Chợ mở", "https://x").await();
            var signature = got.poll(5, TimeUnit.SECONDS);
            var body = got.poll(5, TimeUnit.SECONDS);
            assertEquals("{\"id\":\"x1\",\"notice\":\"n1\",\"kind\":\"night-soon\",\"to\":\"+84912345678\",\"text\":\"Chợ mở\",\"link\":\"https://x\"}", body);
            assertEquals(hook.signature(Long.parseLong(signature.substring(2, signature.indexOf(','))), body), signature);
            var failed = bad.send("x1", "n1", "night-soon", PhoneNumber.parse("0912345678").orElseThrow(), "Chợ mở", "");
            assertEquals(Optional.of("the service for reminders answered 500"), Optional.ofNullable(failed.map("").otherwise(Throwable::getMessage).await()));
        } finally {
            server.stop(0);
        }
    }

    private static PostOffice office(MailServer server, String tls, String authority) {
        return new PostOffice(TestStore.VERTX, "localhost", server.port(), "", "", "cho@example.vn", tls, authority);
    }

    @Test
    void a_mail_arrives_as_it_was_written() {
        try (var server = new MailServer()) {
            var post = office(server, "off", "");
            post.send("x1", "an@example.vn", "Chợ đêm mở lúc 19:30", "Mời bạn ghé.\n.\nHẹn gặp").await();
            var letter = server.letter();
            assertTrue(letter.contains("MAIL FROM:<cho@example.vn>"), letter);
            assertTrue(letter.contains("RCPT TO:<an@example.vn>"), letter);
            var subject = Pattern.compile("Subject: (?:=\\?UTF-8\\?[QB]\\?.*\\?=\\s*)+").matcher(letter);
            assertTrue(subject.find(), letter);
            assertTrue(letter.contains("To: an@example.vn"), letter);
            assertEquals(1, letter.lines().filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("message-id:")).count(), letter);
            assertTrue(letter.contains("<x1@example.vn>"), letter);
            post.close().await();
        }
    }

    @Test
    void a_mail_goes_sealed_to_a_server_whose_certificate_is_vouched_for() {
        var certificate = SelfSignedCertificate.create("localhost");
        try (var server = new MailServer(certificate)) {
            var post = office(server, "required", certificate.certificatePath());
            post.send("x1", "an@example.vn", "Chợ đêm", "Mời bạn ghé.").await();
            var letter = server.letter();
            assertTrue(letter.indexOf("STARTTLS") >= 0 && letter.indexOf("STARTTLS") < letter.indexOf("MAIL FROM"), letter);
            post.close().await();
        } finally {
            certificate.delete();
        }
    }

    @Test
    void a_mail_goes_to_a_server_that_hears_nothing_but_tls() {
        var certificate = SelfSignedCertificate.create("localhost");
        try (var server = MailServer.sealed(certificate)) {
            var post = office(server, "on", certificate.certificatePath());
            post.send("x1", "an@example.vn", "Chợ đêm", "Mời bạn ghé.").await();
            var letter = server.letter();
            assertTrue(letter.contains("RCPT TO:<an@example.vn>") && !letter.contains("STARTTLS"), letter);
            post.close().await();
        } finally {
            certificate.delete();
        }
    }

    @Test
    void an_authority_that_cannot_be_read_is_told_at_the_start() {
        try (var server = new MailServer()) {
            var why = assertThrows(IllegalArgumentException.class, () -> office(server, "required", "/nowhere.pem"));
            assertTrue(why.getMessage().contains("mail.authority"), why.getMessage());
        }
    }

    @Test
    void no_mail_goes_to_a_server_with_a_wrong_certificate_or_with_none() {
        var own = SelfSignedCertificate.create("localhost");
        var other = SelfSignedCertificate.create("mail.example.vn");
        try (var server = new MailServer(own); var wrongName = new MailServer(other); var bare = new MailServer(); var sealed = MailServer.sealed(own); var wrongNameSealed = MailServer.sealed(other)) {
            var offices = Map.of("signed by nobody known", office(server, "required", ""), "signed by another", office(server, "required", other.certificatePath()), "sealed where it can be", office(server, "optional", ""),
                "of another name", office(wrongName, "required", other.certificatePath()), "no certificate at all", office(bare, "required", own.certificatePath()),
                "sealed from the first byte, signed by nobody known", office(sealed, "on", ""), "sealed from the first byte, of another name", office(wrongNameSealed, "on", other.certificatePath()), "not sealed at all", office(bare, "on", own.certificatePath()));
            offices.forEach((what, post) -> {
                assertEquals("refused", post.send("x1", "an@example.vn", "Chợ đêm", "Mời bạn ghé.").map("went").otherwise("refused").await(), what);
                post.close().await();
            });
            assertEquals(0, server.unread() + wrongName.unread() + bare.unread() + sealed.unread() + wrongNameSealed.unread());
        } finally {
            own.delete();
            other.delete();
        }
    }
}
