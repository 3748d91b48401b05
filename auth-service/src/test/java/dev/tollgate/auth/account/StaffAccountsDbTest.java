package dev.tollgate.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.Listening;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class StaffAccountsDbTest {
    private static final String STAFF = "staff@tollgate.example";
    private static final String ID =
            "select id from user_account where email = ? and removed_at is null and role is null";

    @Inject
    Transactions transactions;

    @Inject
    Background background;

    @Inject
    Changes changes;

    @Inject
    Clock clock;

    @Inject
    StaffAccounts configured;

    @AfterEach
    void asConfigured() throws Exception {
        background.run(configured::seed);
    }

    @Test
    void startingAgainChangesNothing() throws Exception {
        var id = Rows.value(ID, STAFF);
        background.run(configured::seed);

        assertEquals(id, Rows.value(ID, STAFF));
        assertEquals("2", Rows.value("select count(*) from user_account where role is null and removed_at is null"));
        assertEquals(
                "1",
                Rows.value(
                        "select count(*) from user_account where email = 'second@tollgate.example' and removed_at is null"));
    }

    @Test
    void whoLeavesTheListLosesTheirSessionsAtOnce() throws Exception {
        var staff = AuthApi.staff();
        background.run(list("somebody-else@tollgate.example")::seed);

        AuthApi.resolve(staff.token()).then().statusCode(200).body("outcome", org.hamcrest.Matchers.equalTo("refused"));
    }

    @Test
    void gatewaysHearOfWhoLeavesTheListBeforeTheStartGoesOn() throws Exception {
        var second = Rows.value(ID, "second@tollgate.example");
        Rows.value("delete from change_lease");
        try (var gateway = Listening.gateway()) {
            var heard = gateway.whileAnswerWaits(() -> seed(list(STAFF)), 0);

            assertEquals(List.of("user:" + second), heard);
        }
    }

    @Test
    void memberOfAnOrganizationIsNotMadeStaff() throws Exception {
        var address = AuthApi.newAddress();
        AuthApi.signUp(address).then().statusCode(201);

        background.run(list(STAFF, address)::seed);

        assertEquals("owner", Rows.value("select role from user_account where email = ?", address));
    }

    private int seed(StaffAccounts accounts) {
        try {
            background.run(accounts::seed);
            return 0;
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private StaffAccounts list(String... addresses) {
        return new StaffAccounts(transactions, background, changes, clock, Optional.of(List.of(addresses)));
    }
}
