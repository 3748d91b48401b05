package dev.tollgate.onboarding.kyb;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.onboarding.Plans;
import dev.tollgate.onboarding.Rows;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With many applications the queue's first page stays on an index, and nobody but staff sees it. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class KybQueuePlanDbTest {
    private static final int ORGANIZATIONS = 20_000;
    private static final String OURS = "org_" + "0".repeat(18) + "k";
    private static final String PAGE = "select s.* from kyb_queue('pending', '1970-01-01', '', 21) q"
            + " join kyb_submission s on s.number = q.number order by s.submitted_at, s.org_id";

    @BeforeAll
    static void manyApplications() throws SQLException {
        Plans.execute("""
                insert into kyb_submission (org_id, mode, status, legal_name, tax_id, country, address, beneficial_owners, submitted_by,
                    submitted_at, reviewed_by, reviewed_at, review_notes)
                select '%s' || lpad(n::text, 7, '0'), 'live', case when pending then 'pending' else 'rejected' end, 'x', 'x', 'DE', '{}', '[]',
                       'usr_1', timestamptz '2020-01-01' + n * interval '1 second', case when not pending then 'usr_9' end,
                       case when not pending then now() end, case when not pending then 'because' end
                from (select n, n %% 50 = 0 as pending from generate_series(1, %d) n) one""".formatted(OURS, ORGANIZATIONS), "analyze kyb_submission");
    }

    @AfterAll
    static void asBefore() throws SQLException {
        Plans.execute("delete from kyb_submission where org_id like '" + OURS + "%'", "analyze kyb_submission");
    }

    @Test
    void theFirstPageIsReadFromItsIndexInOrder() throws SQLException {
        var plan = Plans.ofOwner("""
                select s.number from kyb_submission s
                where s.mode = 'live' and s.status = 'pending' and (s.submitted_at, s.org_id) > ('1970-01-01', '')
                    and not exists (select from kyb_submission later
                                    where later.org_id = s.org_id and later.mode = 'live' and later.number > s.number)
                order by s.submitted_at, s.org_id limit 21""");

        assertTrue(plan.contains("kyb_submission_queue"), plan);
        assertFalse(plan.contains("Seq Scan") || plan.contains("Sort"), plan);
        Plans.assertFewBuffers("select * from kyb_queue('pending', '1970-01-01', '', 21)");
        assertFalse(Plans.ofApp(PAGE).contains("Seq Scan"));
    }

    @Test
    void onlyWhoSeesEveryTenantSeesTheQueue() throws SQLException {
        assertTrue(Long.parseLong(String.valueOf(
                        Rows.valueAsApp("select count(*) from kyb_queue('pending', '1970-01-01', '', 100)")))
                > 0);
        assertTrue(Rows.count("select count(*) from kyb_queue('pending', '1970-01-01', '', 100)") == 0);
    }
}
