package dev.tollgate.onboarding.kyb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class KybDbTest {
    private final Api api = Api.ofNewOrganization();

    @Test
    void aTransactionSeesItsOwnOrganizationAndModeOnly() throws SQLException {
        Api.post(api.owner("test"), "/v1/onboarding/kyb", Applications.valid());
        Api.post(api.owner("test"), "/v1/onboarding/tos", "{}");

        for (var table : List.of("kyb_submission", "tos_acceptance")) {
            assertEquals(1, count(table, api.org() + "/test"));
            assertEquals(1, count(table, "*"));
            assertEquals(0, count(table, api.org() + "/live"));
            assertEquals(0, count(table, Api.ofNewOrganization().org() + "/test"));
            assertEquals(0, count(table, ""));
        }
    }

    @Test
    void liveHoldsOneOpenApplicationAndTestAnyNumber() throws SQLException {
        assertEquals("", insert("live", "rejected"));
        assertEquals("", insert("live", "pending"));
        assertEquals("23505", insert("live", "pending"));
        assertEquals("23505", insert("live", "approved"));
        assertEquals("", insert("live", "rejected"));
        assertEquals("", insert("test", "approved"));
        assertEquals("", insert("test", "approved"));
        assertEquals("23514", insert("test", "pending"));
    }

    private int count(String table, String scope) throws SQLException {
        try (var app = Infra.postgres().asApp("onboarding");
                var statement = app.createStatement()) {
            statement.execute("select set_config('tollgate.tenant', '" + scope + "', false)");
            try (var found =
                    statement.executeQuery("select count(*) from " + table + " where org_id = '" + api.org() + "'")) {
                found.next();
                return found.getInt(1);
            }
        }
    }

    /** The SQLSTATE of the refusal, or an empty text. */
    private String insert(String mode, String status) throws SQLException {
        var review = status.equals("pending") || mode.equals("test") ? "null, null, null" : "'usr_9', now(), 'because'";
        try (var app = Infra.postgres().asApp("onboarding");
                var statement = app.createStatement()) {
            statement.execute("select set_config('tollgate.tenant', '" + api.org() + "/" + mode + "', false)");
            var sql =
                    "insert into kyb_submission (org_id, mode, status, legal_name, tax_id, country, address, beneficial_owners,"
                            + " submitted_by, submitted_at, reviewed_by, reviewed_at, review_notes) values ('"
                            + api.org() + "', '"
                            + mode + "', '" + status
                            + "', 'x', 'x', 'DE', '{\"line1\":\"x\",\"city\":\"x\",\"country\":\"DE\"}', '[]', 'usr_1', now(), "
                            + review + ")";
            try {
                statement.execute(sql);
                return "";
            } catch (SQLException refused) {
                return refused.getSQLState();
            }
        }
    }
}
