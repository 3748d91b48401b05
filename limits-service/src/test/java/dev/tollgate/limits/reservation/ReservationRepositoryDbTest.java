package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.ceiling.StandingRepository;
import dev.tollgate.limits.ceiling.Windows;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in the database itself, whoever forgets it above. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class ReservationRepositoryDbTest {
    @Inject
    Steps steps;

    @Inject
    ReservationRepository reservations;

    @Inject
    StandingRepository standings;

    @Inject
    Transactions transactions;

    @Inject
    Background background;

    @Inject
    Outbox outbox;

    @Inject
    SettableClock clock;

    private final String org = TestIds.next("org");
    private final Books books = new Books(org);

    @BeforeEach
    void itIsTheLastMomentOfMay() {
        clock.set("2026-05-31T23:59:59.999Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.letRun();
    }

    /** The race that no window's lock decides: one reference, looked up before midnight, admitted after it by another request. */
    @Test
    void whoLosesTheReferenceAcrossMidnightWritesNothingAndReadsTheWinnersAnswer() throws Exception {
        var reference = TestIds.next("pi");
        steps.reserve(org, "1.00", TestIds.next("pi")); // opens the windows of May
        var late = asked("10.00", reference);

        var arrival = background.run(() -> transactions.inTenant(
                Steps.live(org), transaction -> reservations.arrive(transaction, late.reservation())));
        clock.set("2026-06-01T00:00:00Z");
        var winner = steps.reserve(org, "10.00", reference);
        var loser = background.run(() -> transactions.inTenant(
                Steps.live(org),
                transaction -> standings
                        .lock(transaction, Steps.live(org), late.reservation().windows())
                        .chain(() -> reservations.admit(
                                transaction, late, outbox.prepare(new ReservationEvent.Reserved(late.reservation()))))
                        .invoke(written -> assertFalse(written))
                        .chain(() -> reservations.firstAnswer(transaction, late.reservation()))));

        assertEquals(null, arrival.firstAnswer());
        assertEquals(winner, loser);
        assertEquals("100/0", books.day("2026-05-31"));
        assertEquals("1000/0", books.day("2026-06-01"));
        books.assertReconciled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reservation", "usage_window", "denial"})
    void aTenantSeesItsOwnRowsOnly(String table) throws Exception {
        steps.reserve(org, "1.00", TestIds.next("pi"));
        steps.reserve(org, "100.01", TestIds.next("pi"));
        var query = "select count(*) from " + table + " where org_id = '" + org + "'";

        assertFalse(0 == count(Steps.live(org), query));
        assertEquals(0, count(new Tenant(org, Mode.TEST), query));
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

    private Asked asked(String amount, String reference) {
        var request = ReservationRequest.parse(amount, "USD", null, "payment_intent", reference);
        var now = clock.instant();
        return new Asked(Steps.key(org), request, Reservation.of(Steps.live(org), request, Windows.at(now)), now);
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
