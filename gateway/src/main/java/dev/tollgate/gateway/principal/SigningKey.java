package dev.tollgate.gateway.principal;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;

/**
 * The key pair behind the internal principal: RSA, 2048 bits or more, from the PKCS#8 PEM file that {@code TOLLGATE_INTERNAL_SIGNING_KEY}
 * names. Its id is its RFC 7638 thumbprint, so replicas that share the file agree. Without a usable key the gateway does not start.
 */
@Startup
@Singleton
public class SigningKey {
    private static final String VARIABLE = "TOLLGATE_INTERNAL_SIGNING_KEY";
    private static final int LEAST_BITS = 2048;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private final RsaJsonWebKey pair;

    SigningKey(@ConfigProperty(name = "tollgate.internal-signing-key") Optional<String> file) {
        this.pair = read(file.orElseThrow(() -> unusable("it is not set")));
    }

    RsaJsonWebKey pair() {
        return pair;
    }

    /** The public half as a JSON Web Key Set. */
    public String jwks() {
        return new JsonWebKeySet(pair).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    private static RsaJsonWebKey read(String file) {
        try {
            var pem = PEM.matcher(Files.readString(Path.of(file)));
            if (!pem.find()) {
                throw unusable("the file holds no PKCS#8 private key");
            }
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            var rsa = KeyFactory.getInstance("RSA");
            return rsa.generatePrivate(new PKCS8EncodedKeySpec(der)) instanceof RSAPrivateCrtKey key
                            && key.getModulus().bitLength() >= LEAST_BITS
                    ? named(rsa, key)
                    : fail();
        } catch (IOException unreadable) {
            throw unusable("the file can't be read: " + unreadable);
        } catch (GeneralSecurityException | IllegalArgumentException notRsa) {
            throw unusable("the key is no RSA key");
        }
    }

    private static RsaJsonWebKey named(KeyFactory rsa, RSAPrivateCrtKey key) throws GeneralSecurityException {
        var half = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
        var pair = new RsaJsonWebKey((RSAPublicKey) rsa.generatePublic(half));
        pair.setPrivateKey(key);
        pair.setKeyId(pair.calculateBase64urlEncodedThumbprint("SHA-256"));
        pair.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        pair.setUse("sig");
        return pair;
    }

    private static RsaJsonWebKey fail() {
        throw unusable("the key has fewer than " + LEAST_BITS + " bits");
    }

    /** Without a cause: Quarkus then prints this line and no stack trace. */
    private static ConfigurationException unusable(String why) {
        return new ConfigurationException(VARIABLE + " must name a file with an RSA private key (PKCS#8 PEM, "
                + LEAST_BITS + " bits or more): " + why);
    }
}
