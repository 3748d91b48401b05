package dev.tollgate.payments.reference;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Says of a payment's id what became of it, or sees to it that it never will be. */
@ApplicationScoped
class ConfirmReference {
    private final Transactions transactions;
    private final ReferenceRepository references;

    ConfirmReference(Transactions transactions, ReferenceRepository references) {
        this.transactions = transactions;
        this.references = references;
    }

    /**
     * Two statements, in this order: whoever confirms the claim in the meantime makes the first one wait and find no claim, and the second,
     * with a snapshot of its own, find the payment.
     */
    Uni<Fate> fate(Tenant tenant, String id) {
        return transactions.inTenant(
                tenant,
                transaction -> references
                        .deleteClaim(transaction, tenant, id)
                        .chain(() -> references.state(transaction, tenant, id))
                        .map(state -> state.map(Fate::of).orElse(Fate.NEVER)));
    }
}
