package dev.tollgate.onboarding.verification;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The rows of {@code connected_account_timer}, by PostgreSQL's clock. */
@ApplicationScoped
class SandboxTimers {
    /** To take a timer is to make it due again after the lease: whoever dies meanwhile is replaced. */
    private static final String TAKE = """
            update connected_account_timer t set due_at = now() + $1 * interval '1 millisecond'
            from (select org_id, mode, account_id from connected_account_timer where due_at <= now() order by due_at limit $2
                for update skip locked) due
            where t.org_id = due.org_id and t.mode = due.mode and t.account_id = due.account_id
            returning t.org_id, t.mode, t.account_id""";

    private static final String DROP =
            "delete from connected_account_timer where org_id = $1 and mode = $2 and account_id = $3";

    private final Transactions transactions;

    SandboxTimers(Transactions transactions) {
        this.transactions = transactions;
    }

    /** An account that is to be decided now. */
    record Timer(Tenant tenant, String accountId) {}

    /** At most {@code count} that are due, of any tenant; nobody else gets them before the lease is over. */
    Uni<List<Timer>> take(int count, Duration lease) {
        return transactions.acrossTenants(transaction -> transaction
                .preparedQuery(TAKE)
                .execute(Tuple.of((double) lease.toMillis(), count))
                .map(taken -> taken.stream().map(SandboxTimers::timer).toList()));
    }

    Uni<Void> drop(SqlConnection transaction, Timer timer) {
        return transaction
                .preparedQuery(DROP)
                .execute(Tuple.of(timer.tenant().orgId(), timer.tenant().mode().wire(), timer.accountId()))
                .replaceWithVoid();
    }

    private static Timer timer(Row row) {
        return new Timer(
                new Tenant(row.getString("org_id"), Mode.parse(row.getString("mode"))), row.getString("account_id"));
    }
}
