package dev.tollgate.onboarding.access;

import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Says where an organization stands to those who open or close live by it. */
@ApplicationScoped
public class ProductionAccessGate {
    /** One round trip and no transaction, and one snapshot for all of it. Who has a history is known, whether auth-service's word came or not. */
    private static final String STANDING = """
            with everybody as materialized (select set_config('tollgate.tenant', '*', true) as scope)
            select s.*, s.decision > 0 or exists (select from organization o where o.org_id = $1 and everybody.scope = '*') as known
            from everybody, production_access_standing($1) s""";

    private static final String HOLD = "select state from production_access where org_id = $1 for no key update";

    private final Pool pool;

    ProductionAccessGate(Pool pool) {
        this.pool = pool;
    }

    /** The committed state at this moment; an organization nobody heard of is {@code sandbox_only}. */
    Uni<Standing> now(String orgId) {
        return pool.preparedQuery(STANDING)
                .execute(Tuple.of(orgId))
                .map(rows -> Standing.of(rows.iterator().next()));
    }

    /** What a change of an organization's state is noted under. */
    static String subject(String orgId) {
        return "organization:" + orgId;
    }

    /** The state, which nobody changes before {@code transaction} ends. */
    public Uni<ProductionAccessState> hold(SqlConnection transaction, Tenant tenant) {
        return transaction.preparedQuery(HOLD).execute(Tuple.of(tenant.orgId())).map(ProductionAccessGate::state);
    }

    private static ProductionAccessState state(RowSet<Row> rows) {
        for (var row : rows) {
            return ProductionAccessState.parse("state", row.getString("state"));
        }
        return ProductionAccessState.SANDBOX_ONLY;
    }
}
