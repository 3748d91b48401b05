package dev.tollgate.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class LiveApiTest {
    private static final String INTENTS = "/v1/payment-intents";

    @SuppressWarnings("NullAway.Init") // set by BehindTheGate
    Services services;

    private final String org = TestIds.next("org");

    @AfterEach
    void forget() {
        services.reset();
    }

    @Test
    void liveKeyOfAnApprovedOrganizationRunsLive() {
        services.status(org, "production_approved");
        liveKey().get(INTENTS).then().statusCode(200).header("X-Environment", "live");
        assertEquals("live", InternalJwt.claims(services.payments.last()).get("mode"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sandbox_only", "declaration_pending", "production_denied", "production_suspended", "anything"})
    void liveKeyOfAnyOtherIs403(String status) {
        services.status(org, status);
        forbidden(liveKey().get(INTENTS), status, "live");
        assertTrue(services.payments.arrived().isEmpty());
    }

    @Test
    void suspensionHoldsOnTheNextRequest() {
        services.status(org, "production_approved");
        liveKey().get(INTENTS).then().statusCode(200);
        services.status(org, "production_suspended");
        forbidden(liveKey().get(INTENTS), "production_suspended", "live");
    }

    @Test
    void liveKeyOfAnUnapprovedOrganizationMayAskWhereItStands() {
        services.status(org, "sandbox_only");
        liveKey().get("/v1/tenants/production-status").then().statusCode(200).header("X-Environment", "live");
        liveKey().get("/v1/context").then().statusCode(200).body("mode", equalTo("live"));
        forbidden(liveKey().post("/v1/tenants/declare-production"), "sandbox_only", "live");
        forbidden(liveKey().post("/v1/auth/signout"), "sandbox_only", "live");
    }

    @Test
    void noHeaderChangesTheModeOfAKey() {
        services.status(org, "production_approved");
        given().header("X-API-Key", services.key(org, Mode.TEST))
                .header("X-Environment", "live")
                .get(INTENTS)
                .then()
                .statusCode(200)
                .header("X-Environment", "test")
                .header("X-Live-Blocked", nullValue());
        liveKey()
                .header("X-Environment", "nonsense")
                .get(INTENTS)
                .then()
                .statusCode(200)
                .header("X-Environment", "live");
        assertTrue(services.onboarding.arrived().stream()
                .allMatch(asked -> asked.uri().equals(Services.statusPath(org))));
        assertEquals(1, services.onboarding.arrived().size());
    }

    @Test
    void sessionOfAnApprovedOrganizationMayAskForLive() {
        services.status(org, "production_approved");
        session(Mode.TEST)
                .header("X-Environment", "live")
                .get(INTENTS)
                .then()
                .statusCode(200)
                .header("X-Environment", "live");
        assertEquals("live", InternalJwt.claims(services.payments.last()).get("mode"));
    }

    @Test
    void sessionOfAnyOtherRunsInTestAndIsTold() {
        services.status(org, "declaration_pending");
        session(Mode.TEST)
                .header("X-Environment", "live")
                .get(INTENTS)
                .then()
                .statusCode(200)
                .header("X-Environment", "test")
                .header("X-Live-Blocked", "true");
        var claims = InternalJwt.claims(services.payments.last());
        assertEquals("test", claims.get("mode"));
        assertEquals(true, claims.get("live_blocked"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/payment-intents", "/v1/invoices"})
    void sessionOfAnyOtherMovesNoMoney(String path) {
        services.status(org, "declaration_pending");
        var answer = session(Mode.TEST).header("X-Environment", "live").post(path);
        forbidden(answer, "declaration_pending", "test");
        answer.then().header("X-Live-Blocked", "true");
        assertTrue(services.payments.arrived().isEmpty());
    }

    @Test
    void sessionInTestAsksNobodyForLive() {
        session(Mode.TEST).get(INTENTS).then().statusCode(200).header("X-Live-Blocked", nullValue());
        session(Mode.TEST).header("X-Environment", "test").get(INTENTS).then().statusCode(200);
        assertFalse(InternalJwt.claims(services.payments.last()).containsKey("live_blocked"));
        assertTrue(services.onboarding.arrived().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIVE", "production", "live,test", ""})
    void sessionThatAsksForAnythingElseIs400(String mode) {
        session(Mode.TEST)
                .header("X-Environment", mode)
                .get(INTENTS)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", contains("X-Environment: must be test or live"));
    }

    @Test
    void switchedSessionRunsLiveWhileApproved() {
        services.status(org, "production_approved");
        session(Mode.LIVE).get(INTENTS).then().statusCode(200).header("X-Environment", "live");
        services.status(org, "production_suspended");
        forbidden(session(Mode.LIVE).get(INTENTS), "production_suspended", "live");
        forbidden(session(Mode.LIVE).header("X-Environment", "live").get(INTENTS), "production_suspended", "live");
    }

    @Test
    void switchedSessionOfASuspendedOrganizationFindsItsWayOut() {
        services.status(org, "production_suspended");
        session(Mode.LIVE)
                .header("X-Environment", "test")
                .get(INTENTS)
                .then()
                .statusCode(200)
                .header("X-Environment", "test");
        session(Mode.LIVE).post("/v1/auth/signout").then().statusCode(200);
        session(Mode.LIVE).post("/v1/auth/switch-mode").then().statusCode(200);
        session(Mode.LIVE).get("/v1/tenants/production-status").then().statusCode(200);
    }

    @Test
    void liveAgentOfAnApprovedOrganizationRunsLive() {
        services.status(org, "production_approved");
        agent(Mode.LIVE).post(INTENTS).then().statusCode(200).header("X-Environment", "live");
        assertEquals("live", InternalJwt.claims(services.payments.last()).get("mode"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/payment-intents", "/v1/context", "/v1/tenants/production-status"})
    void liveAgentOfAnyOtherRunsInTestAndIsTold(String path) {
        services.status(org, "production_suspended");
        agent(Mode.LIVE)
                .get(path)
                .then()
                .statusCode(200)
                .header("X-Environment", "test")
                .header("X-Live-Blocked", "true");
    }

    @Test
    void liveAgentOfAnyOtherMovesNoMoney() {
        services.status(org, "production_suspended");
        forbidden(agent(Mode.LIVE).post(INTENTS), "production_suspended", "test");
        assertTrue(services.payments.arrived().isEmpty());
    }

    @Test
    void noHeaderChangesTheModeOfAnAgent() {
        agent(Mode.TEST).header("X-Environment", "live").get(INTENTS).then().header("X-Environment", "test");
        assertTrue(services.onboarding.arrived().isEmpty());
    }

    @Test
    void liveRequestIs503WhileNobodyCanSayWhetherItMay() {
        services.onboarding.on(Services.statusPath(org), 500, "{}");
        liveKey().get(INTENTS).then().statusCode(503).body("error", equalTo("UpstreamUnavailable"));
        services.onboarding.on(Services.statusPath(org), 200, "{}");
        session(Mode.LIVE).get(INTENTS).then().statusCode(503);
        assertTrue(services.payments.arrived().isEmpty());
    }

    @Test
    void contextTellsAKey() {
        given().header("X-API-Key", services.key(org, Mode.TEST, "invoices:read"))
                .get("/v1/context")
                .then()
                .statusCode(200)
                .header("X-Environment", "test")
                .body("orgId", equalTo(org))
                .body("mode", equalTo("test"))
                .body("actorType", equalTo("api_key"))
                .body("scopes", contains("invoices:read"))
                .body("liveBlocked", equalTo(false))
                .body("$", not(hasKey("role")));
    }

    @Test
    void contextTellsASession() {
        services.status(org, "sandbox_only");
        session(Mode.TEST)
                .header("X-Environment", "live")
                .get("/v1/context")
                .then()
                .statusCode(200)
                .body("mode", equalTo("test"))
                .body("actorType", equalTo("user"))
                .body("role", equalTo("owner"))
                .body("liveBlocked", equalTo(true))
                .body("$", not(hasKey("scopes")));
    }

    @Test
    void contextTellsAnAgent() {
        services.status(org, "sandbox_only");
        agent(Mode.LIVE)
                .get("/v1/context")
                .then()
                .statusCode(200)
                .body("orgId", equalTo(org))
                .body("mode", equalTo("test"))
                .body("actorType", equalTo("agent"))
                .body("actorId", startsWith("agt_"))
                .body("scopes", hasItem("payment_intents:write"))
                .body("liveBlocked", equalTo(true))
                .body("$", not(hasKey("role")));
    }

    @Test
    void contextTellsStaff() {
        given().header("Authorization", services.staff())
                .get("/v1/context")
                .then()
                .statusCode(200)
                .body("$", hasKey("orgId"))
                .body("orgId", nullValue())
                .body("mode", nullValue())
                .body("actorType", equalTo("staff"));
    }

    private RequestSpecification liveKey() {
        return given().header("X-API-Key", services.key(org, Mode.LIVE));
    }

    private RequestSpecification agent(Mode mode) {
        return given().header("Authorization", services.agent(org, mode));
    }

    private RequestSpecification session(Mode mode) {
        return given().header("Authorization", services.session(org, mode, "owner"));
    }

    private static void forbidden(Response answer, String status, String mode) {
        answer.then()
                .statusCode(403)
                .header("X-Environment", mode)
                .body("error", equalTo("FORBIDDEN"))
                .body("details.productionAccessStatus", equalTo(status));
    }
}
