package dev.tollgate.auth.key;

import dev.tollgate.platform.crypto.Secret;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** An RSA pair of 2048 bits; its kid is the thumbprint of the public half (RFC 7638), so a kid never means another key. */
public final class SigningKey {
    public static final String ALGORITHM = "RS256";
    private static final int BITS = 2048;
    private final RsaJsonWebKey pair;

    private SigningKey(RsaJsonWebKey pair) {
        this.pair = pair;
    }

    /** A new pair. */
    static SigningKey generate() {
        try {
            var pair = RsaJwkGenerator.generateJwk(BITS);
            pair.setKeyId(pair.calculateBase64urlEncodedThumbprint("SHA-256"));
            pair.setAlgorithm(ALGORITHM);
            pair.setUse("sig");
            return new SigningKey(pair);
        } catch (JoseException broken) {
            throw new IllegalStateException("RSA does not work here", broken);
        }
    }

    /** From the text of {@link #secretJwk}. */
    static SigningKey read(Secret jwk) {
        return new SigningKey(parse(jwk.reveal()));
    }

    /** The key of a public JWK that {@link #publicJwk} wrote. */
    public static RSAPublicKey readPublic(String jwk) {
        return parse(jwk).getRsaPublicKey();
    }

    private static RsaJsonWebKey parse(String jwk) {
        try {
            return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(jwk);
        } catch (JoseException broken) {
            throw new IllegalStateException("not an RSA key in the JWK form");
        }
    }

    public String kid() {
        return pair.getKeyId();
    }

    public PrivateKey privateKey() {
        return pair.getRsaPrivateKey();
    }

    String publicJwk() {
        return pair.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    Secret secretJwk() {
        return new Secret(pair.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
    }

    @Override
    public String toString() {
        return "signing key " + kid();
    }
}
