package dev.tollgate.onboarding.kyb;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What happened to an organization's verification in one mode. Never a field of the application. */
sealed interface KybEvent extends Audited {
    FactType SUBMITTED = type("submitted");
    FactType APPROVED = type("approved");
    FactType REJECTED = type("rejected");

    Tenant tenant();

    Actor actor();

    @Override
    default String subject() {
        return tenant().orgId();
    }

    @Override
    default String orgId() {
        return tenant().orgId();
    }

    @Override
    default Mode mode() {
        return tenant().mode();
    }

    record Submitted(Tenant tenant, Actor actor) implements KybEvent {
        @Override
        public FactType type() {
            return SUBMITTED;
        }

        @Override
        public Object data() {
            return new Data(orgId(), KybStatus.PENDING, null, actor);
        }

        @Override
        public Audit audit() {
            return Audit.created(actor, new Verification(KybStatus.PENDING, null));
        }
    }

    record Approved(Tenant tenant, Actor actor) implements KybEvent {
        @Override
        public FactType type() {
            return APPROVED;
        }

        @Override
        public Object data() {
            return new Data(orgId(), KybStatus.APPROVED, null, actor);
        }
    }

    record Rejected(Tenant tenant, String reason, Actor actor) implements KybEvent {
        @Override
        public FactType type() {
            return REJECTED;
        }

        @Override
        public Object data() {
            return new Data(orgId(), KybStatus.REJECTED, reason, actor);
        }
    }

    /** Who decides finds an application that waits. */
    @Override
    default Audit audit() {
        var decided = (Data) data();
        return new Audit(
                actor(),
                new Verification(KybStatus.PENDING, null),
                new Verification(decided.kybStatus(), decided.reason()));
    }

    /** What the audit log shows of an application. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Verification(KybStatus kybStatus, @Nullable String reason) {}

    /** What is published (docs/events/). */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            String organizationId,
            KybStatus kybStatus,
            @Nullable String reason,
            Actor actor) {}

    private static FactType type(String what) {
        return new FactType("onboarding", "kyb", what);
    }
}
