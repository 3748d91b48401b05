package dev.tollgate.limits.reservation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A money path that nobody listens to says itself what became of things. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class ReservationEndApiTest {
    @Inject
    Reservations reservations;

    private final String org = TestIds.next("org");
    private final String reference = TestIds.next("str");

    @Test
    void whatSettledIsCommittedAndStaysSo() throws Exception {
        reservations.make(org, "stream", reference);

        end("commit", org).statusCode(200).body("state", equalTo("committed"));
        end("commit", org).statusCode(200).body("state", equalTo("committed"));
        end("release", org).statusCode(200).body("state", equalTo("committed"));

        new Books(org).assertReconciled();
    }

    @Test
    void whatCameToNothingIsReleased() throws Exception {
        reservations.make(org, "stream", reference);

        end("release", org).statusCode(200).body("state", equalTo("released"));

        new Books(org).assertReconciled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "release"})
    void whatIsUnknownOrAnotherOrganizationsIsNotFound(String how) throws Exception {
        reservations.make(org, "stream", reference);

        end(how, TestIds.next("org")).statusCode(404).body("error", equalTo("NotFound"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "release"})
    void onlyServicesEndThings(String how) {
        for (var token :
                List.of(TestTokens.apiKey(org, "live"), TestTokens.staff(), TestTokens.user(org, "owner", "live"))) {
            post(token, how, "{}").statusCode(403).body("error", equalTo("InsufficientRole"));
        }
        given().contentType("application/json")
                .body("{}")
                .post(route(how))
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "release"})
    void whatIsMissingIsNamed(String how) {
        post(TestTokens.service(), how, "{\"orgId\":\"" + org + "\"}")
                .statusCode(400)
                .body("message", hasItem("reference: is required"));
        post(TestTokens.service(), how, "{").statusCode(400).body("error", equalTo("MalformedJson"));
    }

    private ValidatableResponse end(String how, String orgId) {
        return post(TestTokens.service(), how, "{\"orgId\":\"" + orgId + "\",\"reference\":\"" + reference + "\"}");
    }

    private static ValidatableResponse post(String token, String how, String body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(body)
                .post(route(how))
                .then();
    }

    private static String route(String how) {
        return "/internal/v1/reservations/" + how;
    }
}
