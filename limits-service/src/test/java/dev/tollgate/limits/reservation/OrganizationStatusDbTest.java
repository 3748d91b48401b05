package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.LedgerTime;
import dev.tollgate.limits.ceiling.LimitType;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What onboarding decides holds for the next reservation; agents count twice. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class OrganizationStatusDbTest {
    @Inject
    Steps steps;

    @Inject
    LedgerTime clock;

    private final String org = TestIds.next("org");
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
    void aSuspensionHoldsForTheNextReservationAndAReinstatementToo() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertTrue(steps.admits(org, "10.00", TestIds.next("pi")));

            Peers.access(org, "production_suspended");
            assertEquals(LimitType.ORGANIZATION_STATUS, denial("10.00"));

            Peers.access(org, "production_approved");
        }

        assertTrue(steps.admits(org, "10.00", TestIds.next("pi")));
        assertEquals("6000/0", books.day("2026-05-02"));
        assertEquals(5, books.denials());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox_only", "declaration_pending", "production_denied", "production_suspended"})
    void onlyApprovedOrganizationsReserve(String status) throws Exception {
        Peers.access(org, status);

        assertEquals(LimitType.ORGANIZATION_STATUS, denial("10.00"));
        assertEquals("none", books.day("2026-05-02"));
    }

    @Test
    void aStatusIsAskedForOnceAndThenRemembered() throws Exception {
        for (int i = 0; i < 10; i++) {
            steps.reserve(org, "1.00", TestIds.next("pi"));
        }

        assertTrue(Peers.questions(org) <= 2, () -> "asked " + Peers.questions(org));
    }

    @Test
    void withoutAWordFromOnboardingNothingIsReserved() throws Exception {
        Peers.silent(org);

        var refusal = assertThrows(Problem.class, () -> steps.reserve(org, "10.00", TestIds.next("pi")));

        assertEquals(503, refusal.code().status());
        assertEquals(0, books.count("reserved") + books.count("denied"));
    }

    @Test
    void aCeilingHoldsTogetherWithTheDecisionThatSetIt() throws Exception {
        Peers.access(org, "production_suspended");
        Peers.access(
                org,
                "production_approved",
                2,
                "{\"perTx\":\"30.00\",\"daily\":null,\"monthly\":null,\"disabled\":false}");

        assertEquals(LimitType.PER_TX, denial("30.01"));
        assertTrue(steps.admits(org, "30.00", TestIds.next("pi")));
        assertEquals(List.of("decision 2 3000"), books.ceilingChanges());
    }

    @Test
    void anAgentCountsInItsOwnWindowsAndInItsOrganizations() throws Exception {
        var agent = Steps.agent(org, 0);
        var settled = TestIds.next("pi");
        var failed = TestIds.next("pi");
        steps.reserve(agent, "20.00", settled);
        steps.reserve(agent, "15.00", failed);
        steps.reserve(Steps.agent(org, 0), "5.00", TestIds.next("pi"));
        assertEquals("[3500/0, 3500/0]", books.agent(agent.actorId(), "2026-05-02"));
        assertEquals("4000/0", books.day("2026-05-02"));

        steps.commit(org, settled);
        steps.release(org, failed);

        assertEquals("[0/2000, 0/2000]", books.agent(agent.actorId(), "2026-05-02"));
        assertEquals("500/2000", books.day("2026-05-02"));
        assertEquals(
                LimitType.AGENT_PER_TX,
                assertInstanceOf(ReservationOutcome.Denied.class, steps.reserve(agent, "20.01", TestIds.next("pi")))
                        .why()
                        .type());
        books.assertReconciled();
        assertFalse(books.denialReasons().isEmpty());
    }

    private LimitType denial(String amount) throws Exception {
        return assertInstanceOf(ReservationOutcome.Denied.class, steps.reserve(org, amount, TestIds.next("pi")))
                .why()
                .type();
    }
}
