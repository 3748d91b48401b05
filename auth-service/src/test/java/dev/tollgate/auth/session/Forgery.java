package dev.tollgate.auth.session;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Session tokens that are almost ours. */
final class Forgery {
    private final String kid;
    private final JwtClaims claims;

    private Forgery(String kid, JwtClaims claims) {
        this.kid = kid;
        this.claims = claims;
    }

    /** Everything as in a token of ours, for the taking. */
    static Forgery of(String token) throws Exception {
        var header = new JsonWebSignature();
        header.setCompactSerialization(token);
        var payload = new String(
                Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'))),
                StandardCharsets.UTF_8);
        return new Forgery(header.getKeyIdHeaderValue(), JwtClaims.parse(payload));
    }

    String kid() {
        return kid;
    }

    Forgery change(Consumer<JwtClaims> change) {
        change.accept(claims);
        return this;
    }

    /** {@code alg: none}. */
    String unsigned() throws JoseException {
        var token = token(kid, AlgorithmIdentifiers.NONE);
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        return token.getCompactSerialization();
    }

    /** HS256 with a public text as the secret. */
    String hmac(byte[] secret) throws JoseException {
        var token = token(kid, AlgorithmIdentifiers.HMAC_SHA256);
        token.setKey(new HmacKey(secret));
        return token.getCompactSerialization();
    }

    String signed(String algorithm, PrivateKey key, String asKid) throws JoseException {
        var token = token(asKid, algorithm);
        token.setKey(key);
        return token.getCompactSerialization();
    }

    String signed(PrivateKey key) throws JoseException {
        return signed(AlgorithmIdentifiers.RSA_USING_SHA256, key, kid);
    }

    private JsonWebSignature token(String asKid, String algorithm) {
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(algorithm);
        token.setKeyIdHeaderValue(asKid);
        token.setPayload(claims.toJson());
        return token;
    }
}
