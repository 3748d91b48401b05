package dev.tollgate.limits.reservation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
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

    @Test
    void whatIsUnknownOrAnotherOrganizationsCannotBeCommitted() throws Exception {
        reservations.make(org, "stream", reference);

        end("commit", TestIds.next("org")).statusCode(404).body("error", equalTo("NotFound"));
    }

    @Test
    void whatIsReleasedBeforeItsReservationComesIsNeverReservedFor() throws Exception {
        end("release", org).statusCode(200).body("state", equalTo("released"));
        end("release", org).statusCode(200).body("state", equalTo("released"));

        given().header("Authorization", "Bearer " + TestTokens.apiKey(org, "live", "payment_intents:write"))
                .contentType("application/json")
                .body("""
                        {"amount":"10.00","currency":"USD","path":"stream","reference":"%s"}""".formatted(reference))
                .post("/internal/v1/reservations")
                .then()
                .statusCode(409)
                .body("error", equalTo("InvalidState"))
                .body("details.currentState", equalTo("released"));

        end("commit", org).statusCode(200).body("state", equalTo("released"));
        assertEquals(0, new Books(org).count("reserved"));
        reservations.make(TestIds.next("org"), "stream", reference); // it is another organization's too
    }

    /** They come at once and share the queue, so they share transactions. */
    @Test
    void manyEndsAtOnceAddUp() throws Exception {
        List<Callable<Integer>> ends = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            var each = TestIds.next("str");
            reservations.make(org, "stream", each);
            var how = i % 2 == 0 ? "commit" : "release";
            ends.add(() -> post(TestTokens.service(), how, "{\"orgId\":\"" + org + "\",\"reference\":\"" + each + "\"}")
                    .extract()
                    .statusCode());
        }

        assertEquals(Collections.nCopies(40, 200), Steps.race(ends));

        var books = new Books(org);
        assertEquals(20, books.count("committed"));
        assertEquals(20, books.count("released"));
        books.assertReconciled();
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
