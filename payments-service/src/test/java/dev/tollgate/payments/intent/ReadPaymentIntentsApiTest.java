package dev.tollgate.payments.intent;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.payments.peers.Peers;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class ReadPaymentIntentsApiTest {
    private final Calls calls = Calls.ofNewOrganization("test");

    @Test
    void intentIsShownAsItWasCreated() {
        var created = calls.create(Calls.bodyOf("never-pays"));

        var shown = calls.get(created.path("id")).then().statusCode(200).extract();

        assertEquals(created.jsonPath().getMap("$"), shown.jsonPath().getMap("$"));
    }

    @Test
    void intentOfAnotherOrganizationOrTheOtherModeIsAbsent() {
        var id = calls.created(Calls.bodyOf("never-pays"));

        for (var stranger : List.of(Calls.ofNewOrganization("test"), calls.in("live"))) {
            stranger.get(id).then().statusCode(404).body("error", equalTo("NotFound"));
        }
        calls.get(TestIds.next("pi")).then().statusCode(404);
        calls.get(TestIds.next("inv")).then().statusCode(404);
        calls.get("pi_short").then().statusCode(404);
    }

    @Test
    void listIsNewestFirstInPagesThatStayStableWhileRowsAreAdded() {
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            newestFirst.addFirst(calls.created(Calls.bodyOf("never-pays")));
        }

        var first = calls.list("limit=2").then().statusCode(200).extract();
        calls.created(Calls.bodyOf("never-pays"));
        var second =
                calls.list("limit=2&cursor=" + first.path("nextCursor")).then().extract();
        var third =
                calls.list("limit=2&cursor=" + second.path("nextCursor")).then().extract();

        List<String> seen = new ArrayList<>(first.path("data.id"));
        seen.addAll(second.path("data.id"));
        seen.addAll(third.path("data.id"));
        assertEquals(newestFirst, seen);
        third.response().then().body("nextCursor", nullValue());
    }

    @Test
    void listShowsNothingOfOthersOrOfTheOtherMode() {
        calls.created(Calls.bodyOf("never-pays"));

        Calls.ofNewOrganization("test").list("").then().statusCode(200).body("data", hasSize(0));
        calls.in("live").list("").then().body("data", hasSize(0));
    }

    @Test
    void listIsFilteredByStatusExternalIdAndTime() {
        var cancelled = calls.created(Calls.bodyOf("never-pays"));
        calls.cancel(cancelled);
        var waiting = Calls.bodyOf("never-pays");
        var id = calls.created(waiting);
        String createdAt = calls.get(id).path("createdAt");

        calls.list("status=cancelled").then().body("data.id", contains(cancelled));
        calls.list("externalId=" + waiting.get("externalId")).then().body("data.id", contains(id));
        calls.list("createdAfter=" + createdAt).then().body("data", hasSize(0));
        calls.list("createdBefore=" + createdAt + "&createdAfter=2020-01-01T00:00:00-03:00")
                .then()
                .body("data.id", contains(cancelled));
    }

    @ParameterizedTest
    @CsvSource({
        "status=paid,status: must be a state of the pipeline",
        "limit=0,limit: must be a number from 1 to 100",
        "limit=101,limit: must be a number from 1 to 100",
        "limit=many,limit: must be a number from 1 to 100",
        "cursor=nonsense,cursor: is not one of ours",
        "'createdAfter=2026-05-02T14:00:00','createdAfter: must be a timestamp with an offset, like 2026-05-02T14:00:00Z'",
        "createdBefore=yesterday,'createdBefore: must be a timestamp with an offset, like 2026-05-02T14:00:00Z'",
        "externalId=%00,externalId: must not have the character U+0000"
    })
    void brokenQueryIsAValidationError(String query, String violation) {
        calls.as()
                .urlEncodingEnabled(false)
                .get("/v1/payment-intents?" + query)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", contains(violation));
    }

    @Test
    void readingNeedsATokenAndTheScope() {
        given().get("/v1/payment-intents").then().statusCode(401);
        given().get("/v1/payment-intents/" + TestIds.next("pi")).then().statusCode(401);
        var writer = TestTokens.apiKey(calls.organizationId(), "test", "payment_intents:write");
        Calls.as(writer).get("/v1/payment-intents").then().statusCode(403).body("error", equalTo("InsufficientScope"));
        Calls.as(writer).get("/v1/payment-intents/" + TestIds.next("pi")).then().statusCode(403);
        Calls.as(TestTokens.user(calls.organizationId(), "viewer", "test"))
                .get("/v1/payment-intents")
                .then()
                .statusCode(200);
    }

    @Test
    void staffAndServicesBelongToNoOrganization() {
        Calls.as(TestTokens.staff()).get("/v1/payment-intents").then().statusCode(403);
        Calls.as(TestTokens.service()).get("/v1/payment-intents").then().statusCode(403);
        Calls.as(TestTokens.anonymous()).get("/v1/payment-intents").then().statusCode(401);
    }
}
