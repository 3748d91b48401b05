package dev.tollgate.keys.grant;

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

    Uni<Void> execute(Tenant tenant, Actor by, String id) {
        return transactions.inTenant(
                tenant,
                transaction -> grants.lock(transaction, tenant, id)
                        .chain(grant -> grant.revokedAt() == null
                                ? revoke(transaction, new ScopeGrantEvent.Revoked(grant.revoke(clock.instant()), by))
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> revoke(SqlConnection transaction, ScopeGrantEvent.Revoked event) {
        return grants.saveRevoked(transaction, event.grant()).chain(() -> outbox.append(transaction, event));
    }
}
