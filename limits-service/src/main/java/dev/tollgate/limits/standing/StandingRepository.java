package dev.tollgate.limits.standing;

import dev.tollgate.limits.ceiling.CeilingRepository;
import dev.tollgate.limits.ceiling.DecidedCeiling;
import dev.tollgate.limits.ceiling.HeldCeiling;
import dev.tollgate.limits.ceiling.Usage;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.limits.ceiling.Windows;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sums of the windows, for looking at; who decides reads them under the ledger's lock (package {@code reservation}). */
@ApplicationScoped
class StandingRepository {
    private static final String READ = """
            with moment as materialized (select (ledger_time() at time zone 'UTC')::date as today)
            select m.today, p.period, w.reserved_cents, w.committed_cents
            from moment m
            cross join lateral (values ('day', m.today), ('month', date_trunc('month', m.today)::date)) as p (period, starts_on)
            left join usage_window w
                on w.org_id = $1 and w.mode = $2 and w.period = p.period and w.starts_on = p.starts_on
            """;

    private final CeilingRepository ceilings;

    StandingRepository(CeilingRepository ceilings) {
        this.ceilings = ceilings;
    }

    /**
     * The standing in the windows of now; a window that nothing was counted in yet is empty.
     *
     * @param decided the ceiling of the last decision that set one, applied already or not
     */
    Uni<Standing> read(SqlConnection transaction, Tenant tenant, @Nullable DecidedCeiling decided) {
        return ceilings.read(transaction, tenant.orgId())
                .chain(held -> transaction
                        .preparedQuery(READ)
                        .execute(Tuple.of(tenant.orgId(), tenant.mode().wire()))
                        .map(rows -> standing(held.under(decided), rows)));
    }

    private static Standing standing(HeldCeiling held, RowSet<Row> rows) {
        Map<String, Usage> used = new HashMap<>();
        for (var row : rows) {
            used.put(row.getString("period"), usage(row));
        }
        var windows = new Windows(rows.iterator().next().getLocalDate("today"));
        return new Standing(
                windows,
                held.override().effective(),
                used.getOrDefault("day", Usage.NONE),
                used.getOrDefault("month", Usage.NONE));
    }

    private static Usage usage(Row row) {
        var reserved = row.getLong("reserved_cents");
        return reserved == null
                ? Usage.NONE
                : new Usage(Usd.cents(reserved), Usd.cents(row.getLong("committed_cents")));
    }
}
