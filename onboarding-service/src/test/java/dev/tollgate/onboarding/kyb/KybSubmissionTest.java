package dev.tollgate.onboarding.kyb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.TestIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KybSubmissionTest {
    private static final Instant NOW = Instant.parse("2026-05-02T14:00:00Z");
    private static final KybSubmission.Review REVIEW = new KybSubmission.Review("usr_9", NOW, "because");
    private static final KybApplication APPLICATION = new KybApplication(
            "Souza", "1", "DE", new KybApplication.Address("1", "Berlin", null, null, "DE"), List.of());

    @ParameterizedTest
    @CsvSource({"TEST,APPROVED", "LIVE,PENDING"})
    void testApprovesByItselfAndLiveWaitsForStaff(Mode mode, KybStatus status) {
        assertEquals(status, in(mode).status());
    }

    @Test
    void aPendingOneIsApprovedOrRejectedOnce() {
        var approved = in(Mode.LIVE).approve(REVIEW, null);
        var rejected = in(Mode.LIVE).reject(REVIEW, null);

        assertEquals(KybStatus.APPROVED, approved.status());
        assertEquals(KybStatus.REJECTED, rejected.status());
        assertEquals(REVIEW, rejected.review());
        for (var decided : List.of(approved, rejected)) {
            for (var again :
                    List.<Runnable>of(() -> decided.approve(REVIEW, null), () -> decided.reject(REVIEW, null))) {
                var refusal = assertThrows(Problem.class, again::run);
                assertEquals(
                        Map.of("currentState", decided.status().wire(), "allowedStates", List.of("pending")),
                        refusal.details());
            }
        }
    }

    @Test
    void whoLookedAtAnotherOneDecidesNothing() {
        var number = in(Mode.LIVE).number();

        assertEquals(KybStatus.APPROVED, in(Mode.LIVE).approve(REVIEW, number).status());
        for (var decision : List.<Runnable>of(
                () -> in(Mode.LIVE).approve(REVIEW, number + 1),
                () -> in(Mode.LIVE).reject(REVIEW, number + 1))) {
            assertEquals(
                    ErrorCode.INVALID_STATE,
                    assertThrows(Problem.class, decision::run).code());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStatusIsReadAsItIsWritten(KybStatus status) {
        assertEquals(status, KybStatus.parse(status.wire()));
    }

    @ParameterizedTest
    @CsvSource({
        "TEST,false,APPROVED,false",
        "LIVE,false,NOT_STARTED,true",
        "LIVE,true,NOT_STARTED,true",
        "LIVE,true,PENDING,true",
        "LIVE,true,REJECTED,true",
        "LIVE,false,APPROVED,true",
        "LIVE,true,APPROVED,false"
    })
    void liveNeedsTermsAndApproval(Mode mode, boolean tosAccepted, KybStatus kyb, boolean needsOnboarding) {
        assertEquals(needsOnboarding, new Readiness.Status(tosAccepted, kyb).needsOnboarding(mode));
    }

    private static KybSubmission in(Mode mode) {
        return KybSubmission.submit(new Tenant(TestIds.next("org"), mode), APPLICATION, "usr_1", NOW);
    }
}
