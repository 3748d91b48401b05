package dev.tollgate.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** The keys of this test JVM: the gateway's pair, whose public half services are given, and the encryption key. */
final class TestKeys {

    private static final int RSA_BITS = 2048;
    private static final int ENCRYPTION_KEY_BYTES = 32;

    private TestKeys() {}

    /** The gateway's pair. */
    static RsaJsonWebKey gateway() {
        try {
            return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(Infra.once("gateway-key", TestKeys::newPair));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A pair that no service was told of, under the same key id as the gateway's. */
    static RsaJsonWebKey stranger() {
        try {
            return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(Infra.once("stranger-key", TestKeys::newPair));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The location of the gateway's public keys, as {@code TOLLGATE_INTERNAL_JWKS} names it. */
    static String internalJwks() {
        return Infra.once("internal-jwks", TestKeys::writeJwks);
    }

    /** Base64 of 32 random bytes. */
    static String encryptionKey() {
        return Infra.once("encryption-key", () -> {
            var bytes = new byte[ENCRYPTION_KEY_BYTES];
            new SecureRandom().nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        });
    }

    /** The file with the token of the service under test, as {@code TOLLGATE_SERVICE_TOKEN} names it. */
    static String serviceToken() {
        return Infra.once("service-token", () -> written("tollgate-test-service-", ".jwt", TestTokens.service()));
    }

    private static String newPair() {
        try {
            var pair = RsaJwkGenerator.generateJwk(RSA_BITS);
            pair.setKeyId("test");
            pair.setAlgorithm("RS256");
            pair.setUse("sig");
            return pair.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String writeJwks() {
        var jwks = new JsonWebKeySet(gateway()).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        return Path.of(written("tollgate-test-jwks-", ".json", jwks))
                .toUri()
                .toString()
                .replaceFirst("^file:/+", "file:/");
    }

    private static String written(String prefix, String suffix, String text) {
        try {
            Path file = Files.createTempFile(prefix, suffix);
            file.toFile().deleteOnExit();
            Files.writeString(file, text);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
