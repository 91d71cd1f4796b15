package vn.phien;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings: by which names they are set, and that a wrong one stops the start. */
class ConfigTest {
    private static Properties lines(String... pairs) {
        var lines = new Properties();
        for (int i = 0; i < pairs.length; i += 2) lines.setProperty(pairs[i], pairs[i + 1]);
        return lines;
    }

    @Test
    void each_setting_has_one_name_in_the_file_and_one_in_the_environment() {
        var names = Config.names();
        assertEquals("PHIEN_HTTP_PORT", names.get("http.port"));
        assertEquals("PHIEN_HTTP_HOST", names.get("http.host"));
        assertEquals("PHIEN_HTTP_TRUSTED_PROXIES", names.get("http.trusted-proxies"));
        assertEquals("PHIEN_DATA_DIR", names.get("data.dir"));
        assertEquals("PHIEN_REDIS_URL", names.get("redis.url"));
        assertEquals("PHIEN_REDIS_VOLATILE_ALLOWED", names.get("redis.volatile-allowed"));
        assertEquals("PHIEN_SMS_WEBHOOK", names.get("sms.webhook"));
        assertEquals("PHIEN_BANK_SECRETS", names.get("bank.secrets"));
        assertEquals("PHIEN_SALE_HOLD_SECONDS", names.get("sale.hold-seconds"));
        assertEquals("PHIEN_DEMO", names.get("demo"));
        assertEquals(names.size(), names.values().stream().distinct().count());
    }

    @Test
    void every_setting_can_be_set_by_both_names_and_to_its_own_default() {
        var defaults = Config.of(Map.of(), new Properties());
        Config.names().forEach((name, variable) -> {
            if (defaults.toString().isEmpty() || name.equals("demo")) return;
            var value = switch (name) {
                case "transport" -> "nio";
                case String n when n.endsWith("seconds") -> "120";
                case String n when n.endsWith("port") -> "7777";
                case "redis.wait-replicas" -> "2";
                case "redis.wait-ms" -> "250";
                case "http.sockets", "http.drain-ms", "sms.per-day", "demo-speed", "http.sockets-per-address" -> "9";
                case "http.joins-per-second" -> "9";
                case "overload.ladder" -> "thinner";
                case "journal.years", "complaints.answer-hours", "complaints.decide-days" -> "9";
                case "booths.open", "cluster.on", "redis.volatile-allowed" -> "false";
                case String _ -> "x1";
            };
            assertEquals(Config.of(Map.of(variable, value), new Properties()), Config.of(Map.of(), lines(name, value)), name);
        });
    }

    @Test
    void the_environment_goes_before_the_file() {
        assertEquals(9000, Config.of(Map.of("PHIEN_HTTP_PORT", "9000"), lines("http.port", "8000")).http().port());
        assertEquals(8000, Config.of(Map.of(), lines("http.port", "8000")).http().port());
    }

    @Test
    void lists_are_written_with_commas() {
        assertEquals(List.of("10.0.0.0/8", "192.168.1.1"), Config.of(Map.of("PHIEN_HTTP_TRUSTED_PROXIES", "10.0.0.0/8, 192.168.1.1"), new Properties()).http().trustedProxies());
        assertEquals(List.of(), Config.of(Map.of("PHIEN_HTTP_TRUSTED_PROXIES", " "), new Properties()).http().trustedProxies());
    }

    @Test
    void an_unknown_name_is_told_with_the_known_ones() {
        var inTheEnvironment = assertThrows(IllegalArgumentException.class, () -> Config.of(Map.of("PHIEN_HTTP_PROT", "1"), new Properties()));
        assertTrue(inTheEnvironment.getMessage().contains("PHIEN_HTTP_PROT") && inTheEnvironment.getMessage().contains("PHIEN_HTTP_PORT"), inTheEnvironment::getMessage);
        var inTheFile = assertThrows(IllegalArgumentException.class, () -> Config.of(Map.of(), lines("http.prot", "1")));
        assertTrue(inTheFile.getMessage().contains("http.prot") && inTheFile.getMessage().contains("http.port"), inTheFile::getMessage);
    }

    @Test
    void what_is_for_others_is_left_alone() {
        Config.of(Map.of("PHIEN_JAVA_OPTS", "-Xmx1g", "PHIEN_LOG", "json", "PATH", "/bin"), new Properties());
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"PHIEN_HTTP_PORT,x", "PHIEN_HTTP_PORT,-1", "PHIEN_HTTP_PORT,65536", "PHIEN_HTTP_PORT,''", "PHIEN_HTTP_PORT,99999999999", "PHIEN_DEMO,yes", "PHIEN_DEMO,1",
        "PHIEN_SALE_HOLD_SECONDS,0", "PHIEN_SALE_HOLD_SECONDS,-5", "PHIEN_BANK_PAY_WITHIN_SECONDS,0", "PHIEN_HTTP_SOCKETS,0", "PHIEN_SMS_PER_DAY,1.5", "PHIEN_TRANSPORT,tcp", "PHIEN_TRANSPORT,''",
        "PHIEN_HTTP_JOINS_PER_SECOND,0", "PHIEN_OVERLOAD_LADDER,store-away", "PHIEN_OVERLOAD_LADDER,3"})
    void a_bad_value_is_told_with_the_name_of_its_setting(String variable, String value) {
        var bad = assertThrows(IllegalArgumentException.class, () -> Config.of(Map.of(variable, value), new Properties()));
        var name = Config.names().entrySet().stream().filter(entry -> entry.getValue().equals(variable)).findFirst().orElseThrow().getKey();
        assertTrue(bad.getMessage().contains(name) && bad.getMessage().contains("\"" + value + "\""), bad::getMessage);
    }

    @Test
    void a_file_named_in_the_environment_is_read_and_must_be_there(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("market.conf"), "# a comment\nhttp.port = 8181\nsale.hold-seconds = 120\n");
        var config = Config.load(Map.of("PHIEN_CONFIG", file.toString()));
        assertEquals(8181, config.http().port());
        assertEquals(120, config.sale().holdSeconds());
        var missing = assertThrows(IOException.class, () -> Config.load(Map.of("PHIEN_CONFIG", folder.resolve("none.conf").toString())));
        assertTrue(missing.getMessage().contains("none.conf") && missing.getMessage().contains("cannot be read"), missing::getMessage);
    }
}
