package vn.phien.http;

import ch.qos.logback.core.PropertyDefinerBase;

/** {@code text} for people at a console, {@code json} for everything else; {@code PHIEN_LOG} overrules it. */
public final class LogStyle extends PropertyDefinerBase {
    @Override
    public String getPropertyValue() {
        var told = System.getenv("PHIEN_LOG");
        if ("text".equals(told) || "json".equals(told)) return told;
        return System.console() != null && System.console().isTerminal() ? "text" : "json";
    }
}
