package vn.phien.orders;

import java.util.Locale;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Province;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound.Recipient;
import vn.phien.protocol.Views.RecipientView;

/**
 * Who receives an order, and what the buyer wishes. Personal data: sealed as one text in the store, never logged.
 *
 * @param phone in E.164
 * @param note  or null
 */
record Parcel(String name, String phone, String province, String commune, String street, String note) {
    /** What stands where the person was erased. */
    static final RecipientView ERASED = new RecipientView("", "", "", "", "");

    /** Reads what a buyer typed, or tells which field is wrong. */
    static Result<Parcel> of(Recipient typed, String note) {
        var phone = PhoneNumber.parse(typed.phone());
        if (phone.isEmpty()) return Result.refused(Why.INVALID_PHONE, "recipient.phone");
        if (Province.byCode(typed.province()).isEmpty()) return Result.refused(Why.INVALID_VALUE, "recipient.province");
        return Result.ok(new Parcel(line(typed.name()), phone.get().e164(), typed.province(), line(typed.commune()), line(typed.street()),
            note == null || note.isBlank() ? null : note.strip()));
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    PhoneNumber number() {
        return new PhoneNumber(phone);
    }

    /** Everything: for the buyer, and for staff who opened it. */
    RecipientView whole() {
        return new RecipientView(name, number().national(), province, commune, street);
    }

    /** Enough to know a parcel again: "N. T. Hoa", 09•• ••• 678, commune and province. */
    RecipientView masked() {
        var words = name.split(" ");
        var initials = new StringBuilder();
        for (int i = 0; i < words.length - 1; i++) initials.appendCodePoint(words[i].codePointAt(0)).append(". ");
        return new RecipientView(initials + words[words.length - 1], number().masked(), province, commune, "•••");
    }

    /** The address in one line as it is written on a label. */
    String address() {
        return street + ", " + commune + ", " + Province.byCode(province).map(Province::official).orElse(province);
    }

    /** The same text for the same person and wish, so that a repeat can be told from another order. */
    String canonical() {
        return String.join("\n", name.toLowerCase(Locale.ROOT), phone, province, commune.toLowerCase(Locale.ROOT), street.toLowerCase(Locale.ROOT), note == null ? "" : note);
    }

    @Override
    public String toString() {
        return "Parcel[…]";
    }
}
