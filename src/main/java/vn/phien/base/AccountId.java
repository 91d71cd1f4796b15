package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A person's account. Accounts belong to no booth, so they carry no shard. */
public record AccountId(@JsonValue String value) implements Id {
    @JsonCreator
    public AccountId {
        if (value == null || !value.startsWith("u-") || value.length() > 2 + Id.BODY || !Id.isBody(value, 2)) throw new BadValue("account", Why.INVALID_ID);
    }

    public static AccountId random(Dice dice) {
        return new AccountId("u-" + dice.token(20));
    }

    @Override
    public String toString() {
        return value;
    }
}
