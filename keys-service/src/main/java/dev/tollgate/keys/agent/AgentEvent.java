package dev.tollgate.keys.agent;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What happens to an agent (docs/events/). The data is the agent as anybody may see it, and who did it. */
sealed interface AgentEvent extends Audited {
    FactType CREATED = new FactType("keys", "agent", "created");
    FactType TOKEN_ROTATED = new FactType("keys", "agent", "token_rotated");
    FactType FROZEN = new FactType("keys", "agent", "frozen");
    FactType UNFROZEN = new FactType("keys", "agent", "unfrozen");

    /** The agent as it was; null where it was just made. */
    default @Nullable Agent before() {
        return null;
    }

    /** The agent as it is from now on. */
    Agent agent();

    Actor by();

    @Override
    default String subject() {
        return agent().id();
    }

    @Override
    default String orgId() {
        return agent().tenant().orgId();
    }

    @Override
    default Mode mode() {
        return agent().tenant().mode();
    }

    @Override
    default Data data() {
        return new Data(agent().view(), by());
    }

    @Override
    default Audit audit() {
        var before = before();
        return new Audit(by(), before == null ? null : before.view(), agent().view());
    }

    /** The agent as {@code GET} shows it, and who did it. */
    @RegisterForReflection
    record Data(@JsonUnwrapped AgentView agent, Actor actor) {}

    /** An agent was made, with its first token. */
    record Created(Agent agent, Actor by) implements AgentEvent {
        @Override
        public FactType type() {
            return CREATED;
        }
    }

    /** It has another token; the one before is refused. */
    record TokenRotated(Agent before, Agent agent, Actor by) implements AgentEvent {
        @Override
        public FactType type() {
            return TOKEN_ROTATED;
        }
    }

    /** Its token is refused until it is unfrozen. */
    record Frozen(Agent before, Agent agent, Actor by) implements AgentEvent {
        @Override
        public FactType type() {
            return FROZEN;
        }
    }

    /** Its token is good again. */
    record Unfrozen(Agent before, Agent agent, Actor by) implements AgentEvent {
        @Override
        public FactType type() {
            return UNFROZEN;
        }
    }
}
