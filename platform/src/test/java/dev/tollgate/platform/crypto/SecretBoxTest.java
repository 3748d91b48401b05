package dev.tollgate.platform.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final Secret SECRET = new Secret("whsec_abc");
    private final SecretBox box = new SecretBox(key(1));

    @Test
    void opensWhatItClosed() {
        assertEquals("whsec_abc", box.open(box.seal(SECRET, "row_1"), "row_1").reveal());
    }

    @Test
    void theSameSecretNeverLooksTheSame() {
        assertNotEquals(box.seal(SECRET, "row_1"), box.seal(SECRET, "row_1"));
    }

    @Test
    void doesNotOpenInAnotherRowWithAnotherKeyOrChanged() {
        var sealed = box.seal(SECRET, "row_1");
        var changed = sealed.substring(0, sealed.length() - 4) + "AAA=";

        assertThrows(IllegalArgumentException.class, () -> box.open(sealed, "row_2"));
        assertThrows(IllegalArgumentException.class, () -> new SecretBox(key(2)).open(sealed, "row_1"));
        assertThrows(IllegalArgumentException.class, () -> box.open(changed, "row_1"));
        assertThrows(IllegalArgumentException.class, () -> box.open("whsec_abc", "row_1"));
    }

    @Test
    void aShortKeyIsRefused() {
        var short16 = Base64.getEncoder().encodeToString(new byte[16]);

        assertThrows(IllegalArgumentException.class, () -> new SecretBox(short16));
    }

    @Test
    void aSecretPrintsNothing() {
        assertFalse(("" + SECRET).contains("abc"));
    }

    private static String key(int fill) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
