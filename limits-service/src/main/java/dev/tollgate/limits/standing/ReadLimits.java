package dev.tollgate.limits.standing;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells a live organization where it stands in the windows of now. */
@ApplicationScoped
class ReadLimits {
    private final Transactions transactions;
    private final StandingRepository standings;

    ReadLimits(Transactions transactions, StandingRepository standings) {
        this.transactions = transactions;
        this.standings = standings;
    }

    Uni<Standing> of(Tenant tenant) {
        return transactions.inTenant(tenant, transaction -> standings.read(transaction, tenant));
    }
}
