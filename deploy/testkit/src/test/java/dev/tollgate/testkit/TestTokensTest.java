package dev.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies tokens the way a service does: with nothing but the published public keys. */
class TestTokensTest {

    private static final String ORG = TestIds.next("org");

    private JwtConsumer service;

    @BeforeEach
    void readPublishedKeys() throws IOException, JoseException {
        var jwks = Files.readString(Path.of(URI.create(TestKeys.internalJwks())));
        assertFalse(jwks.contains("\"d\""), "the private half is not published");
        service = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS256")
                .setExpectedIssuer("tollgate-gateway")
                .setExpectedAudience("tollgate-services")
                .setRequireExpirationTime()
                .setRequireSubject()
                .build();
    }

    @Test
    void userCarriesTenantAndRole() throws Exception {
        var claims = verified(TestTokens.user("usr_1", ORG, "admin", "live"));

        assertEquals("usr_1", claims.getSubject());
        assertEquals("user", claims.getStringClaimValue("actor"));
        assertEquals(ORG, claims.getStringClaimValue("org"));
        assertEquals("live", claims.getStringClaimValue("mode"));
        assertEquals("admin", claims.getStringClaimValue("role"));
        assertEquals(List.of("tenant", "admin"), claims.getStringListClaimValue("groups"));
        assertFalse(claims.hasClaim("scopes"));
    }

    @Test
    void apiKeyCarriesItsScopesAndAnUnrestrictedOneNone() throws Exception {
        var restricted = verified(TestTokens.apiKey(ORG, "test", "payments:read", "payments:write"));
        var unrestricted = verified(TestTokens.apiKey(ORG, "test"));

        assertEquals(List.of("payments:read", "payments:write"), restricted.getStringListClaimValue("scopes"));
        assertEquals(List.of("tenant"), restricted.getStringListClaimValue("groups"));
        assertFalse(unrestricted.hasClaim("scopes"));
        assertFalse(unrestricted.hasClaim("role"));
    }

    @Test
    void liveBlockedUserIsInTest() throws Exception {
        var claims = verified(TestTokens.userWithLiveBlocked(ORG, "owner"));

        assertEquals("test", claims.getStringClaimValue("mode"));
        assertEquals(true, claims.getClaimValue("live_blocked"));
    }

    @Test
    void staffServicesAndAnonymousHaveNoTenant() throws Exception {
        for (var token : List.of(TestTokens.staff(), TestTokens.service(), TestTokens.anonymous())) {
            var claims = verified(token);
            assertFalse(claims.hasClaim("org"));
            assertFalse(claims.hasClaim("mode"));
        }
        assertEquals(List.of("platform_admin"), verified(TestTokens.staff()).getStringListClaimValue("groups"));
        assertEquals("gateway", verified(TestTokens.service()).getSubject());
        assertEquals("anonymous", verified(TestTokens.anonymous()).getSubject());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void badTokenDoesNotVerify(String token) {
        assertThrows(InvalidJwtException.class, () -> service.processToClaims(token));
    }

    @Test
    void idsAreTypedSortableAndNew() {
        var first = TestIds.next("pi");
        var second = TestIds.next("pi");

        assertTrue(first.matches("pi_0[0-9a-hjkmnp-tv-z]{25}"), first);
        assertFalse(first.equals(second));
    }

    static Stream<String> refused() {
        return TestTokens.refused(ORG, "test").stream();
    }

    private JwtClaims verified(String token) throws InvalidJwtException {
        return service.processToClaims(token);
    }
}
