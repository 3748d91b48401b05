package dev.tollgate.onboarding.declaration;

import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.onboarding.Rows;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code POST /v1/production-access/accept-terms}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class AcceptTermsApiTest {
    private static final String TERMS = "/v1/production-access/accept-terms";
    private static final Map<String, Object> ACCEPTED = Map.of("accepted_terms", true);

    private final Api api = Api.ofNewOrganization();

    @Test
    void withoutTheTermsARequestIsNotApproved() {
        request();

        refused(api.decide("approve"), 409, "InvalidState")
                .body("details.currentState", equalTo("declaration_pending"));
        var second = TestIds.next("usr");
        Neighbours.owners(api.org(), "Souza", Neighbours.Owner.of(api.ownerId()), Neighbours.Owner.of(second));
        var secondOwner = TestTokens.user(second, api.org(), "owner", "test");
        post(as(secondOwner), TERMS, ACCEPTED)
                .then()
                .statusCode(200)
                .body("termsAccepted", equalTo(true))
                .body("declaration.identity.email", equalTo(second + "@example.com"));
        post(api.owner(), TERMS, ACCEPTED)
                .then()
                .statusCode(200)
                .body("declaration.identity.email", equalTo(second + "@example.com"));
        api.decide("approve").then().statusCode(200);
        post(api.owner(), TERMS, ACCEPTED).then().statusCode(200);
    }

    @Test
    void whoAcceptedWhichTermsWhenStaysWhateverComesLater() {
        request();
        post(api.owner(), TERMS, ACCEPTED).then().statusCode(200);
        post(api.owner(), TERMS, ACCEPTED).then().statusCode(200);
        api.decide("deny").then().statusCode(200);
        request();
        post(api.owner(), TERMS, ACCEPTED).then().statusCode(200);
        api.decide("deny").then().statusCode(200);
        api.declare().then().statusCode(202);

        api.reviewed()
                .then()
                .body("terms.decision", contains(1, 3, 5))
                .body("terms.version", contains("1", "1", "1"))
                .body("terms.acceptedBy", everyItem(equalTo(api.ownerId())))
                .body("terms.acceptedAt", everyItem(notNullValue()));
        assertThrows(
                AssertionError.class,
                () -> Rows.valueAsApp("delete from production_terms_acceptance where org_id = ?", api.org()));
    }

    @Test
    void theTermsOfAnotherRequestThanTheOneLookedAtAreNotAccepted() {
        request();
        api.decide("deny").then().statusCode(200);
        request();

        refused(post(api.owner(), TERMS, Map.of("accepted_terms", true, "expectedDecision", 1)), 409, "InvalidState")
                .body("details.currentState", equalTo("declaration_pending"));
        post(api.owner(), TERMS, Map.of("accepted_terms", true, "expectedDecision", 3))
                .then()
                .statusCode(200)
                .body("termsAccepted", equalTo(true));
    }

    @Test
    void onlyAnOwnersSessionAcceptsTheTerms() {
        request();

        for (var token : new String[] {
            TestTokens.user(api.org(), "admin", "test"),
            TestTokens.apiKey(api.org(), "test"),
            TestTokens.agent(api.org(), "test")
        }) {
            refused(post(as(token), TERMS, ACCEPTED), 403, "FORBIDDEN");
        }
        refused(post(as(TestTokens.staff()), TERMS, ACCEPTED), 403, "InsufficientRole");
        refused(post(given(), TERMS, ACCEPTED), 401, "AuthenticationRequired");
        for (var body : new String[] {"{}", "{\"accepted_terms\":false}", "{\"accepted_terms\":null}"}) {
            refused(post(api.owner(), TERMS, body), 400, "ValidationError")
                    .body("message.toString()", equalTo("[accepted_terms: must be true]"));
        }
        Neighbours.owners(
                api.org(), "Souza", new Neighbours.Owner(api.ownerId(), "ada@example.com", "Ada", "email", false));
        refused(post(api.owner(), TERMS, ACCEPTED), 403, "EmailNotVerified");
    }

    @Test
    void whereNothingWaitsForTheTermsTheyAreNotAccepted() {
        refused(post(api.owner(), TERMS, ACCEPTED), 409, "InvalidState")
                .body("details.currentState", equalTo("sandbox_only"))
                .body("details.allowedStates", contains("declaration_pending"));
        request();
        api.decide("deny");
        refused(post(api.owner(), TERMS, ACCEPTED), 409, "InvalidState");
    }

    private void request() {
        post(as(TestTokens.apiKey(api.org(), "test")), "/v1/production-access/request", RequestApiTest.FORM)
                .then()
                .statusCode(201);
    }
}
