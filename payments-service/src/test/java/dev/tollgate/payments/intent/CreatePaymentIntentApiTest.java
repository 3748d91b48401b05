package dev.tollgate.payments.intent;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.payments.peers.Peers;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class CreatePaymentIntentApiTest {
    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private final Calls calls = Calls.ofNewOrganization("test");

    @Test
    void newIntentComesBackWithAllThatWasAskedFor() {
        var body = Calls.body("order-1");
        body.put("currency", "EUR");
        body.put(
                "buyer",
                Map.of("email", "never-pays@example.com", "name", "Ana", "country", "BR", "phone", "+5511912345678"));
        body.put("returnUrl", "https://shop.example/thanks");
        body.put(
                "display",
                Map.of(
                        "title",
                        "Order 1",
                        "lineItems",
                        List.of(Map.of("description", "Coffee", "quantity", 5, "unitPrice", "25"))));
        body.put("metadata", Map.of("zebra", "1", "ant", "2"));
        body.put("expiresAt", OffsetDateTime.now(ZoneOffset.UTC).plusDays(2).toString());

        calls.create(body)
                .then()
                .statusCode(201)
                .body("id", matchesPattern("pi_[0-9a-z]{26}"))
                .body("status", equalTo("awaiting_buyer"))
                .body("hostedPaymentUrl", matchesPattern("https://pay\\.example/pay/[A-Za-z0-9_-]{32}"))
                .body("externalId", equalTo("order-1"))
                .body("amount", equalTo("125.00"))
                .body("currency", equalTo("EUR"))
                .body("buyer.phone", equalTo("+5511912345678"))
                .body("returnUrl", equalTo("https://shop.example/thanks"))
                .body("display.notes", nullValue())
                .body("display.lineItems[0].unitPrice", equalTo("25.00"))
                .body("display.lineItems[0].subtotal", equalTo("125.00"))
                .body("expiresAt", matchesPattern(TIMESTAMP))
                .body("metadata", equalTo(Map.of("zebra", "1", "ant", "2")))
                .body("createdAt", matchesPattern(TIMESTAMP))
                .body("timeline", hasSize(1))
                .body("timeline[0].status", equalTo("awaiting_buyer"))
                .body("fxRateAtSettlement", nullValue())
                .body("brlSettledAmount", nullValue())
                .body("settledAt", nullValue())
                .body("failureReason", nullValue())
                .body("$", aMapWithSize(17));
    }

    @Test
    void sameKeyIsAReplayWhateverTheBody() {
        var id = calls.create("key-1", Calls.bodyOf("never-pays"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        for (var body : List.of(Calls.bodyOf("never-pays"), Calls.body(""), Map.<String, Object>of("amount", "1.00"))) {
            calls.create("key-1", body)
                    .then()
                    .statusCode(200)
                    .header("Idempotency-Replayed", "true")
                    .body("id", equalTo(id));
        }
        calls.list("").then().body("data", hasSize(1));
    }

    @Test
    void replayShowsTheIntentAsItIsNow() {
        var body = Calls.bodyOf("never-pays");
        String id = calls.create("key-2", body).path("id");
        calls.cancel(id);

        calls.create("key-2", body).then().statusCode(200).body("status", equalTo("cancelled"));
    }

    @Test
    void sameExternalIdIsTheExistingIntentAlsoUnderAnotherKey() {
        var id = calls.create("key-3", Calls.body("order-3")).path("id");

        calls.create(Calls.body("order-3")).then().statusCode(200).body("id", equalTo(id));
        calls.create("key-4", Calls.body("order-3")).then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void keyWinsOverExternalId() {
        var first = calls.create("key-5", Calls.body("order-5")).path("id");
        calls.create("key-6", Calls.body("order-6")).then().statusCode(201);

        calls.create("key-5", Calls.body("order-6")).then().statusCode(200).body("id", equalTo(first));
    }

    @Test
    void keysAndExternalIdsOfOthersAndOfTheOtherModeAreFree() {
        calls.create("key-7", Calls.body("order-7")).then().statusCode(201);

        Calls.ofNewOrganization("test")
                .create("key-7", Calls.body("order-7"))
                .then()
                .statusCode(201);
        calls.in("live").create("key-7", Calls.body("order-7")).then().statusCode(201);
    }

    @Test
    void keyOfAnInvoiceIsAConflict() throws SQLException {
        try (var owner = Infra.postgres().asOwner("payments");
                var insert = owner.prepareStatement("""
                        insert into payment (id, org_id, mode, origin, status, idempotency_key, external_id, public_id, amount_minor, currency,
                            buyer_email, metadata, expires_at, created_at)
                        values (?, ?, 'test', 'invoice', 'awaiting_buyer', 'key-8', 'order-8', ?, 1, 'USD', 'a@b.example', '{}', now(), now())""")) {
            insert.setString(1, TestIds.next("inv"));
            insert.setString(2, calls.organizationId());
            insert.setString(3, calls.organizationId());
            insert.executeUpdate();
        }

        calls.create("key-8", Calls.body("order-9"))
                .then()
                .statusCode(409)
                .body("error", equalTo("IdempotencyKeyConflict"));
        calls.create("key-9", Calls.body("order-8"))
                .then()
                .statusCode(409)
                .body("error", equalTo("IdempotencyKeyConflict"));
    }

    @Test
    void malformedKeyIsAValidationError() {
        calls.create("k".repeat(255), Calls.body("order-10")).then().statusCode(201);
        calls.create("k".repeat(256), Calls.body("order-11"))
                .then()
                .statusCode(400)
                .body("message", contains("Idempotency-Key: must be 1 to 255 visible ASCII characters"));
    }

    @Test
    void brokenBodyNamesEachFieldByItsPath() {
        var body = Calls.body("order-12");
        body.put("currency", "GBP");
        body.put("buyer", Map.of("email", "nobody"));

        calls.create(body)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body(
                        "message",
                        containsInAnyOrder(
                                "buyer.email: must be an email address", "currency: must be USD, EUR or BRL"));
    }

    @Test
    void numberIsNoAmount() {
        var body = Calls.body("order-13");
        body.put("amount", 125.00);

        calls.create(body).then().statusCode(400).body("message", contains("amount: has the wrong type"));
    }

    @Test
    void missingAndMalformedBodiesAreRefused() {
        calls.create(Calls.body("x".repeat(1024 * 1024))).then().statusCode(413);
        calls.as().post("/v1/payment-intents").then().statusCode(400).body("message", contains("body: is required"));
        calls.as()
                .body("{\"externalId\":")
                .post("/v1/payment-intents")
                .then()
                .statusCode(400)
                .body("error", equalTo("MalformedJson"));
        calls.as()
                .contentType(ContentType.TEXT)
                .body("x")
                .post("/v1/payment-intents")
                .then()
                .statusCode(415)
                .body("error", equalTo("UnsupportedMediaType"));
    }

    @ParameterizedTest
    @CsvSource({"USD,10.00,201", "USD,9.99,400", "EUR,9.10,201", "EUR,9.09,400", "BRL,50.00,201", "BRL,49.99,400"})
    void amountIsWorthAtLeastTenDollars(String currency, String amount, int status) {
        var body = Calls.body("order-" + currency + amount);
        body.put("currency", currency);
        body.put("amount", amount);

        var answer = calls.create(body).then().statusCode(status);
        if (status == 400) {
            answer.body("error", equalTo("AmountBelowMinimum"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"not_started", "pending", "rejected"})
    void withoutApprovedKybNothingIsCreated(String kybStatus) {
        Peers.kyb(calls.organizationId(), kybStatus);

        calls.create(Calls.body("order-14")).then().statusCode(400).body("error", equalTo("KybNotApproved"));

        calls.list("").then().body("data", hasSize(0));
    }

    @Test
    void kybIsAskedForUntilItIsApprovedAndNeverAgain() {
        Peers.kyb(calls.organizationId(), "pending");
        calls.create(Calls.body("order-15")).then().statusCode(400);
        Peers.kyb(calls.organizationId(), "approved");

        calls.create(Calls.body("order-15")).then().statusCode(201);
        calls.create(Calls.body("order-16")).then().statusCode(201);

        assertEquals(2, Peers.kybQuestions(calls.organizationId()));
    }

    @Test
    void onboardingBeingAwayIs503AndCreatesNothing() {
        Peers.kyb(calls.organizationId(), "down");

        calls.create(Calls.body("order-17")).then().statusCode(503).body("error", equalTo("UpstreamUnavailable"));

        calls.list("").then().body("data", hasSize(0));
    }

    @Test
    void requestWithoutATokenIs401() {
        given().contentType(ContentType.JSON)
                .body(Calls.body("order-18"))
                .post("/v1/payment-intents")
                .then()
                .statusCode(401)
                .body("error", equalTo("AuthenticationRequired"));
        for (var token : TestTokens.refused(calls.organizationId(), "test")) {
            Calls.as(token)
                    .body(Calls.body("order-18"))
                    .post("/v1/payment-intents")
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void keyWithoutTheScopeIs403() {
        Calls.as(TestTokens.apiKey(calls.organizationId(), "test", "payment_intents:read"))
                .body(Calls.body("order-19"))
                .post("/v1/payment-intents")
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientScope"))
                .body("details.required", equalTo("payment_intents:write"));
    }

    @Test
    void viewerIs403() {
        Calls.as(TestTokens.user(calls.organizationId(), "viewer", "test"))
                .body(Calls.body("order-20"))
                .post("/v1/payment-intents")
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientRole"));
    }
}
