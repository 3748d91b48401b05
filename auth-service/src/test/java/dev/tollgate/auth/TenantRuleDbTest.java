package dev.tollgate.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row-level security repeats the rule of the queries (decision 6). */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class TenantRuleDbTest {
    @Inject
    Transactions transactions;

    @Inject
    Pool pool;

    @Inject
    Background background;

    @ParameterizedTest
    @ValueSource(strings = {"organization", "user_account", "session", "invitation"})
    void transactionOfATenantSeesItsOrganizationsRowsInEitherModeAndNoOther(String table) throws Exception {
        var owner = AuthApi.owner();
        var mine = new Tenant(owner.orgId(), Mode.TEST);
        AuthApi.invite(owner, AuthApi.newAddress(), "member").then().statusCode(201);
        AuthApi.invite(AuthApi.owner(), AuthApi.newAddress(), "member").then().statusCode(201);
        AuthApi.staff();

        assertEquals(1, count(mine, table));
        assertEquals(1, count(new Tenant(mine.orgId(), Mode.LIVE), table));
    }

    @Test
    void queryOutsideOfATransactionSeesNothing() throws Exception {
        AuthApi.owner();

        var rows =
                background.run(() -> pool.query("select id from user_account").execute());
        assertEquals(0, rows.size());
    }

    private long count(Tenant tenant, String table) throws Exception {
        return background.run(() -> transactions.inTenant(
                tenant,
                transaction -> transaction
                        .query("select count(*) from " + table)
                        .execute()
                        .map(rows -> rows.iterator().next().getLong(0))));
    }
}
