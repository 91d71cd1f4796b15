package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why something was refused. The code travels; the words a person reads stand in {@code web/words} under
 * {@code refused.CODE} in every language.
 */
public enum Why {
    // what was said makes no sense
    BAD_JSON(400), UNKNOWN_TYPE(400), UNKNOWN_FIELD(400), WRONG_TYPE(400), MISSING(400), EMPTY(400), TOO_LONG(400),
    TOO_SMALL(400), TOO_LARGE(400), BAD_TEXT(400), INVALID_ID(400), INVALID_PHONE(400), INVALID_VALUE(400), DUPLICATE(400),
    TOO_MANY_LINES(400), BODY_TOO_LARGE(413), UNSUPPORTED_FILE(415), WRONG_METHOD(405), MISDIRECTED(421),
    BAD_REQUEST(400), JSON_ONLY(415), URI_TOO_LONG(414), HEADERS_TOO_LARGE(431), TOO_SLOW(408),
    // who said it
    SIGN_IN_FIRST(401), NOT_ALLOWED(403), BAD_ORIGIN(403), BAD_SIGNATURE(401), TOO_OLD(401), REASON_NEEDED(400),
    WRONG_CODE(401), CODE_EXPIRED(401), TOO_MANY_TRIES(429), TOO_MANY_CODES(429), TOO_FAST(429), ACCOUNT_ERASED(403),
    CONSENT_NEEDED(400), NAME_RESERVED(400), NUMBER_IN_USE(409), BOOTH_NEEDS_OWNER(409),
    // what it is about
    NOT_FOUND(404), WRONG_STATE(409), KEY_REUSED(409), CHANGED_MEANWHILE(409), ALREADY_DONE(409), TOO_MANY(409),
    // buying
    SOLD_OUT(409), NOT_ENOUGH(409), OVER_LIMIT(409), NOT_ON_SALE(409), ORDERS_STOPPED(409), DEAL_OVER(409), PRICE_CHANGED(409),
    HOLD_LAPSED(409), HOLD_RESOLVED(409), HOLD_AT_CAP(409), TOO_MANY_HOLDS(409), NOT_IN_LINE(409), ALREADY_IN_LINE(409),
    CANCEL_WINDOW_OVER(409), NOT_PAID_YET(409), CONFIRM_NUMBER_FIRST(409), TOO_MANY_OPEN_COD(409), NO_COD_HERE(409), NO_BANK_ACCOUNT(409),
    // a show
    NOT_LIVE(409), ALREADY_LIVE(409), SHOW_ENDED(409), NOT_IN_LINE_UP(409), TOO_MANY_PINS(409), NOTHING_TO_UNDO(409), LINE_UP_EMPTY(409),
    STOCK_BELOW_HELD(409), FROZEN(409), SALE_STOPPED(409), VIDEO_NOT_ALLOWED(400), MUTED(403), SLOW_DOWN(429), BLOCKED_WORD(409), NO_LINKS(409), CHAT_CLOSED(409), CROWDED(429),
    COUNTER_CLOSED(409), NOBODY_WAITS(409), TALK_OVER(409), NOT_CALLED_YET(409),
    COMMENT_UNCLEAR(409), COMMENT_QUANTITY(409), COMMENT_CANCELS(409),
    // a night market
    APPLICATIONS_CLOSED(409), PLACE_TAKEN(409), HALL_IN_USE(409),
    // supervision
    TOO_MANY_VIEWS(429), OFFICE_NEEDED(400), UNDER_HOLD(409),
    // the house
    TRY_AGAIN(503), FULL(503), NOT_READY(503), BROKEN(500);

    private static final Map<String, Why> BY_CODE = Arrays.stream(values()).collect(Collectors.toMap(Why::code, Function.identity()));
    private final int status;
    private final String code = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');

    Why(int status) {
        this.status = status;
    }

    /** The name on the wire, such as {@code sold-out}. */
    @JsonValue
    public String code() {
        return code;
    }

    /** The HTTP status that fits. */
    public int status() {
        return status;
    }

    /** The refusal with this code: scripts answer with codes. */
    @JsonCreator
    public static Why of(String code) {
        var why = BY_CODE.get(code);
        if (why == null) throw new IllegalArgumentException("no refusal " + code);
        return why;
    }
}
