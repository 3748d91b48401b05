package dev.tollgate.limits.owner;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

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

    private static final String CONFIRM =
            "update reservation set ask_at = null where org_id = $1 and mode = $2 and id = $3";

    private final Transactions transactions;

    UnconfirmedRepository(Transactions transactions) {
        this.transactions = transactions;
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

    /** It exists: its end will be told. */
    Uni<Void> confirm(Unconfirmed reservation) {
        var tenant = reservation.tenant();
        return transactions
                .inTenant(
                        tenant,
                        transaction -> transaction
                                .preparedQuery(CONFIRM)
                                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), reservation.id())))
                .replaceWithVoid();
    }
}
