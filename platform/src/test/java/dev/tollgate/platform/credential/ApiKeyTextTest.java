package dev.tollgate.platform.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.principal.Mode;
import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTextTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** Kept for ever: a key given out once must parse in every later release. */
    private static final String GOLDEN =
            "pk_live_0A1b2C3d4E5f6G7h8I9j.abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG" + "1kHk3p";

    @ParameterizedTest
    @EnumSource(Mode.class)
    void mintedKeyParsesToItsParts(Mode mode) {
        var minted = ApiKeyText.mint(mode);

        var parsed = ApiKeyText.parse(minted.text().reveal()).orElseThrow();

        assertEquals(mode, parsed.mode());
        assertEquals(minted.id(), parsed.id());
        assertEquals(minted.secret().reveal(), parsed.secret().reveal());
        assertEquals("pk_" + mode.wire() + "_" + minted.id(), parsed.prefix());
    }

    @Test
    void wireFormatIsTheOneOfTheContract() {
        var minted = ApiKeyText.mint(Mode.LIVE).text().reveal();

        assertTrue(minted.matches("pk_live_[0-9A-Za-z]{20}\\.[0-9A-Za-z]{49}"), minted);
    }

    @Test
    void keyOfAnEarlierReleaseStillParses() {
        assertEquals(
                "0A1b2C3d4E5f6G7h8I9j", ApiKeyText.parse(GOLDEN).orElseThrow().id());
    }

    /** CRC-32 sees every change within 32 neighbouring bits; this walks all of them for some keys. */
    @Test
    void everyChangeOfOneCharacterIsRefused() {
        for (int key = 0; key < 20; key++) {
            var text =
                    ApiKeyText.mint(key % 2 == 0 ? Mode.TEST : Mode.LIVE).text().reveal();
            for (int at = 0; at < text.length(); at++) {
                for (int other = 0; other < ALPHABET.length(); other++) {
                    var changed = text.substring(0, at) + ALPHABET.charAt(other) + text.substring(at + 1);
                    assertEquals(changed.equals(text), ApiKeyText.parse(changed).isPresent(), changed);
                }
            }
        }
    }

    /** A swap of neighbours and the other mode are changes within 32 bits too; the rest has the wrong length. */
    @Test
    void swappedLostAndDoubledCharactersAreRefused() {
        long seed = 20_261_122L;
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 5_000; round++) {
            var text = ApiKeyText.mint(Mode.TEST).text().reveal();
            int at = random.nextInt(text.length() - 1);
            Stream.of(
                            text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2),
                            text.substring(0, at) + text.substring(at + 1),
                            text.substring(0, at) + text.charAt(at) + text.substring(at),
                            text.replace("pk_test_", "pk_live_"))
                    .filter(damaged -> !damaged.equals(text))
                    .forEach(damaged ->
                            assertFalse(ApiKeyText.parse(damaged).isPresent(), () -> "seed " + seed + ": " + damaged));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pk_",
                "pk_test_",
                "sk_test_0A1b2C3d4E5f6G7h8I9j.abc",
                "pk_prod_0A1b2C3d4E5f6G7h8I9j.abc",
                "pk_test_0A1b2C3d4E5f6G7h8I9j",
                "pk_test_0A1b2C3d4E5f6G7h8I9j.",
                "pk_test_0A1b2C3d4E5f6G7h8I9j.é",
                "eyJhbGciOiJSUzI1NiJ9.e30.c2ln"
            })
    void textThatIsNoKeyIsRefused(String text) {
        assertTrue(ApiKeyText.parse(text).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\r\n", "\u0000"})
    void surroundingCharactersAreRefused(String extra) {
        var text = ApiKeyText.mint(Mode.TEST).text().reveal();

        assertTrue(ApiKeyText.parse(text + extra).isEmpty());
        assertTrue(ApiKeyText.parse(extra + text).isEmpty());
    }

    @Test
    void noTwoKeysShareAHalf() {
        var halves = new HashSet<String>();
        for (int i = 0; i < 2_000; i++) {
            var key = ApiKeyText.mint(Mode.TEST);
            assertTrue(halves.add(key.id()));
            assertTrue(halves.add(key.secret().reveal()));
        }
    }

    @Test
    void secretHasAtLeast256Bits() {
        double bits = 43 * (Math.log(ALPHABET.length()) / Math.log(2));

        assertTrue(bits >= 256, () -> "only " + bits);
    }

    @Test
    void printingAKeyShowsItsPublicHalfOnly() {
        var key = ApiKeyText.mint(Mode.LIVE);

        assertTrue(key.toString().contains(key.id()));
        assertFalse(key.toString().contains(key.secret().reveal()));
        assertEquals("***", new Secret(key.text().reveal()).toString());
    }
}
