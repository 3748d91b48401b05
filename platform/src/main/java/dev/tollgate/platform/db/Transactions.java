package dev.tollgate.platform.db;

import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.function.Function;

/**
 * Raw transactions, for where a round trip counts (decision 3). Each begins by telling PostgreSQL its tenant; the row-level security
 * policies compare every row with it, so a query that forgot its {@code where} sees nothing of anybody else.
 */
@ApplicationScoped
public class Transactions {
    static final String SET_TENANT = "select set_config('tollgate.tenant', $1, true)";
    static final String EVERY_TENANT = "*";

    private final Pool pool;
    private final Instance<CommitListener> listeners;

    Transactions(Pool pool, @Any Instance<CommitListener> listeners) {
        this.pool = pool;
        this.listeners = listeners;
    }

    /** Runs {@code work} in one transaction that sees this tenant's rows only; a failure of it rolls back. */
    public <T> Uni<T> inTenant(Tenant tenant, Function<SqlConnection, Uni<T>> work) {
        return run(tenant.scope(), work);
    }

    /** For workers, consumers and staff: one transaction that sees every tenant's rows. */
    public <T> Uni<T> acrossTenants(Function<SqlConnection, Uni<T>> work) {
        return run(EVERY_TENANT, work);
    }

    /**
     * For workers that look for rows which are due: {@link #acrossTenants}, but no {@link CommitListener} is told. A worker that listens would
     * otherwise be woken by its own looking, without end.
     */
    public <T> Uni<T> unannounced(Function<SqlConnection, Uni<T>> work) {
        return begin(EVERY_TENANT, work);
    }

    /**
     * Runs one statement as a transaction of its own, for the hot path: one round trip instead of four. The statement itself must set
     * {@code tollgate.tenant}, in a query that its other parts read from; one that forgets sees nothing and inserts nothing.
     */
    public Uni<RowSet<Row>> inOneStatement(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).invoke(() -> listeners.forEach(CommitListener::committed));
    }

    private <T> Uni<T> run(String scope, Function<SqlConnection, Uni<T>> work) {
        return begin(scope, work).invoke(() -> listeners.forEach(CommitListener::committed));
    }

    private <T> Uni<T> begin(String scope, Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection ->
                connection.preparedQuery(SET_TENANT).execute(Tuple.of(scope)).chain(() -> work.apply(connection)));
    }
}
