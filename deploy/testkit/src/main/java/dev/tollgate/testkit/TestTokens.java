package dev.tollgate.testkit;

import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Internal principals as the gateway mints them (docs/reference/service-interfaces.md), and some that it never would.
 * Each method answers the token itself, to be sent as {@code Authorization: Bearer <token>}.
 */
public final class TestTokens {

    /** Who issues internal principals. */
    public static final String ISSUER = "tollgate-gateway";

    /** Whom they are for. */
    public static final String AUDIENCE = "tollgate-services";

    private static final float MINUTES_VALID = 5;
    private static final float MINUTES_OF_A_RUN = 600;

    private TestTokens() {}

    /**
     * A person signed in to the dashboard.
     *
     * @param role {@code owner}, {@code admin}, {@code member} or {@code viewer}
     * @param mode {@code test} or {@code live}
     */
    public static String user(String organizationId, String role, String mode) {
        return user(TestIds.next("usr"), organizationId, role, mode);
    }

    /** The same for a person whose id matters. */
    public static String user(String userId, String organizationId, String role, String mode) {
        var claims = tenant(userId, "user", organizationId, mode, List.of("tenant", role));
        claims.setStringClaim("role", role);
        return sign(claims);
    }

    /** The same with the dashboard session ({@code sid}) that it stands for. */
    public static String session(String sessionId, String userId, String organizationId, String role, String mode) {
        var claims = tenant(userId, "user", organizationId, mode, List.of("tenant", role));
        claims.setStringClaim("role", role);
        claims.setStringClaim("sid", sessionId);
        return sign(claims);
    }

    /** An API key; without scopes it is unrestricted. */
    public static String apiKey(String organizationId, String mode, String... scopes) {
        return credential(TestIds.next("key"), "api_key", organizationId, mode, scopes);
    }

    /** The same for a key whose id matters. */
    public static String apiKeyWithId(String keyId, String organizationId, String mode, String... scopes) {
        return credential(keyId, "api_key", organizationId, mode, scopes);
    }

    /** An agent token; without scopes it is unrestricted. */
    public static String agent(String organizationId, String mode, String... scopes) {
        return credential(TestIds.next("agt"), "agent", organizationId, mode, scopes);
    }

    /** The same for an agent whose id matters. */
    public static String agentWithId(String agentId, String organizationId, String mode, String... scopes) {
        return credential(agentId, "agent", organizationId, mode, scopes);
    }

    /** The same for an agent of a tier ({@code kya_tier}, 0 to 3). */
    public static String agentOfTier(int tier, String agentId, String organizationId, String mode) {
        var claims = tenant(agentId, "agent", organizationId, mode, List.of("tenant"));
        claims.setStringListClaim("scopes", List.of("payment_intents:read", "payment_intents:write", "invoices:read"));
        claims.setClaim("kya_tier", tier);
        return sign(claims);
    }

    /** A credential whose request for live was put into test, because the organization may not go live. */
    public static String userWithLiveBlocked(String organizationId, String role) {
        var claims = tenant(TestIds.next("usr"), "user", organizationId, "test", List.of("tenant", role));
        claims.setStringClaim("role", role);
        claims.setClaim("live_blocked", true);
        return sign(claims);
    }

    /** A member of the platform's staff, of no organization. */
    public static String staff() {
        return staff(TestIds.next("usr"));
    }

    /** The same for a person whose id matters. */
    public static String staff(String userId) {
        return sign(claims(userId, "staff", List.of("platform_admin")));
    }

    /** The same with the dashboard session ({@code sid}) that it stands for. */
    public static String staffSession(String sessionId, String userId) {
        var claims = claims(userId, "staff", List.of("platform_admin"));
        claims.setStringClaim("sid", sessionId);
        return sign(claims);
    }

    /** A process of the platform, acting for itself; for as long as a test run may last. */
    public static String service() {
        var claims = claims("gateway", "service", List.of("service"));
        claims.setExpirationTimeMinutesInTheFuture(MINUTES_OF_A_RUN);
        return sign(claims);
    }

    /** A caller of a public route who showed no credential. */
    public static String anonymous() {
        return sign(claims("anonymous", "anonymous", List.of("anonymous")));
    }

    /** Valid an hour ago. */
    public static String expired(String organizationId, String mode) {
        var claims = owner(organizationId, mode);
        var hourAgo = NumericDate.now();
        hourAgo.addSeconds(-3600);
        claims.setExpirationTime(hourAgo);
        claims.setIssuedAt(hourAgo);
        return sign(claims);
    }

    /** Rightly signed, but the issuer is somebody else. */
    public static String wrongIssuer(String organizationId, String mode) {
        var claims = owner(organizationId, mode);
        claims.setIssuer("somebody-else");
        return sign(claims);
    }

    /** Rightly signed, but meant for others. */
    public static String wrongAudience(String organizationId, String mode) {
        var claims = owner(organizationId, mode);
        claims.setAudience("somebody-else");
        return sign(claims);
    }

    /** Signed by a key that only claims to be the gateway's. */
    public static String foreignKey(String organizationId, String mode) {
        return sign(owner(organizationId, mode), TestKeys.stranger());
    }

    /** Not signed at all ({@code alg: none}). */
    public static String unsigned(String organizationId, String mode) {
        var token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        token.setPayload(owner(organizationId, mode).toJson());
        return serialized(token);
    }

    /** Every kind of token that a service must refuse with 401. */
    public static List<String> refused(String organizationId, String mode) {
        return List.of(
                expired(organizationId, mode),
                wrongIssuer(organizationId, mode),
                wrongAudience(organizationId, mode),
                foreignKey(organizationId, mode),
                unsigned(organizationId, mode));
    }

    private static String credential(
            String subject, String actor, String organizationId, String mode, String... scopes) {
        var claims = tenant(subject, actor, organizationId, mode, List.of("tenant"));
        if (scopes.length > 0) {
            claims.setStringListClaim("scopes", scopes);
        }
        return sign(claims);
    }

    private static JwtClaims owner(String organizationId, String mode) {
        var claims = tenant(TestIds.next("usr"), "user", organizationId, mode, List.of("tenant", "owner"));
        claims.setStringClaim("role", "owner");
        return claims;
    }

    private static JwtClaims tenant(
            String subject, String actor, String organizationId, String mode, List<String> groups) {
        var claims = claims(subject, actor, groups);
        claims.setStringClaim("org", organizationId);
        claims.setStringClaim("mode", mode);
        return claims;
    }

    private static JwtClaims claims(String subject, String actor, List<String> groups) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(MINUTES_VALID);
        claims.setGeneratedJwtId();
        claims.setStringClaim("actor", actor);
        claims.setStringListClaim("groups", groups);
        return claims;
    }

    private static String sign(JwtClaims claims) {
        return sign(claims, TestKeys.gateway());
    }

    private static String sign(JwtClaims claims, RsaJsonWebKey key) {
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setHeader("typ", "JWT");
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setKey(key.getRsaPrivateKey());
        token.setPayload(claims.toJson());
        return serialized(token);
    }

    private static String serialized(JsonWebSignature token) {
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
