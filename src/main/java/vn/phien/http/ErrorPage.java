package vn.phien.http;

import java.nio.charset.StandardCharsets;
import vn.phien.base.Why;

/** The page that a person sees when there is no page: warm, in both languages, without a script. */
final class ErrorPage {
    private ErrorPage() { }

    static byte[] of(WebAssets web, Why why, String id) {
        var text = web.text("error");
        if (text == null) text = "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>Phiên</title><h1>{title-vi}</h1><p>{detail-vi}</p><p lang=\"en\">{title-en}. {detail-en}</p><p>{id}</p></html>";
        var title = why == Why.NOT_FOUND ? "page.lost" : "page.trouble";
        return text.replace("{title-vi}", html(Words.say("vi", title))).replace("{title-en}", html(Words.say("en", title)))
            .replace("{detail-vi}", html(Words.say("vi", why))).replace("{detail-en}", html(Words.say("en", why)))
            .replace("{home-vi}", html(Words.say("vi", "page.home"))).replace("{home-en}", html(Words.say("en", "page.home")))
            .replace("{code-vi}", html(Words.say("vi", "page.code"))).replace("{status}", Integer.toString(why.status())).replace("{id}", html(id)).getBytes(StandardCharsets.UTF_8);
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
