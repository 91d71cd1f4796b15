package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The name of a thing. Everything a booth owns carries the booth's shard in its name: {@code p07-3f9k2m} is a product in
 * shard 7, so that any id leads to its books without a look-up. The letter tells the kind.
 */
public sealed interface Id permits AccountId, Id.Sharded {

    /** The text that travels and is stored: lower-case letters, digits and one dash. */
    @JsonValue
    String value();

    /** A name that carries its shard. */
    sealed interface Sharded extends Id permits BoothId, ProductId, ShowId, HoldId, OrderId, DealId, MessageId, PlaceId, MarketId, NightId, HallId, TicketId, MatterId, ComplaintId {
        /** The shard in which every key of this thing lives. */
        default Shard shard() {
            return new Shard((value().charAt(1) - '0') * 10 + (value().charAt(2) - '0'));
        }
    }

    /** Longest body after the dash. */
    int BODY = 40;

    /** Checks that {@code value} is a sharded id of the given kind. */
    static String sharded(char letter, String value) {
        if (!isSharded(letter, value)) throw new BadValue("id", Why.INVALID_ID);
        return value;
    }

    /** Whether {@code value} is a sharded id of the given kind, without throwing. */
    static boolean isSharded(char letter, String value) {
        if (value == null || value.length() < 5 || value.length() > 4 + BODY) return false;
        if (value.charAt(0) != letter || value.charAt(3) != '-') return false;
        int tens = value.charAt(1) - '0', ones = value.charAt(2) - '0';
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9 || tens * 10 + ones >= Shard.COUNT) return false;
        return isBody(value, 4);
    }

    /** Whether everything from {@code from} on is a lower-case letter or a digit. */
    static boolean isBody(String value, int from) {
        if (value.length() <= from) return false;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'z')) return false;
        }
        return true;
    }
}
