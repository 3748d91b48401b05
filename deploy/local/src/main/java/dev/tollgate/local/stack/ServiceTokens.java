package dev.tollgate.local.stack;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * Signs the tokens by which services act on their own behalf (docs/reference/service-interfaces.md, The internal principal), as whoever
 * deploys Tollgate does: with the gateway's key, for longer than a run lasts.
 */
final class ServiceTokens {
    private static final float MINUTES_OF_A_YEAR = 365 * 24 * 60;

    private final RSAPrivateCrtKey key;
    private final String keyId;

    /** With the PKCS#8 PEM of the gateway's key. */
    ServiceTokens(String pem) {
        try {
            var rsa = KeyFactory.getInstance("RSA");
            this.key = (RSAPrivateCrtKey) rsa.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""))));
            var half =
                    (RSAPublicKey) rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            this.keyId = new RsaJsonWebKey(half).calculateBase64urlEncodedThumbprint("SHA-256");
        } catch (GeneralSecurityException notRsa) {
            throw new IllegalStateException(notRsa);
        }
    }

    /** The token of {@code limits-service}, for example. */
    String of(String service) {
        var claims = new JwtClaims();
        claims.setIssuer("tollgate-gateway");
        claims.setAudience("tollgate-services");
        claims.setSubject(service);
        claims.setStringClaim("actor", "service");
        claims.setStringListClaim("groups", List.of("service"));
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(MINUTES_OF_A_YEAR);
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setHeader("typ", "JWT");
        token.setKeyIdHeaderValue(keyId);
        token.setKey(key);
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException unsigned) {
            throw new IllegalStateException(unsigned);
        }
    }
}
