package dev.tollgate.limits.reservation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody holds an organization's ledger and does not let go: others are told 503 in time, and nothing is counted. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class HeldLedgerApiTest {
    private static final String ROUTE = "/internal/v1/reservations";

    @Inject
    Steps steps;

    private final String org = TestIds.next("org");
    private final String reference = TestIds.next("pi");
    private final Books books = new Books(org);

    @Test
    void whatCannotBeDecidedInTimeIsUnavailableAndItsRepeatIsDecided() throws Exception {
        steps.reserve(org, "1.00", TestIds.next("pi"));
        try (var _ = books.holdLedger()) {
            post("", TestTokens.apiKey(org, "live"), """
                    {"amount":"2.00","currency":"USD","path":"payment_intent","reference":"%s"}""".formatted(reference))
                    .statusCode(503)
                    .body("error", equalTo("UpstreamUnavailable"));
        }

        assertTrue(steps.admits(org, "2.00", reference));
        assertEquals(2, books.count("reserved"));
        books.assertReconciled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "release"})
    void whatCannotBeEndedInTimeIsUnavailable(String how) throws Exception {
        steps.reserve(org, "1.00", reference);
        try (var _ = books.holdLedger()) {
            post("/" + how, TestTokens.service(), "{\"orgId\":\"" + org + "\",\"reference\":\"" + reference + "\"}")
                    .statusCode(503)
                    .body("error", equalTo("UpstreamUnavailable"));
        }

        assertEquals(1, books.count("reserved"));
    }

    private static ValidatableResponse post(String path, String token, String body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(body)
                .post(ROUTE + path)
                .then();
    }
}
