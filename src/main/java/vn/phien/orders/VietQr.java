package vn.phien.orders;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.phien.base.BadValue;
import vn.phien.base.Tones;
import vn.phien.base.Why;

/**
 * What a VietQR picture says: transfer so much to this account, with this memo. Written as EMVCo tag-length-value text by the
 * NAPAS specification 1.5.2, the same that every bank's app in Vietnam reads.
 *
 * @param bankBin   six digits that name the bank
 * @param account   1 to 19 letters and digits: an account, or a card
 * @param card      the number is a card's
 * @param oneTime   the picture is for one transfer only
 * @param amountVnd 1 to 9,999,999,999,999 whole đồng; null leaves it to the payer
 * @param memo      1 to 25 printable ASCII characters, or null
 */
public record VietQr(String bankBin, String account, boolean card, boolean oneTime, Long amountVnd, String memo) {
    public static final int MEMO = 25;

    private static final Pattern BIN = Pattern.compile("[0-9]{6}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9A-Za-z]{1,19}");
    private static final Pattern AMOUNT = Pattern.compile("[1-9][0-9]{0,12}");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1," + MEMO + "}");
    private static final Pattern ASCII = Pattern.compile("[ -~]{1,512}");
    private static final long MOST_VND = 9_999_999_999_999L;
    private static final String NAPAS = "A000000727";
    private static final String TO_ACCOUNT = "QRIBFTTA";
    private static final String TO_CARD = "QRIBFTTC";
    private static final String CRC = "6304";
    /** Merchant category, tip, fee, name, city, postcode: allowed by the standard, of no use here. */
    private static final Set<String> PASSED_OVER = Set.of("52", "55", "56", "57", "59", "60", "61");

    /** @throws BadValue when a bound is broken */
    public VietQr {
        if (!BIN.matcher(bankBin).matches()) throw new BadValue("bankBin", Why.INVALID_VALUE);
        if (!ACCOUNT.matcher(account).matches()) throw new BadValue("account", Why.INVALID_VALUE);
        if (amountVnd != null && amountVnd < 1) throw new BadValue("amountVnd", Why.TOO_SMALL);
        if (amountVnd != null && amountVnd > MOST_VND) throw new BadValue("amountVnd", Why.TOO_LARGE);
        if (memo != null && !PRINTABLE.matcher(memo).matches()) throw new BadValue("memo", Why.BAD_TEXT);
    }

    /**
     * The text of a picture that asks for a transfer to an account. It is for one time when it has an amount.
     *
     * @param memo any text, brought into {@link #memo(String) shape}; null or blank for none
     * @throws BadValue when the bank, the account or the amount breaks its bounds
     */
    public static String build(String bankBin, String account, Long amountVnd, String memo) {
        var shaped = memo == null ? "" : memo(memo);
        return new VietQr(bankBin, account, false, amountVnd != null, amountVnd, shaped.isEmpty() ? null : shaped).payload();
    }

    /** A text as banks let it pass: no tones, letters, digits and single spaces only, at most {@value #MEMO} characters. */
    public static String memo(String text) {
        var bare = Tones.bare(text).replaceAll("[^0-9A-Za-z]+", " ").strip();
        return bare.length() <= MEMO ? bare : bare.substring(0, MEMO).strip();
    }

    public String payload() {
        var receiver = field("00", bankBin) + field("01", account);
        var text = field("00", "01") + field("01", oneTime ? "12" : "11")
                + field("38", field("00", NAPAS) + field("01", receiver) + field("02", card ? TO_CARD : TO_ACCOUNT))
                + field("53", "704") + (amountVnd == null ? "" : field("54", Long.toString(amountVnd)))
                + field("58", "VN") + (memo == null ? "" : field("62", field("08", memo))) + CRC;
        return text + crc(text);
    }

    /**
     * Reads the text of a picture. Empty for everything that is not exactly a VietQR: a wrong checksum, another currency, a field
     * twice or one that is not known, an amount with a point.
     *
     * @param payload anything, null included
     */
    public static Optional<VietQr> parse(String payload) {
        if (payload == null || !ASCII.matcher(payload).matches() || payload.length() < 8) return Optional.empty();
        var body = payload.substring(0, payload.length() - 4);
        if (!body.endsWith(CRC) || !payload.endsWith(crc(body))) return Optional.empty();
        return fields(body.substring(0, body.length() - 4)).flatMap(VietQr::of);
    }

    private static Optional<VietQr> of(Map<String, String> fields) {
        var receiver = fields(fields.getOrDefault("38", ""));
        var account = receiver.flatMap(all -> fields(all.getOrDefault("01", "")));
        var further = fields(fields.getOrDefault("62", ""));
        if (receiver.isEmpty() || account.isEmpty() || further.isEmpty()) return Optional.empty();
        var way = fields.getOrDefault("01", "");
        var service = receiver.get().getOrDefault("02", "");
        var amount = fields.get("54");
        var known = Set.of("00", "01", "38", "53", "54", "58", "62");
        var fits = "01".equals(fields.get("00")) && (way.equals("11") || way.equals("12")) && "704".equals(fields.get("53")) && "VN".equals(fields.get("58"))
                && fields.keySet().stream().allMatch(id -> known.contains(id) || PASSED_OVER.contains(id))
                && receiver.get().keySet().equals(Set.of("00", "01", "02")) && NAPAS.equals(receiver.get().get("00")) && (service.equals(TO_ACCOUNT) || service.equals(TO_CARD))
                && account.get().keySet().equals(Set.of("00", "01"))
                && further.get().keySet().stream().allMatch(id -> id.compareTo("01") >= 0 && id.compareTo("09") <= 0)
                && (amount == null || AMOUNT.matcher(amount).matches());
        if (!fits) return Optional.empty();
        try {
            return Optional.of(new VietQr(account.get().get("00"), account.get().get("01"), service.equals(TO_CARD), way.equals("12"),
                    amount == null ? null : Long.valueOf(amount), further.get().get("08")));
        } catch (BadValue broken) {
            return Optional.empty();
        }
    }

    /** Two digits of name, two of length, so many characters; empty when the text is anything else or names a field twice. */
    private static Optional<Map<String, String>> fields(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (var at = 0; at < text.length(); ) {
            if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9]{4}")) return Optional.empty();
            var end = at + 4 + Integer.parseInt(text.substring(at + 2, at + 4));
            if (end > text.length() || end == at + 4 || fields.put(text.substring(at, at + 2), text.substring(at + 4, end)) != null) return Optional.empty();
            at = end;
        }
        return Optional.of(fields);
    }

    private static String field(String id, String value) {
        return id + (value.length() < 10 ? "0" : "") + value.length() + value;
    }

    /** CRC-16/CCITT-FALSE in four capital hexadecimal digits. */
    static String crc(String text) {
        var crc = 0xFFFF;
        for (var octet : text.getBytes(StandardCharsets.US_ASCII)) {
            crc ^= octet << 8;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
        }
        return HexFormat.of().withUpperCase().toHexDigits((short) crc);
    }
}
