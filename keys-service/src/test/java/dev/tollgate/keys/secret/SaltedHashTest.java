package dev.tollgate.keys.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.crypto.Secret;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SaltedHashTest {
    private static final Secret SECRET = new Secret("0123456789abcdefghijklmnopqrstuvwxyzABCDEFG1kHk3p");

    @Test
    void theSecretMatchesItsHashAndNothingElseDoes() {
        var hash = SaltedHash.of(SECRET);

        assertTrue(hash.matches(new Secret(SECRET.reveal())));
        assertFalse(hash.matches(new Secret(SECRET.reveal() + "x")));
        assertFalse(hash.matches(new Secret(SECRET.reveal().toLowerCase(Locale.ROOT))));
        assertFalse(hash.matches(new Secret("")));
    }

    @Test
    void oneSecretHasADifferentHashEachTime() {
        assertFalse(Arrays.equals(
                SaltedHash.of(SECRET).hash(), SaltedHash.of(SECRET).hash()));
    }

    @Test
    void whatWasStoredStillMatches() {
        var hash = SaltedHash.of(SECRET);

        assertTrue(SaltedHash.stored(hash.salt(), hash.hash()).matches(SECRET));
        assertEquals(16, hash.salt().length);
        assertEquals(32, hash.hash().length);
    }

    /** Changing the algorithm would lock every customer out: computed with Python's hashlib. */
    @Test
    void hashOfAnEarlierReleaseStillMatches() {
        byte[] salt = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
        byte[] hash = HexFormat.of().parseHex("2b072584f1076d5b9a4e57a3ea2500116408b7545f93d87adb228a8e60495c32");

        assertTrue(SaltedHash.stored(salt, hash).matches(SECRET));
    }

    @Test
    void nobodysHashMatchesNothingThatIsPresented() {
        assertFalse(SaltedHash.ofNobody().matches(SECRET));
        assertFalse(SaltedHash.ofNobody().matches(new Secret("")));
    }

    @Test
    void whatItHandsOutIsACopy() {
        var hash = SaltedHash.of(SECRET);
        byte[] before = hash.hash();

        hash.hash()[0]++;
        hash.salt()[0]++;

        assertArrayEquals(before, hash.hash());
        assertTrue(hash.matches(SECRET));
    }
}
