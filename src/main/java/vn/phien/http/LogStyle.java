package vn.phien.http;

import ch.qos.logback.core.PropertyDefinerBase;

/** {@code text} for people at a console, {@code json} for everything else; {@code PHIEN_LOG} overrules it. */
public final class LogStyle extends PropertyDefinerBase {
    /** From which level on a line is written for each request and each command. */
    public static final class EachRequest extends PropertyDefinerBase {
        @Override
        public String getPropertyValue() {
            return style().equals("json") ? "INFO" : "WARN";
        }
    }

    @Override
    public String getPropertyValue() {
        return style();
    }

    private static String style() {
        var told = System.getenv("PHIEN_LOG");
        if ("text".equals(told) || "json".equals(told)) return told;
        return System.console() != null && System.console().isTerminal() ? "text" : "json";
    }
}
