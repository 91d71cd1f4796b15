package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.App;
import vn.phien.Config;
import vn.phien.base.Dice;
import vn.phien.testkit.Child;
import vn.phien.testkit.Evening;
import vn.phien.testkit.MailServer;
import vn.phien.testkit.Person;
import vn.phien.testkit.SmsGateway;

/** The server is killed with -9 after somebody was given a notice and before the mail server has taken their mail: it comes after the restart. */
class ReminderKillTest {
    private static final Pattern CODE = Pattern.compile("\\d{6}");
    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void a_mail_that_was_under_way_when_the_server_died_comes_after_the_restart() {
        try (var gateway = new SmsGateway(); var mail = new MailServer()) {
            var settings = new HashMap<>(Map.of("PHIEN_HTTP_PORT", "0", "PHIEN_DATA_DIR", folder.toString(), "PHIEN_DEMO", "false", "PHIEN_SMS_WEBHOOK", gateway.url(), "PHIEN_SMS_SECRET", SmsGateway.SECRET,
                "PHIEN_HTTP_DRAIN_MS", "50", "PHIEN_MAIL_HOST", "127.0.0.1", "PHIEN_MAIL_PORT", Integer.toString(mail.port())));
            settings.putAll(Map.of("PHIEN_MAIL_FROM", "cho@example.vn", "PHIEN_MAIL_TLS", "off"));
            try (var server = Child.start(settings, "--organizer", "0912000111")) {
                var address = server.address();
                var boss = new Person("Cô Hà", address, "127.0.0.1").signIn("0912000111", gateway);
                var an = new Person("An", address, "127.0.0.1").signIn("0912000222", gateway);
                an.put("/api/me/doors/mail", "{\"address\":\"an@example.vn\",\"language\":\"en\"}");
                var code = CODE.matcher(mail.letter().lines().filter(line -> line.contains("Your code is")).findFirst().orElseThrow());
                assertTrue(code.find());
                an.post("/api/me/doors/mail/code", "{\"code\":\"" + code.group() + "\"}");
                var night = Evening.opens(boss, List.of("Khu Núi Rừng"), List.of()).night();
                an.put("/api/me/follows/" + night, "");
                mail.isVisited();
                mail.isSilent(true); // which hangs up on who came for the code, too
                boss.post("/api/nights/" + night + "/cancel", "{\"why\":\"Mua to\"}");
                mail.isVisited();
                assertEquals(1, an.get("/api/me/notices").get("notices").findParents("kind").stream().filter(notice -> notice.get("kind").asText().equals("night-cancelled")).count(), "it was given");
                server.gets("KILL");
                server.endsWith();
            }
            assertEquals(0, mail.unread());
            mail.isSilent(false);
            // the lease of the node that died is over by now
            var again = App.start(Config.of(settings, new Properties()), () -> Instant.now().plus(Duration.ofMinutes(2)), Dice.secure());
            try {
                var letter = mail.letter();
                assertTrue(letter.contains("RCPT TO:<an@example.vn>"), letter);
                assertTrue(letter.contains("was called off"), "in An's language: " + letter);
            } finally {
                again.close();
            }
            assertEquals(0, mail.unread(), "once");
        }
    }
}
