package dev.tollgate.limits.owner;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Open reservations whose owner is to be asked. Taking them locks no ledger, waits for nobody, and is over at once. */
@ApplicationScoped
class UnconfirmedRepository {
    private static final String TAKE = """
            with moment as materialized (select ledger_time() as now),
            due as (
                select r.id, p.owner
                from reservation r join money_path p on p.name = r.path
                where r.state = 'reserved' and r.ask_at <= (select now from moment) and p.owner is not null
                order by r.ask_at limit $2
                for update of r skip locked)
            update reservation r set ask_at = (select now from moment) + $1 * interval '1 millisecond'
            from due where r.id = due.id
            returning r.id, r.org_id, r.mode, r.path, r.reference, due.owner
            """;

    /** Who is about to end it holds its row, and is not waited for. */
    private static final String CONFIRM = """
            with confirmed as (
                select id from reservation
                where org_id = $1 and mode = $2 and reference = $3 and state = 'reserved' and ask_at is not null
                for update skip locked)
            update reservation r set ask_at = ledger_time() + $4 * interval '1 millisecond'
            from confirmed where r.id = confirmed.id
            """;

    private final Transactions transactions;
    private final Duration whileOpen;

    UnconfirmedRepository(
            Transactions transactions,
            @ConfigProperty(name = "tollgate.reservation.ask-about-open-after") Duration whileOpen) {
        this.transactions = transactions;
        this.whileOpen = whileOpen;
    }

    /** Those that are due, and nobody else's for as long as {@code again}. */
    Uni<List<Unconfirmed>> take(Duration again, int most) {
        return transactions.acrossTenants(transaction -> transaction
                .preparedQuery(TAKE)
                .execute(Tuple.of((double) again.toMillis(), most))
                .map(rows -> rows.stream()
                        .map(row -> new Unconfirmed(
                                row.getString("id"),
                                new Tenant(row.getString("org_id"), Mode.parse(row.getString("mode"))),
                                row.getString("path"),
                                row.getString("reference"),
                                row.getString("owner")))
                        .toList()));
    }

    /** It exists: its end will be told, and is asked for only if it still is not after a long while. */
    Uni<Void> confirm(Tenant tenant, String reference) {
        return transactions.inTenant(tenant, transaction -> confirm(transaction, tenant, reference));
    }

    /** The same in a transaction that is there. */
    Uni<Void> confirm(SqlConnection transaction, Tenant tenant, String reference) {
        return transaction
                .preparedQuery(CONFIRM)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), reference, (double) whileOpen.toMillis()))
                .replaceWithVoid();
    }
}
