package dev.tollgate.payments.rail;

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

/**
 * The rows of {@code payment_timer}. All times are PostgreSQL's own, so replicas need not agree on one. The row is made with the intent and
 * goes with its last move.
 */
@ApplicationScoped
class Timers {
    /** To take a timer is to make it due again after the lease: whoever dies meanwhile is replaced. */
    private static final String TAKE = """
            update payment_timer t set due_at = now() + $1 * interval '1 millisecond'
            from (select org_id, mode, payment_id, kind from payment_timer where due_at <= now() order by due_at limit $2
                for update skip locked) due
            where t.org_id = due.org_id and t.mode = due.mode and t.payment_id = due.payment_id and t.kind = due.kind
            returning t.payment_id, t.kind, t.org_id, t.mode
            """;

    private static final String PLAN = "update payment_timer set due_at = now() + $5 * interval '1 millisecond'"
            + " where org_id = $1 and mode = $2 and payment_id = $3 and kind = $4";
    private static final String DROP =
            "delete from payment_timer where org_id = $1 and mode = $2 and payment_id = $3 and kind = $4";

    private final Transactions transactions;

    Timers(Transactions transactions) {
        this.transactions = transactions;
    }

    enum Kind {
        RAIL("rail"),
        EXPIRY("expiry");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }
    }

    /** Something that is due to happen to a payment. */
    record Timer(Tenant tenant, String paymentId, Kind kind) {}

    /** Takes at most {@code count} timers that are due, of any tenant; nobody else gets them before the lease is over. */
    Uni<List<Timer>> take(int count, Duration lease) {
        return transactions.acrossTenants(transaction -> transaction
                .preparedQuery(TAKE)
                .execute(Tuple.of((double) lease.toMillis(), count))
                .map(taken -> taken.stream().map(Timers::timer).toList()));
    }

    /** Makes a timer due after {@code pause}; nothing happens if its payment has ended. */
    Uni<Void> plan(SqlConnection transaction, Timer timer, Duration pause) {
        return transaction
                .preparedQuery(PLAN)
                .execute(parameters(timer).addDouble((double) pause.toMillis()))
                .replaceWithVoid();
    }

    Uni<Void> drop(SqlConnection transaction, Timer timer) {
        return transaction.preparedQuery(DROP).execute(parameters(timer)).replaceWithVoid();
    }

    private static Tuple parameters(Timer timer) {
        return Tuple.of(timer.tenant().orgId(), timer.tenant().mode().wire(), timer.paymentId(), timer.kind().wire);
    }

    private static Timer timer(Row row) {
        return new Timer(
                new Tenant(row.getString("org_id"), Mode.parse(row.getString("mode"))),
                row.getString("payment_id"),
                row.getString("kind").equals(Kind.RAIL.wire) ? Kind.RAIL : Kind.EXPIRY);
    }
}
