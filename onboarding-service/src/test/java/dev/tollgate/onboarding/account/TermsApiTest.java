package dev.tollgate.onboarding.account;

import static dev.tollgate.onboarding.Accounts.PATH;
import static dev.tollgate.onboarding.Accounts.SELLER;
import static dev.tollgate.onboarding.Accounts.atOnce;
import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.onboarding.Accounts;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The terms of an account, and what is closed once it is submitted. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class TermsApiTest {
    private final Accounts accounts = Accounts.ofNewOrganization("test");
    private String id = "";

    @BeforeEach
    void anAccount() {
        id = accounts.created(SELLER);
    }

    @Test
    void termsAreAcceptedInASessionMintedBefore() {
        var tosId = mint();

        accept(tosId)
                .then()
                .statusCode(200)
                .body("tosAcceptedAt", notNullValue())
                .body("missing", contains("documents.business_registration: must be uploaded"));
    }

    @Test
    void theUrlOfASessionShowsTheTermsToAnybody() {
        String url =
                session().then().body("expiresAt", notNullValue()).extract().path("url");
        var path = url.substring(url.indexOf("/connect/"));

        as(TestTokens.anonymous())
                .get(path)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("Terms for connected accounts"));
        refused(as(TestTokens.anonymous()).get("/connect/terms/" + TestIds.next("tos")), 404, "NotFound");
        refused(as(TestTokens.anonymous()).get("/connect/terms/x"), 404, "NotFound");
        refused(given().get(path), 401, "AuthenticationRequired");
    }

    @Test
    void withoutASessionOfThisAccountNothingIsAccepted() {
        var another = mint(accounts.created(SELLER));

        for (var tosId : List.of(TestIds.next("tos"), another)) {
            refused(accept(tosId), 400, "ValidationError")
                    .body("message", contains("tosId: is no session of this account"));
        }
        refused(accept("yes"), 400, "ValidationError")
                .body("message", hasItem(startsWith("tosId: must be an id like tos_")));
        refused(accounts.step(id, "tos-accepted", Map.of()), 400, "ValidationError")
                .body("message", contains("tosId: is required"));
        refused(accounts.step(id, "tos-accepted", "{"), 400, "MalformedJson");
        accounts.get(id).then().body("tosAcceptedAt", nullValue());
    }

    @Test
    void aSessionIsGoodForOneAcceptance() throws Exception {
        var tosId = mint();
        var answers = atOnce(6, i -> accept(tosId));

        assertEquals(
                1, answers.stream().filter(answer -> answer.statusCode() == 200).count());
        refused(accept(tosId), 409, "InvalidState")
                .body("details.currentState", equalTo("used"))
                .body("details.allowedStates", contains("minted"));
        accept(mint()).then().statusCode(200);
    }

    @Test
    void aSessionIsOverAfterItsTime() throws Exception {
        var tosId = mint();
        owner("update tos_session set expires_at = now() where id = '" + tosId + "'");

        refused(accept(tosId), 409, "InvalidState").body("details.currentState", equalTo("expired"));
        refused(as(TestTokens.anonymous()).get("/connect/terms/" + tosId), 404, "NotFound");
    }

    @Test
    void afterSubmittingTermsAndDocumentsAreClosed() {
        var tosId = mint();
        accept(tosId).then().statusCode(200);
        accounts.uploadDocument(id, "business_registration");
        var open = mint();
        accounts.submit(id).then().statusCode(200);

        refused(session(), 409, "InvalidState").body("details.allowedStates", contains("created"));
        refused(accept(open), 409, "InvalidState");
        refused(request("proof_of_address", "image/png"), 409, "InvalidState");
        refused(accounts.submit(id), 409, "InvalidState");
    }

    private Response session() {
        return accounts.key().post(PATH + "/" + id + "/tos-session");
    }

    private String mint() {
        return mint(id);
    }

    private String mint(String accountId) {
        return accounts.key()
                .post(PATH + "/" + accountId + "/tos-session")
                .then()
                .statusCode(201)
                .extract()
                .path("tosId");
    }

    private Response accept(String tosId) {
        return accounts.step(id, "tos-accepted", Map.of("tosId", tosId));
    }

    private Response request(String documentType, String contentType) {
        return accounts.step(id, "upload-url", Map.of("documentType", documentType, "contentType", contentType));
    }

    /** As the owner of the tables, who may do what the service never does. */
    private static void owner(String sql) throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding");
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
