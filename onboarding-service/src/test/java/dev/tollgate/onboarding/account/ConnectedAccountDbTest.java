package dev.tollgate.onboarding.account;

import static dev.tollgate.onboarding.Accounts.SELLER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.Accounts;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class ConnectedAccountDbTest {
    private static final String CHECK_VIOLATION = "23514";

    private final Accounts accounts = Accounts.ofNewOrganization("test");

    @Test
    void aTransactionSeesItsOwnOrganizationAndModeOnly() throws SQLException {
        var id = accounts.created(SELLER);
        accounts.acceptTerms(id);

        for (var table : List.of("connected_account", "tos_session")) {
            assertEquals(1, count(table, accounts.org() + "/test"));
            assertEquals(1, count(table, "*"));
            assertEquals(0, count(table, accounts.org() + "/live"));
            assertEquals(0, count(table, Accounts.ofNewOrganization("test").org() + "/test"));
            assertEquals(0, count(table, ""));
        }
    }

    /** What no code of ours writes, PostgreSQL refuses. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = 'deleted'",
                "status = 'verifying'",
                "status = 'verifying', submitted_at = now()",
                "status = 'approved', submitted_at = now(), tos_id = 'x', tos_accepted_at = now()",
                "status = 'rejected', submitted_at = now(), tos_id = 'x', tos_accepted_at = now(), decided_at = now(), decided_by = 'x'",
                "tos_id = 'x'",
                "submitted_at = now(), tos_id = 'x', tos_accepted_at = now()",
                "pix_key_type = 'cpf', pix_key_sealed = 'x', pix_key_masked = 'x', payout_configured_at = now()",
                "role = 'platform'",
                "country = 'br'",
            })
    void aStateThatTheTableDoesNotHaveIsRefused(String change) throws SQLException {
        var id = accounts.created(SELLER);

        try (var owner = Infra.postgres().asOwner("onboarding");
                var statement = owner.createStatement()) {
            statement.execute("update connected_account set " + change + " where id = '" + id + "'");
        } catch (SQLException refused) {
            assertEquals(CHECK_VIOLATION, refused.getSQLState());
            return;
        }
        throw new AssertionError(change + " was taken");
    }

    @Test
    void theServiceDeletesNoAccount() throws SQLException {
        try (var app = Infra.postgres().asApp("onboarding");
                var statement = app.createStatement()) {
            statement.execute("select set_config('tollgate.tenant', '*', false)");
            statement.execute("delete from connected_account");
        } catch (SQLException refused) {
            assertEquals("42501", refused.getSQLState());
            return;
        }
        throw new AssertionError("it may");
    }

    @Test
    void listsAndTheQueueReadAnIndexInOrder() throws SQLException {
        var ofTenant = "select * from connected_account where org_id = 'o' and mode = 'test' and id < '~'";
        for (var query : List.of(
                ofTenant + " order by id desc limit 21",
                ofTenant + " and role = 'seller' order by id desc limit 21",
                ofTenant + " and status = 'created' order by id desc limit 21",
                "select * from connected_account where mode = 'live' and status = 'verifying' and submitted_at is not null"
                        + " and (submitted_at, id) > (now(), 'x') order by submitted_at, id limit 21")) {
            var plan = plan(query);
            assertTrue(plan.contains("Index Scan") && !plan.contains("Sort") && !plan.contains("Seq Scan"), plan);
        }
    }

    private static String plan(String query) throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding");
                var statement = owner.createStatement()) {
            statement.execute("set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off");
            var plan = new StringBuilder();
            try (var lines = statement.executeQuery("explain " + query)) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    private int count(String table, String scope) throws SQLException {
        try (var app = Infra.postgres().asApp("onboarding");
                var statement = app.createStatement()) {
            statement.execute("select set_config('tollgate.tenant', '" + scope + "', false)");
            try (var found = statement.executeQuery(
                    "select count(*) from " + table + " where org_id = '" + accounts.org() + "'")) {
                found.next();
                return found.getInt(1);
            }
        }
    }
}
