package dev.tollgate.onboarding.access;

import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.event.Outbox;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The append-only history, and the facts that mirror it one to one. */
@ApplicationScoped
class TransitionLog implements PanacheRepositoryBase<ProductionAccessChange, ProductionAccessChange.Key> {
    private final Outbox outbox;
    private final Changes changes;

    TransitionLog(Outbox outbox, Changes changes) {
        this.outbox = outbox;
        this.changes = changes;
    }

    /**
     * One history row, one fact and one change for whoever remembers the state, in the current transaction, which holds the organization's
     * row. To be called last in it; the number of the change is what to wait for before the answer.
     */
    Uni<Long> append(ProductionAccessEvent event) {
        return persist(ProductionAccessChange.of(event))
                .chain(() -> outbox.append(event))
                .chain(() -> changes.note(ProductionAccessGate.subject(event.orgId())));
    }

    /** All moves of an organization, the first one first. */
    Uni<List<ProductionAccessEvent>> of(String orgId) {
        return list("orgId = ?1 order by sequence", orgId)
                .map(rows -> rows.stream().map(ProductionAccessChange::event).toList());
    }
}
