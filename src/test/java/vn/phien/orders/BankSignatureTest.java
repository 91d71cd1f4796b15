package vn.phien.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.phien.base.Why;

/** The signature part of group K of the table of bad inputs. */
class BankSignatureTest {
    private static final long NOW = 1_785_585_600_000L;
    private static final String OLD = "the secret until today", NEW = "the secret from today";
    private static final byte[] BODY = "{\"transaction\":\"FT1\", \"amountVnd\":240000}".getBytes(StandardCharsets.UTF_8);
    private static final BankSignature DOOR = new BankSignature(List.of(NEW, OLD));

    private static String hex(String header) {
        return header.substring(header.indexOf("v1=") + 3);
    }

    static Stream<Arguments> notices() {
        var good = BankSignature.sign(NEW, BODY, NOW);
        return Stream.of(
            Arguments.of("signed now", good, BODY, null),
            Arguments.of("signed with the secret that is going", BankSignature.sign(OLD, BODY, NOW), BODY, null),
            Arguments.of("two signatures, the second good", "t=" + NOW / 1000 + ",v1=" + "0".repeat(64) + ",v1=" + hex(good), BODY, null),
            Arguments.of("clock behind by less than five minutes", BankSignature.sign(NEW, BODY, NOW - 299_000), BODY, null),
            Arguments.of("clock ahead by less than five minutes", BankSignature.sign(NEW, BODY, NOW + 299_000), BODY, null),
            Arguments.of("an empty body can be signed", BankSignature.sign(NEW, new byte[0], NOW), new byte[0], null),
            Arguments.of("K1 no signature", null, BODY, Why.BAD_SIGNATURE),
            Arguments.of("empty header", "", BODY, Why.BAD_SIGNATURE),
            Arguments.of("K2 another scheme", "sha1=" + hex(good).substring(0, 40), BODY, Why.BAD_SIGNATURE),
            Arguments.of("K4 body written anew", good, new String(BODY, StandardCharsets.UTF_8).replace(" ", "").getBytes(StandardCharsets.UTF_8), Why.BAD_SIGNATURE),
            Arguments.of("K5 capitals", good.replace(hex(good), hex(good).toUpperCase()), BODY, Why.BAD_SIGNATURE),
            Arguments.of("K5 no v1=", good.replace("v1=", ""), BODY, Why.BAD_SIGNATURE),
            Arguments.of("K6 one more space", good, (new String(BODY, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8), Why.BAD_SIGNATURE),
            Arguments.of("K7 no body", good, new byte[0], Why.BAD_SIGNATURE),
            Arguments.of("K9 two days old", BankSignature.sign(NEW, BODY, NOW - 2 * 86_400_000L), BODY, Why.TOO_OLD),
            Arguments.of("K10 six minutes ahead", BankSignature.sign(NEW, BODY, NOW + 360_000), BODY, Why.TOO_OLD),
            Arguments.of("time changed after signing", good.replace("t=" + NOW / 1000, "t=" + (NOW / 1000 + 1)), BODY, Why.BAD_SIGNATURE),
            Arguments.of("negative time", good.replace("t=", "t=-"), BODY, Why.BAD_SIGNATURE),
            Arguments.of("huge time", "t=99999999999999999999,v1=" + hex(good), BODY, Why.BAD_SIGNATURE),
            Arguments.of("signature cut", good.substring(0, good.length() - 1), BODY, Why.BAD_SIGNATURE),
            Arguments.of("signature with letters that are no digits", good.substring(0, good.length() - 1) + "g", BODY, Why.BAD_SIGNATURE),
            Arguments.of("another secret", BankSignature.sign("a secret nobody gave", BODY, NOW), BODY, Why.BAD_SIGNATURE),
            Arguments.of("spaces", good.replace(",", ", "), BODY, Why.BAD_SIGNATURE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notices")
    void a_notice_is_believed_only_when_it_is_signed_and_fresh(String what, String header, byte[] body, Why why) {
        assertEquals(Optional.ofNullable(why), DOOR.refuses(header, body, NOW));
    }

    @Test
    void without_a_secret_nothing_is_believed() {
        assertEquals(Optional.of(Why.BAD_SIGNATURE), new BankSignature(List.of()).refuses(BankSignature.sign(NEW, BODY, NOW), BODY, NOW));
    }

    @Test
    void a_short_secret_does_not_start() {
        assertThrows(IllegalArgumentException.class, () -> new BankSignature(List.of("short")));
    }
}
