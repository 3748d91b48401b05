package dev.tollgate.keys.grant;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Uses one grant of the agent that asks, once per reference, however many ask at once (the essay of this package). */
@ApplicationScoped
class UseScopeGrant {
    private static final String UNIQUE_VIOLATION = "23505";

    private final ScopeGrantRepository grants;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    UseScopeGrant(ScopeGrantRepository grants, Transactions transactions, Outbox outbox, Clock clock) {
        this.grants = grants;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The id of the used grant; empty if the agent has none to use. */
    Uni<Optional<String>> execute(Principal caller, String scope, String reference) {
        if (caller.actor() != ActorType.AGENT) {
            throw ScopeGrantProblem.onlyForAgents();
        }
        var tenant = caller.requireTenant();
        return Uni.createFrom()
                .deferred(
                        () -> transactions.inTenant(tenant, transaction -> use(transaction, caller, scope, reference)))
                .onFailure(UseScopeGrant::anotherWasFaster)
                .retry()
                .atMost(1);
    }

    private Uni<Optional<String>> use(SqlConnection transaction, Principal caller, String scope, String reference) {
        return take(transaction, caller, scope, reference)
                .chain(use -> use.isPresent()
                        ? Uni.createFrom().item(use)
                        : take(transaction, caller, scope, reference)) // what it waited for may be this reference's
                .call(use -> use.filter(ScopeGrantRepository.Use::fresh)
                        .map(fresh ->
                                outbox.append(transaction, new ScopeGrantEvent.Used(fresh.grant(), Actor.of(caller))))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .map(use -> use.map(used -> used.grant().id()));
    }

    private Uni<Optional<ScopeGrantRepository.Use>> take(
            SqlConnection transaction, Principal caller, String scope, String reference) {
        return grants.use(transaction, caller.requireTenant(), caller.actorId(), scope, reference, clock.instant());
    }

    /** It has committed then, and the next try finds its grant. */
    private static boolean anotherWasFaster(Throwable failure) {
        return failure instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }
}
