package dev.tollgate.auth.audit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.auth.audit.verify.VerifyAuditLog;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.ReceivedFact;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains in the real database: appended by many at once, tampered with by who may do anything to the tables, and verified. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class AuditChainDbTest {
    private static final String PERMISSION_DENIED = "42501";
    private final String org = TestIds.next("org");

    @Inject
    RecordChange recorder;

    @Inject
    Transactions transactions;

    @Inject
    Background background;

    @AfterEach
    void nothingStaysTamperedWith() {
        Rows.value("delete from audit_entry where org_id = ?", org);
        Rows.value("delete from audit_chain where org_id = ?", org);
    }

    @Test
    void manyWhoAppendAtOnceMakeOneLine() throws Exception {
        int appenders = 8;
        int each = 10;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < appenders; i++) {
                running.add(threads.submit(() -> {
                    append(each);
                    return null;
                }));
            }
            for (var appender : running) {
                appender.get();
            }
        }

        assertEquals("80", Rows.value("select sequence::text from audit_chain where org_id = ?", org));
        verify(VerifyAuditLog.INTACT, org + ": intact, head 80:", org);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    update audit_entry set content = replace(content, 'change', 'nothing') where org_id = ? and sequence = 3|entry 3
                    delete from audit_entry where org_id = ? and sequence = 3|entry 3 is missing
                    delete from audit_entry where org_id = ? and sequence > 3|the chain ends with entry 3
                    delete from audit_entry where org_id = ?|the chain ends with entry 0
                    delete from audit_chain where org_id = ?|and its head says 0
                    update audit_chain set hash = repeat('0', 64) where org_id = ?|and its head says 5
                    update audit_entry set sequence = 9 where org_id = ? and sequence = 5|entry 5 is missing
                    update audit_entry a set content = b.content, hash = b.hash from audit_entry b where a.org_id = ? and b.org_id = a.org_id and a.sequence + b.sequence = 7 and a.sequence in (3, 4)|does not belong here
                    """)
    void whateverIsDoneToAChainIsFound(String tampering, String finding) throws Exception {
        append(5);
        verify(VerifyAuditLog.INTACT, "1 chain, 5 entries: all intact.", org);

        Rows.value(tampering, org);

        var told = verify(VerifyAuditLog.TAMPERED, org + ": NOT INTACT: ", org);
        assertTrue(told.contains(finding), told);
    }

    @Test
    void endThatWasCutOffWithItsHeadIsFoundByTheHeadThatSomebodyKept() throws Exception {
        append(5);
        var kept = Rows.value("select sequence || ':' || hash from audit_chain where org_id = ?", org);
        Rows.value("delete from audit_entry where org_id = ? and sequence > 3", org);
        Rows.value(
                "update audit_chain c set sequence = e.sequence, hash = e.hash from audit_entry e"
                        + " where c.org_id = ? and e.org_id = c.org_id and e.sequence = 3",
                org);

        verify(VerifyAuditLog.INTACT, "intact, head 3:", org);
        verify(VerifyAuditLog.TAMPERED, "its end was cut off", org, String.valueOf(kept));
    }

    @Test
    void restThatWasWrittenAnewIsFoundByTheHeadThatSomebodyKept() throws Exception {
        append(5);
        var kept = Rows.value("select sequence || ':' || hash from audit_chain where org_id = ?", org);
        nothingStaysTamperedWith();
        append(7);

        verify(VerifyAuditLog.INTACT, "intact, head 7:", org);
        verify(VerifyAuditLog.TAMPERED, "entry 5", org, String.valueOf(kept));
    }

    @Test
    void chainThatIsGoneIsFoundByTheHeadThatSomebodyKept() {
        verify(VerifyAuditLog.INTACT, "0 chains, 0 entries", org);
        verify(VerifyAuditLog.TAMPERED, "there is no entry", org, "3:" + "a".repeat(64));
    }

    @Test
    void allChainsAreVerifiedAtOnce() throws Exception {
        append(2);
        var other = TestIds.next("org");
        Rows.value("insert into audit_chain (org_id, sequence, hash) values (?, 0, repeat('0', 64))", other);

        var told = verify(VerifyAuditLog.INTACT, org + ": intact, head 2:");

        assertTrue(told.contains(other + ": intact, head 0:"), told);
        assertTrue(told.contains("all intact."), told);
    }

    @Test
    void whatCantBeReadIsNeitherIntactNorTamperedWith() {
        var told = new ByteArrayOutputStream();
        var wrong = Map.of("TOLLGATE_DB_PORT", "1", "TOLLGATE_DB_APP_PASSWORD", "wrong");

        assertEquals(VerifyAuditLog.FAILED, VerifyAuditLog.run(List.of(), wrong, new PrintStream(told)));
        verify(VerifyAuditLog.FAILED, "audit-verify [<organization>", org, "3");
        verify(VerifyAuditLog.FAILED, "audit-verify [<organization>", org, "3:ab", "more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set content = ''",
                "delete from audit_entry",
                "truncate audit_entry",
                "delete from audit_chain",
                "truncate audit_chain",
                "alter table audit_entry disable row level security"
            })
    void serviceItselfMayOnlyAddAndRead(String statement) throws Exception {
        append(1);
        try (var app = Infra.postgres().asApp("auth");
                var tampering = app.createStatement()) {
            app.setSchema("auth");
            tampering.execute("select set_config('tollgate.tenant', '*', false)");
            var refused = assertThrows(SQLException.class, () -> tampering.execute(statement));
            assertEquals(PERMISSION_DENIED, refused.getSQLState());
        }
    }

    @Test
    void transactionOfATenantSeesItsOwnChain() throws Exception {
        append(2);

        for (var table : List.of("audit_entry", "audit_chain")) {
            assertEquals(0, visible(new Tenant(TestIds.next("org"), Mode.TEST), table));
        }
        assertEquals(2, visible(new Tenant(org, Mode.LIVE), "audit_entry"));
        assertEquals(1, visible(new Tenant(org, Mode.TEST), "audit_chain"));
    }

    @Test
    void whatConcernsEveryOrganizationHasAChainOfItsOwn() {
        var before = rotations();

        AuthApi.post(AuthApi.staff().principal(), "/v1/admin/session-keys/rotate", Map.of("compromised", true))
                .then()
                .statusCode(201);

        await().until(() -> rotations() > before);
        verify(VerifyAuditLog.INTACT, "platform: intact", "platform");
    }

    private static long rotations() {
        return Long.parseLong(
                String.valueOf(
                        Rows.value(
                                "select count(*) from audit_entry where org_id = 'platform' and content like '{\"action\":\"signing_key.revoked\"%'")));
    }

    private long visible(Tenant tenant, String table) throws Exception {
        return background.run(() -> transactions.inTenant(
                tenant,
                transaction -> transaction
                        .query("select count(*) from " + table)
                        .execute()
                        .map(rows -> rows.iterator().next().getLong(0))));
    }

    private void append(int entries) throws Exception {
        for (int i = 0; i < entries; i++) {
            var change = change();
            background.run(() -> transactions.acrossTenants(transaction -> recorder.handle(transaction, change)));
        }
    }

    private ReceivedFact change() {
        return new ReceivedFact(
                TestIds.next("evt"),
                "dev.tollgate.keys.audit.recorded.v1",
                org,
                Instant.now(),
                org,
                null,
                null,
                JsonNodeFactory.instance.objectNode().put("action", "test.change"));
    }

    private static String verify(int outcome, String line, String... arguments) {
        var out = new ByteArrayOutputStream();
        var database = Infra.postgres();
        var environment = Map.of(
                "TOLLGATE_DB_HOST", database.host(),
                "TOLLGATE_DB_PORT", String.valueOf(database.port()),
                "TOLLGATE_DB_NAME", database.database(),
                "TOLLGATE_DB_APP_PASSWORD", database.appPassword());

        int exit =
                VerifyAuditLog.run(List.of(arguments), environment, new PrintStream(out, true, StandardCharsets.UTF_8));

        var told = out.toString(StandardCharsets.UTF_8);
        assertEquals(outcome, exit, told);
        assertTrue(told.contains(line), told);
        return told;
    }
}
