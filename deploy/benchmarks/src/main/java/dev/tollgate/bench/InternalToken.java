package dev.tollgate.bench;

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
import java.util.List;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Tokens as the gateway signs them (docs/reference/service-interfaces.md, The internal principal), made with the key of this run. */
public final class InternalToken {
    private static final float MINUTES = 120;

    private InternalToken() {}

    /** The gateway's own. */
    public static String ofTheGateway(Path signingKey) {
        var claims = claims();
        claims.setSubject("gateway");
        claims.setStringClaim("actor", "service");
        claims.setStringListClaim("groups", List.of("service"));
        return sign(signingKey, claims);
    }

    /** Of an unrestricted live API key of an organization. */
    public static String ofLiveKey(Path signingKey, String orgId) {
        var claims = claims();
        claims.setSubject("key_" + orgId.substring(orgId.indexOf('_') + 1));
        claims.setStringClaim("actor", "api_key");
        claims.setStringClaim("org", orgId);
        claims.setStringClaim("mode", "live");
        claims.setStringListClaim("groups", List.of("tenant"));
        return sign(signingKey, claims);
    }

    private static String sign(Path signingKey, JwtClaims claims) {
        try {
            var pem = Files.readString(signingKey).replaceAll("-----[A-Z ]+-----", "");
            var rsa = KeyFactory.getInstance("RSA");
            var key = (RSAPrivateCrtKey) rsa.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
            var half =
                    (RSAPublicKey) rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            var signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            signature.setHeader("typ", "JWT");
            signature.setKeyIdHeaderValue(new RsaJsonWebKey(half).calculateBase64urlEncodedThumbprint("SHA-256"));
            signature.setKey(key);
            signature.setPayload(claims.toJson());
            return signature.getCompactSerialization();
        } catch (IOException | GeneralSecurityException | JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer("tollgate-gateway");
        claims.setAudience("tollgate-services");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(MINUTES);
        return claims;
    }
}
