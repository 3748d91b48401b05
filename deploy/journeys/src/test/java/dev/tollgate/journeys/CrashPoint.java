package dev.tollgate.journeys;

import dev.tollgate.local.stack.Stack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A statement at which a service stands still until its process was killed: a trigger that waits for a lock, or a lock on a table. PostgreSQL holds it, so
 * that the service needs no hook for tests and stands there for certain.
 */
final class CrashPoint implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOCK = 20_261_123;

    private final Connection holder;
    private final String end;

    private CrashPoint(Connection holder, String end) {
        this.holder = holder;
        this.end = end;
    }

    /**
     * Whoever does {@code moment} ({@code before insert}) with a row of this table whose text has {@code about} in it.
     *
     * @param table with its schema
     */
    static CrashPoint at(Stack stack, String moment, String table, String about) throws SQLException {
        return trigger(stack, "create trigger crash_point " + moment + " on " + table + " for each row", table, about);
    }

    /** Whoever commits a transaction that has inserted such a row: everything was written, and nothing is decided. */
    static CrashPoint atCommit(Stack stack, String table, String about) throws SQLException {
        return trigger(
                stack,
                "create constraint trigger crash_point after insert on " + table
                        + " deferrable initially deferred for each row",
                table,
                about);
    }

    private static CrashPoint trigger(Stack stack, String trigger, String table, String about) throws SQLException {
        var holder = stack.postgres().connectAsSuperuser();
        execute(holder, "select pg_advisory_lock(" + LOCK + ")");
        execute(holder, """
                create function public.crash_point() returns trigger language plpgsql security definer as $$
                begin
                    if position('%s' in case when tg_op = 'DELETE' then old::text else new::text end) > 0 then
                        perform pg_advisory_xact_lock(%d);
                    end if;
                    return case when tg_op = 'DELETE' then old else new end;
                end $$""".formatted(about, LOCK));
        execute(holder, trigger + " execute function public.crash_point()");
        return new CrashPoint(
                holder,
                "select pg_advisory_unlock(" + LOCK + "); drop trigger crash_point on " + table
                        + "; drop function public.crash_point()");
    }

    /** Whoever reads or writes this table. */
    static CrashPoint onTable(Stack stack, String table) throws SQLException {
        var holder = stack.postgres().connectAsSuperuser();
        holder.setAutoCommit(false);
        execute(holder, "lock table " + table + " in access exclusive mode");
        return new CrashPoint(holder, "rollback");
    }

    /** Waits until somebody stands there. */
    void awaitReached() {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(this::isReached);
    }

    private boolean isReached() throws SQLException {
        try (var statement = holder.createStatement();
                ResultSet waiting = statement.executeQuery(
                        "select exists (select from pg_locks where not granted and pid <> pg_backend_pid()"
                                + " and pg_backend_pid() = any(pg_blocking_pids(pid)))")) {
            waiting.next();
            return waiting.getBoolean(1);
        }
    }

    /** Lets go whoever still waits: PostgreSQL goes on for a client that is dead until it has something to tell it. */
    @Override
    public void close() throws SQLException {
        try (holder) {
            execute(holder, end);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
