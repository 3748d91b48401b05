package dev.tollgate.payments.intent;

import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import java.util.List;

/** What of a payment intent never changes, before it exists: the claim of a live request while it reserves at limits. */
public record PaymentIntentDraft(String id, Tenant tenant, PaymentTerms terms, HostedPage page) {
    static final IdPrefix ID = new IdPrefix("pi");

    static PaymentIntentDraft of(Tenant tenant, PaymentTerms terms, HostedPage page) {
        return new PaymentIntentDraft(ID.create(), tenant, terms, page);
    }

    /** The same with another expiry. */
    PaymentIntentDraft expiringAt(Instant expiry) {
        return new PaymentIntentDraft(id, tenant, terms.expiringAt(expiry), page);
    }

    /** From now on it exists. */
    PaymentIntentEvent.Created create(Instant at) {
        var state = PaymentIntentState.AWAITING_BUYER;
        return new PaymentIntentEvent.Created(
                new PaymentIntent(this, state, List.of(new PaymentIntent.TimelineEntry(state, at)), null, null));
    }
}
