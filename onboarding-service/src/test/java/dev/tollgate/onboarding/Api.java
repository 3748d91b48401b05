package dev.tollgate.onboarding;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.tollgate.testkit.Mailbox;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Calls that tests make again and again, as one organization or as staff. */
public record Api(String org, String ownerId) {
    public static final String USE_CASE = "Invoices between our sellers and their buyers";
    public static final Map<String, Object> DECLARATION = Map.of("intended_use_case", USE_CASE, "accepted_terms", true);

    /** Of an organization that nobody has heard of but auth-service. */
    public static Api ofNewOrganization() {
        var api = new Api(TestIds.next("org"), TestIds.next("usr"));
        Neighbours.owners(api.org, "Souza Comércio", Neighbours.Owner.of(api.ownerId));
        Mailbox.up();
        return api;
    }

    /** The owner's address. */
    public String email() {
        return ownerId + "@example.com";
    }

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    public static RequestSpecification staff() {
        return as(TestTokens.staff());
    }

    /** Holds a response against the envelope. */
    public static ValidatableResponse refused(Response response, int status, String error) {
        return response.then()
                .statusCode(status)
                .contentType(ContentType.JSON)
                .body("statusCode", equalTo(status))
                .body("error", equalTo(error))
                .body("requestId", equalTo(response.header("x-request-id")));
    }

    public RequestSpecification owner() {
        return owner("test");
    }

    public RequestSpecification owner(String mode) {
        return as(TestTokens.user(ownerId, org, "owner", mode));
    }

    public Response declare() {
        return post(owner(), "/v1/tenants/declare-production", DECLARATION);
    }

    /** {@code approve}, {@code deny}, {@code suspend} or {@code reinstate}, by a reviewer of its own. */
    public Response decide(String decision) {
        return post(staff(), "/v1/admin/production-access/" + org + "/" + decision, Map.of("notes", "because"));
    }

    /** Brings the organization to approved production access. */
    public Api approved() {
        declare().then().statusCode(202);
        decide("approve").then().statusCode(200);
        return this;
    }

    public Response productionStatus() {
        return owner().get("/v1/tenants/production-status");
    }

    public Response reviewed() {
        return staff().get("/v1/admin/production-access/" + org);
    }

    public static Response post(RequestSpecification caller, String path, Object body) {
        return caller.contentType(ContentType.JSON).body(body).post(path);
    }
}
