package dev.tollgate.limits.standing;

import dev.tollgate.limits.ceiling.CeilingRepository;
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

/** The sums of the windows, for looking at; who decides reads them under the ledger's lock (package {@code reservation}). */
@ApplicationScoped
class StandingRepository {
    private static final String READ = """
            select period, reserved_cents, committed_cents from usage_window
            where org_id = $1 and mode = $2
              and (period = 'day' and starts_on = $3 or period = 'month' and starts_on = $4)
            """;

    private final CeilingRepository ceilings;

    StandingRepository(CeilingRepository ceilings) {
        this.ceilings = ceilings;
    }

    /** The standing as it is now; a window that nothing was counted in yet is empty. */
    Uni<Standing> read(SqlConnection transaction, Tenant tenant, Windows windows) {
        return ceilings.read(transaction, tenant.orgId())
                .chain(held -> transaction
                        .preparedQuery(READ)
                        .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), windows.day(), windows.month()))
                        .map(rows -> standing(windows, held, rows)));
    }

    private static Standing standing(Windows windows, HeldCeiling held, RowSet<Row> rows) {
        var today = Usage.NONE;
        var thisMonth = Usage.NONE;
        for (var row : rows) {
            var usage = new Usage(Usd.cents(row.getLong("reserved_cents")), Usd.cents(row.getLong("committed_cents")));
            if (row.getString("period").equals("day")) {
                today = usage;
            } else {
                thisMonth = usage;
            }
        }
        return new Standing(windows, held.override().effective(), today, thisMonth);
    }
}
