package dev.tollgate.keys.requestlimit;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Sets what an organization may, from the next block of requests on. Setting it to what it is changes nothing. */
@ApplicationScoped
class ChangeRequestLimits {
    private final RequestLimitRepository limits;
    private final Transactions transactions;
    private final Outbox outbox;

    ChangeRequestLimits(RequestLimitRepository limits, Transactions transactions, Outbox outbox) {
        this.limits = limits;
        this.transactions = transactions;
        this.outbox = outbox;
    }

    Uni<RequestLimits> execute(Actor by, String orgId, RequestLimits after) {
        return transactions.acrossTenants(transaction -> limits.lock(transaction, orgId)
                .chain(before -> before.equals(after)
                        ? Uni.createFrom().voidItem()
                        : save(transaction, new RequestLimitEvent.Data(orgId, before, after, by)))
                .replaceWith(after));
    }

    private Uni<Void> save(SqlConnection transaction, RequestLimitEvent.Data change) {
        return limits.save(transaction, change.organizationId(), change.after())
                .chain(() -> outbox.append(transaction, new RequestLimitEvent(change)));
    }

    /** What staff set; the default where they set nothing. */
    Uni<RequestLimits> find(String orgId) {
        return transactions.acrossTenants(transaction -> limits.find(transaction, orgId));
    }
}
