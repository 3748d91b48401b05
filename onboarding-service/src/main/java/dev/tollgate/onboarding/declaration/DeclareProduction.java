package dev.tollgate.onboarding.declaration;

import dev.tollgate.onboarding.access.Declaration;
import dev.tollgate.onboarding.access.ProductionAccess;
import dev.tollgate.onboarding.access.ProductionAccessRepository;
import dev.tollgate.onboarding.access.TransitionLog;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Principal;
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
    private final FindOwner owners;
    private final TransitionLog log;
    private final Clock clock;

    DeclareProduction(
            Sessions sessions,
            ProductionAccessRepository repository,
            FindOwner owners,
            TransitionLog log,
            Clock clock) {
        this.sessions = sessions;
        this.repository = repository;
        this.owners = owners;
        this.log = log;
        this.clock = clock;
    }

    /** 403 {@code FORBIDDEN} from a state that the table does not have, {@code EmailNotVerified}; 503 where auth-service can't say who the caller is. */
    Uni<ProductionAccess> declare(Principal caller, Declaration declaration) {
        var tenant = caller.requireTenant();
        return owners.caller(caller)
                .chain(owner -> sessions.inTenant(
                        tenant,
                        () -> repository
                                .lockOrCreate(tenant.orgId())
                                .call(access -> log.append(
                                        access,
                                        access.declare(declaration, Actor.of(caller), owner, clock.instant())))))
                .onFailure(Problem.class)
                .invoke(refused -> LOG.infof(
                        "%s: declaration by %s refused: %s", tenant.orgId(), caller.actorId(), refused.getMessage()));
    }
}
