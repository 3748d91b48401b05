package dev.tollgate.keys.grant;

import dev.tollgate.keys.caller.DashboardSession;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Takes a grant back before it is used. Repeating it changes nothing; once it was used, it is too late, and the owner is told so. */
@ApplicationScoped
class RevokeScopeGrant {
    private final ScopeGrantRepository grants;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    RevokeScopeGrant(ScopeGrantRepository grants, Transactions transactions, Outbox outbox, Clock clock) {
        this.grants = grants;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Of either mode. */
    Uni<Void> execute(Tenant session, Actor by, String id) {
        return DashboardSession.inEitherMode(
                        session,
                        tenant -> transactions.inTenant(
                                tenant,
                                transaction -> grants.lock(transaction, tenant, id)
                                        .call(found -> found.filter(grant -> grant.revokedAt() == null)
                                                .map(grant -> revoke(transaction, grant, by))
                                                .orElseGet(
                                                        () -> Uni.createFrom().voidItem()))))
                .replaceWithVoid();
    }

    private Uni<Void> revoke(SqlConnection transaction, ScopeGrant grant, Actor by) {
        var event = new ScopeGrantEvent.Revoked(grant.revoke(clock.instant()), by);
        return grants.saveRevoked(transaction, event.grant()).chain(() -> outbox.append(transaction, event));
    }
}
