package dev.tollgate.onboarding.declaration;

import dev.tollgate.onboarding.access.Declaration;
import dev.tollgate.onboarding.access.OwnerIdentity;
import dev.tollgate.onboarding.access.ProductionAccess;
import dev.tollgate.onboarding.access.ProductionAccessRepository;
import dev.tollgate.onboarding.access.TransitionLog;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** A program or a person asks for production access. Who asks again gets the request as it is. */
@ApplicationScoped
class RequestProduction {
    private static final Logger LOG = Logger.getLogger(RequestProduction.class);

    private final Sessions sessions;
    private final ProductionAccessRepository repository;
    private final FindOwner owners;
    private final TransitionLog log;
    private final Clock clock;

    RequestProduction(
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

    /**
     * 403 {@code FORBIDDEN} while suspended. auth-service is only asked where a request is opened.
     *
     * @param declaration what is declared, or a {@code ValidationError}: asked for only where a request is opened
     */
    Uni<ProductionAccess> request(Principal caller, Supplier<Declaration> declaration) {
        var tenant = caller.requireTenant();
        return sessions.inTenant(tenant, () -> repository.current(tenant.orgId()))
                .chain(access ->
                        access.hasRequest() ? Uni.createFrom().item(access) : open(tenant, declaration.get(), caller))
                .onFailure(Problem.class)
                .invoke(refused -> LOG.infof(
                        "%s: request by %s refused: %s", tenant.orgId(), caller.actorId(), refused.getMessage()));
    }

    private Uni<ProductionAccess> open(Tenant tenant, Declaration declaration, Principal caller) {
        return owners.standingFor(caller).chain(owner -> open(tenant, declaration, caller, owner));
    }

    /** Somebody else may have opened one meanwhile: then that one is it. */
    private Uni<ProductionAccess> open(Tenant tenant, Declaration declaration, Principal caller, OwnerIdentity owner) {
        return sessions.inTenant(
                tenant,
                () -> repository
                        .lockOrCreate(tenant.orgId())
                        .call(access -> access.hasRequest()
                                ? Uni.createFrom().voidItem()
                                : log.append(
                                        access,
                                        access.request(declaration, Actor.of(caller), owner, clock.instant()))));
    }
}
