package dev.tollgate.auth.member;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class ReadMembersApiTest {
    private static final String PATH = "/v1/members";
    private AuthApi.SignedIn owner;

    @BeforeEach
    void signedIn() {
        owner = AuthApi.owner();
    }

    @Test
    void membersAndInvitationsAreOneListNewestFirstInPages() {
        var first = invite("member");
        var member = AuthApi.member(owner, "viewer").userId();
        var last = invite("admin");

        var page = AuthApi.as(owner.principal())
                .get(PATH + "?limit=3")
                .then()
                .statusCode(200)
                .body("data.id", contains(last, member, first))
                .body("data.status", contains("invited", "active", "invited"))
                .extract()
                .jsonPath();
        invite("viewer");
        AuthApi.as(owner.principal())
                .get(PATH + "?limit=3&cursor=" + page.getString("nextCursor"))
                .then()
                .statusCode(200)
                .body("data.id", contains(owner.userId()))
                .body("nextCursor", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "admin"})
    void ownersAndAdminsReadInEitherMode(String role) {
        for (var mode : List.of("test", "live")) {
            var token = TestTokens.user(owner.orgId(), role, mode);

            AuthApi.as(token).get(PATH).then().statusCode(200).body("data.id", contains(owner.userId()));
            AuthApi.as(token)
                    .get(PATH + "/" + owner.userId())
                    .then()
                    .statusCode(200)
                    .body("role", equalTo("owner"))
                    .body("status", equalTo("active"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"member", "viewer"})
    void othersReadNothingAboutOthers(String role) {
        var token = TestTokens.user(owner.orgId(), role, "test");

        for (var path : List.of(PATH, PATH + "/" + owner.userId())) {
            AuthApi.as(token).get(path).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        }
    }

    @Test
    void ofAnotherOrganizationNothingIsSeen() {
        var other = AuthApi.owner();
        var invited =
                AuthApi.invite(other, AuthApi.newAddress(), "member").jsonPath().getString("id");

        for (var id : List.of(other.userId(), invited)) {
            AuthApi.as(owner.principal())
                    .get(PATH + "/" + id)
                    .then()
                    .statusCode(404)
                    .body("error", equalTo("NotFound"));
        }
        AuthApi.as(owner.principal()).get(PATH).then().body("data.id", contains(owner.userId()));
    }

    @Test
    void unknownAndMalformedIdsAreOneAnswer() {
        var unknown = notFound(TestIds.next("usr"));

        assertEquals(unknown, notFound(TestIds.next("key")));
        assertEquals(unknown, notFound("nobody"));
    }

    @Test
    void badPagesAre400() {
        for (var query : List.of("limit=0", "limit=101", "limit=x", "cursor=x")) {
            AuthApi.as(owner.principal())
                    .get(PATH + "?" + query)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("ValidationError"));
        }
    }

    @Test
    void keysAndAgentsAre403AndSoAreStaff() {
        for (var path : List.of(PATH, PATH + "/" + owner.userId())) {
            for (var token :
                    List.of(TestTokens.apiKey(owner.orgId(), "test"), TestTokens.agent(owner.orgId(), "test"))) {
                AuthApi.as(token).get(path).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
            }
            AuthApi.as(TestTokens.staff()).get(path).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        }
    }

    @Test
    void withoutTheGatewaysTokenIs401() {
        for (var path : List.of(PATH, PATH + "/" + owner.userId())) {
            RestAssured.given().get(path).then().statusCode(401).body("error", equalTo("AuthenticationRequired"));
        }
    }

    private String invite(String role) {
        return AuthApi.invite(owner, AuthApi.newAddress(), role).jsonPath().getString("id");
    }

    private String notFound(String id) {
        var body = AuthApi.as(owner.principal())
                .get(PATH + "/" + id)
                .then()
                .statusCode(404)
                .extract()
                .jsonPath();
        return body.getString("error") + ' ' + body.getString("message");
    }
}
