package vn.phien.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.logstash.logback.encoder.LogstashEncoder;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AccessLogTest {
    @Test
    void a_line_tells_what_was_asked_and_nothing_of_who_asked() throws Exception {
        var logger = (Logger) LoggerFactory.getLogger("vn.phien.access");
        var lines = new LinkedBlockingQueue<String>();
        var encoder = new LogstashEncoder();
        encoder.setContext(logger.getLoggerContext());
        encoder.start();
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
            }
        };
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
        try (var house = new TestHouse()) {
            var id = house.get("/api/seen/0912345678?q=0912345678", "Cookie", "phien=an", "User-Agent", "0912345678").headers().firstValue("x-request-id").orElseThrow();
            var line = lines.poll(5, TimeUnit.SECONDS);
            for (var part : new String[] {"\"method\":\"GET\"", "\"route\":\"/api/seen/{thing}\"", "\"status\":200", "\"id\":\"" + id + "\"", "\"ms\":", "\"bytes\":"}) assertTrue(line.contains(part), part + " in " + line);
            assertFalse(line.contains("0912345678") || line.contains("127.0.0.1") || line.contains("u-an"), line);
            house.raw("GET /x%0d%0ainjected HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            var unknown = lines.poll(5, TimeUnit.SECONDS);
            assertEquals(1, unknown.strip().lines().count());
            assertFalse(unknown.contains("injected"), unknown);
        } finally {
            logger.detachAppender(appender);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
    }
}
