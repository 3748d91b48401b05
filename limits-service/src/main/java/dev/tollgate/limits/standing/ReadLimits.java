package dev.tollgate.limits.standing;

import dev.tollgate.limits.organization.Organizations;
import dev.tollgate.limits.organization.ProductionAccess;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells a live organization where it stands in the windows of now. */
@ApplicationScoped
class ReadLimits {
    private final Transactions transactions;
    private final StandingRepository standings;
    private final Organizations organizations;

    ReadLimits(Transactions transactions, StandingRepository standings, Organizations organizations) {
        this.transactions = transactions;
        this.standings = standings;
        this.organizations = organizations;
    }

    /** With the ceilings that the next reservation finds; 503 while onboarding can't say whether a decision set others. */
    Uni<Standing> of(Tenant tenant) {
        return organizations.productionAccess(tenant.orgId()).chain(access -> under(access, tenant));
    }

    /** The same for who names an organization: 404 for one that there is not. */
    Uni<Standing> ofExisting(Tenant tenant) {
        return organizations.existing(tenant.orgId()).chain(access -> under(access, tenant));
    }

    private Uni<Standing> under(ProductionAccess access, Tenant tenant) {
        return transactions.inTenant(tenant, transaction -> standings.read(transaction, tenant, access.ceiling()));
    }
}
