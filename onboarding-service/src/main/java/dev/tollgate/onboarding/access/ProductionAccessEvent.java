package dev.tollgate.onboarding.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One move of one organization: a row of the history and a fact alike.
 *
 * @param decision 1 for the organization's first move, then 2, and so on
 * @param ceiling what the reviewer set with it; null where they set nothing
 * @param declared of a declaration what was said, for the history alone; null for all else
 */
public record ProductionAccessEvent(
        String orgId,
        int decision,
        ProductionAccessTransition transition,
        ProductionAccessState from,
        Actor actor,
        @Nullable String notes,
        @Nullable Ceiling ceiling,
        @Nullable Declared declared,
        Instant at)
        implements Audited {

    public ProductionAccessState to() {
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
        var via = declared == null ? null : declared.via();
        return new Data(orgId, decision, from, to(), notes, via, ceiling, actor.id(), actor);
    }

    @Override
    public Audit audit() {
        var via = declared == null ? null : declared.via();
        return new Audit(
                actor, new Standing(from, null, null, null, null), new Standing(to(), decision, notes, via, ceiling));
    }

    /** What the audit log shows: where the organization stands, and what brought it there. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Standing(
            ProductionAccessState status,
            @Nullable Integer decision,
            @Nullable String notes,
            @Nullable Via via,
            @Nullable Ceiling ceiling) {}

    /** What is published (docs/events/). */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            String organizationId,
            int decision,
            ProductionAccessState from,
            ProductionAccessState to,
            @Nullable String notes,
            @Nullable Via via,
            @Nullable Ceiling ceiling,
            String actorId,
            Actor actor) {}
}
