package dev.tollgate.auth.oidc;

import static dev.tollgate.auth.oidc.OidcFlow.CONSUME;
import static dev.tollgate.auth.oidc.OidcFlow.PROVIDER;
import static dev.tollgate.auth.oidc.OidcFlow.consume;
import static dev.tollgate.auth.oidc.OidcFlow.refusal;
import static dev.tollgate.auth.oidc.OidcFlow.signed;
import static dev.tollgate.auth.oidc.OidcFlow.start;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Provider;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which ID tokens are believed. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class OidcTokenApiTest {
    private final String address = AuthApi.newAddress();
    private final String subject = UUID.randomUUID().toString();

    @BeforeEach
    void somebodyHasAnAccount() throws Exception {
        Provider.up();
        AuthApi.signUp(address).then().statusCode(201);
    }

    @Test
    void tokenSignedWithEs256IsGood() throws Exception {
        var url = start();
        var key = Provider.ecKey();

        consume(url, signed(claims(url), "ES256", key.getPrivateKey(), key.getKeyId()))
                .then()
                .statusCode(200);
    }

    @Test
    void keyThatTheProviderPublishedLaterIsLookedUp() throws Exception {
        var first = start();
        consume(first, signed(claims(first))).then().statusCode(200);
        var key = Provider.rotate();
        var url = start();

        consume(url, signed(claims(url), "RS256", key.getPrivateKey(), key.getKeyId()))
                .then()
                .statusCode(200);
    }

    @Test
    void everyIdTokenThatIsNotInOrderIsRefusedInOneAnswer() throws Exception {
        var unknownState = refusal(AuthApi.post(CONSUME, Map.of("code", "x", "state", "A".repeat(43))));
        List<Consumer<JwtClaims>> faults = List.of(
                claims -> claims.setAudience("somebody-else"),
                claims -> claims.unsetClaim("aud"),
                claims -> claims.setAudience("tollgate-client", "somebody-else"),
                claims -> claims.setStringClaim("azp", "somebody-else"),
                claims -> claims.setIssuer("https://evil.example"),
                claims -> claims.unsetClaim("iss"),
                claims -> claims.setStringClaim("nonce", "another"),
                claims -> claims.unsetClaim("nonce"),
                claims -> claims.setExpirationTime(
                        NumericDate.fromSeconds(NumericDate.now().getValue() - 60)),
                claims -> claims.unsetClaim("exp"),
                claims -> claims.unsetClaim("sub"),
                claims -> claims.setClaim("email_verified", false),
                claims -> claims.setClaim("email_verified", "true"),
                claims -> claims.unsetClaim("email_verified"),
                claims -> claims.unsetClaim("email"),
                claims -> claims.setStringClaim("email", AuthApi.newAddress()));
        for (int i = 0; i < faults.size(); i++) {
            var url = start();
            var claims = claims(url);
            faults.get(i).accept(claims);
            assertEquals(unknownState, refusal(consume(url, signed(claims))), "fault " + i);
        }
        assertEquals("email", Rows.value(PROVIDER, address));
    }

    @Test
    void everySignatureThatIsNotTheProvidersIsRefused() throws Exception {
        var stranger = RsaJwkGenerator.generateJwk(2048);
        var secret = new HmacKey("a-client-secret-that-only-the-provider-knows".getBytes(StandardCharsets.UTF_8));
        var publicKey = new HmacKey(Provider.key().getPublicKey().getEncoded());

        refused(claims -> signed(claims, "RS256", stranger.getPrivateKey(), "rsa"));
        refused(claims -> signed(claims, "RS256", stranger.getPrivateKey(), null));
        refused(claims -> signed(claims, "HS256", secret, "rsa"));
        refused(claims -> signed(claims, "HS256", secret, null));
        refused(claims -> signed(claims, "HS256", publicKey, "rsa"));
        refused(claims -> signed(claims, AlgorithmIdentifiers.NONE, null, "rsa"));
        refused(claims -> signed(claims) + "A");
        refused(claims -> "not-a-token");
    }

    private interface Forger {
        String idToken(JwtClaims claims) throws Exception;
    }

    private void refused(Forger forger) throws Exception {
        var url = start();
        refusal(consume(url, forger.idToken(claims(url))));
    }

    private JwtClaims claims(String url) {
        return OidcFlow.claims(url, subject, address);
    }
}
