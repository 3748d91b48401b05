package dev.tollgate.onboarding.declaration;

import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class DeclareApiTest {
    private static final String DECLARE = "/v1/tenants/declare-production";
    private static final String STATUS = "/v1/tenants/production-status";
    private final Api api = Api.ofNewOrganization();

    @Test
    void anOwnerDeclares() {
        api.declare()
                .then()
                .statusCode(202)
                .body("$", aMapWithSize(3))
                .body("status", equalTo("declaration_pending"))
                .body("kyaTier", equalTo(1))
                .body("message", not(nullValue()));
    }

    @Test
    void anOwnerDeclaresInLiveToo() {
        post(api.owner("live"), DECLARE, Api.DECLARATION).then().statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "member", "viewer"})
    void onlyOwnersDeclare(String role) {
        refused(post(as(TestTokens.user(api.org(), role, "test")), DECLARE, Api.DECLARATION), 403, "FORBIDDEN")
                .body("details", nullValue());
        assertNothingHappened();
    }

    @Test
    void aKeyOrAnAgentDoesNotDeclare() {
        refused(post(as(TestTokens.apiKey(api.org(), "test")), DECLARE, Api.DECLARATION), 403, "FORBIDDEN");
        refused(post(as(TestTokens.agent(api.org(), "test")), DECLARE, Api.DECLARATION), 403, "FORBIDDEN");
        assertNothingHappened();
    }

    @Test
    void staffServicesAndNobodyAreRefused() {
        refused(post(as(TestTokens.staff()), DECLARE, Api.DECLARATION), 403, "InsufficientRole");
        refused(post(as(TestTokens.service()), DECLARE, Api.DECLARATION), 403, "InsufficientRole");
        refused(post(as(TestTokens.anonymous()), DECLARE, Api.DECLARATION), 403, "InsufficientRole");
        refused(post(given(), DECLARE, Api.DECLARATION), 401, "AuthenticationRequired");
        TestTokens.refused(api.org(), "test")
                .forEach(token -> refused(post(as(token), DECLARE, Api.DECLARATION), 401, "InvalidJwt"));
    }

    @Test
    void aBadBodyHasItsOwnCode() {
        refused(post(api.owner(), DECLARE, Map.of("intended_use_case", 5)), 400, "INVALID_REQUEST_FORMAT")
                .body("message", containsString("accepted_terms: must be true"))
                .body("details", nullValue());
        refused(post(api.owner(), DECLARE, "[]"), 400, "INVALID_REQUEST_FORMAT");
        refused(post(api.owner(), DECLARE, "null"), 400, "INVALID_REQUEST_FORMAT");
        assertNothingHappened();
    }

    @Test
    void aBodyThatDoesNotParseIsMalformedAndAnotherTypeUnsupported() {
        refused(post(api.owner(), DECLARE, "{"), 400, "MalformedJson");
        refused(api.owner().contentType("text/plain").body("x").post(DECLARE), 415, "UnsupportedMediaType");
        refused(api.owner().get(DECLARE), 405, "MethodNotAllowed");
    }

    @Test
    void anEmptyBodyIsABadOne() {
        refused(api.owner().contentType(ContentType.JSON).post(DECLARE), 400, "INVALID_REQUEST_FORMAT");
    }

    @Test
    void aSecondDeclarationIsForbiddenUntilTheFirstIsDenied() {
        api.declare().then().statusCode(202);
        refused(api.declare(), 403, "FORBIDDEN").body("details.currentStatus", equalTo("declaration_pending"));
        api.decide("deny").then().statusCode(200);
        api.declare().then().statusCode(202);
        api.decide("approve").then().statusCode(200);
        refused(api.declare(), 403, "FORBIDDEN").body("details.currentStatus", equalTo("production_approved"));
        api.decide("suspend").then().statusCode(200);
        refused(api.declare(), 403, "FORBIDDEN").body("details.currentStatus", equalTo("production_suspended"));
    }

    @Test
    void anOrganizationThatHasNotDeclaredIsSandboxOnly() {
        api.productionStatus()
                .then()
                .statusCode(200)
                .body("$", aMapWithSize(8))
                .body("status", equalTo("sandbox_only"))
                .body("termsAccepted", equalTo(false))
                .body("ceiling.source", equalTo("platform_default"))
                .body("kyaTier", equalTo(0))
                .body("declaredAt", nullValue())
                .body("declaration", nullValue());
    }

    @Test
    void theStatusTellsEverythingToEveryCredentialOfTheOrganization() {
        Neighbours.owners(
                api.org(),
                "Souza Comércio",
                new Neighbours.Owner(TestIds.next("usr"), "first@example.com", "First Owner", "email", true),
                new Neighbours.Owner(api.ownerId(), "ada@example.com", "Ada Lovelace", "acme-id", true));
        post(
                        api.owner(),
                        DECLARE,
                        Map.of(
                                "intended_use_case",
                                Api.USE_CASE,
                                "expected_monthly_volume_usd",
                                5000,
                                "website_url",
                                "https://shop.example",
                                "accepted_terms",
                                true,
                                "identity",
                                Map.of("email", "somebody@else.example")))
                .then()
                .statusCode(202);
        api.decide("approve").then().statusCode(200);
        Neighbours.owners(api.org(), "Another name", new Neighbours.Owner("x", "x@example.com", "X", "email", true));

        for (var token : new String[] {
            TestTokens.user(api.org(), "viewer", "test"),
            TestTokens.apiKey(api.org(), "live", "invoices:read"),
            TestTokens.agent(api.org(), "test")
        }) {
            var body = as(token)
                    .get(STATUS)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("production_approved"))
                    .body("kyaTier", equalTo(1))
                    .body("termsAccepted", equalTo(true))
                    .body("ceiling.perTx", equalTo("100.00"))
                    .body("ceiling.disabled", equalTo(false))
                    .body("declaredAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                    .body("reviewedAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                    .body("reviewNotes", equalTo("because"))
                    .extract()
                    .jsonPath();
            assertEquals(
                    Map.of(
                            "via",
                            "declaration",
                            "intended_use_case",
                            Api.USE_CASE,
                            "expected_monthly_volume_usd",
                            5000,
                            "website_url",
                            "https://shop.example",
                            "identity",
                            Map.of(
                                    "email", "ada@example.com",
                                    "name", "Ada Lovelace",
                                    "provider", "acme-id",
                                    "organization_name", "Souza Comércio")),
                    body.getMap("declaration"));
        }
    }

    @Test
    void anOwnerWithoutAVerifiedAddressDeclaresNothing() {
        Neighbours.owners(
                api.org(),
                "Souza",
                new Neighbours.Owner(api.ownerId(), "ada@example.com", "Ada", "email", false),
                Neighbours.Owner.of(TestIds.next("usr")));

        refused(api.declare(), 403, "EmailNotVerified").body("details", nullValue());
        assertNothingHappened();
    }

    @Test
    void whoIsNoOwnerAnyMoreDeclaresNothing() {
        Neighbours.owners(api.org(), "Souza", Neighbours.Owner.of(TestIds.next("usr")));

        refused(api.declare(), 403, "FORBIDDEN");
        assertNothingHappened();
    }

    @Test
    void withoutAWordOnTheCallerNothingIsDeclared() {
        Neighbours.ownersUnknown(api.org());

        refused(api.declare(), 503, "UpstreamUnavailable");
        assertNothingHappened();
    }

    @Test
    void theNotesOfTheDenialStayToBeSeenUntilTheNextDecision() {
        api.declare();
        api.decide("deny");
        api.declare().then().statusCode(202);

        api.productionStatus()
                .then()
                .body("status", equalTo("declaration_pending"))
                .body("reviewNotes", equalTo("because"));
        api.reviewed().then().body("reviewNotes", equalTo("because")).body("history.size()", equalTo(3));
    }

    @Test
    void theCeilingIsWhatLimitsSays() {
        Neighbours.ceiling(
                api.org(),
                "{\"perTx\":\"250.00\",\"daily\":\"500.00\",\"monthly\":\"2000.00\",\"disabled\":false,\"source\":\"override\"}");
        api.declare();

        api.productionStatus()
                .then()
                .body("ceiling.perTx", equalTo("250.00"))
                .body("ceiling.source", equalTo("override"));
        api.reviewed().then().body("ceiling.perTx", equalTo("250.00"));
    }

    @Test
    void withoutLimitsThereIsNoStatusButADecisionStands() {
        api.declare();
        Neighbours.ceiling(api.org(), "down");

        refused(api.productionStatus(), 503, "UpstreamUnavailable");
        refused(api.reviewed(), 503, "UpstreamUnavailable");
        api.decide("approve")
                .then()
                .statusCode(200)
                .body("status", equalTo("production_approved"))
                .body("containsKey('ceiling')", equalTo(false));
    }

    @Test
    void theStatusIsTheOrganizationsOwn() {
        api.approved();

        Api.ofNewOrganization().productionStatus().then().body("status", equalTo("sandbox_only"));
    }

    @Test
    void theStatusNeedsACredentialOfAnOrganization() {
        refused(given().get(STATUS), 401, "AuthenticationRequired");
        refused(as(TestTokens.staff()).get(STATUS), 403, "InsufficientRole");
    }

    private void assertNothingHappened() {
        refused(api.reviewed(), 404, "NotFound");
    }
}
