package dev.tollgate.auth.key;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/** A public RSA key as clients see it (RFC 7517, RFC 7518 section 6.3.1). */
@Schema(description = "A public RSA key (RFC 7517).")
public record Jwk(
        @Schema(examples = "RSA") String kty,
        @Schema(examples = "sig") String use,
        @Schema(examples = "RS256") String alg,

        @Schema(description = "Names the key in the header of a token.")
        String kid,

        @Schema(description = "The modulus, base64url.") String n,

        @Schema(description = "The exponent, base64url.", examples = "AQAB")
        String e) {

    static Jwk of(String publicJwk) {
        try {
            var key = (RsaJsonWebKey) JsonWebKey.Factory.newJwk(publicJwk);
            var params = key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
            return new Jwk(
                    key.getKeyType(),
                    key.getUse(),
                    key.getAlgorithm(),
                    key.getKeyId(),
                    String.valueOf(params.get(RsaJsonWebKey.MODULUS_MEMBER_NAME)),
                    String.valueOf(params.get(RsaJsonWebKey.EXPONENT_MEMBER_NAME)));
        } catch (JoseException broken) {
            throw new IllegalStateException("not an RSA key in the JWK form", broken);
        }
    }
}
