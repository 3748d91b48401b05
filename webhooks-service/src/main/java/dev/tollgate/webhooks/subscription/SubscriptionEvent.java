package dev.tollgate.webhooks.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a subscription. The data is the subscription without its secret. A subscription comes and goes with a signing secret, and says where an
 * organization's facts are sent to: that is for the audit log.
 */
public sealed interface SubscriptionEvent extends Audited {
    FactType CREATED = new FactType("webhooks", "subscription", "created");
    FactType UPDATED = new FactType("webhooks", "subscription", "updated");
    FactType DELETED = new FactType("webhooks", "subscription", "deleted");

    Tenant tenant();

    @Override
    SubscriptionView data();

    @Override
    default String subject() {
        return data().id();
    }

    @Override
    default String orgId() {
        return tenant().orgId();
    }

    @Override
    default Mode mode() {
        return tenant().mode();
    }

    record Created(SubscriptionView data, Tenant tenant, Actor actor) implements SubscriptionEvent {
        @Override
        public FactType type() {
            return CREATED;
        }

        @Override
        public Audit audit() {
            return Audit.created(actor, Standing.of(data));
        }
    }

    record Updated(SubscriptionView before, SubscriptionView data, Tenant tenant, Actor actor)
            implements SubscriptionEvent {
        @Override
        public FactType type() {
            return UPDATED;
        }

        @Override
        public Audit audit() {
            return new Audit(actor, Standing.of(before), Standing.of(data));
        }
    }

    record Deleted(SubscriptionView data, Tenant tenant, Actor actor) implements SubscriptionEvent {
        @Override
        public FactType type() {
            return DELETED;
        }

        @Override
        public Audit audit() {
            return new Audit(actor, Standing.of(data), null);
        }
    }

    /** What the audit log shows of a subscription. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Standing(
            String url,
            List<String> eventTypes,
            @Nullable String description,
            boolean active,
            @Nullable String disabledReason) {
        static Standing of(SubscriptionView view) {
            return new Standing(
                    view.url(), view.eventTypes(), view.description(), view.active(), view.disabledReason());
        }
    }
}
