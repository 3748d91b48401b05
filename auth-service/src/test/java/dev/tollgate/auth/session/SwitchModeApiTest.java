package dev.tollgate.auth.session;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Onboarding;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class SwitchModeApiTest {
    private static final String PATH = "/v1/auth/switch-mode";
    private AuthApi.SignedIn owner;

    @Inject
    SettableClock clock;

    @BeforeEach
    void onboardingIsThere() throws IOException {
        owner = AuthApi.owner();
        Onboarding.up();
    }

    @AfterEach
    void now() {
        clock.letRun();
    }

    @Test
    void approvedOrganizationGetsALiveTokenAndTheOldOneKeepsItsMode() {
        Onboarding.says(owner.orgId(), "production_approved");

        var live = switchTo("live")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("mode", equalTo("live"))
                .body("user.id", equalTo(owner.userId()))
                .extract()
                .jsonPath()
                .getString("token");

        AuthApi.resolve(live).then().body("mode", equalTo("live")).body("sessionId", equalTo(owner.sessionId()));
        AuthApi.resolve(owner.token()).then().body("mode", equalTo("test"));
    }

    @Test
    void switchingDoesNotLengthenTheSession() {
        var end = switchTo("test").then().statusCode(200).extract().jsonPath().getString("expiresAt");
        clock.advance(Duration.ofHours(6));

        var later = switchTo("test").then().statusCode(200).extract().jsonPath();

        assertEquals(end, later.getString("expiresAt"));
        clock.advance(Duration.between(clock.instant(), Instant.parse(end)).plusSeconds(1));
        AuthApi.resolve(later.getString("token")).then().body("outcome", equalTo("expired"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox_only", "declaration_pending", "production_denied", "production_suspended"})
    void organizationThatIsNotApprovedStaysInTest(String status) {
        Onboarding.says(owner.orgId(), status);

        switchTo("live").then().statusCode(400).body("error", equalTo("ProductionAccessNotApproved"));
    }

    @Test
    void keysAndAgentsHaveNoModeToSwitch() {
        for (var token : List.of(TestTokens.apiKey(owner.orgId(), "test"), TestTokens.agent(owner.orgId(), "test"))) {
            AuthApi.post(token, PATH, Map.of("mode", "live"))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("ModeSwitchNotAllowed"));
        }
    }

    @Test
    void environmentIsAnotherWordForMode() {
        AuthApi.post(owner.principal(), PATH, Map.of("environment", "test"))
                .then()
                .statusCode(200)
                .body("mode", equalTo("test"));
        AuthApi.post(owner.principal(), PATH, Map.of("environment", "test", "mode", "live"))
                .then()
                .statusCode(400)
                .body("message", contains("environment: differs from mode"));
    }

    @Test
    void missingOrUnknownModeIs400() {
        AuthApi.post(owner.principal(), PATH, Map.of())
                .then()
                .statusCode(400)
                .body("message", contains("mode: must not be null"));
        switchTo("LIVE").then().statusCode(400).body("error", equalTo("ValidationError"));
    }

    @Test
    void sessionThatWasSignedOutIs401() {
        AuthApi.as(owner.principal()).post("/v1/auth/signout").then().statusCode(204);

        switchTo("test").then().statusCode(401).body("error", equalTo("InvalidJwt"));
    }

    @Test
    void sessionOfSomebodyElseIs401() {
        var other = AuthApi.owner();
        var mixed = TestTokens.session(other.sessionId(), owner.userId(), owner.orgId(), "owner", "test");

        AuthApi.post(mixed, PATH, Map.of("mode", "test")).then().statusCode(401).body("error", equalTo("InvalidJwt"));
    }

    @Test
    void staffHaveNoMode() {
        AuthApi.post(AuthApi.staff().principal(), PATH, Map.of("mode", "test"))
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientRole"));
    }

    @Test
    void onboardingBeingAwayIs503() throws IOException {
        Onboarding.down();

        switchTo("live").then().statusCode(503).body("error", equalTo("UpstreamUnavailable"));
        switchTo("test").then().statusCode(200);
    }

    @Test
    void onboardingNotAnsweringIs504() {
        Onboarding.stalls(owner.orgId());

        switchTo("live").then().statusCode(504).body("error", equalTo("UpstreamTimeout"));
    }

    @Test
    void withoutTheGatewaysTokenIs401() {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("mode", "test"))
                .post(PATH)
                .then()
                .statusCode(401)
                .body("error", equalTo("AuthenticationRequired"));
        for (var token : TestTokens.refused(owner.orgId(), "test")) {
            AuthApi.post(token, PATH, Map.of("mode", "test")).then().statusCode(401);
        }
    }

    private Response switchTo(String mode) {
        return AuthApi.post(owner.principal(), PATH, Map.of("mode", mode));
    }
}
