package dev.tollgate.auth.oidc;

import static dev.tollgate.auth.oidc.OidcFlow.CONSUME;
import static dev.tollgate.auth.oidc.OidcFlow.PROVIDER;
import static dev.tollgate.auth.oidc.OidcFlow.START;
import static dev.tollgate.auth.oidc.OidcFlow.consume;
import static dev.tollgate.auth.oidc.OidcFlow.refusal;
import static dev.tollgate.auth.oidc.OidcFlow.signed;
import static dev.tollgate.auth.oidc.OidcFlow.start;
import static dev.tollgate.auth.oidc.OidcFlow.startFrom;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Provider;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class OidcApiTest {
    private final String address = AuthApi.newAddress();
    private final String subject = UUID.randomUUID().toString();

    @Inject
    SettableClock clock;

    @ConfigProperty(name = "tollgate.sign-in.per-client")
    int perClient;

    @BeforeEach
    void somebodyHasAnAccount() throws Exception {
        Provider.up();
        AuthApi.signUp(address).then().statusCode(201);
    }

    @AfterEach
    void asBefore() throws Exception {
        clock.letRun();
        Provider.up();
    }

    @Test
    void whomTheProviderVouchesForGetsASession() throws Exception {
        assertEquals("email", Rows.value(PROVIDER, address));
        var url = start();

        var session = consume(url, signed(claims(url)))
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("mode", equalTo("test"))
                .body("user.email", equalTo(address))
                .body("user.provider", equalTo("acme-id"))
                .body("user.role", equalTo("owner"))
                .body("user.orgId", matchesPattern("org_[0-9a-z]{26}"))
                .extract()
                .jsonPath();

        AuthApi.resolve(session.getString("token")).then().body("outcome", equalTo("resolved"));
        assertEquals("acme-id", Rows.value(PROVIDER, address));
        assertEquals(
                Provider.issuer() + ' ' + subject,
                Rows.value("select provider_subject from user_account where email = ?", address));
        assertNotEquals(null, Rows.value("select email_verified_at from user_account where email = ?", address));
    }

    @Test
    void startSendsToTheProviderWithEverythingThatProtectsTheFlow() {
        var answer = AuthApi.post(START, Map.of()).then().statusCode(200).header("Cache-Control", "no-store");
        var url = answer.extract().jsonPath().getString("authorizationUrl");
        var other = start();

        assertTrue(url.startsWith(Provider.issuer() + "/authorize?"), url);
        assertEquals("code", Provider.parameter(url, "response_type"));
        assertEquals("tollgate-client", Provider.parameter(url, "client_id"));
        assertEquals("https://dashboard.example.com/signed-in", Provider.parameter(url, "redirect_uri"));
        assertTrue(List.of("openid email", "email openid").contains(Provider.parameter(url, "scope")));
        assertEquals("S256", Provider.parameter(url, "code_challenge_method"));
        for (var random : List.of("state", "nonce", "code_challenge")) {
            assertTrue(Provider.parameter(url, random).matches("[A-Za-z0-9_-]{43}"), random);
            assertNotEquals(Provider.parameter(url, random), Provider.parameter(other, random));
        }
        assertEquals(
                "0",
                Rows.value(
                        "select count(*) from oidc_attempt o where o::text like '%' || ? || '%'",
                        Provider.parameter(url, "state")));
    }

    @Test
    void whoeverIsSentBackElsewhereGetsInFromThere() throws Exception {
        var url = AuthApi.post(START, Map.of("redirectUri", "https://other.example.com/back"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("authorizationUrl");

        consume(url, signed(claims(url))).then().statusCode(200);
    }

    @Test
    void redirectThatIsNotConfiguredIs400() {
        for (var foreign : List.of(
                "https://evil.example/",
                "https://dashboard.example.com/signed-in/../evil",
                "https://dashboard.example.com/signed-in?next=evil",
                "https://dashboard.example.com.evil.example/signed-in",
                "")) {
            AuthApi.post(START, Map.of("redirectUri", foreign))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("ValidationError"))
                    .body("message", contains("redirectUri: is not one of the configured addresses"));
        }
    }

    @Test
    void attemptIsGoodForOneReturn() throws Exception {
        var url = start();
        consume(url, signed(claims(url))).then().statusCode(200);

        refusal(consume(url, signed(claims(url))));
    }

    @Test
    void ofRacingReturnsOneGetsIn() throws Exception {
        var url = start();
        var idToken = signed(claims(url));
        int racers = 6;
        int winners = 0;
        try (var threads = Executors.newFixedThreadPool(racers)) {
            Callable<Integer> race = () -> consume(url, idToken).statusCode();
            for (var status : threads.invokeAll(
                    IntStream.range(0, racers).mapToObj(i -> race).toList())) {
                winners += status.get() == 200 ? 1 : 0;
            }
        }

        assertEquals(1, winners);
    }

    @Test
    void attemptExpiresAfterTenMinutesAndIsForgotten() throws Exception {
        var url = start();
        var idToken = signed(claims(url));
        clock.advance(OidcAttempts.LIFETIME);

        refusal(consume(url, idToken));
        start();
        assertEquals(
                "0",
                Rows.value(
                        "select count(*) from oidc_attempt where expires_at <= ?::timestamptz",
                        clock.instant().toString()));
    }

    @Test
    void codeThatTheProviderRefusesIsRefusedHereToo() {
        var state = Provider.parameter(start(), "state");

        refusal(AuthApi.post(CONSUME, Map.of("code", "nobody-gave-this-out", "state", state)));
    }

    @Test
    void codeOfAnotherAttemptIsRefused() throws Exception {
        var mine = start();
        var theirs = start();
        var code = Provider.signIn(theirs, signed(claims(theirs)));

        refusal(AuthApi.post(CONSUME, Map.of("code", code, "state", Provider.parameter(mine, "state"))));
    }

    @Test
    void addressThatPassedToAnotherPersonThereDoesNotOpenTheAccount() throws Exception {
        var url = start();
        consume(url, signed(claims(url))).then().statusCode(200);
        var later = start();
        var claims = claims(later);
        claims.setSubject("somebody-else-with-the-address");

        refusal(consume(later, signed(claims)));
        var again = start();
        consume(again, signed(claims(again))).then().statusCode(200);
    }

    @Test
    void providerThatIsAwayIs503AndUsesTheAttemptUp() throws Exception {
        var url = start();
        var idToken = signed(claims(url));
        Provider.down();

        consume(url, idToken).then().statusCode(503).body("error", equalTo("UpstreamUnavailable"));
        Provider.up();
        refusal(consume(url, idToken));
    }

    @Test
    void tooManyAttemptsFromOneClientAre429() {
        var client =
                "2001:db8:" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0xffff)) + "::1";
        for (int i = 0; i < perClient; i++) {
            startFrom(client).then().statusCode(200);
        }

        startFrom(client).then().statusCode(429).body("error", equalTo("RateLimitExceeded"));
    }

    @Test
    void incompleteReturnIs400() {
        AuthApi.post(CONSUME, Map.of("code", "x")).then().statusCode(400).body("error", equalTo("ValidationError"));
        AuthApi.post(CONSUME, Map.of("code", "x".repeat(5000), "state", "x"))
                .then()
                .statusCode(400);
    }

    @Test
    void otherContentTypesAre415() {
        for (var path : List.of(START, CONSUME)) {
            RestAssured.given()
                    .contentType(ContentType.TEXT)
                    .auth()
                    .oauth2(TestTokens.anonymous())
                    .body("x")
                    .post(path)
                    .then()
                    .statusCode(415)
                    .body("error", equalTo("UnsupportedMediaType"));
        }
    }

    @Test
    void withoutTheGatewaysTokenIs401() {
        for (var path : List.of(START, CONSUME)) {
            RestAssured.given()
                    .contentType(ContentType.JSON)
                    .body(Map.of("code", "x", "state", "x"))
                    .post(path)
                    .then()
                    .statusCode(401)
                    .body("error", equalTo("AuthenticationRequired"));
        }
    }

    @Test
    void tokenOfTheProviderIsNoCredentialHere() throws Exception {
        var idToken = signed(claims(start()));

        for (var path : List.of(START, "/v1/auth/signout", "/sign-in-provider")) {
            AuthApi.post(idToken, path, Map.of()).then().statusCode(org.hamcrest.Matchers.oneOf(401, 404));
        }
        assertFalse(idToken.isEmpty());
    }

    private JwtClaims claims(String url) {
        return OidcFlow.claims(url, subject, address);
    }
}
