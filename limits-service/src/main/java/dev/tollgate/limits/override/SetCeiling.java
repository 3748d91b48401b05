package dev.tollgate.limits.override;

import dev.tollgate.limits.ceiling.CeilingChange;
import dev.tollgate.limits.ceiling.CeilingOverride;
import dev.tollgate.limits.ceiling.CeilingRepository;
import dev.tollgate.limits.ceiling.HeldCeiling;
import dev.tollgate.limits.organization.Organizations;
import dev.tollgate.limits.organization.ProductionAccess;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Staff sets an organization's ceilings. A ceiling that came with a decision made before is applied first, so that it can't overtake this one
 * later; therefore it fails (503) while onboarding can't say. 404 for an organization that there is not.
 */
@ApplicationScoped
class SetCeiling {
    private final Transactions transactions;
    private final CeilingRepository ceilings;
    private final Organizations organizations;
    private final Clock clock;

    SetCeiling(Transactions transactions, CeilingRepository ceilings, Organizations organizations, Clock clock) {
        this.transactions = transactions;
        this.ceilings = ceilings;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** All of it at once, from the next reservation on. To set what is set changes nothing. */
    Uni<CeilingOverride> execute(String orgId, CeilingOverride to, Actor by) {
        return organizations
                .existing(orgId)
                .chain(access -> transactions.inTenant(
                        new Tenant(orgId, Mode.LIVE), transaction -> set(transaction, orgId, access, to, by)));
    }

    private Uni<CeilingOverride> set(
            SqlConnection transaction, String orgId, ProductionAccess access, CeilingOverride to, Actor by) {
        return ceilings.lock(transaction, orgId)
                .chain(held -> write(transaction, held, held.decided(orgId, access.ceiling())))
                .chain(held -> write(transaction, held, held.set(orgId, to, by)))
                .map(HeldCeiling::override);
    }

    private Uni<HeldCeiling> write(SqlConnection transaction, HeldCeiling held, @Nullable CeilingChange change) {
        return ceilings.write(transaction, change, clock.instant())
                .replaceWith(change == null ? held : held.after(change));
    }
}
