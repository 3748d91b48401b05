package dev.tollgate.onboarding.review;

import dev.tollgate.onboarding.access.Decision;
import dev.tollgate.onboarding.access.ProductionAccess;
import dev.tollgate.onboarding.access.ProductionAccessRepository;
import dev.tollgate.onboarding.access.TransitionLog;
import dev.tollgate.onboarding.organization.OrganizationRepository;
import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Staff approve, deny, suspend, reinstate. */
@ApplicationScoped
class DecideProductionAccess {
    private static final Logger LOG = Logger.getLogger(DecideProductionAccess.class);

    private final Sessions sessions;
    private final ProductionAccessRepository repository;
    private final OrganizationRepository organizations;
    private final TransitionLog log;
    private final Changes changes;
    private final Clock clock;

    DecideProductionAccess(
            Sessions sessions,
            ProductionAccessRepository repository,
            OrganizationRepository organizations,
            TransitionLog log,
            Changes changes,
            Clock clock) {
        this.sessions = sessions;
        this.repository = repository;
        this.organizations = organizations;
        this.log = log;
        this.changes = changes;
        this.clock = clock;
    }

    /** In force everywhere once it has answered. 409 {@code InvalidState} where the table has no such move, also because somebody else was quicker; 404 for an organization nobody heard of. */
    Uni<Void> decide(String orgId, Decision decision, Actor reviewer) {
        return sessions.acrossTenants(() -> repository
                        .lock(orgId)
                        .chain(found -> found.map(access -> Uni.createFrom().item(access))
                                .orElseGet(() -> undeclared(orgId)))
                        .chain(access -> log.append(access, access.decide(decision, reviewer, clock.instant()))))
                .chain(changes::heard)
                .onFailure(Problem.class)
                .call(() -> changes.allHeard()) // it may say what a decision did that is not answered yet
                .onFailure(Problem.class)
                .invoke(refused -> LOG.infof(
                        "%s: %s by %s refused: %s", orgId, decision.transition(), reviewer.id(), refused.getMessage()));
    }

    /** Only to be refused: staff decide nothing about an organization that has declared nothing. */
    private Uni<ProductionAccess> undeclared(String orgId) {
        return organizations
                .known(orgId)
                .map(known -> known.map(organization -> ProductionAccess.undeclared(orgId))
                        .orElseThrow(Problem::notFound));
    }
}
