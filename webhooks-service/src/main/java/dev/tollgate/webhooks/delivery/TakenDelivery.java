package dev.tollgate.webhooks.delivery;

import dev.tollgate.platform.principal.Tenant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this worker has a lease on, with all that sending needs.
 *
 * @param sequence its place among those of the same subject
 * @param holdsLane whether later ones of the same subject wait for it
 * @param attemptCount how often it was sent and recorded before
 * @param leasedUntil as PostgreSQL has it; whoever records an outcome must name it
 */
record TakenDelivery(
        String id,
        Tenant tenant,
        String subscriptionId,
        String subject,
        long sequence,
        boolean holdsLane,
        int attemptCount,
        OffsetDateTime leasedUntil,
        String eventId,
        String body,
        @Nullable String traceparent,
        String url,
        String secretSealed) {

    @Override
    public String toString() {
        return "TakenDelivery[" + id + "]";
    }
}
