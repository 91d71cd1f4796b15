package vn.phien.orders;

import java.util.Locale;
import vn.phien.accounts.Recipient;
import vn.phien.base.BadValue;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Province;
import vn.phien.base.Result;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Views.RecipientView;
import vn.phien.protocol.Wire;

/**
 * Who receives an order, and what the buyer wishes. Personal data: outside of this process it exists sealed only.
 *
 * @param note or null
 */
record Parcel(Recipient recipient, String note) {
    /** What stands where the person was erased. */
    static final RecipientView ERASED = new RecipientView("", "", "", "", "");

    /** As one text, to be sealed: the number in E.164, the province by its code. */
    private record Clear(RecipientView recipient, String note) { }

    /** Reads what a buyer typed, or tells which field is wrong. */
    static Result<Parcel> of(Inbound.Recipient typed, String note) {
        try {
            return Result.ok(new Parcel(Recipient.of(typed.name(), typed.phone(), typed.province(), typed.commune(), typed.street()),
                note == null || note.isBlank() ? null : note.strip()));
        } catch (BadValue bad) {
            return Result.refused(bad.why(), "recipient." + bad.field());
        }
    }

    static Parcel of(String clear) {
        var read = Wire.trusted(clear, Clear.class);
        var view = read.recipient();
        return new Parcel(new Recipient(view.name(), new PhoneNumber(view.phone()), Province.byCode(view.province()).orElseThrow(), view.commune(), view.street()), read.note());
    }

    String clear() {
        return Wire.write(new Clear(new RecipientView(recipient.name(), recipient.phone().e164(), recipient.province().code(), recipient.commune(), recipient.street()), note));
    }

    /** The address in one line as it is written on a label. */
    String address() {
        return recipient.street() + ", " + recipient.commune() + ", " + recipient.province().official();
    }

    /** The same text for the same person and wish, so that a repeat can be told from another order. */
    String canonical() {
        return String.join("\n", recipient.name().toLowerCase(Locale.ROOT), recipient.phone().e164(), recipient.province().code(), recipient.commune().toLowerCase(Locale.ROOT),
            recipient.street().toLowerCase(Locale.ROOT), note == null ? "" : note);
    }

    @Override
    public String toString() {
        return "Parcel[…]";
    }
}
