package dev.tollgate.auth.member;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
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
import io.restassured.http.ContentType;
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
class ChangeMemberRoleApiTest {
    private AuthApi.SignedIn owner;
    private AuthApi.SignedIn member;

    @BeforeEach
    void signedIn() {
        owner = AuthApi.owner();
        member = AuthApi.member(owner, "member");
    }

    @Test
    void newRoleCountsOnTheNextRequestAndIsAFact() {
        change(owner, member.userId(), "admin")
                .then()
                .statusCode(200)
                .body("id", equalTo(member.userId()))
                .body("role", equalTo("admin"));

        AuthApi.resolve(member.token()).then().body("role", equalTo("admin"));
        try (var facts = FactsOnKafka.of(MemberEvent.INVITED.topic())) {
            var data = facts.await(member.userId(), MemberEvent.ROLE_CHANGED.wire())
                    .data();
            assertEquals("member", data.path("previousRole").asText());
            assertEquals("admin", data.path("role").asText());
            assertEquals(owner.userId(), data.path("actor").path("id").asText());
        }
    }

    @Test
    void sameRoleAgainIsNoFact() {
        change(owner, member.userId(), "member").then().statusCode(200).body("role", equalTo("member"));
        change(owner, member.userId(), "viewer").then().statusCode(200);

        try (var facts = FactsOnKafka.of(MemberEvent.INVITED.topic())) {
            facts.await(member.userId(), MemberEvent.ROLE_CHANGED.wire());
            assertEquals(
                    1,
                    facts.seen(member.userId()).stream()
                            .filter(fact -> fact.type().equals(MemberEvent.ROLE_CHANGED.wire()))
                            .count());
        }
    }

    @Test
    void invitationTakesTheRoleItHasWhenItIsAccepted() {
        var address = AuthApi.newAddress();
        var id = AuthApi.invite(owner, address, "admin").jsonPath().getString("id");

        change(owner, id, "viewer").then().statusCode(200).body("status", equalTo("invited"));
        change(owner, id, "viewer").then().statusCode(200).body("role", equalTo("viewer"));

        AuthApi.consume(Mailbox.token(address)).then().statusCode(200).body("user.role", equalTo("viewer"));
    }

    @Test
    void lastOwnerCanNotStepDownUntilThereIsAnother() {
        change(owner, owner.userId(), "admin")
                .then()
                .statusCode(409)
                .body("error", equalTo("InvalidState"))
                .body("details.currentState", equalTo("last_owner"))
                .body("details.allowedStates", contains("one_of_several_owners"));
        AuthApi.resolve(owner.token()).then().body("role", equalTo("owner"));
        // an invited owner is none yet
        AuthApi.invite(owner, AuthApi.newAddress(), "owner").then().statusCode(201);
        change(owner, owner.userId(), "admin").then().statusCode(409);

        change(owner, member.userId(), "owner").then().statusCode(200);
        change(owner, owner.userId(), "admin").then().statusCode(200);
        AuthApi.resolve(owner.token()).then().body("role", equalTo("admin"));
    }

    @Test
    void adminsNeitherMakeNorChangeOwners() {
        var admin = AuthApi.member(owner, "admin");
        var invited =
                AuthApi.invite(owner, AuthApi.newAddress(), "owner").jsonPath().getString("id");

        change(admin, member.userId(), "viewer").then().statusCode(200);
        for (var refused : List.of(
                change(admin, member.userId(), "owner"),
                change(admin, admin.userId(), "owner"),
                change(admin, owner.userId(), "member"),
                change(admin, invited, "viewer"))) {
            refused.then().statusCode(403).body("error", equalTo("InsufficientRole"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"member", "viewer"})
    void othersChangeNobodyNotEvenThemselves(String role) {
        var other = AuthApi.member(owner, role);

        change(other, other.userId(), "admin").then().statusCode(403).body("error", equalTo("InsufficientRole"));
        change(other, member.userId(), "viewer").then().statusCode(403).body("error", equalTo("InsufficientRole"));
    }

    @Test
    void otherOrganizationsAndAbsentMembersAre404() {
        var other = AuthApi.owner();
        var invited =
                AuthApi.invite(other, AuthApi.newAddress(), "member").jsonPath().getString("id");
        AuthApi.as(owner.principal())
                .delete("/v1/members/" + member.userId())
                .then()
                .statusCode(204);

        for (var id : List.of(other.userId(), invited, member.userId(), TestIds.next("usr"), "nobody")) {
            change(owner, id, "viewer").then().statusCode(404).body("error", equalTo("NotFound"));
        }
        assertEquals("owner", Rows.value("select role from user_account where id = ?", other.userId()));
    }

    @Test
    void badRolesAre400() {
        change(owner, member.userId(), "king").then().statusCode(400).body("error", equalTo("ValidationError"));
        patch(owner.principal(), member.userId(), Map.of())
                .then()
                .statusCode(400)
                .body("message", contains("role: must not be null"));
    }

    @Test
    void otherContentTypeIs415() {
        AuthApi.as(owner.principal())
                .contentType(ContentType.TEXT)
                .body("x")
                .patch("/v1/members/" + member.userId())
                .then()
                .statusCode(415);
    }

    @Test
    void keysAndAgentsAre403AndSoAreStaff() {
        for (var token : List.of(TestTokens.apiKey(owner.orgId(), "test"), TestTokens.agent(owner.orgId(), "test"))) {
            patch(token, member.userId(), Map.of("role", "admin"))
                    .then()
                    .statusCode(403)
                    .body("error", equalTo("FORBIDDEN"));
        }
        patch(TestTokens.staff(), member.userId(), Map.of("role", "admin"))
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientRole"));
    }

    @Test
    void withoutTheGatewaysTokenIs401() {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("role", "admin"))
                .patch("/v1/members/" + member.userId())
                .then()
                .statusCode(401);
    }

    private static Response change(AuthApi.SignedIn by, String id, String role) {
        return patch(by.principal(), id, Map.of("role", role));
    }

    private static Response patch(String principal, String id, Map<String, String> body) {
        return AuthApi.as(principal).body(body).patch("/v1/members/" + id);
    }
}
