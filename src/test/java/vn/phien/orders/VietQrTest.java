package vn.phien.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.BadValue;

class VietQrTest {
    private static final String OPEN = "00020101021138540010A00000072701240006970423011000999999990208QRIBFTTA53037045802VN6304CBB4";
    private static final String ONE_TIME = "00020101021238570010A00000072701270006970422011300234579234420208QRIBFTTA53037045405401235802VN62160812chuyen khoan6304722F";

    @ParameterizedTest
    @CsvSource({
            OPEN + ",970423,0099999999,false,,",
            ONE_TIME + ",970422,0023457923442,true,40123,chuyen khoan",
            "00020101021238570010A00000072701270006970422011300234579234420208QRIBFTTA53037045405401235802VN62200816test text string6304D9C6,970422,0023457923442,true,40123,test text string",
            "00020101021238630010A0000007270133000697042201190023457923442ASDFLJ0208QRIBFTTA53037045405401235802VN62290825chuyen khoan alsdkf laksj6304E5DB,970422,0023457923442ASDFLJ,true,40123,chuyen khoan alsdkf laksj",
            "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho lu lut6304C15C,970415,0011001932418,true,120000,ung ho lu lut"})
    void the_known_pictures_are_read_and_written_letter_for_letter(String payload, String bank, String account, boolean oneTime, Long amountVnd, String memo) {
        var qr = new VietQr(bank, account, false, oneTime, amountVnd, memo);
        assertEquals(payload, qr.payload());
        assertEquals(Optional.of(qr), VietQr.parse(payload));
    }

    @Test void a_picture_with_an_amount_is_for_one_time() {
        assertEquals(ONE_TIME, VietQr.build("970422", "0023457923442", 40_123L, "chuyển khoản"));
        assertEquals(OPEN, VietQr.build("970423", "0099999999", null, null));
        assertEquals(OPEN, VietQr.build("970423", "0099999999", null, " "));
    }

    @Test void the_checksum_is_the_one_of_the_standard() {
        assertEquals("29B1", VietQr.crc("123456789"));
    }

    @Test void a_known_picture_with_a_wrong_checksum_is_refused() {
        var body = ONE_TIME.substring(0, ONE_TIME.length() - 4);
        assertEquals(Optional.empty(), VietQr.parse(body + "CD60"));
        assertEquals(Optional.empty(), VietQr.parse(body + "722f"));
    }

    /** The README of a known parser prints a picture that ends in CD60; its checksum should be C06F. */
    @Test void cd60_is_refused_where_c06f_belongs() {
        for (var account = 0; account < 200_000; account++) {
            var payload = VietQr.build("970422", "%013d".formatted(account), 40_123L, "chuyen khoan");
            if (payload.endsWith("C06F")) {
                assertEquals(Optional.empty(), VietQr.parse(payload.substring(0, payload.length() - 4) + "CD60"));
                return;
            }
        }
        throw new AssertionError("no picture ends in C06F");
    }

    @Test void every_single_wrong_character_is_noticed() {
        for (var at = 0; at < ONE_TIME.length(); at++) {
            var other = ONE_TIME.charAt(at) == '7' ? '3' : '7';
            assertEquals(Optional.empty(), VietQr.parse(ONE_TIME.substring(0, at) + other + ONE_TIME.substring(at + 1)), "at " + at);
        }
    }

    private static String sealed(String body) {
        return body + "6304" + VietQr.crc(body + "6304");
    }

    private static final String TO = "38570010A00000072701270006970422011300234579234420208QRIBFTTA";

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"6304", "63041D0F", "x", "000201", "00020101021138540010A00000072701240006970423011000999999990208QRIBFTTA53037045802VN6304",
            "00020101021138540010A00000072701240006970423011000999999990208QRIBFTTA53037045802VN6304CBB4 ", "\n"})
    void what_is_no_picture_is_refused(String payload) {
        assertEquals(Optional.empty(), VietQr.parse(payload));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "000202010211" + TO + "53037045802VN", "000201010213" + TO + "53037045802VN", "000201" + TO + "53037045802VN", "000201010211" + TO + "53038405802VN", "000201010211" + TO + "53037045802US",
            "000201010211" + TO + "5802VN", "000201010211" + TO + "5303704", "00020101021153037045802VN", "000201010211" + TO + TO + "53037045802VN", "000201010211" + TO + "53037045303704" + "5802VN",
            "000201010212" + TO + "530370454010" + "5802VN", "000201010212" + TO + "5303704540601234X5802VN", "000201010212" + TO + "53037045405012345802VN", "000201010212" + TO + "5303704540812000.005802VN",
            "000201010212" + TO + "5303704540500.505802VN", "000201010212" + TO + "530370454141234567890123456" + "5802VN", "000201010211" + TO + "53037045802VN9901x", "000201010211" + TO + "53037045802VN6200",
            "000201010211" + TO + "53037045802VN62300826aaaaaaaaaaaaaaaaaaaaaaaaaa", "000201010211" + TO + "53037045802VN62090810abcde", "000201010211" + TO + "53037045802VNx", "000201010211" + TO + "53037045802VN6305ab",
            "00020101021138570010A00000072801270006970422011300234579234420208QRIBFTTA53037045802VN", "00020101021138570010A00000072701270006970422011300234579234420208QRIBFTTX53037045802VN",
            "00020101021138570010A00000072701270006 97042011300234579234420208QRIBFTTA53037045802VN", "00020101021138450010A00000072701270006970422011300234579234453037045802VN"})
    void a_right_checksum_does_not_save_a_wrong_picture(String body) {
        assertEquals(Optional.empty(), VietQr.parse(sealed(body)));
    }

    @Test void fields_of_no_use_are_passed_over() {
        var read = VietQr.parse(sealed("000201010211" + TO + "52045999" + "53037045802VN5905PHIEN6006HA NOI62120108ORDER-01"));
        assertEquals(Optional.of(new VietQr("970422", "0023457923442", false, false, null, null)), read);
    }

    @Test void a_card_has_a_service_of_its_own() {
        var card = new VietQr("970403", "9704031101234567", true, true, 1L, "x");
        assertEquals(Optional.of(card), VietQr.parse(card.payload()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Ủng hộ Đồng bào lũ lụt|Ung ho Dong bao lu lut", "PH2345-ABCDE|PH2345 ABCDE", "'  a   b  '|a b", "cảm ơn ❤️ shop!!!|cam on shop", "đơn hàng số 12 của chị Lan Hương|don hang so 12 cua chi La",
            "'a\nb'|a b", "😀|''"})
    void a_memo_is_brought_into_the_shape_that_banks_let_pass(String text, String memo) {
        assertEquals(memo, VietQr.memo(text));
    }

    @ParameterizedTest
    @CsvSource(value = {"97042,1,1,x", "9704222,1,1,x", "97042a,1,1,x", "９７０４２２,1,1,x", "970422,'',1,x", "970422,12345678901234567890,1,x", "970422,12 34,1,x", "970422,12-34,1,x", "970422,1,0,x", "970422,1,-1,x", "970422,1,10000000000000,x"})
    void bounds_are_kept(String bank, String account, long amountVnd, String memo) {
        assertThrows(BadValue.class, () -> VietQr.build(bank, account, amountVnd, memo));
    }

    @Test void whatever_is_written_is_read_back_and_nothing_breaks_the_reader() {
        var dice = new Random(11);
        for (var round = 0; round < 20_000; round++) {
            var account = Long.toString(dice.nextLong(1, 1_000_000_000_000_000_000L), 36);
            var amount = dice.nextBoolean() ? null : dice.nextLong(1, 10_000_000_000_000L);
            var memo = VietQr.memo(dice.ints(dice.nextInt(40), ' ', 0x1EFF).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString());
            var qr = new VietQr("970422", account, dice.nextBoolean(), dice.nextBoolean(), amount, memo.isEmpty() ? null : memo);
            assertEquals(Optional.of(qr), VietQr.parse(qr.payload()));
            var broken = new StringBuilder(qr.payload());
            broken.setCharAt(dice.nextInt(broken.length()), (char) dice.nextInt(32, 127));
            VietQr.parse(sealed(broken.substring(0, dice.nextInt(broken.length()))));
        }
    }
}
