package dev.tollgate.payments.intent;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Payment intents that exist: finding them and recording their moves. How one comes to exist is {@link PaymentIntentInserts}. Raw SQL
 * instead of entities, because an intent is one row and its timeline, and every statement is worth seeing (decision 3).
 */
@ApplicationScoped
public class PaymentIntentRepository {
    /** A tenant's payment intents; invoices and unconfirmed claims are none. */
    static final String OF_TENANT = "select " + PaymentIntentRow.COLUMNS
            + " from payment p where p.org_id = $1 and p.mode = $2 and p.origin = 'payment_intent' and p.status <> 'claimed'";

    private static final String ONE = OF_TENANT + " and p.id = $3";
    private static final String ONE_LOCKED = ONE + " for update";

    /** State, timeline and, at the end, timers: all or, if the state is not the expected one any more, nothing. */
    private static final String RECORD = """
            with moved as (
                update payment set status = $5, fx_rate = $6, brl_settled_minor = $7, settled_at = $8, failure_reason = $9
                where org_id = $1 and mode = $2 and id = $3 and status = $4
                returning id, org_id, mode, status
            ), timeline as (
                insert into payment_timeline (payment_id, position, org_id, mode, status, at)
                select id, $10, org_id, mode, status, $11 from moved
            ), timers as (
                delete from payment_timer t using moved
                where t.org_id = moved.org_id and t.mode = moved.mode and t.payment_id = moved.id and $12
            )
            select id from moved
            """;

    private final Transactions transactions;
    private final PaymentIntentRow rows;
    private final Outbox outbox;

    PaymentIntentRepository(Transactions transactions, PaymentIntentRow rows, Outbox outbox) {
        this.transactions = transactions;
        this.rows = rows;
        this.outbox = outbox;
    }

    /** The tenant's intent of this id, or 404. */
    public Uni<PaymentIntent> find(Tenant tenant, String id) {
        return transactions.inTenant(tenant, transaction -> one(transaction, ONE, tenant, id));
    }

    /** The same, locked until the transaction ends. */
    Uni<PaymentIntent> lock(SqlConnection transaction, Tenant tenant, String id) {
        return one(transaction, ONE_LOCKED, tenant, id);
    }

    /** Newest first; one more than {@code limit}, if there are more. */
    Uni<List<PaymentIntent>> newest(Tenant tenant, PaymentIntentFilter filter, String beforeId, int limit) {
        var query = filter.query(OF_TENANT, tenant, beforeId, limit + 1);
        return transactions.inTenant(
                tenant,
                transaction -> transaction
                        .preparedQuery(query.sql())
                        .execute(query.parameters())
                        .map(this::all));
    }

    /** Writes a move of a locked intent and its fact. */
    Uni<Void> record(SqlConnection transaction, PaymentIntentEvent.Moved event) {
        return transaction
                .preparedQuery(RECORD)
                .execute(parameters(event))
                .invoke(moved -> {
                    if (moved.size() != 1) {
                        throw new IllegalStateException(event.subject() + " moved although it was locked");
                    }
                })
                .chain(() -> outbox.append(transaction, event));
    }

    private Uni<PaymentIntent> one(SqlConnection transaction, String sql, Tenant tenant, String id) {
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), id))
                .map(found -> found.size() == 1 ? rows.read(found.iterator().next()) : absent());
    }

    private static PaymentIntent absent() {
        throw PaymentIntentProblem.notFound();
    }

    private List<PaymentIntent> all(RowSet<Row> found) {
        return found.stream().map(rows::read).toList();
    }

    private static Tuple parameters(PaymentIntentEvent.Moved event) {
        var intent = event.paymentIntent();
        var settlement = intent.settlement();
        return Tuple.tuple()
                .addString(event.orgId())
                .addString(event.mode().wire())
                .addString(intent.id())
                .addString(event.move().from().wire())
                .addString(event.move().to().wire())
                .addBigDecimal(settlement == null ? null : settlement.fxRate())
                .addLong(settlement == null ? null : settlement.brl().minor())
                .addOffsetDateTime(settlement == null ? null : PaymentIntentRow.utc(settlement.at()))
                .addString(intent.failureReason())
                .addInteger(intent.timeline().size() - 1)
                .addOffsetDateTime(
                        PaymentIntentRow.utc(intent.timeline().getLast().at()))
                .addBoolean(intent.state().isTerminal());
    }
}
