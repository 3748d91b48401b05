package dev.tollgate.onboarding.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.event.Fact;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One move of one organization: a row of the history and a fact alike.
 *
 * @param sequence 1 for the organization's first move, then 2, and so on
 * @param actorId who did it, {@code usr_…}
 */
record ProductionAccessEvent(
        String orgId,
        int sequence,
        ProductionAccessTransition transition,
        ProductionAccessState from,
        String actorId,
        @Nullable String notes,
        Instant at)
        implements Fact {

    ProductionAccessState to() {
        return transition.to();
    }

    @Override
    public FactType type() {
        return transition.fact();
    }

    @Override
    public String subject() {
        return orgId;
    }

    /** None: production access is the whole organization's. */
    @Override
    public @Nullable Mode mode() {
        return null;
    }

    @Override
    public Object data() {
        return new Data(orgId, from, to(), notes, actorId);
    }

    /** What is published (docs/events/). */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            String organizationId,
            ProductionAccessState from,
            ProductionAccessState to,
            @Nullable String notes,
            String actorId) {}
}
