package dev.tollgate.onboarding.kyb;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One application and what became of it.
 *
 * @param review null until somebody decided; in test nobody does, there it is approved as it comes
 */
record KybSubmission(
        Tenant tenant,
        KybApplication application,
        KybStatus status,
        String submittedBy,
        Instant submittedAt,
        @Nullable Review review) {

    /** A decision of staff; a rejection says why. */
    record Review(
            String reviewedBy, Instant reviewedAt, @Nullable String notes) {}

    /** A new one: pending in live, approved in test. */
    static KybSubmission submit(Tenant tenant, KybApplication application, String submittedBy, Instant now) {
        var status = tenant.mode() == Mode.TEST ? KybStatus.APPROVED : KybStatus.PENDING;
        return new KybSubmission(tenant, application, status, submittedBy, now, null);
    }

    KybSubmission approve(Review review) {
        return decide(KybStatus.APPROVED, review);
    }

    KybSubmission reject(Review review) {
        return decide(KybStatus.REJECTED, review);
    }

    private KybSubmission decide(KybStatus decision, Review review) {
        if (status != KybStatus.PENDING) {
            throw KybProblem.notPending(status);
        }
        return new KybSubmission(tenant, application, decision, submittedBy, submittedAt, review);
    }
}
