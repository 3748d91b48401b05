package dev.tollgate.bench.gateway;

import dev.tollgate.local.infra.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How often keys-service has read its table of keys, as PostgreSQL counts it. */
final class KeyReads {
    /** Servers hand in what they counted once a second. */
    private static final Duration UNTIL_COUNTED = Duration.ofSeconds(2);

    private static final String COUNT = "select coalesce(idx_scan, 0) + coalesce(seq_scan, 0)"
            + " from pg_stat_user_tables where schemaname = 'keys' and relname = 'api_key'";

    private final PostgresServer postgres;

    KeyReads(PostgresServer postgres) {
        this.postgres = postgres;
    }

    long soFar() {
        long until = System.nanoTime() + UNTIL_COUNTED.toNanos();
        for (long left = UNTIL_COUNTED.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        try (var connection = postgres.connectAsSuperuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery(COUNT)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
