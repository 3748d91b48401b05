package dev.tollgate.bench.limits;

import dev.tollgate.local.infra.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The obvious way, as pgbench would run it: a connection per client, and one statement per reservation, which locks the row of the window, adds to it if
 * that fits, and inserts the reservation. Fewer columns and no facts: it is given every advantage.
 */
final class RowLock {
    private static final String SCHEMA = """
            drop schema if exists row_lock cascade;
            create schema row_lock;
            create table row_lock.usage (org_id text primary key, used bigint not null, ceiling bigint not null) with (fillfactor = 50);
            create table row_lock.reservation (id bigint generated always as identity primary key, org_id text not null,
                reference text not null, cents bigint not null, at timestamptz not null default now(), unique (org_id, reference));
            insert into row_lock.usage values ('hot', 0, 1000000000000)""";

    private static final String RESERVE = """
            with counted as (
                update row_lock.usage set used = used + ? where org_id = 'hot' and used + ? <= ceiling returning org_id)
            insert into row_lock.reservation (org_id, reference, cents) select org_id, ?, ? from counted""";

    private final PostgresServer postgres;

    RowLock(PostgresServer postgres) throws SQLException {
        this.postgres = postgres;
        try (var connection = postgres.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(SCHEMA);
        }
    }

    Clients.Client client(int number) throws SQLException {
        var connection = postgres.connectAsSuperuser();
        return new One(connection, connection.prepareStatement(RESERVE), Integer.toString(number));
    }

    private static final class One implements Clients.Client {
        private final Connection connection;
        private final PreparedStatement statement;
        private final String name;
        private long count;

        One(Connection connection, PreparedStatement statement, String name) {
            this.connection = connection;
            this.statement = statement;
            this.name = name;
        }

        @Override
        public void step() throws SQLException {
            statement.setLong(1, 1);
            statement.setLong(2, 1);
            statement.setString(3, name + "-" + System.nanoTime() + "-" + count++);
            statement.setLong(4, 1);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("not reserved");
            }
        }

        @Override
        public void close() {
            try (connection) {
                statement.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
