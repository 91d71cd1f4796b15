package vn.phien.accounts;

import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Province;
import vn.phien.base.Why;
import vn.phien.protocol.Views.RecipientView;
import vn.phien.protocol.Wire;

/** Who gets a parcel, and where. Personal data: outside of this process it exists sealed only. */
public record Recipient(String name, PhoneNumber phone, Province province, String commune, String street) {
    public Recipient {
        name = line("name", name, Limits.NAME);
        Check.present("phone", phone);
        Check.present("province", province);
        commune = line("commune", commune, Limits.COMMUNE);
        street = line("street", street, Limits.ADDRESS);
    }

    /** As people fill it in: any way of writing the number; the province by code or by name, of today or of before 2025. */
    public static Recipient of(String name, String phone, String province, String commune, String street) {
        if (phone == null) throw new BadValue("phone", Why.MISSING);
        if (province == null) throw new BadValue("province", Why.MISSING);
        return new Recipient(name, PhoneNumber.parse(phone).orElseThrow(() -> new BadValue("phone", Why.INVALID_PHONE)),
            Province.byCode(province).or(() -> province.length() > Limits.COMMUNE ? java.util.Optional.empty() : Province.find(province)).orElseThrow(() -> new BadValue("province", Why.INVALID_VALUE)),
            commune, street);
    }

    /** One line: an address that is printed on a label cannot break out of its line. */
    private static String line(String field, String text, int max) {
        return Check.text(field, text == null ? null : Check.optional(field, text, 4 * max).replaceAll("[\\s\\p{Z}\\p{Cf}]+", " ").strip(), max);
    }

    /** In full, for the person and for a label; the province by its code. */
    public RecipientView view() {
        return new RecipientView(name, phone.national(), province.code(), commune, street);
    }

    /** For lists: who and which province, no way to call or to find them. */
    public RecipientView masked() {
        return new RecipientView(name, phone.masked(), province.code(), commune, "•••");
    }

    public String seal(Vault vault) {
        return vault.seal(Wire.write(new RecipientView(name, phone.e164(), province.code(), commune, street)));
    }

    public static Recipient open(Vault vault, String sealed) {
        var view = Wire.trusted(vault.open(sealed), RecipientView.class);
        return new Recipient(view.name(), new PhoneNumber(view.phone()), Province.byCode(view.province()).orElseThrow(), view.commune(), view.street());
    }

    @Override
    public String toString() {
        return "Recipient[…]";
    }
}
