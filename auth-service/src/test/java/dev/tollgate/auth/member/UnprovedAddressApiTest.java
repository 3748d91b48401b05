package dev.tollgate.auth.member;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.Concurrently;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A stranger who types somebody's address into a sign-up keeps it from nobody (the essay of this package). */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class UnprovedAddressApiTest {
    private static final String ACCOUNTS =
            "select count(*) from user_account where lower(email) = lower(?) and removed_at is null";
    private final String address = AuthApi.newAddress();
    private AuthApi.SignedIn owner;

    @BeforeEach
    void signedIn() {
        owner = AuthApi.owner();
    }

    @Test
    void givesWayToAnInvitationThatIsAccepted() {
        var otherwiseSpelled = address.toUpperCase(Locale.ROOT);
        AuthApi.signUp(otherwiseSpelled).then().statusCode(201);
        var ofTheSignUp = Mailbox.token(otherwiseSpelled);
        var squatter = Rows.value("select id from user_account where email = ?", otherwiseSpelled);
        AuthApi.invite(owner, address, "member").then().statusCode(201);

        AuthApi.consume(Mailbox.token(address)).then().statusCode(200).body("user.orgId", equalTo(owner.orgId()));

        AuthApi.consume(ofTheSignUp).then().statusCode(401).body("error", equalTo("InvalidJwt"));
        assertEquals("1", Rows.value(ACCOUNTS, address));
        try (var facts = FactsOnKafka.of(MemberEvent.REMOVED.topic())) {
            var removed = facts.await(String.valueOf(squatter), MemberEvent.REMOVED.wire());
            assertEquals("owner", removed.data().path("role").asText());
            assertEquals("service", removed.data().path("actor").path("type").asText());
        }
    }

    @Test
    void whoWasInvitedSignsInToThatOrganizationFromThenOn() {
        AuthApi.signUp(address).then().statusCode(201);
        AuthApi.invite(owner, address, "viewer").then().statusCode(201);
        AuthApi.consume(Mailbox.token(address, 2)).then().statusCode(200);

        AuthApi.signUp(address).then().statusCode(201);

        AuthApi.consume(Mailbox.token(address, 3))
                .then()
                .statusCode(200)
                .body("user.orgId", equalTo(owner.orgId()))
                .body("user.role", equalTo("viewer"));
    }

    @Test
    void whoProvedItByTheLinkOfTheSignUpKeepsIt() {
        AuthApi.signUp(address).then().statusCode(201);
        AuthApi.consume(Mailbox.token(address)).then().statusCode(200);
        AuthApi.invite(owner, address, "member").then().statusCode(201);

        AuthApi.consume(Mailbox.token(address, 2)).then().statusCode(409).body("error", equalTo("InvalidState"));
    }

    /** Either the sign-up is proved first and the invitation refused, or the other way round. */
    @RepeatedTest(5)
    void ofBothLinksAtOnceOneSignsIn() throws Exception {
        AuthApi.signUp(address).then().statusCode(201);
        var ofTheSignUp = Mailbox.token(address);
        AuthApi.invite(owner, address, "member").then().statusCode(201);
        var ofTheInvitation = Mailbox.token(address, 2);

        var statuses = Concurrently.<Integer>all(List.of(
                () -> AuthApi.consume(ofTheSignUp).statusCode(),
                () -> AuthApi.consume(ofTheInvitation).statusCode()));

        assertTrue(Set.of(List.of(200, 409), List.of(401, 200)).contains(statuses), statuses.toString());
        assertEquals("1", Rows.value(ACCOUNTS, address));
    }

    @RepeatedTest(5)
    void signUpsWhileItIsAcceptedKeepItFromNobody() throws Exception {
        AuthApi.invite(owner, address, "member").then().statusCode(201);
        var token = Mailbox.token(address);

        var statuses = Concurrently.<Integer>all(List.of(
                () -> AuthApi.signUp(address).statusCode(),
                () -> AuthApi.consume(token).statusCode(),
                () -> AuthApi.signUp(address).statusCode(),
                () -> AuthApi.signUp(address).statusCode()));

        assertEquals(List.of(201, 200, 201, 201), statuses);
        assertEquals(
                owner.orgId(),
                Rows.value("select org_id from user_account where removed_at is null and email = ?", address));
    }
}
