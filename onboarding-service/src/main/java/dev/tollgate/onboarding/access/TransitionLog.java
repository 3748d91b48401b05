package dev.tollgate.onboarding.access;

import dev.tollgate.platform.event.Outbox;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The append-only history, and the facts that mirror it one to one. */
@ApplicationScoped
class TransitionLog implements PanacheRepositoryBase<ProductionAccessChange, ProductionAccessChange.Key> {
    private final Outbox outbox;

    TransitionLog(Outbox outbox) {
        this.outbox = outbox;
    }

    /** One history row and one fact, in the current transaction, which holds the organization's row. */
    Uni<Void> append(ProductionAccessEvent event) {
        return persist(ProductionAccessChange.of(event)).chain(() -> outbox.append(event));
    }

    /** All moves of an organization, the first one first. */
    Uni<List<ProductionAccessEvent>> of(String orgId) {
        return list("orgId = ?1 order by sequence", orgId)
                .map(rows -> rows.stream().map(ProductionAccessChange::event).toList());
    }
}
