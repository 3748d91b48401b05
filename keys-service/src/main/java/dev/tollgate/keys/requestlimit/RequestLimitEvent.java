package dev.tollgate.keys.requestlimit;

import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** Staff set an organization's limits anew, the one thing that happens to them (docs/events/). */
record RequestLimitEvent(Data data) implements Audited {
    static final FactType CHANGED = new FactType("keys", "request_limits", "changed");

    @RegisterForReflection
    record Data(String organizationId, RequestLimits before, RequestLimits after, Actor actor) {}

    @Override
    public FactType type() {
        return CHANGED;
    }

    @Override
    public String subject() {
        return data.organizationId();
    }

    @Override
    public String orgId() {
        return data.organizationId();
    }

    @Override
    public @Nullable Mode mode() {
        return null;
    }

    @Override
    public Audit audit() {
        return new Audit(data.actor(), data.before(), data.after());
    }
}
