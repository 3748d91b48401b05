package dev.tollgate.auth.session;

import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.auth.key.SigningKeys;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class ResolveSessionApiTest {
    private static final String PATH = "/internal/v1/sessions/resolve";
    private AuthApi.SignedIn owner;

    @Inject
    SettableClock clock;

    @Inject
    SigningKeys keys;

    @Inject
    Background background;

    @BeforeEach
    void signedIn() {
        owner = AuthApi.owner();
    }

    @AfterEach
    void now() {
        clock.letRun();
    }

    @Test
    void sessionResolvesToItsPersonOrganizationModeAndRole() {
        AuthApi.resolve(owner.token())
                .then()
                .statusCode(200)
                .body("outcome", equalTo("resolved"))
                .body("sessionId", equalTo(owner.sessionId()))
                .body("userId", equalTo(owner.userId()))
                .body("actor", equalTo("user"))
                .body("orgId", equalTo(owner.orgId()))
                .body("mode", equalTo("test"))
                .body("role", equalTo("owner"));
    }

    @Test
    void staffResolveToNoOrganization() {
        AuthApi.resolve(AuthApi.staff().token())
                .then()
                .statusCode(200)
                .body("outcome", equalTo("resolved"))
                .body("actor", equalTo("staff"))
                .body("$", not(hasKey("orgId")))
                .body("$", not(hasKey("mode")))
                .body("$", not(hasKey("role")));
    }

    @Test
    void pastItsEndItIsExpired() {
        clock.advance(Duration.ofHours(12).minusMinutes(1));
        expect("resolved", owner.token());
        clock.advance(Duration.ofMinutes(2));

        AuthApi.resolve(owner.token())
                .then()
                .statusCode(200)
                .body("outcome", equalTo("expired"))
                .body("$", not(hasKey("userId")));
    }

    @Test
    void whatCountsIsTheRoleNow() {
        Rows.value("update user_account set role = 'viewer' where id = ?", owner.userId());

        AuthApi.resolve(owner.token())
                .then()
                .body("outcome", equalTo("resolved"))
                .body("role", equalTo("viewer"));
    }

    @Test
    void removedPersonIsRefused() {
        Rows.value("update user_account set removed_at = now() where id = ?", owner.userId());

        expect("refused", owner.token());
    }

    @Test
    void personWhoIsNowOfAnotherOrganizationIsRefused() {
        var other = AuthApi.owner();
        Rows.value("update session set org_id = '" + other.orgId() + "' where id = ?", owner.sessionId());

        expect("refused", owner.token());
    }

    @Test
    void rightlySignedTwinIsResolved() throws Exception {
        expect("resolved", Forgery.of(owner.token()).signed(ourKey()));
    }

    @Test
    void unsignedTokenIsRefused() throws Exception {
        expect("refused", Forgery.of(owner.token()).unsigned());
    }

    @Test
    void publicKeyAsAnHmacSecretIsRefused() throws Exception {
        var forgery = Forgery.of(owner.token());
        var jwk = Objects.requireNonNull(Rows.value("select public_jwk from signing_key where kid = ?", forgery.kid()));
        var der = dev.tollgate.auth.key.SigningKey.readPublic(jwk).getEncoded();
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";

        expect("refused", forgery.hmac(der));
        expect("refused", forgery.hmac(jwk.getBytes(StandardCharsets.UTF_8)));
        expect("refused", forgery.hmac(pem.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void otherRsaAlgorithmsAreRefused() throws Exception {
        var forgery = Forgery.of(owner.token());

        expect("refused", forgery.signed(AlgorithmIdentifiers.RSA_USING_SHA512, ourKey(), forgery.kid()));
        expect("refused", forgery.signed(AlgorithmIdentifiers.RSA_PSS_USING_SHA256, ourKey(), forgery.kid()));
    }

    @Test
    void foreignKeyIsRefusedUnderItsOwnNameAndUnderOurs() throws Exception {
        var forgery = Forgery.of(owner.token());
        var foreign = RsaJwkGenerator.generateJwk(2048).getPrivateKey();

        expect("refused", forgery.signed(foreign));
        expect("refused", forgery.signed(AlgorithmIdentifiers.RSA_USING_SHA256, foreign, "foreign"));
        expect("refused", forgery.signed(AlgorithmIdentifiers.RSA_USING_SHA256, ourKey(), "foreign"));
    }

    @Test
    void foreignIssuerAndAudienceAreRefused() throws Exception {
        expect(
                "refused",
                Forgery.of(owner.token())
                        .change(c -> c.setIssuer("https://evil.example"))
                        .signed(ourKey()));
        expect(
                "refused",
                Forgery.of(owner.token())
                        .change(c -> c.setAudience("somebody-else"))
                        .signed(ourKey()));
        expect(
                "refused",
                Forgery.of(owner.token()).change(c -> c.unsetClaim("iss")).signed(ourKey()));
        expect(
                "refused",
                Forgery.of(owner.token()).change(c -> c.unsetClaim("aud")).signed(ourKey()));
    }

    @Test
    void expiredAndForeignIsRefusedRatherThanExpired() throws Exception {
        expect(
                "refused",
                Forgery.of(owner.token())
                        .change(c -> c.setIssuer("https://evil.example"))
                        .change(c -> c.setExpirationTime(NumericDate.fromSeconds(1)))
                        .signed(ourKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orgId", "sub", "sid", "mode", "role", "exp", "iat"})
    void tokenWithoutOneOfItsClaimsIsRefused(String claim) throws Exception {
        expect(
                "refused",
                Forgery.of(owner.token()).change(c -> c.unsetClaim(claim)).signed(ourKey()));
    }

    @Test
    void claimsThatAreNotTheSessionsAreRefused() throws Exception {
        var other = AuthApi.owner();
        expect(
                "refused",
                Forgery.of(owner.token())
                        .change(c -> c.setClaim("orgId", other.orgId()))
                        .signed(ourKey()));
        expect(
                "refused",
                Forgery.of(owner.token())
                        .change(c -> c.setSubject(other.userId()))
                        .signed(ourKey()));
        expect(
                "refused",
                Forgery.of(owner.token())
                        .change(c -> c.setClaim("sid", TestIds.next("ses")))
                        .signed(ourKey()));
        expect(
                "refused",
                Forgery.of(owner.token())
                        .change(c -> c.setClaim("mode", "both"))
                        .signed(ourKey()));
        expect(
                "refused",
                Forgery.of(owner.token())
                        .change(c -> c.setClaim("role", "platform_admin"))
                        .signed(ourKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "....", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "pk_test_abc.def"})
    void whatIsNoTokenIsRefused(String text) {
        expect("refused", text);
    }

    @Test
    void missingTokenIs400() {
        AuthApi.post(TestTokens.service(), PATH, Map.of())
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"));
    }

    @Test
    void onlyProcessesOfOursMayAsk() {
        for (var token : new String[] {
            owner.principal(), TestTokens.apiKey(owner.orgId(), "test"), TestTokens.staff(), TestTokens.anonymous()
        }) {
            AuthApi.post(token, PATH, Map.of("token", owner.token()))
                    .then()
                    .statusCode(403)
                    .body("error", equalTo("InsufficientRole"))
                    .body("$", not(anEmptyMap()));
        }
    }

    @Test
    void withoutTheGatewaysTokenIs401() {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("token", owner.token()))
                .post(PATH)
                .then()
                .statusCode(401)
                .body("error", equalTo("AuthenticationRequired"));
    }

    private PrivateKey ourKey() throws Exception {
        return background.run(keys::current).privateKey();
    }

    private static void expect(String outcome, String token) {
        AuthApi.resolve(token).then().statusCode(200).body("outcome", equalTo(outcome));
    }
}
