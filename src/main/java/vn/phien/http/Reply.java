package vn.phien.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.phien.protocol.Wire;

/** An answer as it goes over the line. {@code packed} says that the bytes are gzip. */
record Reply(int status, String type, byte[] bytes, boolean packed, Map<String, String> headers) {
    private static final byte[] NOTHING = {};

    /** Run off the event loop: it encodes and packs. */
    static Reply of(Answer answer, boolean mayPack) {
        return switch (answer) {
            case Answer.Json(var status, var body, var headers) -> packed(status, "application/json", Wire.bytes(body), privately(headers), mayPack);
            case Answer.File(var bytes, var type, var name, var headers) -> packed(200, type, bytes, name == null ? privately(headers) : named(privately(headers), name), mayPack);
            case Answer.Empty(var headers) -> new Reply(204, null, NOTHING, false, privately(headers));
            case Answer.Refused _ -> throw new IllegalArgumentException("a refusal is told as a problem");
        };
    }

    private static Reply packed(int status, String type, byte[] bytes, Map<String, String> headers, boolean mayPack) {
        var packed = mayPack && Asset.isText(type) ? Asset.packed(bytes) : null;
        return new Reply(status, type, packed == null ? bytes : packed, packed != null, headers);
    }

    private static Map<String, String> privately(Map<String, String> headers) {
        var all = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> all.put(name.toLowerCase(java.util.Locale.ROOT), value));
        all.putIfAbsent("cache-control", "no-store");
        return all;
    }

    /** The name twice, by RFC 6266: plain for old readers, in UTF-8 for the rest. */
    private static Map<String, String> named(Map<String, String> headers, String name) {
        var plain = vn.phien.base.Tones.plain(name).replaceAll("[^a-zA-Z0-9._-]+", "-");
        headers.put("content-disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
        return headers;
    }
}
