package dev.tollgate.gateway;

import io.restassured.RestAssured;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** Reads the internal token as a service does: nothing counts but what the gateway's published key verifies. */
final class InternalJwt {
    private InternalJwt() {}

    /** The claims without {@code iss}, {@code aud}, {@code iat}, {@code exp}, which are checked here. */
    static Map<String, Object> claims(FakeService.Arrived arrived) {
        try {
            var jwks =
                    RestAssured.get("/.well-known/tollgate-internal-jwks.json").asString();
            var claims = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(
                            new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
                    .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS256")
                    .setExpectedIssuer("tollgate-gateway")
                    .setExpectedAudience("tollgate-services")
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setMaxFutureValidityInMinutes(1)
                    .build()
                    .processToClaims(arrived.bearer());
            var told = new TreeMap<>(claims.getClaimsMap());
            told.keySet().removeAll(Set.of("iss", "aud", "iat", "exp"));
            return told;
        } catch (JoseException | InvalidJwtException refused) {
            throw new AssertionError(refused);
        }
    }
}
