package vn.phien.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Wire;

/** Refusals as problems by RFC 9457. */
public final class Problems {
    public static final String TYPE = "application/problem+json";

    private Problems() { }

    /**
     * @param type   {@code urn:phien:refused:CODE}
     * @param title  what the status means
     * @param code   the refusal, such as {@code sold-out}
     * @param detail the words for people in the language they asked for
     * @param field  the part of what was sent that is wrong
     * @param id     names this request in the server's log
     */
    public record Problem(String type, String title, int status, String code, String detail, String detailVi, String detailEn, @Maybe String field, String id) { }

    public static Problem of(Why why, String field, String language, String id) {
        return new Problem("urn:phien:refused:" + why.code(), HttpResponseStatus.valueOf(why.status()).reasonPhrase(), why.status(), why.code(),
            Words.say(language, why), Words.say("vi", why), Words.say("en", why), field, id);
    }

    static byte[] bytes(Why why, String field, String language, String id) {
        return Wire.bytes(of(why, field, language, id));
    }
}
