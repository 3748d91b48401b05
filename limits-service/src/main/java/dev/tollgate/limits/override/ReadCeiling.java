package dev.tollgate.limits.override;

import dev.tollgate.limits.ceiling.CeilingOverride;
import dev.tollgate.limits.ceiling.CeilingRepository;
import dev.tollgate.limits.ceiling.CeilingRepository.Recorded;
import dev.tollgate.limits.ceiling.HeldCeiling;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.page.Cursor;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

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

    /** A page of its changes, newest first; a cursor that is none of ours is a {@code ValidationError}. */
    Uni<Page<OverrideView.Change>> history(String orgId, @Nullable String cursor, int limit) {
        var before = Cursor.before(cursor, CeilingRepository.ID);
        return transactions
                .inTenant(
                        new Tenant(orgId, Mode.LIVE),
                        transaction -> ceilings.newest(transaction, orgId, before, limit + 1))
                .map(changes -> Page.of(changes, limit, Recorded::id, OverrideView.Change::of));
    }
}
