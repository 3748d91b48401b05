package dev.tollgate.auth.member;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.Concurrently;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** An organization always has an owner, and an address one account, whoever comes at the same time. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class MemberRaceApiTest {
    private static final String OWNERS =
            "select count(*) from user_account where role = 'owner' and removed_at is null and org_id = ?";
    private AuthApi.SignedIn owner;

    @BeforeEach
    void signedIn() {
        owner = AuthApi.owner();
    }

    @RepeatedTest(3)
    void ofTwoOwnersWhoRemoveEachOtherOneStays() throws Exception {
        var other = AuthApi.member(owner, "owner");

        assertEquals(List.of(204, 401), sorted(remove(owner, other), remove(other, owner)));
        assertEquals("1", Rows.value(OWNERS, owner.orgId()));
    }

    @RepeatedTest(3)
    void ofTwoOwnersWhoDemoteEachOtherOneStays() throws Exception {
        var other = AuthApi.member(owner, "owner");

        assertEquals(List.of(200, 403), sorted(demote(owner, other), demote(other, owner)));
        assertEquals("1", Rows.value(OWNERS, owner.orgId()));
    }

    @RepeatedTest(3)
    void ofTwoOwnersWhoLeaveOneCanNot() throws Exception {
        var other = AuthApi.member(owner, "owner");

        assertEquals(List.of(204, 409), sorted(remove(owner, owner), remove(other, other)));
        assertEquals("1", Rows.value(OWNERS, owner.orgId()));
    }

    @RepeatedTest(3)
    void ofTwoOwnersWhoStepDownOneCanNot() throws Exception {
        var other = AuthApi.member(owner, "owner");

        assertEquals(List.of(200, 409), sorted(demote(owner, owner), demote(other, other)));
        assertEquals("1", Rows.value(OWNERS, owner.orgId()));
    }

    @Test
    void racingInvitationsOfOneAddressAreOne() throws Exception {
        var address = AuthApi.newAddress();
        Callable<Integer> invite =
                () -> AuthApi.invite(owner, address, "member").statusCode();

        assertEquals(
                List.of(200, 200, 200, 201),
                Concurrently.all(Collections.nCopies(4, invite)).stream()
                        .sorted()
                        .toList());
        assertEquals("1", Rows.value("select count(*) from invitation where email = ?", address));
    }

    @Test
    void ofRacingReadersOfOneInvitationOneJoins() throws Exception {
        var address = AuthApi.newAddress();
        AuthApi.invite(owner, address, "member").then().statusCode(201);
        var token = Mailbox.token(address);
        Callable<Integer> accept = () -> AuthApi.consume(token).statusCode();

        assertEquals(
                List.of(200, 401, 401, 401),
                Concurrently.all(Collections.nCopies(4, accept)).stream()
                        .sorted()
                        .toList());
    }

    @Test
    void ofTwoOrganizationsThatInviteOneAddressOneGetsIt() throws Exception {
        var address = AuthApi.newAddress();
        AuthApi.invite(owner, address, "member").then().statusCode(201);
        AuthApi.invite(AuthApi.owner(), address, "member").then().statusCode(201);
        var first = Mailbox.token(address, 1);
        var second = Mailbox.token(address, 2);

        assertEquals(
                List.of(200, 409),
                sorted(
                        () -> AuthApi.consume(first).statusCode(),
                        () -> AuthApi.consume(second).statusCode()));
        assertEquals("1", Rows.value("select count(*) from user_account where email = ?", address));
    }

    @RepeatedTest(3)
    void acceptingWhileTheRoleChangesGivesOneOrTheOtherAndNeverBoth() throws Exception {
        var address = AuthApi.newAddress();
        var id = AuthApi.invite(owner, address, "admin").jsonPath().getString("id");
        var token = Mailbox.token(address);

        var statuses = Concurrently.<Integer>all(List.of(
                () -> AuthApi.consume(token).statusCode(),
                () -> AuthApi.as(owner.principal())
                        .body(Map.of("role", "viewer"))
                        .patch("/v1/members/" + id)
                        .statusCode()));

        assertEquals(List.of(200, 200), statuses);
        assertEquals("viewer", Rows.value("select role from user_account where id = ?", id));
        assertEquals("0", Rows.value("select count(*) from invitation where accepted_at is null and id = ?", id));
    }

    @RepeatedTest(3)
    void acceptingWhileItIsRevokedLeavesNoMember() throws Exception {
        var address = AuthApi.newAddress();
        var id = AuthApi.invite(owner, address, "admin").jsonPath().getString("id");
        var token = Mailbox.token(address);

        Concurrently.<Integer>all(List.of(
                () -> AuthApi.consume(token).statusCode(),
                () -> AuthApi.as(owner.principal()).delete("/v1/members/" + id).statusCode()));

        AuthApi.as(owner.principal()).get("/v1/members/" + id).then().statusCode(404);
        assertEquals("0", Rows.value("select count(*) from user_account where removed_at is null and id = ?", id));
    }

    private static Callable<Integer> remove(AuthApi.SignedIn by, AuthApi.SignedIn whom) {
        return () -> AuthApi.as(by.principal())
                .delete("/v1/members/" + whom.userId())
                .statusCode();
    }

    private static Callable<Integer> demote(AuthApi.SignedIn by, AuthApi.SignedIn whom) {
        return () -> AuthApi.as(by.principal())
                .body(Map.of("role", "admin"))
                .patch("/v1/members/" + whom.userId())
                .statusCode();
    }

    private static List<Integer> sorted(Callable<Integer> one, Callable<Integer> two) throws Exception {
        return Concurrently.all(List.of(one, two)).stream().sorted().toList();
    }
}
