package dev.tollgate.keys.grant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What happens to a grant (docs/events/). The data is the grant as lists show it, and who did it. */
sealed interface ScopeGrantEvent extends Audited {
    FactType GIVEN = new FactType("keys", "scope_grant", "given");
    FactType USED = new FactType("keys", "scope_grant", "used");
    FactType REVOKED = new FactType("keys", "scope_grant", "revoked");

    /** The grant as it is from now on. */
    ScopeGrant grant();

    Actor by();

    @Override
    default String subject() {
        return grant().id();
    }

    @Override
    default String orgId() {
        return grant().tenant().orgId();
    }

    @Override
    default Mode mode() {
        return grant().tenant().mode();
    }

    @Override
    default Data data() {
        return new Data(grant().view(), by());
    }

    /** A grant changes once: it was open before, and is spent or taken back after. */
    @Override
    default Audit audit() {
        return new Audit(by(), grant().open().view(), grant().view());
    }

    /** The grant as lists show it, and who did it. */
    @RegisterForReflection
    record Data(@JsonUnwrapped ScopeGrantView grant, Actor actor) {}

    /** An owner gave it to an agent. */
    record Given(ScopeGrant grant, Actor by) implements ScopeGrantEvent {
        @Override
        public FactType type() {
            return GIVEN;
        }

        @Override
        public Audit audit() {
            return Audit.created(by, grant.view());
        }
    }

    /** The agent used it; it is spent. */
    record Used(ScopeGrant grant, Actor by) implements ScopeGrantEvent {
        @Override
        public FactType type() {
            return USED;
        }
    }

    /** An owner took it back before it was used. */
    record Revoked(ScopeGrant grant, Actor by) implements ScopeGrantEvent {
        @Override
        public FactType type() {
            return REVOKED;
        }
    }
}
