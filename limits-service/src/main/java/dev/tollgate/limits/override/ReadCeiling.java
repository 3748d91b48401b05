package dev.tollgate.limits.override;

import dev.tollgate.limits.ceiling.CeilingOverride;
import dev.tollgate.limits.ceiling.CeilingRepository;
import dev.tollgate.limits.ceiling.CeilingRepository.Recorded;
import dev.tollgate.limits.ceiling.HeldCeiling;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What is set for an organization, and how it came to be. */
@ApplicationScoped
class ReadCeiling {
    private final Transactions transactions;
    private final CeilingRepository ceilings;

    ReadCeiling(Transactions transactions, CeilingRepository ceilings) {
        this.transactions = transactions;
        this.ceilings = ceilings;
    }

    Uni<CeilingOverride> now(String orgId) {
        return transactions
                .inTenant(new Tenant(orgId, Mode.LIVE), transaction -> ceilings.read(transaction, orgId))
                .map(HeldCeiling::override);
    }

    /** Newest first; one more than {@code limit}, if there are more. */
    Uni<List<Recorded>> history(String orgId, String beforeId, int limit) {
        return transactions.inTenant(
                new Tenant(orgId, Mode.LIVE), transaction -> ceilings.newest(transaction, orgId, beforeId, limit + 1));
    }
}
