package dev.tollgate.payments.reference;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Says of a payment's id that it exists, or sees to it that it never will. */
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
    Uni<Boolean> exists(Tenant tenant, String id) {
        return transactions.inTenant(
                tenant,
                transaction -> references
                        .deleteClaim(transaction, tenant, id)
                        .chain(() -> references.exists(transaction, tenant, id)));
    }
}
