package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** The sums of the windows and the overrides of the ceilings. Each method is one round trip. */
@ApplicationScoped
public class StandingRepository {
    private static final String COLUMNS = """
            select p.name, w.reserved_cents, w.committed_cents,
                   o.per_tx_cents, o.daily_cents, o.monthly_cents, coalesce(o.disabled, false) as disabled
            from (values ('day', $3::date), ('month', $4::date)) as p (name, starts_on)
            """;

    private static final String READ = COLUMNS + """
            left join usage_window w
                   on w.org_id = $1 and w.mode = $2 and w.period = p.name and w.starts_on = p.starts_on
            left join ceiling_override o on o.org_id = $1
            """;

    private static final String LOCK = COLUMNS + """
            join usage_window w
              on w.org_id = $1 and w.mode = $2 and w.period = p.name and w.starts_on = p.starts_on
            left join ceiling_override o on o.org_id = $1
            order by p.name
            for update of w
            """;

    /** The standing as it is now, for looking at; a window that nothing was counted in yet is empty. */
    Uni<Standing> read(SqlConnection transaction, Tenant tenant, Windows windows) {
        return query(transaction, READ, tenant, windows);
    }

    /**
     * The standing, held until the transaction ends: nobody else changes these sums meanwhile. The windows must have been opened.
     * Locks are taken day before month, here as everywhere; the essay of package {@code reservation} says why that excludes a deadlock.
     */
    public Uni<Standing> lock(SqlConnection transaction, Tenant tenant, Windows windows) {
        return query(transaction, LOCK, tenant, windows);
    }

    private static Uni<Standing> query(SqlConnection transaction, String sql, Tenant tenant, Windows windows) {
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), windows.day(), windows.month()))
                .map(rows -> standing(windows, rows));
    }

    private static Standing standing(Windows windows, RowSet<Row> rows) {
        var today = Usage.NONE;
        var thisMonth = Usage.NONE;
        var ceilings = Ceilings.BETA;
        if (rows.size() != 2) {
            throw new IllegalStateException("the windows of " + windows.day() + " are not open");
        }
        for (var row : rows) {
            ceilings = Ceilings.overridden(
                    row.getLong("per_tx_cents"),
                    row.getLong("daily_cents"),
                    row.getLong("monthly_cents"),
                    row.getBoolean("disabled"));
            if (row.getString("name").equals("day")) {
                today = usage(row);
            } else {
                thisMonth = usage(row);
            }
        }
        return new Standing(windows, ceilings, today, thisMonth);
    }

    private static Usage usage(Row row) {
        var reserved = row.getLong("reserved_cents");
        return reserved == null
                ? Usage.NONE
                : new Usage(Usd.cents(reserved), Usd.cents(row.getLong("committed_cents")));
    }
}
