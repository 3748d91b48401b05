package dev.tollgate.limits.reservation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.LedgerTime;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class ReservationApiTest {
    private static final String ROUTE = "/internal/v1/reservations";

    @Inject
    LedgerTime clock;

    private final String org = TestIds.next("org");
    private final String token = TestTokens.apiKey(org, "live", "payment_intents:write");
    private final String reference = TestIds.next("pi");

    @BeforeEach
    void itIsTheSecondOfMay() {
        clock.set("2026-05-02T14:00:00Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.letRun();
    }

    @Test
    void whatFitsIsReserved() {
        post(token, body("80.00", reference))
                .statusCode(200)
                .body("outcome", equalTo("reserved"))
                .body("reservationId", matchesPattern("rsv_[0-9a-z]{26}"))
                .body("$", not(hasKey("details")));
    }

    @Test
    void whatDoesNotFitIsDeniedWithTheDetailsOfTheContract() {
        for (int i = 0; i < 5; i++) {
            post(token, body("90.00", TestIds.next("pi"))).statusCode(200);
        }

        post(token, body("80.00", reference))
                .statusCode(200)
                .body("outcome", equalTo("denied"))
                .body("$", not(hasKey("reservationId")))
                .body("details.code", equalTo("LIMIT_EXCEEDED"))
                .body("details.reason", equalTo("exceeds_tenant_beta_ceiling_daily"))
                .body("details.limitType", equalTo("tenant_ceiling_daily"))
                .body("details.limit", equalTo("500.00"))
                .body("details.used", equalTo("450.00"))
                .body("details.requested", equalTo("80.00"))
                .body("details.currency", equalTo("USD"))
                .body("details.resetsAt", equalTo("2026-05-03T00:00:00.000Z"));
    }

    @Test
    void aSingleTransactionThatIsTooLargeHasNoWindow() {
        post(token, body("100.01", reference))
                .statusCode(200)
                .body("outcome", equalTo("denied"))
                .body("details.reason", equalTo("exceeds_tenant_beta_ceiling_per_tx"))
                .body("details.limitType", equalTo("tenant_ceiling_per_tx"))
                .body("details.used", equalTo("0.00"))
                .body("details", hasKey("resetsAt"))
                .body("details.resetsAt", nullValue());
    }

    @Test
    void theMonthIsTheLastToBeAsked() {
        new Books(org).override(null, null, 150_00L, false);
        post(token, body("100.00", TestIds.next("pi"))).statusCode(200);

        post(token, body("50.01", reference))
                .body("details.reason", equalTo("exceeds_tenant_beta_ceiling_monthly"))
                .body("details.limitType", equalTo("tenant_ceiling_monthly"))
                .body("details.used", equalTo("100.00"))
                .body("details.resetsAt", equalTo("2026-06-01T00:00:00.000Z"));
    }

    @Test
    void aRepeatGetsTheFirstAnswer() {
        var first = post(token, body("80.00", reference)).extract().asString();
        var denied = TestIds.next("pi");
        var firstDenial = post(token, body("100.01", denied)).extract().asString();

        assertEquals(first, post(token, body("80.00", reference)).extract().asString());
        assertEquals(firstDenial, post(token, body("100.01", denied)).extract().asString());
    }

    @Test
    void aKnownReferenceForSomethingElseIsAConflict() {
        post(token, body("80.00", reference)).statusCode(200);

        for (var other : List.of(
                body("80.01", reference),
                body("80.00", reference).replace("payment_intent", "stream"),
                foreign("80.00", "EUR", "1.0842", reference))) {
            post(token, other).statusCode(409).body("error", equalTo("IdempotencyKeyConflict"));
        }
    }

    /** The rate of record may have moved between a request and its repeat. */
    @Test
    void aRepeatAtAnotherRateIsARepeat() {
        var first = post(token, foreign("10.00", "EUR", "1.0842", reference))
                .extract()
                .asString();

        assertEquals(
                first,
                post(token, foreign("10.00", "EUR", "1.0900", reference))
                        .extract()
                        .asString());
    }

    @Test
    void aRepeatIsToldWhatBecameOfIt() {
        post(token, body("80.00", reference)).body("state", equalTo("reserved"));
        given().header("Authorization", "Bearer " + TestTokens.service())
                .contentType("application/json")
                .body("{\"orgId\":\"" + org + "\",\"reference\":\"" + reference + "\"}")
                .post(ROUTE + "/release")
                .then()
                .statusCode(200);

        post(token, body("80.00", reference))
                .statusCode(200)
                .body("outcome", equalTo("reserved"))
                .body("state", equalTo("released"));
    }

    @Test
    void anotherCurrencyCountsAtItsRateRoundedUp() {
        post(token, foreign("99.99", "EUR", "1.0842", reference))
                .statusCode(200)
                .body("outcome", equalTo("denied"))
                .body("details.requested", equalTo("108.41"))
                .body("details.currency", equalTo("USD"));
    }

    @Test
    void aDenialIsPublished() {
        post(token, body("100.01", reference)).statusCode(200);

        try (var facts = FactsOnKafka.of("tollgate.limits.denial.v1")) {
            var denial = facts.await(new Books(org).denialId(reference), "dev.tollgate.limits.denial.denied.v1");
            assertEquals("100.01", denial.data().path("requested").asText());
            assertEquals(reference, denial.data().path("reference").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment_intent", "invoice", "transfer", "x402", "acp", "ap2", "ucp", "stream"})
    void everyMoneyPathMayReserve(String path) {
        post(token, body("10.00", reference).replace("payment_intent", path))
                .statusCode(200)
                .body("outcome", equalTo("reserved"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "viewer"})
    void peopleOfTheOrganizationMayReserveToo(String role) {
        post(TestTokens.user(org, role, "live"), body("10.00", reference))
                .statusCode(200)
                .body("outcome", equalTo("reserved"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"80.00\"          | \"80.001\"        | amount: must have at most 2 decimals",
                "\"80.00\"          | \"-1.00\"         | amount: must be a positive decimal string like \"12500.00\"",
                "\"80.00\"          | \"0.00\"          | amount: must be greater than zero",
                "\"80.00\"          | 80.00             | amount: has the wrong type",
                "\"80.00\"          | null              | amount: must not be null",
                "\"USD\"            | \"ABC\"           | currency: must be an ISO 4217 code",
                "\"USD\"            | \"EUR\"           | usdRate: must be greater than zero for a currency other than USD",
                "\"USD\"            | \"USD\",\"usdRate\":\"1e3\" | usdRate: must be a decimal string like \"1.0842\", below 10000 and with at most 12 decimals",
                "\"payment_intent\" | \"pocket\"        | path: is not a money path",
                "\"payment_intent\" | null              | path: must not be null",
                "\"REFERENCE\"      | \"\"              | reference: must be 1 to 255 visible ASCII characters",
                "\"REFERENCE\"      | null              | reference: must not be null",
            })
    void whatIsWrongIsNamed(String field, String value, String violation) {
        post(token, body("80.00", "REFERENCE").replace(field, value))
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", hasItem(violation));
    }

    @Test
    void aMissingBodyIsAValidationError() {
        post(token, "").statusCode(400).body("error", equalTo("ValidationError"));
    }

    @Test
    void testIsNeverThrottledAndNeverReserves() {
        post(TestTokens.apiKey(org, "test"), body("10.00", reference))
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", hasItem("mode: reservations are for live"));
    }

    @Test
    void brokenJsonIsMalformed() {
        post(token, "{\"amount\":").statusCode(400).body("error", equalTo("MalformedJson"));
    }

    @Test
    void withoutATokenNobodyReserves() {
        post(null, body("10.00", reference)).statusCode(401).body("error", equalTo("AuthenticationRequired"));
    }

    @Test
    void aTokenThatTheGatewayDidNotMakeIsRefused() {
        for (var refused : TestTokens.refused(org, "live")) {
            post(refused, body("10.00", reference)).statusCode(401);
        }
    }

    @Test
    void whoBelongsToNoOrganizationReservesNothing() {
        post(TestTokens.staff(), body("10.00", reference)).statusCode(403);
        post(TestTokens.anonymous(), body("10.00", reference)).statusCode(403);
    }

    @Test
    void anotherMethodIsNotAllowed() {
        given().header("Authorization", "Bearer " + token)
                .get(ROUTE)
                .then()
                .statusCode(405)
                .body("error", equalTo("MethodNotAllowed"));
    }

    @Test
    void aBodyThatIsNotJsonIsUnsupported() {
        given().header("Authorization", "Bearer " + token)
                .contentType("text/plain")
                .body("80.00")
                .post(ROUTE)
                .then()
                .statusCode(415)
                .body("error", equalTo("UnsupportedMediaType"));
    }

    @Test
    void aBodyOfMoreThanAMebibyteIsTooLarge() {
        post(token, body("10.00", "x".repeat(1024 * 1024))).statusCode(413);
    }

    private static ValidatableResponse post(@Nullable String token, String body) {
        var request = given().contentType("application/json").body(body);
        return (token == null ? request : request.header("Authorization", "Bearer " + token))
                .post(ROUTE)
                .then();
    }

    private static String body(String amount, String reference) {
        return """
                {"amount":"%s","currency":"USD","path":"payment_intent","reference":"%s"}""".formatted(amount, reference);
    }

    private static String foreign(String amount, String currency, String rate, String reference) {
        return """
                {"amount":"%s","currency":"%s","usdRate":"%s","path":"payment_intent","reference":"%s"}""".formatted(amount, currency, rate, reference);
    }
}
