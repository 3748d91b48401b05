package dev.tollgate.limits.reservation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.LedgerTime;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /internal/v1/reservations} by a service on its own behalf, and who may not speak for others. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class ReservationByServiceApiTest {
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
    void aServiceReservesForTheActorThatItNames() {
        var key = TestIds.next("key");
        post(TestTokens.service(), named("80.00", org, "live", "{\"type\":\"api_key\",\"id\":\"" + key + "\"}"))
                .statusCode(200)
                .body("outcome", equalTo("reserved"))
                .body("state", equalTo("reserved"));

        assertEquals("8000/0", new Books(org).day("2026-05-02"));
        post(token, body("80.00", reference)).statusCode(200).body("outcome", equalTo("reserved"));
        assertEquals(1, new Books(org).decisions(), "the same reference, whoever asks");
    }

    @Test
    void anAgentThatAServiceNamesCountsInItsOwnWindowsToo() {
        var agent = TestIds.next("agt");
        var actor = "{\"type\":\"agent\",\"id\":\"" + agent + "\",\"kyaTier\":1}";
        post(TestTokens.service(), named("100.00", org, "live", actor)).body("outcome", equalTo("reserved"));
        assertEquals("[10000/0, 10000/0]", new Books(org).agent(agent, "2026-05-02"));

        var untold = "{\"type\":\"agent\",\"id\":\"" + TestIds.next("agt") + "\"}";
        post(TestTokens.service(), named("20.01", org, "live", untold).replace(reference, TestIds.next("pi")))
                .body("outcome", equalTo("denied"))
                .body("details.reason", equalTo("exceeds_agent_ceiling_per_tx"))
                .body("details.limit", equalTo("20.00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"orgId\":    | \"x\":                | orgId: is required from a service",
                "\"mode\":     | \"x\":                | mode: is required from a service",
                "\"actor\":    | \"x\":                | actor: is required from a service",
                "\"org_        | \"usr_               | orgId: must be an id like org_…",
                "\"live\"      | \"test\"              | mode: reservations are for live",
                "\"live\"      | \"both\"              | mode: must be \"test\" or \"live\"",
                "\"api_key\"   | \"agent\"             | actor.id: must be an id like agt_…",
                "\"api_key\"   | \"staff\"             | actor.type: must be user, api_key, agent or service",
                "\"type\":     | \"x\":                | actor.type: is required",
                "\"id\":       | \"x\":                | actor.id: is required",
                "\"id\":       | \"kyaTier\":4,\"id\": | actor.kyaTier: must be less than or equal to 3",
            })
    void whatAServiceNamesWronglyIsNamed(String field, String value, String violation) {
        var actor = "{\"type\":\"api_key\",\"id\":\"key_1\"}";

        post(TestTokens.service(), named("80.00", org, "live", actor).replace(field, value))
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", hasItem(violation));
    }

    @Test
    void aServiceThatNamesNobodyIsToldWhatIsMissing() {
        post(TestTokens.service(), body("80.00", reference))
                .statusCode(400)
                .body(
                        "message",
                        contains(
                                "orgId: is required from a service",
                                "mode: is required from a service",
                                "actor: is required from a service"));
    }

    @Test
    void aServiceThatNamesAnOrganizationThatThereIsNotReservesNothing() {
        var nobody = TestIds.next("org");
        Peers.unknown(nobody);

        post(TestTokens.service(), named("80.00", nobody, "live", "{\"type\":\"user\",\"id\":\"usr_1\"}"))
                .statusCode(404)
                .body("error", equalTo("NotFound"));

        assertEquals(0, new Books(nobody).decisions());
        assertFalse(new Books(nobody).isOpen());
    }

    @Test
    void aCredentialOfAnOrganizationReservesForItselfAndNamesNobody() {
        var other = TestIds.next("org");
        var actor = "{\"type\":\"api_key\",\"id\":\"key_1\"}";
        for (var orgId : List.of(other, org)) {
            post(token, named("80.00", orgId, "live", actor))
                    .statusCode(400)
                    .body("error", equalTo("ValidationError"))
                    .body(
                            "message",
                            hasItem(
                                    "orgId: is named by services only; a credential reserves for its own organization"));
        }

        assertEquals(0, new Books(org).decisions());
        assertEquals(0, new Books(other).decisions());
    }

    private String named(String amount, String orgId, String mode, String actor) {
        return body(amount, reference)
                .replaceFirst("\\{", "{\"orgId\":\"" + orgId + "\",\"mode\":\"" + mode + "\",\"actor\":" + actor + ",");
    }

    private static ValidatableResponse post(String token, String body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(body)
                .post(ROUTE)
                .then();
    }

    private static String body(String amount, String reference) {
        return """
                {"amount":"%s","currency":"USD","path":"payment_intent","reference":"%s"}""".formatted(amount, reference);
    }
}
