package dev.tollgate.bench.limits;

import dev.tollgate.local.infra.PostgresServer;
import java.sql.SQLException;
import java.util.Map;

/**
 * Every version of every window, written down by PostgreSQL itself in the transaction that made it: what stood against it, and under which ceiling.
 * And the clock by which windows begin and end, which can be moved.
 */
final class WindowHistory {
    private static final String BEGIN = """
            create table limits.window_history (org_id text, period text, starts_on date, used bigint, ceiling bigint);
            alter table limits.window_history owner to limits_owner;
            create function limits.write_down() returns trigger language plpgsql security definer set search_path = limits as $$
            begin
                insert into window_history select new.org_id, new.period, new.starts_on, new.reserved_cents + new.committed_cents,
                    case new.period when 'day' then coalesce(l.daily_cents, 50000) else coalesce(l.monthly_cents, 200000) end
                from ledger l where l.org_id = new.org_id;
                return null;
            end $$;
            create trigger write_down after insert or update on limits.usage_window for each row execute function limits.write_down();
            create table limits.clock_ahead (by_this interval);
            insert into limits.clock_ahead values ('0');
            grant select on limits.clock_ahead to limits_app;
            create or replace function limits.ledger_time() returns timestamptz language sql volatile as
            $$ select date_trunc('milliseconds', clock_timestamp() + (select by_this from limits.clock_ahead)) $$""";

    private final PostgresServer postgres;

    private WindowHistory(PostgresServer postgres) {
        this.postgres = postgres;
    }

    static WindowHistory begin(PostgresServer postgres) throws SQLException {
        var history = new WindowHistory(postgres);
        history.run(BEGIN);
        return history;
    }

    /** Gives an organization other ceilings than the default. */
    void ceilings(String orgId, long dailyCents, long monthlyCents) throws SQLException {
        run("insert into limits.ledger (org_id, daily_cents, monthly_cents) values ('%s', %d, %d)"
                .formatted(orgId, dailyCents, monthlyCents));
    }

    /** Puts the clock two seconds before the end of the {@code day} or the {@code month}. */
    void almostOver(String period) throws SQLException {
        run("""
                update limits.clock_ahead set by_this = by_this
                    + (date_trunc('%1$s', limits.ledger_time() at time zone 'UTC') + interval '1 %1$s' - interval '2 seconds'
                       - limits.ledger_time() at time zone 'UTC')""".formatted(period));
    }

    /** How many versions there are. */
    long versions() throws SQLException {
        return count("select count(*) from limits.window_history");
    }

    /** How many of them were over. */
    long over() throws SQLException {
        return count("select count(*) from limits.window_history where used > ceiling");
    }

    /** How many windows there were. */
    long windows() throws SQLException {
        return count("select count(*) from limits.usage_window");
    }

    /** How many windows came within ten dollars of their ceiling: without any, nothing was put to the test. */
    long full() throws SQLException {
        return count(
                "select count(distinct (org_id, period, starts_on)) from limits.window_history where used >= ceiling - 1000");
    }

    /** How many references were decided on. */
    long decided() throws SQLException {
        return count("select count(*) from limits.reservation");
    }

    /** How many of these answers are not those that are written down. */
    long contradicted(Map<String, String> answers) throws SQLException {
        long agreed = 0;
        try (var connection = postgres.connectAsSuperuser()) {
            connection.setAutoCommit(false); // so that rows come in pieces
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(10_000);
                try (var rows = statement.executeQuery("select reference, id, state from limits.reservation")) {
                    while (rows.next()) {
                        var told = answers.get(rows.getString(1));
                        boolean denied = rows.getString(3).equals("denied");
                        agreed += told != null && (denied ? told.startsWith("denied") : told.equals(rows.getString(2)))
                                ? 1
                                : 0;
                    }
                }
            }
        }
        return answers.size() - agreed;
    }

    /** Cents that are reserved in any window. */
    long held() throws SQLException {
        return count("select coalesce(sum(reserved_cents), 0) from limits.usage_window");
    }

    /** Facts that Kafka has not got yet. */
    long unpublished() throws SQLException {
        return count("select count(*) from limits.outbox");
    }

    /** How large the tables are that grow, with their indexes. */
    String sizes() throws SQLException {
        return text("""
                select string_agg(format('%s %s + %s', relname, pg_size_pretty(pg_table_size(relid)), pg_size_pretty(pg_indexes_size(relid))),
                    ', ' order by relname)
                from pg_stat_user_tables where schemaname = 'limits'
                and relname in ('reservation', 'denial', 'usage_window', 'released_reference', 'outbox', 'ledger')""");
    }

    /** Cuts every connection of limits-service, as a failover would. */
    void cutConnections() throws SQLException {
        count("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'limits_app'");
    }

    private void run(String sql) throws SQLException {
        try (var connection = postgres.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (var connection = postgres.connectAsSuperuser();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
