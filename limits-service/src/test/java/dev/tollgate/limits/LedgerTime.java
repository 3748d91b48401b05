package dev.tollgate.limits;

import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.SettableClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/**
 * Time as tests set it: the database's, by which all that counts is decided, and the application's clock, which dates facts. The function that
 * tells the first is replaced by one that asks a table.
 */
@ApplicationScoped
public class LedgerTime {
    private static final String SETTABLE = """
            create table if not exists limits.test_time (at timestamptz);
            grant select on limits.test_time to limits_app, limits_owner;
            delete from limits.test_time;
            insert into limits.test_time values (null);
            create or replace function limits.ledger_time() returns timestamptz language sql volatile as
            $$ select date_trunc('milliseconds', coalesce((select at from limits.test_time), clock_timestamp())) $$""";

    private final SettableClock clock;

    LedgerTime(SettableClock clock) {
        this.clock = clock;
        run(SETTABLE);
    }

    /** Stops both at this time, as ISO 8601 writes it. */
    public void set(String instant) {
        clock.set(instant);
        run("update limits.test_time set at = '" + instant + "'");
    }

    /** The application's clock alone goes wrong. */
    public void setReplicaOnly(String instant) {
        clock.set(instant);
    }

    /** Back to the real time, running. */
    public void letRun() {
        clock.letRun();
        run("update limits.test_time set at = null");
    }

    private static void run(String statement) {
        try (var database = Infra.postgres().asSuperuser();
                var prepared = database.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException refused) {
            throw new AssertionError(refused);
        }
    }
}
