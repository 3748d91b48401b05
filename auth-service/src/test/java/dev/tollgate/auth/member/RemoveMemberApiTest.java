package dev.tollgate.auth.member;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class RemoveMemberApiTest {
    private AuthApi.SignedIn owner;
    private AuthApi.SignedIn member;

    @BeforeEach
    void signedIn() {
        owner = AuthApi.owner();
        member = AuthApi.member(owner, "member");
    }

    @Test
    void whoIsRemovedIsRefusedOnTheNextRequestAndAbsent() {
        remove(owner, member.userId()).then().statusCode(204);

        AuthApi.resolve(member.token()).then().body("outcome", equalTo("refused"));
        AuthApi.post(member.principal(), "/v1/auth/switch-mode", Map.of("mode", "test"))
                .then()
                .statusCode(401)
                .body("error", equalTo("InvalidJwt"));
        AuthApi.as(owner.principal())
                .get("/v1/members/" + member.userId())
                .then()
                .statusCode(404);
        AuthApi.as(owner.principal()).get("/v1/members").then().body("data.size()", equalTo(1));
    }

    @Test
    void repeatIs204AndOneFactThatNamesTheActor() {
        remove(owner, member.userId()).then().statusCode(204);
        remove(owner, member.userId()).then().statusCode(204);
        var invited =
                AuthApi.invite(owner, AuthApi.newAddress(), "viewer").jsonPath().getString("id");
        remove(owner, invited).then().statusCode(204);
        remove(owner, invited).then().statusCode(204);

        try (var facts = FactsOnKafka.of(MemberEvent.INVITED.topic())) {
            assertEquals(
                    "invited",
                    facts.await(invited, MemberEvent.REMOVED.wire())
                            .data()
                            .path("status")
                            .asText());
            var removed =
                    facts.await(member.userId(), MemberEvent.REMOVED.wire()).data();
            assertEquals("active", removed.path("status").asText());
            assertEquals(owner.userId(), removed.path("actor").path("id").asText());
            assertEquals(3, facts.seen(member.userId()).size());
            assertEquals(2, facts.seen(invited).size());
        }
    }

    @Test
    void addressIsFreeAgain() {
        var address = String.valueOf(Rows.value("select email from user_account where id = ?", member.userId()));
        int before = Mailbox.messages(address).size();
        remove(owner, member.userId()).then().statusCode(204);
        AuthApi.signIn(address).then().statusCode(200);

        var id = AuthApi.invite(owner, address, "viewer")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");

        AuthApi.consume(Mailbox.token(address, before + 1))
                .then()
                .statusCode(200)
                .body("user.id", equalTo(id))
                .body("user.id", not(equalTo(member.userId())));
    }

    @Test
    void signInLinkOfWhoIsRemovedOpensNothing() {
        var address = String.valueOf(Rows.value("select email from user_account where id = ?", member.userId()));
        int before = Mailbox.messages(address).size();
        AuthApi.signIn(address).then().statusCode(200);
        var token = Mailbox.token(address, before + 1);

        remove(owner, member.userId()).then().statusCode(204);

        AuthApi.consume(token).then().statusCode(401).body("error", equalTo("InvalidJwt"));
    }

    @Test
    void lastOwnerCanNotBeRemoved() {
        remove(owner, owner.userId())
                .then()
                .statusCode(409)
                .body("error", equalTo("InvalidState"))
                .body("details.currentState", equalTo("last_owner"));

        AuthApi.resolve(owner.token()).then().body("outcome", equalTo("resolved"));
    }

    @Test
    void ownerLeavesWhenThereIsAnother() {
        AuthApi.member(owner, "owner");

        remove(owner, owner.userId()).then().statusCode(204);

        AuthApi.resolve(owner.token()).then().body("outcome", equalTo("refused"));
    }

    @Test
    void adminsRemoveEverybodyButOwners() {
        var admin = AuthApi.member(owner, "admin");
        var invited =
                AuthApi.invite(owner, AuthApi.newAddress(), "owner").jsonPath().getString("id");
        AuthApi.member(owner, "owner");

        remove(admin, member.userId()).then().statusCode(204);
        remove(admin, owner.userId()).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        remove(admin, invited).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        remove(admin, admin.userId()).then().statusCode(204);
        remove(admin, owner.userId()).then().statusCode(401).body("error", equalTo("InvalidJwt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"member", "viewer"})
    void othersRemoveNobody(String role) {
        var other = AuthApi.member(owner, role);

        remove(other, member.userId()).then().statusCode(403).body("error", equalTo("InsufficientRole"));
    }

    @Test
    void otherOrganizationsAndAbsentMembersAre404() {
        var other = AuthApi.owner();
        var invited =
                AuthApi.invite(other, AuthApi.newAddress(), "member").jsonPath().getString("id");

        for (var id : List.of(other.userId(), invited, TestIds.next("usr"), "nobody")) {
            remove(owner, id).then().statusCode(404).body("error", equalTo("NotFound"));
        }
        AuthApi.resolve(other.token()).then().body("outcome", equalTo("resolved"));
        AuthApi.as(other.principal()).get("/v1/members/" + invited).then().statusCode(200);
    }

    @Test
    void keysAndAgentsAre403AndSoAreStaff() {
        for (var token : List.of(TestTokens.apiKey(owner.orgId(), "test"), TestTokens.agent(owner.orgId(), "test"))) {
            AuthApi.as(token)
                    .delete("/v1/members/" + member.userId())
                    .then()
                    .statusCode(403)
                    .body("error", equalTo("FORBIDDEN"));
        }
        AuthApi.as(TestTokens.staff())
                .delete("/v1/members/" + member.userId())
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientRole"));
    }

    @Test
    void withoutTheGatewaysTokenIs401() {
        RestAssured.given().delete("/v1/members/" + member.userId()).then().statusCode(401);
    }

    private static Response remove(AuthApi.SignedIn by, String id) {
        return AuthApi.as(by.principal()).delete("/v1/members/" + id);
    }
}
