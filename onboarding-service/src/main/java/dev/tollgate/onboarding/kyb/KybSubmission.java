package dev.tollgate.onboarding.kyb;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One application and what became of it.
 *
 * @param number which one it is, of all there are: a later one has a higher number; 0 until it is stored
 * @param review null until somebody decided; in test nobody does, there it is approved as it comes
 */
record KybSubmission(
        long number,
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
        return new KybSubmission(0, tenant, application, status, submittedBy, now, null);
    }

    /** @param seen the number of the one that the reviewer looked at; null where they did not say */
    KybSubmission approve(Review review, @Nullable Long seen) {
        return decide(KybStatus.APPROVED, review, seen);
    }

    /** @param seen the number of the one that the reviewer looked at; null where they did not say */
    KybSubmission reject(Review review, @Nullable Long seen) {
        return decide(KybStatus.REJECTED, review, seen);
    }

    private KybSubmission decide(KybStatus decision, Review review, @Nullable Long seen) {
        if (status != KybStatus.PENDING) {
            throw KybProblem.notPending(status);
        }
        if (seen != null && seen != number) {
            throw KybProblem.anotherSubmission(number);
        }
        return new KybSubmission(number, tenant, application, decision, submittedBy, submittedAt, review);
    }
}
