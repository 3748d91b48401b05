package dev.tollgate.payments.claim;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/** Whose business a claim is. Each method is one statement in a transaction of its own, and does nothing to what is no claim any more. */
@ApplicationScoped
public class Claims {
    private static final String ITS = " where org_id = $1 and mode = $2 and id = $3 and status = 'claimed'";
    private static final String IDLE = " and coalesce(claimed_until, created_at) <= now()";
    private static final String GIVE_UP = "delete from payment" + ITS;
    private static final String GIVE_UP_IDLE = GIVE_UP + IDLE;
    private static final String LET_GO = "update payment set claimed_until = now()" + ITS;
    private static final String TAKE_OVER =
            "update payment set claimed_until = now() + interval '30 seconds', expires_at = $4" + ITS + IDLE;

    private final Transactions transactions;

    Claims(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Its key and external id are free again. */
    public Uni<Void> giveUp(Tenant tenant, String id) {
        return change(GIVE_UP, tenant, of(tenant, id)).replaceWithVoid();
    }

    /** The same, if it is nobody's business; somebody else may have been faster. */
    public Uni<Void> giveUpIdle(Tenant tenant, String id) {
        return change(GIVE_UP_IDLE, tenant, of(tenant, id)).replaceWithVoid();
    }

    /** The request that had it ends without an answer: the next one decides what becomes of it. */
    public Uni<Void> letGo(Tenant tenant, String id) {
        return change(LET_GO, tenant, of(tenant, id)).replaceWithVoid();
    }

    /** Makes an idle one the business of the request at hand, with its expiry; false if it is somebody else's, or gone. */
    public Uni<Boolean> takeOver(Tenant tenant, String id, Instant expiry) {
        return change(TAKE_OVER, tenant, of(tenant, id).addOffsetDateTime(expiry.atOffset(ZoneOffset.UTC)));
    }

    private Uni<Boolean> change(String statement, Tenant tenant, Tuple parameters) {
        return transactions.inTenant(
                tenant,
                transaction -> transaction
                        .preparedQuery(statement)
                        .execute(parameters)
                        .map(changed -> changed.rowCount() == 1));
    }

    private static Tuple of(Tenant tenant, String id) {
        return Tuple.of(tenant.orgId(), tenant.mode().wire(), id);
    }
}
