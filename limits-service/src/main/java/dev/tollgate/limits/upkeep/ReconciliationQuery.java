package dev.tollgate.limits.upkeep;

import dev.tollgate.limits.upkeep.Reconciliation.Difference;
import dev.tollgate.limits.upkeep.Reconciliation.Sums;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Recomputes windows in one statement, so in one snapshot: sums and reservations change in the same transactions, so they agree in each.
 */
@ApplicationScoped
class ReconciliationQuery {
    private static final int SHOWN = 100;

    /** Of {@code compared}: how many there are, how many differ, and the first of those. */
    private static final String FINDINGS = """
            , differing as (
                select * from compared where kept_reserved <> reserved or kept_committed <> committed)
            select (select count(*) from compared) as windows, (select count(*) from differing) as differing, d.*
            from (values (1)) as always left join lateral (select * from differing order by org_id, starts_on limit $2) d on true
            """;

    private static final String COMPARE_ALL = """
            with counted as (
                select r.org_id, r.mode, case when r.actor = 'agent' then r.actor_id end as agent_id, r.day, r.state, r.usd_cents
                from reservation r where r.day >= $1 and r.state in ('reserved', 'committed')),
            holders as (
                select org_id, mode, '' as agent_id, day, state, usd_cents from counted
                union all
                select org_id, mode, agent_id, day, state, usd_cents from counted where agent_id is not null),
            days as (
                select org_id, mode, agent_id, day,
                       coalesce(sum(usd_cents) filter (where state = 'reserved'), 0)::bigint as reserved,
                       coalesce(sum(usd_cents) filter (where state = 'committed'), 0)::bigint as committed
                from holders group by 1, 2, 3, 4),
            recomputed as (
                select org_id, mode, agent_id, 'day' as period, day as starts_on, reserved, committed from days
                union all
                select org_id, mode, agent_id, 'month', (day - extract(day from day)::int + 1), sum(reserved)::bigint, sum(committed)::bigint
                from days group by 1, 2, 3, 5),
            kept as (
                select org_id, mode, '' as agent_id, period, starts_on, reserved_cents as reserved, committed_cents as committed
                from usage_window where starts_on >= $1
                union all
                select org_id, mode, agent_id, period, starts_on, reserved_cents, committed_cents
                from agent_window where starts_on >= $1),
            compared as (
                select org_id, mode, agent_id, period, starts_on,
                       coalesce(k.reserved, 0) as kept_reserved, coalesce(k.committed, 0) as kept_committed,
                       coalesce(r.reserved, 0) as reserved, coalesce(r.committed, 0) as committed
                from kept k full join recomputed r using (org_id, mode, agent_id, period, starts_on))
            """ + FINDINGS;

    /** A day is compared with its reservations, a month with its days: so this costs what changed, and not what is there. */
    private static final String COMPARE_CHANGED = """
            with kept as (
                select org_id, mode, '' as agent_id, period, starts_on, reserved_cents, committed_cents
                from usage_window where changed_at >= $1
                union all
                select org_id, mode, agent_id, period, starts_on, reserved_cents, committed_cents
                from agent_window where changed_at >= $1),
            compared as (
                select k.org_id, k.mode, k.agent_id, k.period, k.starts_on,
                       k.reserved_cents as kept_reserved, k.committed_cents as kept_committed, s.reserved, s.committed
                from kept k cross join lateral (
                    select coalesce(sum(r.usd_cents) filter (where r.state = 'reserved'), 0)::bigint as reserved,
                           coalesce(sum(r.usd_cents) filter (where r.state = 'committed'), 0)::bigint as committed
                    from reservation r
                    where r.day = k.starts_on and r.org_id = k.org_id and r.mode = k.mode
                      and (k.agent_id = '' or r.actor = 'agent' and r.actor_id = k.agent_id)) s
                where k.period = 'day'
                union all
                select k.org_id, k.mode, k.agent_id, k.period, k.starts_on, k.reserved_cents, k.committed_cents, s.reserved, s.committed
                from kept k cross join lateral (
                    select coalesce(sum(d.reserved_cents), 0)::bigint as reserved, coalesce(sum(d.committed_cents), 0)::bigint as committed
                    from (select org_id, mode, '' as agent_id, period, starts_on, reserved_cents, committed_cents from usage_window
                          union all
                          select org_id, mode, agent_id, period, starts_on, reserved_cents, committed_cents from agent_window) d
                    where d.org_id = k.org_id and d.mode = k.mode and d.agent_id = k.agent_id and d.period = 'day'
                      and d.starts_on >= k.starts_on and d.starts_on < k.starts_on + interval '1 month') s
                where k.period = 'month')
            """ + FINDINGS;

    /** Of the windows that begin on this day, the first of a month, or later. */
    Uni<Reconciliation> all(SqlConnection transaction, LocalDate since, Instant at) {
        return run(transaction, COMPARE_ALL, since, since, at);
    }

    /** Of the windows that changed since {@code then}. */
    Uni<Reconciliation> changed(SqlConnection transaction, Instant then, Instant at) {
        return run(
                transaction,
                COMPARE_CHANGED,
                then.atOffset(ZoneOffset.UTC),
                LocalDate.ofInstant(then, ZoneOffset.UTC),
                at);
    }

    private static Uni<Reconciliation> run(
            SqlConnection transaction, String sql, Object from, LocalDate since, Instant at) {
        return transaction.preparedQuery(sql).execute(Tuple.of(from, SHOWN)).map(rows -> {
            var first = rows.iterator().next();
            return new Reconciliation(
                    at,
                    since,
                    first.getLong("windows"),
                    first.getLong("differing"),
                    rows.stream()
                            .filter(row -> row.getString("org_id") != null)
                            .map(ReconciliationQuery::difference)
                            .toList());
        });
    }

    private static Difference difference(Row row) {
        var agentId = row.getString("agent_id");
        return new Difference(
                row.getString("org_id"),
                row.getString("mode"),
                agentId.isEmpty() ? null : agentId,
                row.getString("period"),
                row.getLocalDate("starts_on"),
                new Sums(usd(row.getLong("kept_reserved")), usd(row.getLong("kept_committed"))),
                new Sums(usd(row.getLong("reserved")), usd(row.getLong("committed"))));
    }

    private static String usd(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
