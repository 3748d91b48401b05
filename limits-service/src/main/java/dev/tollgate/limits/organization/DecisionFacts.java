package dev.tollgate.limits.organization;

import dev.tollgate.limits.ceiling.CeilingRepository;
import dev.tollgate.platform.event.FactHandler;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.event.ReceivedFact;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;

/** Applies the ceiling of a decision where no reservation comes that would; nobody waits for it. */
@ApplicationScoped
class DecisionFacts implements FactHandler {
    private static final Set<FactType> DECISIONS =
            Set.of(decision("approved"), decision("denied"), decision("suspended"), decision("reinstated"));

    private final CeilingRepository ceilings;
    private final Clock clock;

    DecisionFacts(CeilingRepository ceilings, Clock clock) {
        this.ceilings = ceilings;
        this.clock = clock;
    }

    @Override
    public Set<FactType> types() {
        return DECISIONS;
    }

    @Override
    public Uni<Void> handle(SqlConnection transaction, ReceivedFact fact) {
        var decided = DecidedCeilings.in(new JsonObject(fact.data().toString()));
        return decided == null
                ? Uni.createFrom().voidItem()
                : ceilings.lock(transaction, fact.orgId())
                        .chain(held ->
                                ceilings.write(transaction, held.decided(fact.orgId(), decided), clock.instant()));
    }

    private static FactType decision(String what) {
        return new FactType("onboarding", "production_access", what);
    }
}
