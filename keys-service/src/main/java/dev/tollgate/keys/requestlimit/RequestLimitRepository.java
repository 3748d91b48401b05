package dev.tollgate.keys.requestlimit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Rows of {@code request_limit}. They are staff's, who belong to no organization; each query names the one it is about. */
@ApplicationScoped
class RequestLimitRepository {
    private static final String FIND = "select test, live from request_limit where org_id = $1";
    private static final String SAVE = """
            insert into request_limit (org_id, test, live) values ($1, $2, $3)
            on conflict (org_id) do update set test = excluded.test, live = excluded.live""";

    /** One change of an organization's limits at a time, also where there is no row to lock yet. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('request_limit'), hashtext($1))";

    Uni<RequestLimits> find(SqlConnection transaction, String orgId) {
        return transaction.preparedQuery(FIND).execute(Tuple.of(orgId)).map(RequestLimitRepository::read);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    Uni<RequestLimits> lock(SqlConnection transaction, String orgId) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(orgId)).chain(() -> find(transaction, orgId));
    }

    Uni<Void> save(SqlConnection transaction, String orgId, RequestLimits limits) {
        return transaction
                .preparedQuery(SAVE)
                .execute(Tuple.of(orgId, limits.test(), limits.live()))
                .replaceWithVoid();
    }

    private static RequestLimits read(RowSet<Row> found) {
        return found.stream()
                .findFirst()
                .map(row -> new RequestLimits(row.getInteger("test"), row.getInteger("live")))
                .orElse(RequestLimits.DEFAULT);
    }
}
