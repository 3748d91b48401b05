package dev.tollgate.limits.upkeep;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.LedgerTime;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.limits.reservation.Reservations;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class ReconciliationApiTest {
    @Inject
    Reservations reservations;

    @Inject
    Upkeep upkeep;

    @Inject
    Reconcile reconcile;

    @Inject
    Background background;

    @Inject
    LedgerTime clock;

    private final String org = TestIds.next("org");
    private final Books books = new Books(org);

    @AfterEach
    void timeGoesOn() {
        clock.letRun();
    }

    @Test
    void windowsThatHoldWhatWasReservedDoNotDiffer() throws Exception {
        someOfEverything();

        assertEquals(List.of(), differences(run()));
    }

    @Test
    void aCentThatIsNowhereReservedIsReportedAndNotRepaired() throws Exception {
        someOfEverything();
        books.spoil("usage_window", "day", 1);

        var found = differences(run());

        assertEquals(1, found.size(), found::toString);
        assertEquals("day", found.getFirst().get("period"));
        assertEquals(
                Map.of("reserved", "20.01", "committed", "10.00"),
                found.getFirst().get("kept"));
        assertEquals(
                Map.of("reserved", "20.00", "committed", "10.00"),
                found.getFirst().get("recomputed"));
        assertEquals(found, differences(run()));
        assertTrue(metric() >= 1, "the metric");
        books.spoil("usage_window", "day", -1);
        assertEquals(List.of(), differences(run()));
    }

    @Test
    void inBetweenTheWindowsThatChangedAreComparedByOneReplica() throws Exception {
        run();
        someOfEverything();
        books.spoil("usage_window", "day", 1);
        books.spoil("agent_window", "month", 1);
        long before = found("changed");
        Books.reconciliationDue("changed");

        background.run(reconcile::due);

        assertTrue(found("changed") >= before + 2, "the day of the organization and the month of the agent, at least");
        assertTrue(metric() >= 2, "the metric");
        books.spoil("usage_window", "day", -1);
        books.spoil("agent_window", "month", -1);
        long windows = Books.reconciliation("changed", "windows");
        background.run(reconcile::due); // it is not due any more
        assertEquals(windows, Books.reconciliation("changed", "windows"));
        run();
        assertEquals(0, found("changed"), "after everything was compared again");
    }

    @Test
    void whatIsSpoiledWithoutAChangeIsFoundByTheWholeSweep() throws Exception {
        someOfEverything();
        run();
        books.spoil("usage_window", "day", 1);
        Books.reconciliationDue("whole");

        background.run(reconcile::due);

        assertTrue(found("whole") >= 1, "the whole sweep");
        books.spoil("usage_window", "day", -1);
        run();
    }

    private static long found(String kind) {
        return Books.reconciliation(kind, "differing");
    }

    @Test
    void anAgentsWindowIsComparedToo() throws Exception {
        someOfEverything();
        books.spoil("agent_window", "month", 1);

        var found = differences(run());

        assertEquals(1, found.size(), found::toString);
        assertTrue(String.valueOf(found.getFirst().get("agentId")).startsWith("agt_"));
        books.spoil("agent_window", "month", -1);
    }

    @Test
    void onlyServicesAndStaffMayAsk() {
        post(TestTokens.user(org, "owner", "live")).statusCode(403).body("error", equalTo("InsufficientRole"));
        post(TestTokens.apiKey(org, "live")).statusCode(403);
        post(TestTokens.staff()).statusCode(200);
        given().post("/internal/v1/reconciliation").then().statusCode(401);
    }

    @Test
    void whatEndedLongAgoGoesAndWhatIsOpenStays() throws Exception {
        clock.set("2024-03-05T12:00:00Z");
        var open = TestIds.next("pi");
        var settled = TestIds.next("pi");
        reservations.make(org, "stream", open);
        reservations.make(org, "payment_intent", settled);
        reservations.commit(org, settled);
        clock.letRun();
        reservations.make(org, "payment_intent", TestIds.next("pi"));

        boolean more = true;
        while (more) {
            more = upkeep.prune();
        }

        assertEquals(0, books.count("committed"));
        assertEquals(2, books.count("reserved"));
        assertEquals("none", books.day("2024-03-05"));
        assertEquals(List.of(), differences(run()));
        reservations.release(org, open);
        assertEquals(1, books.count("released"));
    }

    private void someOfEverything() throws Exception {
        var settled = TestIds.next("pi");
        var failed = TestIds.next("pi");
        reservations.make(org, "payment_intent", settled);
        reservations.make(org, "payment_intent", failed);
        reservations.make(org, "stream", TestIds.next("pi"));
        reservations.makeByAgent(org, TestIds.next("pi"));
        reservations.commit(org, settled);
        reservations.release(org, failed);
    }

    /** Of this organization: others are at work beside. */
    private List<Map<String, Object>> differences(JsonPath found) {
        return found.<Map<String, Object>>getList("differences").stream()
                .filter(difference -> org.equals(difference.get("organizationId")))
                .toList();
    }

    private static JsonPath run() {
        return post(TestTokens.service()).statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse post(String token) {
        return given().header("Authorization", "Bearer " + token)
                .post("/internal/v1/reconciliation")
                .then();
    }

    private static double metric() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("tollgate_limits_windows_differing"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }
}
