package dev.tollgate.platform.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Row-level security repeats the rule of every query: these queries have no {@code where}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class TransactionsDbTest {
    private static final String COUNT = "select count(*) from note where body = $1";

    @Inject
    Transactions transactions;

    @Inject
    Sessions sessions;

    @Inject
    Background background;

    @Inject
    Pool pool;

    @Inject
    HeardCommits commits;

    private final Tenant test = new Tenant(TestIds.next("org"), Mode.TEST);
    private final Tenant live = new Tenant(test.orgId(), Mode.LIVE);
    private final Tenant stranger = new Tenant(TestIds.next("org"), Mode.TEST);
    private final String body = TestIds.next("note");

    @BeforeEach
    void aNoteOfTheTestTenant() throws Exception {
        background.run(() -> transactions.inTenant(test, tx -> insert(tx, test)));
    }

    @Test
    void aTenantSeesItsOwnRowsOnly() throws Exception {
        assertEquals(1, count(test));
        assertEquals(0, count(live));
        assertEquals(0, count(stranger));
        Long all = background.run(() -> transactions.acrossTenants(this::count));
        assertEquals(1L, all);
    }

    @Test
    void aPanacheTransactionFollowsTheSameRule() throws Exception {
        assertEquals(1L, panacheCount(test));
        assertEquals(0L, panacheCount(live));
    }

    @Test
    void withoutATenantNothingIsSeen() {
        assertEquals(0L, count(pool).await().atMost(Duration.ofSeconds(10)));
    }

    @Test
    void listenersHearOfWhatIsAnnouncedOnly() throws Exception {
        var announced = RequestTrace.of(null, null);
        var looking = RequestTrace.of(null, null);
        background.run(announced, () -> transactions.acrossTenants(this::count));
        background.run(looking, () -> transactions.unannounced(this::count));
        assertTrue(commits.of(announced));
        assertFalse(commits.of(looking));
    }

    @Test
    void aLongStatementIsPreparedOnceForAConnection() throws Exception {
        var longer = "select '" + "x".repeat(5_000) + "' where $1";
        Long prepared = background.run(() -> transactions.acrossTenants(tx -> tx.preparedQuery(longer)
                .execute(Tuple.of(true))
                .chain(() -> tx.preparedQuery(longer).execute(Tuple.of(true)))
                .chain(() -> tx.preparedQuery("select count(*) from pg_prepared_statements where statement = $1")
                        .execute(Tuple.of(longer)))
                .map(rows -> rows.iterator().next().getLong(0))));
        assertEquals(1L, prepared);
    }

    @Test
    void theTenantEndsWithItsTransaction() throws Exception {
        background.run(() -> pool.withConnection(connection -> transactions
                .inTenant(test, this::count)
                .chain(() -> connection
                        .query("select coalesce(current_setting('tollgate.tenant', true), '')")
                        .execute())
                .invoke(rows -> assertEquals("", rows.iterator().next().getString(0)))));
    }

    @Test
    void aRowOfAnotherTenantCannotBeWritten() {
        assertThrows(
                PgException.class, () -> background.run(() -> transactions.inTenant(live, tx -> insert(tx, test))));
    }

    private long count(Tenant as) throws Exception {
        return background.run(() -> transactions.inTenant(as, this::count));
    }

    private long panacheCount(Tenant as) throws Exception {
        return background.run(() -> sessions.inTenant(
                as,
                () -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(
                                        "select count(*) from note where body = ?1", Long.class)
                                .setParameter(1, body)
                                .getSingleResult())));
    }

    private Uni<Long> count(SqlClient client) {
        return client.preparedQuery(COUNT)
                .execute(Tuple.of(body))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private Uni<Void> insert(SqlClient client, Tenant owner) {
        return client.preparedQuery("insert into note (org_id, mode, body) values ($1, $2, $3)")
                .execute(Tuple.of(owner.orgId(), owner.mode().wire(), body))
                .replaceWithVoid();
    }
}
