package dev.tollgate.limits.standing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class LimitsApiTest {
    @Inject
    LedgerTime clock;

    private final String org = TestIds.next("org");
    private final String live = TestTokens.user(org, "viewer", "live");
    private final Books books = new Books(org);

    @BeforeEach
    void itIsTheSecondOfMay() {
        clock.set("2026-05-02T14:00:00Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.letRun();
    }

    @Test
    void anOrganizationThatMovedNothingHasAllItsRoom() {
        get(live)
                .statusCode(200)
                .body("mode", equalTo("live"))
                .body("throttled", equalTo(true))
                .body("currency", equalTo("USD"))
                .body("perTx.limit", equalTo("100.00"))
                .body("daily.limit", equalTo("500.00"))
                .body("daily.used", equalTo("0.00"))
                .body("daily.remaining", equalTo("500.00"))
                .body("daily.resetsAt", equalTo("2026-05-03T00:00:00.000Z"))
                .body("monthly.limit", equalTo("2000.00"))
                .body("monthly.remaining", equalTo("2000.00"))
                .body("monthly.resetsAt", equalTo("2026-06-01T00:00:00.000Z"));
    }

    @Test
    void whatIsReservedAndCommittedStandsAgainstTheWindowsOfNow() {
        books.usage("day", "2026-05-02", 50_00, 400_00);
        books.usage("day", "2026-05-01", 1_00, 2_00);
        books.usage("month", "2026-05-01", 51_00, 402_00);

        get(live)
                .body("daily.reserved", equalTo("50.00"))
                .body("daily.committed", equalTo("400.00"))
                .body("daily.used", equalTo("450.00"))
                .body("daily.remaining", equalTo("50.00"))
                .body("monthly.used", equalTo("453.00"));

        clock.set("2026-05-03T00:00:00Z");
        get(live).body("daily.used", equalTo("0.00")).body("monthly.used", equalTo("453.00"));
    }

    @Test
    void overridesShowAsEffectiveCeilings() {
        books.override(20_00L, 10_00L, null, false);
        books.usage("day", "2026-05-02", 0, 30_00);

        get(live)
                .body("perTx.limit", equalTo("20.00"))
                .body("daily.limit", equalTo("10.00"))
                .body("daily.used", equalTo("30.00"))
                .body("daily.remaining", equalTo("0.00"))
                .body("monthly.limit", equalTo("2000.00"));
    }

    @Test
    void liftedCeilingsShowAsNoneAndUsageIsStillTold() {
        books.override(null, null, null, true);
        books.usage("day", "2026-05-02", 0, 9_000_00);

        get(live)
                .body("throttled", equalTo(false))
                .body("perTx", hasKey("limit"))
                .body("perTx.limit", nullValue())
                .body("daily.limit", nullValue())
                .body("daily.remaining", nullValue())
                .body("daily.used", equalTo("9000.00"));
    }

    @Test
    void testIsNeverThrottledAndSeesNothingOfLive() {
        books.usage("day", "2026-05-02", 0, 30_00);

        get(TestTokens.apiKey(org, "test"))
                .statusCode(200)
                .body("mode", equalTo("test"))
                .body("throttled", equalTo(false))
                .body("$", aMapWithSize(3))
                .body("currency", equalTo("USD"));
    }

    @Test
    void anotherOrganizationSeesItsOwnOnly() {
        books.usage("day", "2026-05-02", 0, 30_00);
        books.override(20_00L, null, null, false);

        get(TestTokens.apiKey(TestIds.next("org"), "live"))
                .body("daily.used", equalTo("0.00"))
                .body("perTx.limit", equalTo("100.00"));
    }

    @Test
    void everyCredentialOfTheOrganizationMayLook() {
        get(TestTokens.apiKey(org, "live", "webhooks:read")).statusCode(200);
        get(TestTokens.agent(org, "live", "webhooks:read")).statusCode(200);
        get(TestTokens.user(org, "owner", "live")).statusCode(200);
    }

    @Test
    void withoutATokenNobodyLooks() {
        given().get("/v1/limits").then().statusCode(401).body("error", equalTo("AuthenticationRequired"));
        for (var refused : TestTokens.refused(org, "live")) {
            get(refused).statusCode(401);
        }
    }

    @Test
    void whoBelongsToNoOrganizationHasNoLimitsToSee() {
        get(TestTokens.staff()).statusCode(403).body("error", equalTo("InsufficientRole"));
    }

    @Test
    void staffSeesWhatTheOrganizationSees() {
        books.usage("day", "2026-05-02", 50_00, 400_00);

        admin(TestTokens.staff(), org)
                .statusCode(200)
                .body("mode", equalTo("live"))
                .body("daily.used", equalTo("450.00"))
                .body("daily.remaining", equalTo("50.00"));
    }

    @Test
    void nobodyElseSeesItThere() {
        admin(TestTokens.user(org, "owner", "live"), org).statusCode(403).body("error", equalTo("InsufficientRole"));
        admin(TestTokens.service(), org).statusCode(403);
        admin(TestTokens.staff(), "org_1").statusCode(404).body("error", equalTo("NotFound"));
        given().get("/v1/admin/organizations/" + org + "/limits").then().statusCode(401);
    }

    private static ValidatableResponse admin(String token, String orgId) {
        return given().header("Authorization", "Bearer " + token)
                .get("/v1/admin/organizations/" + orgId + "/limits")
                .then();
    }

    private static ValidatableResponse get(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/v1/limits")
                .then();
    }
}
