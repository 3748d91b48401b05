package dev.tollgate.onboarding.access;

import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** An owner declares the organization for production. */
@ApplicationScoped
class DeclareProduction {
    private static final Logger LOG = Logger.getLogger(DeclareProduction.class);

    private final Sessions sessions;
    private final ProductionAccessRepository repository;
    private final TransitionLog log;
    private final Clock clock;

    DeclareProduction(Sessions sessions, ProductionAccessRepository repository, TransitionLog log, Clock clock) {
        this.sessions = sessions;
        this.repository = repository;
        this.log = log;
        this.clock = clock;
    }

    /** 403 {@code FORBIDDEN} from a state that the table does not have. */
    Uni<ProductionAccess> declare(Tenant tenant, Actor owner, Declaration declaration) {
        return sessions.inTenant(
                        tenant,
                        () -> repository
                                .lockOrCreate(tenant.orgId())
                                .call(access -> log.append(access.declare(declaration, owner, null, clock.instant()))))
                .onFailure(Problem.class)
                .invoke(refused -> LOG.infof(
                        "%s: declaration by %s refused: %s", tenant.orgId(), owner.id(), refused.getMessage()));
    }
}
