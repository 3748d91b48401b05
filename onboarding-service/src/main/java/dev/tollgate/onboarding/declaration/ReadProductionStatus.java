package dev.tollgate.onboarding.declaration;

import dev.tollgate.onboarding.access.ProductionAccess;
import dev.tollgate.onboarding.access.ProductionAccessRepository;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Where the caller's organization stands. */
@ApplicationScoped
class ReadProductionStatus {
    private final Sessions sessions;
    private final ProductionAccessRepository repository;

    ReadProductionStatus(Sessions sessions, ProductionAccessRepository repository) {
        this.sessions = sessions;
        this.repository = repository;
    }

    /** The caller's own. */
    Uni<ProductionAccess> own(Tenant tenant) {
        return sessions.inTenant(tenant, () -> repository.current(tenant.orgId()));
    }
}
