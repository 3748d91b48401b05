package dev.tollgate.auth.staff;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.Listening;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.auth.member.ProvedAddress;
import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class StaffAccountsDbTest {
    private static final String STAFF = "staff@tollgate.example";
    private static final String ID =
            "select id from user_account where email = ? and removed_at is null and role is null";
    private static final String MEMBERS = "select count(*) from user_account where org_id = ? and removed_at is null";
    private final String address = AuthApi.newAddress();

    @Inject
    Sessions sessions;

    @Inject
    ProvedAddress proved;

    @Inject
    Background background;

    @Inject
    Changes changes;

    @Inject
    Clock clock;

    @Inject
    StaffAccounts configured;

    @BeforeEach
    void smtpIsThere() {
        Mailbox.up();
    }

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

        AuthApi.resolve(staff.token()).then().statusCode(200).body("outcome", equalTo("refused"));
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
    void memberOfAnOrganizationWhoProvedTheAddressIsNotMadeStaff() throws Exception {
        AuthApi.signUp(address).then().statusCode(201);
        AuthApi.consume(Mailbox.token(address)).then().statusCode(200);

        background.run(list(STAFF, address)::seed);

        assertEquals("owner", Rows.value("select role from user_account where email = ?", address));
    }

    @Test
    void whoSignedUpWithTheAddressAndNeverProvedItGivesWay() throws Exception {
        AuthApi.signUp(address).then().statusCode(201);
        var mailedToTheSquatter = Mailbox.token(address);
        var orgId = Rows.value("select org_id from user_account where email = ?", address);

        background.run(list(STAFF, address)::seed);

        assertNotNull(Rows.value(ID, address));
        AuthApi.consume(mailedToTheSquatter).then().statusCode(401);
        assertEquals("0", Rows.value(MEMBERS, String.valueOf(orgId)));
        AuthApi.signIn(address).then().statusCode(200);
        AuthApi.consume(Mailbox.token(address, 2))
                .then()
                .statusCode(200)
                .body("user.role", equalTo("platform_admin"))
                .body("user.orgId", nullValue());
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
        return new StaffAccounts(sessions, background, proved, changes, clock, Optional.of(List.of(addresses)));
    }
}
