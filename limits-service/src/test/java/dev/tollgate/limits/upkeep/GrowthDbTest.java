package dev.tollgate.limits.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.peers.Peers;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tables grow with traffic, and what one reservation or one look at the limits reads does not; pruning takes away what is old. A day's worth is
 * {@code -Dtollgate.growth=1000000}: half of it of one organization, a third for agents; as much again is older than it is kept.
 */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class GrowthDbTest {
    private static final Logger LOG = Logger.getLogger(GrowthDbTest.class);
    private static final int ROWS = Integer.getInteger("tollgate.growth", 20_000);

    /** A page of 8 kB each; levels of indexes grow with the logarithm, and nothing else may. */
    private static final int MORE_PAGES = 40;

    private static final String LOAD = """
            insert into limits.reservation (id, org_id, mode, reference, path, actor, actor_id, amount_minor, currency, usd_cents,
                state, day, created_at, closed_at)
            select 'rsv_%1$s' || n, '%1$s' || case n %% 2 when 0 then 0 else n %% 997 end, 'live', 'pi_%1$s' || n, 'payment_intent',
                case n %% 3 when 0 then 'agent' else 'api_key' end, 'agt_' || n %% 3, 100, 'USD', 100,
                case n %% 10 when 1 then 'released' else 'committed' end, %2$s, now(), now()
            from generate_series(%3$d, %4$d) n;
            insert into limits.usage_window (org_id, mode, period, starts_on, committed_cents)
            select org_id, 'live', p.name, case p.name when 'day' then day else date_trunc('month', day)::date end,
                coalesce(sum(usd_cents) filter (where state = 'committed'), 0)
            from limits.reservation cross join (values ('day'), ('month')) as p (name)
            where org_id like '%1$s%%' and day = %2$s group by 1, 3, 4;
            insert into limits.agent_window (org_id, mode, agent_id, period, starts_on, committed_cents)
            select org_id, 'live', actor_id, p.name, case p.name when 'day' then day else date_trunc('month', day)::date end,
                coalesce(sum(usd_cents) filter (where state = 'committed'), 0)
            from limits.reservation cross join (values ('day'), ('month')) as p (name)
            where org_id like '%1$s%%' and day = %2$s and actor = 'agent' group by 1, 3, 4, 5""";

    private static final String SIZES = """
            select string_agg(format('%s %s rows %s + %s', relname, n_live_tup, pg_size_pretty(pg_table_size(relid)),
                pg_size_pretty(pg_indexes_size(relid))), ', ' order by relname)
            from pg_stat_user_tables where schemaname = 'limits' and relname in ('reservation', 'denial', 'usage_window', 'agent_window')""";

    private static final String RESERVE =
            "select limits.open_ledger('%s0', 'live', '{agt_0}', '{pi_of_nobody}', '{payment_intent}')";

    /** As StandingRepository asks. */
    private static final String LOOK = """
            select p.period, w.reserved_cents from (select (limits.ledger_time() at time zone 'UTC')::date as today) m
            cross join lateral (values ('day', m.today), ('month', date_trunc('month', m.today)::date)) as p (period, starts_on)
            left join limits.usage_window w
                on w.org_id = '%s0' and w.mode = 'live' and w.period = p.period and w.starts_on = p.starts_on""";

    @Inject
    Upkeep upkeep;

    private final String orgs = TestIds.next("org");

    @AfterEach
    void nothingStays() throws SQLException {
        run("delete from limits.reservation where org_id like '" + orgs + "%';"
                + "delete from limits.usage_window where org_id like '" + orgs + "%';"
                + "delete from limits.agent_window where org_id like '" + orgs + "%'");
    }

    @Test
    void aDaysTrafficIsReadAsFastAsNoneAndWhatIsOldGoes() throws Exception {
        int reserveEmpty = tell("reserving, empty", RESERVE);
        int lookEmpty = tell("GET /v1/limits, empty", LOOK);

        run(LOAD.formatted(orgs, "date '2024-03-05'", 1, ROWS));
        run(LOAD.formatted(orgs, "current_date", ROWS + 1, 2 * ROWS));
        run("analyze limits.reservation; analyze limits.usage_window; analyze limits.agent_window");
        LOG.infof("after %d of today and %d of 2024: %s", ROWS, ROWS, sizes());
        int reserveFull = tell("reserving, full", RESERVE);
        int lookFull = tell("GET /v1/limits, full", LOOK);
        long began = System.nanoTime();
        while (upkeep.prune()) {
            // in pieces
        }
        LOG.infof("pruning took %d ms", (System.nanoTime() - began) / 1_000_000);
        run("vacuum analyze limits.reservation");
        LOG.infof("after pruning: %s", sizes());

        int reservePruned = tell("reserving, pruned", RESERVE);
        int lookPruned = tell("GET /v1/limits, pruned", LOOK);

        assertTrue(reserveFull <= reserveEmpty + MORE_PAGES, () -> reserveEmpty + " pages, then " + reserveFull);
        assertTrue(lookFull <= lookEmpty + MORE_PAGES, () -> lookEmpty + " pages, then " + lookFull);
        assertTrue(reservePruned <= reserveEmpty + MORE_PAGES, () -> reserveEmpty + " pages, then " + reservePruned);
        assertTrue(lookPruned <= lookEmpty + MORE_PAGES, () -> lookEmpty + " pages, then " + lookPruned);
        assertEquals(
                ROWS,
                Long.parseLong(text("select count(*) from limits.reservation where org_id like '" + orgs + "%'")));
        assertEquals(
                "0",
                text("select count(*) from limits.usage_window where org_id like '" + orgs
                        + "%' and starts_on < '2025-01-01'"));
    }

    /** How many pages it reads; plan and time of the second run are told. */
    private int tell(String what, String statement) throws SQLException {
        try (var database = Infra.postgres().asSuperuser()) {
            database.setAutoCommit(false);
            text(database, "select set_config('search_path', 'limits', true)");
            var sql = statement.formatted(orgs);
            text(database, sql);
            var plan = text(database, "explain (analyze, buffers, costs off) " + sql);
            database.rollback();
            int pages = Pattern.compile("shared hit=(\\d+)(?: read=(\\d+))?")
                    .matcher(plan)
                    .results()
                    .mapToInt(found -> Integer.parseInt(found.group(1))
                            + (found.group(2) == null ? 0 : Integer.parseInt(found.group(2))))
                    .findFirst()
                    .orElse(0);
            LOG.infof("%s: %d pages%n%s", what, pages, plan);
            return pages;
        }
    }

    private static String sizes() throws SQLException {
        return text(SIZES);
    }

    private static String text(String query) throws SQLException {
        try (var database = Infra.postgres().asSuperuser()) {
            return text(database, query);
        }
    }

    private static String text(Connection database, String query) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            var text = new StringBuilder();
            while (rows.next()) {
                text.append(text.isEmpty() ? "" : "\n").append(rows.getString(1));
            }
            return text.toString();
        }
    }

    private static void run(String sql) throws SQLException {
        try (var database = Infra.postgres().asSuperuser();
                var statement = database.createStatement()) {
            for (var each : sql.split(";", -1)) {
                statement.execute(each);
            }
        }
    }
}
