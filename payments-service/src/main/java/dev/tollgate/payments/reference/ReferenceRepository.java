package dev.tollgate.payments.reference;

import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Payments and claims of payments, whatever their origin, by id alone. */
@ApplicationScoped
class ReferenceRepository {
    private static final String DELETE_CLAIM =
            "delete from payment where org_id = $1 and mode = $2 and id = $3 and status = 'claimed'";
    private static final String EXISTS =
            "select exists (select from payment where org_id = $1 and mode = $2 and id = $3) as there";

    Uni<Void> deleteClaim(SqlConnection transaction, Tenant tenant, String id) {
        return transaction.preparedQuery(DELETE_CLAIM).execute(of(tenant, id)).replaceWithVoid();
    }

    Uni<Boolean> exists(SqlConnection transaction, Tenant tenant, String id) {
        return transaction
                .preparedQuery(EXISTS)
                .execute(of(tenant, id))
                .map(rows -> rows.iterator().next().getBoolean("there"));
    }

    private static Tuple of(Tenant tenant, String id) {
        return Tuple.of(tenant.orgId(), tenant.mode().wire(), id);
    }
}
