package dev.tollgate.keys.agent;

import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An agent as it is now, without its token's secret. A transition answers the fact that holds the agent as it is then, or nothing where it changes
 * nothing: freezing what is frozen may be repeated.
 *
 * @param lookupId the public half of its token
 * @param tokenRotatedAt null while it has its first token
 */
public record Agent(
        String id,
        Tenant tenant,
        String name,
        int kyaTier,
        String lookupId,
        Instant createdAt,
        @Nullable Instant tokenRotatedAt,
        @Nullable Instant frozenAt) {
    public static final IdPrefix ID = new IdPrefix("agt");

    /** A new one; {@code text} is what it will show. */
    static Agent create(AgentOrder order, AgentTokenText text, Instant now) {
        return new Agent(ID.create(), order.tenant(), order.name(), order.kyaTier(), text.id(), now, null, null);
    }

    AgentEvent.Created created(Actor by) {
        return new AgentEvent.Created(this, by);
    }

    /** From now on it shows {@code text} and nothing else; a frozen agent stays frozen. */
    AgentEvent.TokenRotated rotateToken(AgentTokenText text, Actor by, Instant now) {
        return new AgentEvent.TokenRotated(
                this, new Agent(id, tenant, name, kyaTier, text.id(), createdAt, now, frozenAt), by);
    }

    Optional<AgentEvent> freeze(Actor by, Instant now) {
        return frozenAt == null ? Optional.of(new AgentEvent.Frozen(this, frozenAt(now), by)) : Optional.empty();
    }

    Optional<AgentEvent> unfreeze(Actor by) {
        return frozenAt == null ? Optional.empty() : Optional.of(new AgentEvent.Unfrozen(this, frozenAt(null), by));
    }

    /** What those who remember its present token are told of (platform, package coherence). */
    String subjectOfChanges() {
        return "agent:" + lookupId;
    }

    private Agent frozenAt(@Nullable Instant at) {
        return new Agent(id, tenant, name, kyaTier, lookupId, createdAt, tokenRotatedAt, at);
    }

    /** What may be shown of it. */
    AgentView view() {
        return new AgentView(
                id,
                tenant.orgId(),
                name,
                kyaTier,
                "agent_" + tenant.mode().wire() + '_' + lookupId,
                tenant.mode() == Mode.TEST,
                tokenRotatedAt,
                frozenAt,
                createdAt);
    }
}
