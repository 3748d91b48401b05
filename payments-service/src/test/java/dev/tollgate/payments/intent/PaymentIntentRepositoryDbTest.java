package dev.tollgate.payments.intent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.payments.peers.Peers;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lists' plans on a table with many rows. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class PaymentIntentRepositoryDbTest {
    private static final String ORG = TestIds.next("org");

    @BeforeAll
    static void fill() throws SQLException {
        Rows.change("""
                insert into payment (id, org_id, mode, origin, status, external_id, public_id, amount_minor, currency, buyer_email, metadata,
                    expires_at, created_at)
                select 'pi_' || lpad(i::text, 26, '0'), case when i % 20 = 0 then ? else 'org_' || i % 20 end, 'test', 'payment_intent', case when i % 1000 = 0 then 'failed' else 'cancelled' end,
                    'order-' || i, ? || i, 1000, 'USD', 'a@b.example', '{}', now(), now()
                from generate_series(1, 20000) i
                """, ORG, ORG);
        Rows.change("analyze payment");
    }

    @Test
    void newestAreReadOffAnIndexWithoutSorting() throws SQLException {
        assertReadsOff("payment_pkey", new PaymentIntentFilter(null, null, null, null, null));
    }

    @Test
    void newestOfARareStatusAreReadOffAnIndexWithoutSorting() throws SQLException {
        assertReadsOff(
                "payment_newest_by_status", new PaymentIntentFilter(PaymentIntentState.FAILED, null, null, null, null));
    }

    @Test
    void externalIdIsReadOffItsUniqueIndex() throws SQLException {
        var plan = plan(new PaymentIntentFilter(null, "order-77", null, null, null));

        assertTrue(plan.contains("payment_external_id"), plan);
    }

    private static void assertReadsOff(String index, PaymentIntentFilter filter) throws SQLException {
        var plan = plan(filter);

        assertTrue(plan.contains("\"Index Name\": \"" + index + "\""), plan);
        assertTrue(plan.contains("\"Index Cond\": \"((org_id = "), plan);
        assertFalse(plan.contains("p.id DESC"), plan);
    }

    private static String plan(PaymentIntentFilter filter) throws SQLException {
        var query = filter.query(PaymentIntentRepository.OF_TENANT, new Tenant(ORG, Mode.TEST), "~", 21);
        var sql = query.sql();
        for (int i = query.parameters().size(); i > 0; i--) {
            @Nullable Object value = query.parameters().getValue(i - 1);
            sql = sql.replace("$" + i, value instanceof Integer ? value.toString() : "'" + value + "'");
        }
        return String.valueOf(Rows.text("explain (format json) " + sql));
    }
}
