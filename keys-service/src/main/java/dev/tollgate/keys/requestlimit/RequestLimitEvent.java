package dev.tollgate.keys.requestlimit;

import dev.tollgate.keys.caller.Actor;
import dev.tollgate.platform.event.Fact;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What happens to an organization's limits (docs/events/). */
sealed interface RequestLimitEvent extends Fact {
    FactType CHANGED = new FactType("keys", "request_limits", "changed");

    /** Staff set them anew. */
    record Changed(String orgId, RequestLimits before, RequestLimits after, Actor by) implements RequestLimitEvent {
        @Override
        public FactType type() {
            return CHANGED;
        }

        @Override
        public String subject() {
            return orgId;
        }

        @Override
        public @Nullable Mode mode() {
            return null;
        }

        @Override
        public Data data() {
            return new Data(orgId, before, after, by);
        }
    }

    @RegisterForReflection
    record Data(String organizationId, RequestLimits before, RequestLimits after, Actor actor) {}
}
