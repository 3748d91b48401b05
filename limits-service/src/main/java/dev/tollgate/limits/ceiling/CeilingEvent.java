package dev.tollgate.limits.ceiling;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What happens to ceilings (docs/reference/service-interfaces.md, topics of limits). */
public sealed interface CeilingEvent extends Audited {
    FactType CHANGED = new FactType("limits", "ceiling", "changed");

    /** Other ceilings hold from the next reservation on. */
    record Changed(CeilingChange change) implements CeilingEvent {
        @Override
        public FactType type() {
            return CHANGED;
        }

        @Override
        public String subject() {
            return change.orgId();
        }

        @Override
        public String orgId() {
            return change.orgId();
        }

        /** Ceilings are the organization's; test has none. */
        @Override
        public @Nullable Mode mode() {
            return null;
        }

        @Override
        public Object data() {
            return new Data(
                    change.orgId(),
                    Setting.of(change.before()),
                    Setting.of(change.after()),
                    change.source(),
                    change.decision(),
                    change.actor());
        }

        @Override
        public Audit audit() {
            return new Audit(change.actor(), Setting.of(change.before()), Setting.of(change.after()));
        }
    }

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            String organizationId,
            Setting before,
            Setting after,
            String source,
            @Nullable Long decision,
            Actor actor) {}

    /** As staff set it: null stands for the default. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Setting(
            @Nullable String perTx,
            @Nullable String daily,
            @Nullable String monthly,
            boolean disabled) {
        static Setting of(CeilingOverride override) {
            return new Setting(
                    text(override.perTx()), text(override.daily()), text(override.monthly()), override.disabled());
        }

        private static @Nullable String text(@Nullable Money amount) {
            return amount == null ? null : amount.amount();
        }
    }
}
