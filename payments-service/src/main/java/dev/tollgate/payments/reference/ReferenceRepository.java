package dev.tollgate.payments.reference;

import dev.tollgate.payments.intent.PaymentIntentState;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Payments and claims of payments, whatever their origin, by id alone. */
@ApplicationScoped
class ReferenceRepository {
    private static final String DELETE_CLAIM =
            "delete from payment where org_id = $1 and mode = $2 and id = $3 and status = 'claimed'";
    private static final String STATUS = "select status from payment where org_id = $1 and mode = $2 and id = $3";

    Uni<Void> deleteClaim(SqlConnection transaction, Tenant tenant, String id) {
        return transaction.preparedQuery(DELETE_CLAIM).execute(of(tenant, id)).replaceWithVoid();
    }

    /** Empty if there is none of this id. */
    Uni<Optional<PaymentIntentState>> state(SqlConnection transaction, Tenant tenant, String id) {
        return transaction
                .preparedQuery(STATUS)
                .execute(of(tenant, id))
                .map(rows -> rows.stream().findFirst().map(row -> state(row.getString("status"))));
    }

    private static PaymentIntentState state(String status) {
        return PaymentIntentState.named(status)
                .orElseThrow(() -> new IllegalStateException("no state of a payment: " + status));
    }

    private static Tuple of(Tenant tenant, String id) {
        return Tuple.of(tenant.orgId(), tenant.mode().wire(), id);
    }
}
