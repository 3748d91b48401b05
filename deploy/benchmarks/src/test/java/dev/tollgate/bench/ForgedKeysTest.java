package dev.tollgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.credential.ApiKeyText;
import org.junit.jupiter.api.Test;

class ForgedKeysTest {
    private final ApiKeyText key = ForgedKeys.unknown();

    @Test
    void mistypedKeyIsRefusedByItsForm() {
        assertTrue(ApiKeyText.parse(ForgedKeys.mistyped(key.text().reveal())).isEmpty());
    }

    @Test
    void keyWithAnotherSecretLooksRight() {
        var forged = ForgedKeys.withAnotherSecret(key.text().reveal());

        assertEquals(key.id(), forged.id());
        assertNotEquals(key.secret().reveal(), forged.secret().reveal());
    }
}
