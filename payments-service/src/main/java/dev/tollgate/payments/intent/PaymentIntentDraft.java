package dev.tollgate.payments.intent;

import dev.tollgate.payments.terms.HostedPage;
import dev.tollgate.payments.terms.PaymentTerms;
import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a payment intent never changes, before it exists: the claim of a live request while it reserves at limits.
 *
 * @param agentId the agent that made it; null if a person or a key did
 */
public record PaymentIntentDraft(
        String id, Tenant tenant, @Nullable String agentId, PaymentTerms terms, HostedPage page) {
    static final IdPrefix ID = new IdPrefix("pi");

    static PaymentIntentDraft of(Principal caller, PaymentTerms terms, HostedPage page) {
        return new PaymentIntentDraft(ID.create(), caller.requireTenant(), agent(caller), terms, page);
    }

    /** Whose payment intents the caller sees alone: an agent its own. Null: those of everybody. */
    static @Nullable String agent(Principal caller) {
        return caller.actor() == ActorType.AGENT ? caller.actorId() : null;
    }

    /** 404 to an agent that did not make it, as if it were not there. */
    void checkVisibleTo(Principal caller) {
        var agent = agent(caller);
        if (agent != null && !agent.equals(agentId)) {
            throw PaymentIntentProblem.notFound();
        }
    }

    /** The same with another expiry. */
    PaymentIntentDraft expiringAt(Instant expiry) {
        return new PaymentIntentDraft(id, tenant, agentId, terms.expiringAt(expiry), page);
    }

    /** From now on it exists. */
    PaymentIntentEvent.Created create(Instant at) {
        var state = PaymentIntentState.AWAITING_BUYER;
        return new PaymentIntentEvent.Created(
                new PaymentIntent(this, state, List.of(new PaymentIntent.TimelineEntry(state, at)), null, null));
    }
}
