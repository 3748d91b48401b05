package dev.tollgate.auth.key;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.platform.crypto.SecretBox;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class SigningKeysDbTest {
    private static final String RETIRE = "update signing_key set retired_at = ?::timestamptz where retired_at is null";

    @Inject
    SigningKeys keys;

    @Inject
    Pool pool;

    @Inject
    Transactions transactions;

    @Inject
    Background background;

    @Inject
    SettableClock clock;

    @BeforeEach
    void oneKey() throws Exception {
        Rows.value("delete from signing_key");
        keys.ensure();
    }

    @AfterEach
    void now() {
        clock.letRun();
    }

    @Test
    void replicasThatStartAtOnceAgreeOnOneKey() throws Exception {
        Rows.value(RETIRE, clock.instant().toString());
        int replicas = 6;
        var kids = new HashSet<String>();
        try (var threads = Executors.newFixedThreadPool(replicas)) {
            Callable<SigningKey> start = keys::ensure;
            for (var key : threads.invokeAll(
                    IntStream.range(0, replicas).mapToObj(i -> start).toList())) {
                kids.add(key.get().kid());
            }
        }

        assertEquals(1, kids.size());
        assertEquals("1", Rows.value("select count(*) from signing_key where retired_at is null"));
    }

    @Test
    void privateKeysAreNotReadableAtRest() {
        var sealed = Rows.value("select string_agg(sealed_private_key, ' ') from signing_key");
        var published = Rows.value("select string_agg(public_jwk, ' ') from signing_key");

        assertFalse(String.valueOf(sealed).contains("kty"));
        assertFalse(String.valueOf(published).contains("\"d\""));
    }

    @Test
    void startWithAnotherEncryptionKeyIsRefused() {
        var other = new SecretBox(Base64.getEncoder().encodeToString(new byte[32]));
        var replica = new SigningKeys(pool, transactions, background, other, clock);

        var refused = assertThrows(IllegalStateException.class, replica::ensure);
        assertTrue(String.valueOf(refused.getMessage()).startsWith("TOLLGATE_ENCRYPTION_KEY"));
    }

    @Test
    void publishedKeysVerifySessionTokensAndHoldNothingPrivate() throws Exception {
        var session = AuthApi.owner();

        var answer = given().auth()
                .oauth2(TestTokens.anonymous())
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=300")
                .body("keys.kty", everyItem(equalTo("RSA")))
                .body("keys.alg", everyItem(equalTo("RS256")))
                .body("keys.use", everyItem(equalTo("sig")))
                .extract()
                .asString();

        var published = new JsonWebKeySet(answer).getJsonWebKeys();
        assertTrue(published.stream().allMatch(key -> key.getKey() instanceof java.security.interfaces.RSAPublicKey));
        assertFalse(answer.contains("\"d\""));
        var claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(published))
                .setExpectedAudience("tollgate-dashboard")
                .setExpectedIssuer("http://127.0.0.1:8080")
                .build()
                .processToClaims(session.token());
        assertEquals(session.userId(), claims.getSubject());
        assertEquals(session.orgId(), claims.getStringClaimValue("orgId"));
        assertEquals("test", claims.getStringClaimValue("mode"));
        assertEquals("owner", claims.getStringClaimValue("role"));
        assertEquals(
                Duration.ofHours(12).toSeconds(),
                claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue());
    }

    @Test
    void retiredKeyVerifiesUntilItsLastTokenHasExpired() throws Exception {
        var before = AuthApi.owner();
        Rows.value(RETIRE, clock.instant().toString());
        var kid = keys.ensure().kid();
        var after = AuthApi.owner();

        assertTrue(kids().contains(kid));
        assertTrue(kids().size() >= 2);
        for (var session : List.of(before, after)) {
            AuthApi.resolve(session.token()).then().body("outcome", equalTo("resolved"));
        }
        clock.advance(SigningKeys.LONGEST_TOKEN.plusSeconds(61));
        assertEquals(List.of(kid), kids());
        AuthApi.resolve(before.token()).then().body("outcome", equalTo("refused"));
    }

    @Test
    void jwksWithoutTheGatewaysTokenIs401() {
        given().get("/.well-known/jwks.json").then().statusCode(401).body("error", equalTo("AuthenticationRequired"));
    }

    private static List<String> kids() {
        return AuthApi.as(TestTokens.anonymous())
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("keys.kid");
    }
}
