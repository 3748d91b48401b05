package dev.tollgate.onboarding.declaration;

import dev.tollgate.onboarding.access.ProductionAccess;
import dev.tollgate.onboarding.access.ProductionAccessRepository;
import dev.tollgate.onboarding.access.TermsAcceptances;
import dev.tollgate.onboarding.access.TermsAccepted;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** An owner accepts the terms for a request that came without them. No move: nothing opens or closes by it. */
@ApplicationScoped
class AcceptTerms {
    private final Sessions sessions;
    private final ProductionAccessRepository repository;
    private final TermsAcceptances acceptances;
    private final FindOwner owners;
    private final Outbox outbox;
    private final Clock clock;

    AcceptTerms(
            Sessions sessions,
            ProductionAccessRepository repository,
            TermsAcceptances acceptances,
            FindOwner owners,
            Outbox outbox,
            Clock clock) {
        this.sessions = sessions;
        this.repository = repository;
        this.acceptances = acceptances;
        this.owners = owners;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Repeatable; 409 {@code InvalidState} where nothing waits for the terms, or another request than the one with the number {@code seen}. */
    Uni<ProductionAccess> accept(Principal caller, @Nullable Integer seen) {
        var tenant = caller.requireTenant();
        return owners.caller(caller)
                .chain(owner -> sessions.inTenant(
                        tenant,
                        () -> repository
                                .lock(tenant.orgId())
                                .map(found -> found.orElseGet(() -> ProductionAccess.undeclared(tenant.orgId())))
                                .call(access -> access.acceptTerms(owner, seen, clock.instant())
                                        .map(acceptance -> acceptances
                                                .persist(acceptance)
                                                .chain(() -> outbox.append(new TermsAccepted(
                                                        tenant.orgId(),
                                                        null,
                                                        TermsAccepted.Terms.PRODUCTION_ACCESS,
                                                        Actor.user(owner.userId())))))
                                        .orElseGet(() -> Uni.createFrom().voidItem()))));
    }
}
