package dev.tollgate.limits.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What happens to the ceilings of agents (docs/reference/service-interfaces.md, topics of limits). */
sealed interface AgentCeilingEvent extends Audited {
    FactType CHANGED = new FactType("limits", "agent_ceiling", "changed");

    /** Other ceilings hold for an agent, while it is of the third tier, from its next reservation on. */
    record Changed(AgentCeilingChange change) implements AgentCeilingEvent {
        @Override
        public FactType type() {
            return CHANGED;
        }

        @Override
        public String subject() {
            return change.agentId();
        }

        @Override
        public String orgId() {
            return change.tenant().orgId();
        }

        @Override
        public Mode mode() {
            return change.tenant().mode();
        }

        @Override
        public Object data() {
            return new Data(change.agentId(), Setting.of(change.before()), Setting.of(change.after()), change.actor());
        }

        @Override
        public Audit audit() {
            return new Audit(change.actor(), Setting.of(change.before()), Setting.of(change.after()));
        }
    }

    /** Null: nothing was agreed on, and tier 2's hold. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Data(
            String agentId,
            @Nullable Setting before,
            @Nullable Setting after,
            Actor actor) {}

    @RegisterForReflection
    record Setting(String perTx, String daily, String monthly) {
        static @Nullable Setting of(@Nullable AgentCeiling ceiling) {
            return ceiling == null
                    ? null
                    : new Setting(
                            ceiling.perTx().amount(),
                            ceiling.daily().amount(),
                            ceiling.monthly().amount());
        }
    }
}
