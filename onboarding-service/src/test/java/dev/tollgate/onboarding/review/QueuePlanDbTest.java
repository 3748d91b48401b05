package dev.tollgate.onboarding.review;

import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.staff;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.onboarding.Plans;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * With many organizations ({@code -Dtollgate.organizations=1000000} for as many as the contract asks for) the queue's first page and a status read stay on an index,
 * by PostgreSQL's plan for the service's own role; the figures are logged.
 */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class QueuePlanDbTest {
    private static final Logger LOG = Logger.getLogger(QueuePlanDbTest.class);
    private static final int ORGANIZATIONS = Integer.getInteger("tollgate.organizations", 20_000);
    private static final int CALLS = 30;
    private static final String OURS = "org_" + "0".repeat(19);

    @BeforeAll
    static void manyOrganizations() throws SQLException {
        Plans.execute("""
                insert into production_access (org_id, state, transitions, intended_use_case, declared_by, declared_at)
                select '%s' || lpad(n::text, 7, '0'),
                       case when n %% 50 = 0 then 'declaration_pending' when n %% 10 = 1 then 'production_denied'
                            else 'production_approved' end,
                       1, 'Invoices between sellers and buyers', 'usr_1', timestamptz '2020-01-01' + n * interval '1 second'
                from generate_series(1, %d) n""".formatted(OURS, ORGANIZATIONS), "analyze production_access");
    }

    @AfterAll
    static void asBefore() throws SQLException {
        Plans.execute("delete from production_access where org_id like '" + OURS + "%'", "analyze production_access");
    }

    @Test
    void theQueuesFirstPageIsReadFromItsIndexInOrder() throws SQLException {
        assertIndexInOrder("state = 'declaration_pending' and", "production_access_queue");
        assertFewBuffers("'declaration_pending'");
        LOG.infof(
                "queue, first page of %d organizations: %s",
                ORGANIZATIONS, measured(() -> staff().get("/v1/admin/production-access?status=declaration_pending")));
    }

    @Test
    void theQueueOfAllStatesIsReadFromItsIndexInOrder() throws SQLException {
        assertIndexInOrder("", "production_access_oldest");
        assertFewBuffers("null");
    }

    /** The statement in the queue's function, which runs as the owner. */
    private static void assertIndexInOrder(String condition, String index) throws SQLException {
        var plan = Plans.ofOwner("""
                select a.org_id from production_access a where %s (a.declared_at, a.org_id) > ('1970-01-01', '')
                order by a.declared_at, a.org_id limit 21""".formatted(condition));

        assertTrue(plan.contains(index), plan);
        assertFalse(plan.contains("Seq Scan") || plan.contains("Sort"), plan);
    }

    private static void assertFewBuffers(String state) throws SQLException {
        Plans.assertFewBuffers("select * from production_access_queue(" + state + ", '1970-01-01', '', 21)");
    }

    @Test
    void aStatusIsReadByItsKey() throws SQLException {
        var org = Api.ofNewOrganization().approved();
        var own = Plans.ofApp("select * from production_access where org_id = '" + org.org() + "'");
        var internal = Plans.ofOwner("""
                select c.n, a.state, h.sequence from change_counter c left join production_access a on a.org_id = '%s'
                left join production_access_history h on h.org_id = a.org_id and h.sequence = a.ceiling_decision""".formatted(org.org()));

        assertTrue(own.contains("production_access_pkey"), own);
        assertTrue(internal.contains("production_access_pkey"), internal);
        assertFalse(internal.contains("Seq Scan on production_access"), internal);
        LOG.infof("status of one of %d organizations: %s", ORGANIZATIONS, measured(org::productionStatus));
        LOG.infof(
                "the gateway's question about one of %d organizations: %s",
                ORGANIZATIONS,
                measured(() -> as(TestTokens.service())
                        .get("/internal/v1/organizations/" + org.org() + "/production-access")));
    }

    private static String measured(Supplier<Response> call) {
        var micros = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            var begun = System.nanoTime();
            call.get().then().statusCode(200);
            micros[i] = (System.nanoTime() - begun) / 1_000;
        }
        Arrays.sort(micros);
        return "p50 %d µs, p90 %d µs over HTTP".formatted(micros[CALLS / 2], micros[CALLS * 9 / 10]);
    }
}
