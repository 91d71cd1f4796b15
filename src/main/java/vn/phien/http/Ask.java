package vn.phien.http;

import java.util.Map;
import java.util.Optional;
import vn.phien.base.BadValue;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Why;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Wire;

/**
 * One HTTP request, read and let in.
 *
 * @param address  the asker's network address, through trusted proxies only
 * @param language a code such as "vi"
 * @param origin   scheme, host and port under which the asker reached us
 */
public record Ask(Caller caller, Map<String, String> path, Map<String, String> query, Map<String, String> headers, byte[] body,
                  String address, String language, String origin) {

    /** The signed-in person; only in routes that ask for one. */
    public Caller.Person person() {
        return caller.person().orElseThrow(() -> new IllegalStateException("route lets anybody in"));
    }

    /** A part of the path, such as {@code booth}. */
    public String path(String name) {
        return path.get(name);
    }

    public BoothId booth() {
        return new BoothId(path("booth"));
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** A whole number of the query within bounds, or {@code absent}. */
    public int number(String name, int absent, int min, int max) {
        var text = query.get(name);
        if (text == null) return absent;
        if (!text.matches("-?\\d{1,9}")) throw new BadValue(name, Why.WRONG_TYPE);
        return vn.phien.base.Check.range(name, Integer.parseInt(text), min, max);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
    }

    /** The body as a record, strictly. */
    public <T> T read(Class<T> type) throws BadMessage {
        return Wire.read(new String(body, java.nio.charset.StandardCharsets.UTF_8), type);
    }
}
