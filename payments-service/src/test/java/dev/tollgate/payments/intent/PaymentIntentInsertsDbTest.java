package dev.tollgate.payments.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.payments.peers.Peers;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class PaymentIntentInsertsDbTest {
    private static final int RACERS = 12;

    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void racingRequestsWithOneKeyCreateOneIntentAndAllGetIt(String mode) throws Exception {
        var calls = Calls.ofNewOrganization(mode);

        var answers = race(i -> calls.create("one-key", Calls.body("order-" + i)));

        assertOneCreation(calls, answers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void racingRequestsWithOneExternalIdCreateOneIntentAndAllGetIt(String mode) throws Exception {
        var calls = Calls.ofNewOrganization(mode);

        var answers = race(i -> calls.create("key-" + i, Calls.body("one-order")));

        assertOneCreation(calls, answers);
    }

    /** One key that meets a known external id, and wants to make something new, at once: whichever wins, all are told of one intent. */
    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void racingRequestsWithOneKeyAndAKnownExternalIdAmongTheirsAllGetOneIntent(String mode) throws Exception {
        for (int round = 0; round < 5; round++) {
            var calls = Calls.ofNewOrganization(mode);
            calls.created(Calls.body("known"));

            var answers = race(i -> calls.create("one-key", Calls.body(i % 2 == 0 ? "known" : "order-" + i)));

            assertEquals(
                    1,
                    answers.stream().map(answer -> answer.path("id")).distinct().count());
        }
    }

    private static void assertOneCreation(Calls calls, List<Response> answers) throws SQLException {
        assertEquals(
                1, answers.stream().filter(answer -> answer.statusCode() == 201).count());
        assertEquals(
                RACERS - 1,
                answers.stream().filter(answer -> answer.statusCode() == 200).count());
        assertEquals(
                1, answers.stream().map(answer -> answer.path("id")).distinct().count());
        assertEquals("1", Rows.text("select count(*) from payment where org_id = ?", calls.organizationId()));
        assertEquals(
                calls.mode().equals("live") ? 1 : 0,
                Peers.reservations(calls.organizationId()).stream()
                        .map(asked -> asked.getString("reference"))
                        .distinct()
                        .count());
    }

    @Test
    void statementThatNamesAnotherTenantIsRefusedByRowLevelSecurity() throws SQLException {
        var calls = Calls.ofNewOrganization("test");
        calls.created(Calls.bodyOf("never-pays"));

        try (var app = Infra.postgres().asApp("payments")) {
            assertEquals(
                    1,
                    insert(app, calls.organizationId(), calls.organizationId() + "/test"),
                    "the statement itself is right");
            assertEquals(
                    0,
                    insert(app, calls.organizationId(), TestIds.next("org") + "/test"),
                    "kyb_approval is not visible");
            assertEquals(0, insert(app, calls.organizationId(), calls.organizationId() + "/live"));
            var refused = assertThrows(
                    SQLException.class,
                    () -> insertWithoutKyb(app, calls.organizationId(), TestIds.next("org") + "/test"));
            assertEquals("42501", refused.getSQLState(), "row-level security");
        }
    }

    @Test
    void sessionThatNamesNoTenantSeesNothing() throws SQLException {
        Calls.ofNewOrganization("test").created(Calls.bodyOf("never-pays"));

        try (var app = Infra.postgres().asApp("payments");
                var statement = app.createStatement()) {
            for (var table : List.of("payment", "payment_key", "payment_timeline", "payment_timer", "kyb_approval")) {
                try (var rows = statement.executeQuery("select count(*) from " + table)) {
                    rows.next();
                    assertEquals(0, rows.getInt(1), table);
                }
            }
        }
    }

    @Test
    void timelineIsAppendOnly() throws SQLException {
        try (var app = Infra.postgres().asApp("payments");
                var statement = app.createStatement()) {
            for (var change : List.of(
                    "update payment_timeline set position = 9",
                    "delete from payment_timeline",
                    "delete from payment_key",
                    "delete from kyb_approval")) {
                var refused = assertThrows(SQLException.class, () -> statement.execute(change));
                assertEquals("42501", refused.getSQLState(), change);
            }
        }
    }

    /** The real statement, over JDBC. */
    private static int insert(Connection app, String organizationId, String scope) throws SQLException {
        return run(app, PaymentIntentInserts.INSERT, organizationId, scope);
    }

    /** The same, with the door of KYB left open, so that only row-level security stands in the way. */
    private static int insertWithoutKyb(Connection app, String organizationId, String scope) throws SQLException {
        return run(app, PaymentIntentInserts.INSERT.replace("where approved", "where true"), organizationId, scope);
    }

    private static int run(Connection app, String sql, String organizationId, String scope) throws SQLException {
        var parameters = Map.ofEntries(
                Map.entry(1, scope),
                Map.entry(2, organizationId),
                Map.entry(3, "test"),
                Map.entry(4, TestIds.next("pi")),
                Map.entry(5, "awaiting_buyer"),
                Map.entry(6, TestIds.next("key")),
                Map.entry(7, "2026-05-02T14:00:00Z"),
                Map.entry(8, TestIds.next("evt")),
                Map.entry(9, "tollgate.payments.payment_intent.v1"),
                Map.entry(10, "key"),
                Map.entry(11, "{}"),
                Map.entry(12, TestIds.next("order")),
                Map.entry(13, TestIds.next("public")),
                Map.entry(14, "1000"),
                Map.entry(15, "USD"),
                Map.entry(16, "never-pays@example.com"),
                Map.entry(22, "{}"),
                Map.entry(23, "2099-05-02T14:00:00Z"));
        var literals = sql;
        for (int i = 24; i > 0; i--) {
            literals = literals.replace("$" + i, parameters.containsKey(i) ? "'" + parameters.get(i) + "'" : "null");
        }
        try (var statement = app.createStatement();
                var rows = statement.executeQuery(literals)) {
            rows.next();
            return rows.getBoolean("inserted") ? 1 : 0;
        }
    }

    private static List<Response> race(IntFunction<Response> request) throws Exception {
        var start = new CyclicBarrier(RACERS);
        try (var threads = Executors.newFixedThreadPool(RACERS)) {
            List<Callable<Response>> racers = IntStream.range(0, RACERS)
                    .<Callable<Response>>mapToObj(i -> () -> {
                        start.await();
                        return request.apply(i);
                    })
                    .toList();
            return threads.invokeAll(racers).stream()
                    .map(PaymentIntentInsertsDbTest::answer)
                    .toList();
        }
    }

    private static Response answer(Future<Response> racer) {
        try {
            return racer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
