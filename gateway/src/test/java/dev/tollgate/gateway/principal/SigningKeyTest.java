package dev.tollgate.gateway.principal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.gateway.BehindTheGate.SigningKeys;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    Path folder;

    @Test
    void publishesThePublicHalfAlone() throws JoseException {
        var key = key(SigningKeys.file("RSA", 2048));
        assertFalse(key.jwks().contains("\"d\""));
        var published = new JsonWebKeySet(key.jwks()).getJsonWebKeys().getFirst();
        assertEquals("RS256", published.getAlgorithm());
        assertEquals("sig", published.getUse());
        assertEquals(published.calculateBase64urlEncodedThumbprint("SHA-256"), published.getKeyId());
    }

    @Test
    void replicasWithOneFileAgreeOnTheKeyId() {
        var file = SigningKeys.file("RSA", 3072);
        assertEquals(key(file).jwks(), key(file).jwks());
    }

    @Test
    void refusesToStartWithoutAFile() {
        assertTrue(refusal(Optional.empty()).contains("is not set"));
        assertTrue(refusal(Optional.of(folder.resolve("absent").toString())).contains("can't be read"));
    }

    @Test
    void refusesWhatIsNoKey() throws IOException {
        var text = Files.writeString(folder.resolve("text"), "hello");
        assertTrue(refusal(Optional.of(text.toString())).contains("no PKCS#8 private key"));
        var garbage = Files.writeString(
                folder.resolve("garbage"), "-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n");
        assertTrue(refusal(Optional.of(garbage.toString())).contains("is no RSA key"));
    }

    @Test
    void refusesWeakAndForeignKeys() {
        assertTrue(
                refusal(Optional.of(SigningKeys.file("RSA", 1024).toString())).contains("fewer than 2048 bits"));
        assertTrue(refusal(Optional.of(SigningKeys.file("EC", 256).toString())).contains("is no RSA key"));
    }

    @Test
    void isReadAtTheStartAndNotAtTheFirstRequest() {
        assertTrue(SigningKey.class.isAnnotationPresent(Startup.class));
    }

    private static SigningKey key(Path file) {
        return new SigningKey(Optional.of(file.toString()));
    }

    private static String refusal(Optional<String> file) {
        var message = String.valueOf(assertThrows(ConfigurationException.class, () -> new SigningKey(file))
                .getMessage());
        assertTrue(message.startsWith("TOLLGATE_INTERNAL_SIGNING_KEY must name a file"), message);
        return message;
    }
}
