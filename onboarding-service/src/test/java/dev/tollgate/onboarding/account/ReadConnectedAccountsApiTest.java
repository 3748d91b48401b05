package dev.tollgate.onboarding.account;

import static dev.tollgate.onboarding.Accounts.PATH;
import static dev.tollgate.onboarding.Accounts.SELLER;
import static dev.tollgate.onboarding.Accounts.with;
import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.refused;
import static dev.tollgate.onboarding.Api.staff;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.tollgate.onboarding.Accounts;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class ReadConnectedAccountsApiTest {
    private final Accounts accounts = Accounts.ofNewOrganization("test");

    @Test
    void listsAreNewestFirstFilteredAndPaged() {
        var sellers =
                IntStream.range(0, 3).mapToObj(i -> accounts.created(SELLER)).toList();
        var buyer = accounts.created(with(SELLER, "role", "buyer"));
        accounts.acceptTerms(buyer);
        accounts.uploadDocument(buyer, "business_registration");

        list("").then()
                .body("data.id", contains(buyer, sellers.get(2), sellers.get(1), sellers.get(0)))
                .body("nextCursor", nullValue())
                .body("data[0].documents", hasSize(1))
                .body("data[1].documents", empty());
        list("?role=seller").then().body("data", hasSize(3));
        list("?role=buyer&status=created").then().body("data.id", contains(buyer));
        list("?status=approved").then().body("data", empty());
        String cursor =
                list("?limit=2").then().body("data", hasSize(2)).extract().path("nextCursor");
        accounts.created(SELLER);
        list("?limit=2&cursor=" + cursor)
                .then()
                .body("data.id", contains(sellers.get(1), sellers.get(0)))
                .body("nextCursor", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?role=owner", "?status=deleted", "?limit=0", "?limit=101", "?limit=x", "?cursor=x"})
    void aBadParameterIsRefused(String query) {
        refused(list(query), 400, "ValidationError");
    }

    @Test
    void othersAndTheOtherModeSeeNothing() {
        var id = accounts.submitted(SELLER);
        var payout = Map.of("pixKeyType", "email", "pixKey", "ana@example.com");
        for (var stranger : List.of(Accounts.ofNewOrganization("test"), new Accounts(accounts.org(), "live"))) {
            refused(stranger.get(id), 404, "NotFound");
            refused(stranger.submit(id), 404, "NotFound");
            refused(stranger.key().post(PATH + "/" + id + "/tos-session"), 404, "NotFound");
            refused(stranger.step(id, "tos-accepted", Map.of("tosId", TestIds.next("tos"))), 404, "NotFound");
            refused(
                    stranger.step(
                            id, "upload-url", Map.of("documentType", "proof_of_address", "contentType", "image/png")),
                    404,
                    "NotFound");
            refused(stranger.step(id, "payout-config", payout), 404, "NotFound");
            stranger.key().get(PATH).then().statusCode(200).body("data", empty());
        }
        for (var absent : List.of("acct_x", TestIds.next("acct"), TestIds.next("org"))) {
            refused(accounts.get(absent), 404, "NotFound");
            refused(accounts.submit(absent), 404, "NotFound");
        }
    }

    @Test
    void eachRouteNeedsItsScope() {
        var id = accounts.created(SELLER);
        var reader = as(TestTokens.apiKey(accounts.org(), "test", "connected_accounts:read"));
        reader.get(PATH).then().statusCode(200);
        reader.get(PATH + "/" + id).then().statusCode(200);
        var writer = as(TestTokens.apiKey(accounts.org(), "test", "connected_accounts:write"));
        post(writer, PATH, SELLER).then().statusCode(201);
        refused(writer.get(PATH), 403, "InsufficientScope")
                .body("details.required", equalTo("connected_accounts:read"));
        refused(writer.get(PATH + "/" + id), 403, "InsufficientScope");
        for (var path : List.of(
                "",
                "/" + id + "/tos-session",
                "/" + id + "/tos-accepted",
                "/" + id + "/upload-url",
                "/" + id + "/submit",
                "/" + id + "/payout-config")) {
            refused(post(reader, PATH + path, "{}"), 403, "InsufficientScope")
                    .body("details.required", equalTo("connected_accounts:write"));
            refused(post(given(), PATH + path, "{}"), 401, "AuthenticationRequired");
            refused(post(staff(), PATH + path, "{}"), 403, "InsufficientRole");
        }
        as(TestTokens.user(accounts.org(), "viewer", "test")).get(PATH).then().statusCode(200);
        refused(post(as(TestTokens.user(accounts.org(), "viewer", "test")), PATH, SELLER), 403, "InsufficientRole");
        post(as(TestTokens.user(accounts.org(), "member", "test")), PATH, SELLER)
                .then()
                .statusCode(201);
        refused(given().get(PATH), 401, "AuthenticationRequired");
        refused(given().get(PATH + "/" + id), 401, "AuthenticationRequired");
    }

    private Response list(String query) {
        return accounts.key().get(PATH + query);
    }
}
