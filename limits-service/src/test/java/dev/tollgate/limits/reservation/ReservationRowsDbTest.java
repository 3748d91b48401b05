package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.limits.LedgerTime;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in the database itself, whoever forgets it above. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class ReservationRowsDbTest {
    @Inject
    Steps steps;

    @Inject
    Transactions transactions;

    @Inject
    Background background;

    @Inject
    LedgerTime clock;

    private final String org = TestIds.next("org");

    @BeforeEach
    void itIsTheLastMomentOfMay() {
        clock.set("2026-05-31T23:59:59.999Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.letRun();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reservation", "usage_window", "agent_window", "denial", "ledger"})
    void aTenantSeesItsOwnRowsOnly(String table) throws Exception {
        steps.reserve(Steps.agent(org, 1), "1.00", TestIds.next("pi"));
        steps.reserve(org, "100.01", TestIds.next("pi"));
        var query = "select count(*) from " + table + " where org_id = '" + org + "'";

        assertFalse(0 == count(Steps.live(org), query));
        if (!table.equals("ledger")) { // it is the organization's, whatever the mode
            assertEquals(0, count(new Tenant(org, Mode.TEST), query));
        }
        assertEquals(0, count(Steps.live(TestIds.next("org")), query));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update usage_window set reserved_cents = -1",
                "update usage_window set committed_cents = -1",
                "update reservation set state = 'committed'", // without the time of it
                "update denial set used_cents = 0",
                "delete from denial",
                "insert into money_path values ('pocket')"
            })
    void theDatabaseRefusesWhatCannotBe(String statement) throws Exception {
        steps.reserve(org, "1.00", TestIds.next("pi"));
        steps.reserve(org, "100.01", TestIds.next("pi"));

        try (var app = Infra.postgres().asApp("limits");
                var sql = app.createStatement()) {
            sql.execute("set search_path to limits");
            sql.execute("set tollgate.tenant = '" + org + "/live'");
            assertThrows(SQLException.class, () -> sql.execute(statement));
        }
    }

    private long count(Tenant tenant, String query) throws Exception {
        return background.run(() -> transactions.inTenant(
                tenant,
                transaction -> transaction
                        .query(query)
                        .execute()
                        .map(rows -> rows.iterator().next().getLong(0))));
    }
}
