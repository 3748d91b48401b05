package dev.tollgate.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class UserAccountDbTest {
    @Inject
    Sessions sessions;

    @Inject
    UserAccountRepository accounts;

    @Inject
    Background background;

    @Inject
    Clock clock;

    @Test
    void whoSignsInDoesNotWriteBackTheRoleTheyHad() throws Exception {
        var address = AuthApi.newAddress();
        AuthApi.signUp(address).then().statusCode(201);

        background.run(() ->
                sessions.acrossTenants(() -> accounts.byEmail(address).invoke(account -> {
                    Rows.value("update user_account set role = 'viewer' where email = ?", address);
                    account.proveAddress(clock.instant());
                })));

        assertNotNull(Rows.value("select email_verified_at from user_account where email = ?", address));
        assertEquals("viewer", Rows.value("select role from user_account where email = ?", address));
    }
}
