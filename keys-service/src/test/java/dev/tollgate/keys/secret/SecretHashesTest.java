package dev.tollgate.keys.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.crypto.Secret;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretHashesTest {
    private static final Secret SECRET = new Secret("0123456789abcdefghijklmnopqrstuvwxyzABCDEFG1kHk3p");
    private static final String FIRST = "1:" + pepper(7);
    private static final String SECOND = "2:" + pepper(8);
    private static final SecretHashes PLAIN = hashes("");

    @ParameterizedTest
    @ValueSource(strings = {"", "peppered"})
    void theSecretMatchesItsHashAndNothingElseDoes(String peppered) {
        var hashes = peppered.isEmpty() ? PLAIN : hashes(FIRST);
        var hash = hashes.of(SECRET);

        assertTrue(hashes.matches(hash, new Secret(SECRET.reveal())));
        assertFalse(hashes.matches(hash, new Secret(SECRET.reveal() + "x")));
        assertFalse(hashes.matches(hash, new Secret(SECRET.reveal().toLowerCase(Locale.ROOT))));
        assertFalse(hashes.matches(hash, new Secret("")));
    }

    @Test
    void oneSecretHasADifferentSaltAndHashEachTime() {
        assertNotEquals(PLAIN.of(SECRET).hash(), PLAIN.of(SECRET).hash());
        assertNotEquals(PLAIN.of(SECRET).salt(), PLAIN.of(SECRET).salt());
        assertEquals(16, PLAIN.of(SECRET).salt().length());
        assertEquals(32, PLAIN.of(SECRET).hash().length());
    }

    /** Changing the algorithm would lock every customer out: computed with Python's hashlib and hmac. */
    @Test
    void hashesOfAnEarlierReleaseStillMatch() {
        byte[] salt = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
        byte[] plain = HexFormat.of().parseHex("2b072584f1076d5b9a4e57a3ea2500116408b7545f93d87adb228a8e60495c32");
        byte[] peppered = HexFormat.of().parseHex("0b3ca28025689e00abbc0851e9713674b567fc5da55914bb98b2dc6cafe9c307");

        assertTrue(PLAIN.matches(new SaltedHash(salt, plain, null), SECRET));
        assertTrue(hashes(FIRST).matches(new SaltedHash(salt, peppered, 1), SECRET));
    }

    @Test
    void nothingMatchesWhereThereIsNothingToCompareWith() {
        for (var hashes : new SecretHashes[] {PLAIN, hashes(FIRST)}) {
            assertFalse(hashes.matches(null, SECRET));
            assertFalse(hashes.matches(null, new Secret("nobody")));
        }
    }

    @Test
    void theFirstOfTheListIsForNewHashesAndTheOthersStillMatch() {
        var old = hashes(FIRST).of(SECRET);
        var announced = hashes(FIRST + ", " + SECOND);
        var rotated = hashes(SECOND + "," + FIRST);
        var fresh = rotated.of(SECRET);

        assertEquals(1, old.pepperVersion());
        assertEquals(1, announced.of(SECRET).pepperVersion());
        assertEquals(2, fresh.pepperVersion());
        assertTrue(rotated.matches(old, SECRET));
        assertTrue(rotated.matches(fresh, SECRET));
        assertTrue(announced.matches(fresh, SECRET));
        assertFalse(rotated.matches(old, new Secret("another")));
    }

    @Test
    void hashesMadeWithoutAPepperMatchOnceThereIsOne() {
        var old = PLAIN.of(SECRET);

        assertNull(old.pepperVersion());
        assertTrue(hashes(FIRST).matches(old, SECRET));
    }

    @Test
    void hashWhosePepperIsGoneOrAnotherMatchesNothing() {
        var old = hashes(FIRST).of(SECRET);

        assertFalse(PLAIN.matches(old, SECRET));
        assertFalse(hashes(SECOND).matches(old, SECRET));
        assertFalse(hashes("1:" + pepper(9)).matches(old, SECRET));
    }

    /** Without its pepper a copy of the table tells nothing, not even to somebody who guesses a secret right. */
    @Test
    void pepperedHashIsNotTheHashOfSaltAndSecret() {
        var hash = hashes(FIRST).of(SECRET);

        assertFalse(
                PLAIN.matches(new SaltedHash(hash.salt().getBytes(), hash.hash().getBytes(), null), SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c2hvcnQ=",
                "1:c2hvcnQ=",
                "0:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=",
                "x:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=",
                "1:not base64 but long enough to be a pepper, if it were",
                "1:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=,1:CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg=",
                "1:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=,"
            })
    void whatIsNoListOfPeppersStopsTheStartAndIsNotRepeated(String configured) {
        var refused = assertThrows(IllegalArgumentException.class, () -> hashes(configured));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("TOLLGATE_KEY_PEPPERS must read"));
        assertFalse(String.valueOf(refused.getMessage()).contains("BwcH"));
        assertNull(refused.getCause());
    }

    private static SecretHashes hashes(String peppers) {
        return new SecretHashes(Optional.of(peppers));
    }

    private static String pepper(int filling) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) filling);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
