package dev.tollgate.limits.override;

import dev.tollgate.limits.ceiling.CeilingOverride;
import dev.tollgate.limits.ceiling.CeilingRepository;
import dev.tollgate.limits.ceiling.CeilingRepository.Recorded;
import dev.tollgate.limits.organization.Organizations;
import dev.tollgate.limits.organization.ProductionAccess;
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
    private final Organizations organizations;

    ReadCeiling(Transactions transactions, CeilingRepository ceilings, Organizations organizations) {
        this.transactions = transactions;
        this.ceilings = ceilings;
        this.organizations = organizations;
    }

    /** What the next reservation finds, whether the ceiling of the last decision was applied already or not. 503 while onboarding can't say. */
    Uni<CeilingOverride> now(String orgId) {
        return organizations.productionAccess(orgId).chain(access -> under(access, orgId));
    }

    /** The same for who names an organization: 404 for one that there is not. */
    Uni<CeilingOverride> ofExisting(String orgId) {
        return organizations.existing(orgId).chain(access -> under(access, orgId));
    }

    private Uni<CeilingOverride> under(ProductionAccess access, String orgId) {
        return transactions
                .inTenant(new Tenant(orgId, Mode.LIVE), transaction -> ceilings.read(transaction, orgId))
                .map(held -> held.under(access.ceiling()).override());
    }

    /** A page of its changes, newest first; a cursor that is none of ours is a {@code ValidationError}. */
    Uni<Page<OverrideView.Change>> history(String orgId, @Nullable String cursor, int limit) {
        var before = Cursor.before(cursor, CeilingRepository.ID);
        return organizations
                .existing(orgId)
                .chain(() -> transactions.inTenant(
                        new Tenant(orgId, Mode.LIVE),
                        transaction -> ceilings.newest(transaction, orgId, before, limit + 1)))
                .map(changes -> Page.of(changes, limit, Recorded::id, OverrideView.Change::of));
    }
}
