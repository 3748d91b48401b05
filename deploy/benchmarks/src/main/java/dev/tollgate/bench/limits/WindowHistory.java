package dev.tollgate.bench.limits;

import dev.tollgate.local.infra.PostgresServer;
import java.sql.SQLException;

/** Every version of every window, written down by PostgreSQL itself in the transaction that made it: what stood against it, and under which ceiling. */
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
            create trigger write_down after insert or update on limits.usage_window for each row execute function limits.write_down()""";

    private final PostgresServer postgres;

    private WindowHistory(PostgresServer postgres) {
        this.postgres = postgres;
    }

    static WindowHistory begin(PostgresServer postgres) throws SQLException {
        try (var connection = postgres.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(BEGIN);
        }
        return new WindowHistory(postgres);
    }

    /** How many versions there are. */
    long versions() throws SQLException {
        return count("select count(*) from limits.window_history");
    }

    /** How many of them were over. */
    long over() throws SQLException {
        return count("select count(*) from limits.window_history where used > ceiling");
    }

    /** How many windows came within a cent of their ceiling: without any, nothing was put to the test. */
    long full() throws SQLException {
        return count(
                "select count(distinct (org_id, period, starts_on)) from limits.window_history where used >= ceiling - 1");
    }

    /** How many references were decided on. */
    long decided() throws SQLException {
        return count("select count(*) from limits.reservation");
    }

    /** Cuts every connection of limits-service, as a failover would. */
    void cutConnections() throws SQLException {
        count("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'limits_app'");
    }

    private long count(String sql) throws SQLException {
        try (var connection = postgres.connectAsSuperuser();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
