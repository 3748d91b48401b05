package dev.tollgate.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.bench.revocation.Load;
import dev.tollgate.bench.revocation.PhaseReport;
import dev.tollgate.bench.revocation.RevocationScenario;
import dev.tollgate.bench.revocation.Sizes;
import org.junit.jupiter.api.Test;

/** The benchmark {@code revocation}, shorter: keys, sessions and organizations, three gateways, and what can go wrong around them. */
class RevocationJourneyTest {
    private static final int REVOKED_STEADILY = 60;
    private static final int REVOKED_PER_FAULT = 30;
    private static final Load LOAD = new Load(40, 2, 4);

    /** About one lease, on a machine that does other things too. */
    private static final double ANSWERED_WITHIN_MILLIS = 8_000;

    @Test
    void whatIsRevokedIsRefusedOnTheNextRequestWhateverIsBroken() {
        var reports = new RevocationScenario(RunningStack.get(), RunningStack.founding(), LOAD, System.out)
                .run(Sizes.of(REVOKED_STEADILY), Sizes.of(REVOKED_PER_FAULT));

        assertEquals(0, reports.stream().mapToInt(PhaseReport::lateAcceptances).sum(), reports::toString);
        for (var report : reports) {
            assertTrue(report.requestsAfterwards() > REVOKED_PER_FAULT, report::toString);
            assertTrue(report.longestMillis() < ANSWERED_WITHIN_MILLIS, report::toString);
        }
    }
}
