package dev.tollgate.auth.member;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class InviteMemberApiTest {
    private static final String PATH = "/v1/members";
    private final String address = AuthApi.newAddress();
    private AuthApi.SignedIn owner;

    @ConfigProperty(name = "tollgate.sign-in.per-address")
    int perAddress;

    @ConfigProperty(name = "tollgate.sign-in.per-client")
    int perClient;

    @BeforeEach
    void signedIn() {
        owner = AuthApi.owner();
    }

    @Test
    void whoIsInvitedIsListedAndGetsAMailThatSaysByWhom() throws Exception {
        AuthApi.post(owner.principal(), PATH, Map.of("email", address, "name", "Grace <b>Hopper</b>", "role", "member"))
                .then()
                .statusCode(201)
                .body("id", matchesPattern("usr_[0-9a-z]{26}"))
                .body("email", equalTo(address))
                .body("name", equalTo("Grace <b>Hopper</b>"))
                .body("role", equalTo("member"))
                .body("status", equalTo("invited"))
                .body("joinedAt", nullValue())
                .body("invitationExpiresAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));

        var token = Mailbox.token(address);
        var mail = Mailbox.messages(address).getFirst();
        var text = Mailbox.text(mail);
        var inviter = Rows.value("select email from user_account where id = ?", owner.userId());
        assertEquals("You are invited to Tollgate", mail.getSubject());
        assertTrue(text.contains("text/plain") && text.contains("text/html"), text);
        assertTrue(text.contains(inviter + " invites you"), text);
        assertTrue(text.contains("for 7 days"), text);
        assertTrue(text.lines().anyMatch(token::equals), text);
        assertFalse(text.contains("Hopper") || text.contains("Acme Ltd"), "anybody could have typed that");
        AuthApi.as(owner.principal()).get(PATH).then().body("data.email", hasItem(address));
    }

    @Test
    void invitingAndJoiningAreFactsThatNameTheirActors() {
        var id = AuthApi.invite(owner, address, "viewer").jsonPath().getString("id");
        AuthApi.consume(Mailbox.token(address)).then().statusCode(200);

        try (var facts = FactsOnKafka.of(MemberEvent.INVITED.topic())) {
            var invited = facts.await(id, MemberEvent.INVITED.wire()).data();
            var joined = facts.await(id, MemberEvent.JOINED.wire()).data();
            assertEquals(owner.userId(), invited.path("actor").path("id").asText());
            assertEquals("invited", invited.path("status").asText());
            assertEquals(id, joined.path("actor").path("id").asText());
            assertEquals("active", joined.path("status").asText());
        }
    }

    @Test
    void memberOfThisOrganizationIs409() {
        var member = AuthApi.member(owner, "viewer");
        var theirs = Rows.value("select email from user_account where id = ?", member.userId());

        AuthApi.invite(owner, String.valueOf(theirs), "admin")
                .then()
                .statusCode(409)
                .body("error", equalTo("InvalidState"))
                .body("details.currentState", equalTo("active"))
                .body("details.allowedStates", contains("invited"));
    }

    @Test
    void adminsInviteEverybodyButOwners() {
        var admin = AuthApi.member(owner, "admin");

        AuthApi.invite(admin, AuthApi.newAddress(), "admin").then().statusCode(201);
        AuthApi.invite(admin, address, "owner").then().statusCode(403).body("error", equalTo("InsufficientRole"));
        AuthApi.invite(owner, address, "owner").then().statusCode(201);
        AuthApi.invite(admin, address, "member").then().statusCode(403).body("error", equalTo("InsufficientRole"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"member", "viewer"})
    void othersInviteNobody(String role) {
        var member = AuthApi.member(owner, role);

        AuthApi.invite(member, address, "viewer").then().statusCode(403).body("error", equalTo("InsufficientRole"));
    }

    @Test
    void whatCountsIsTheRoleNowAndNotThatOfTheRequest() {
        var admin = AuthApi.member(owner, "admin");
        Rows.value("update user_account set role = 'viewer' where id = ?", admin.userId());

        AuthApi.invite(admin, address, "viewer").then().statusCode(403).body("error", equalTo("InsufficientRole"));
        Rows.value("update user_account set removed_at = now() where id = ?", admin.userId());
        AuthApi.invite(admin, address, "viewer").then().statusCode(401).body("error", equalTo("InvalidJwt"));
    }

    @Test
    void keysAndAgentsAre403AndSoAreStaffAndNobody() {
        var body = Map.of("email", address, "role", "member");
        for (var token : List.of(TestTokens.apiKey(owner.orgId(), "test"), TestTokens.agent(owner.orgId(), "test"))) {
            AuthApi.post(token, PATH, body).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        }
        for (var token : List.of(TestTokens.staff(), TestTokens.anonymous())) {
            AuthApi.post(token, PATH, body).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        }
    }

    @Test
    void badBodiesAre400() {
        AuthApi.post(owner.principal(), PATH, Map.of())
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", contains("email: must not be null", "role: must not be null"));
        AuthApi.post(owner.principal(), PATH, Map.of("email", "grace", "name", "a\nb", "role", "member"))
                .then()
                .statusCode(400)
                .body(
                        "message",
                        contains("email: must be an email address", "name: must not contain control characters"));
        AuthApi.invite(owner, address, "king").then().statusCode(400).body("error", equalTo("ValidationError"));
        AuthApi.post(owner.principal(), PATH, "{\"email\":")
                .then()
                .statusCode(400)
                .body("error", equalTo("MalformedJson"));
    }

    @Test
    void otherContentTypeIs415() {
        AuthApi.as(owner.principal())
                .contentType(ContentType.TEXT)
                .body("hello")
                .post(PATH)
                .then()
                .statusCode(415)
                .body("error", equalTo("UnsupportedMediaType"));
    }

    @Test
    void tooManyMailsToOneAddressAre429WithHeaders() {
        for (int i = 0; i < perAddress; i++) {
            AuthApi.invite(owner, address, "member").then().statusCode(i == 0 ? 201 : 200);
        }

        AuthApi.invite(owner, address, "member")
                .then()
                .statusCode(429)
                .body("error", equalTo("RateLimitExceeded"))
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .header("RateLimit-Policy", "\"address\";q=" + perAddress + ";w=900")
                .header("RateLimit", matchesPattern("\"address\";r=0;t=\\d+"));
    }

    @Test
    void tooManyMailsByOneOrganizationAre429AndOthersGoOn() {
        Rows.value(
                "insert into signin_attempt (address, client, attempted_at)"
                        + " select 'somebody', ?, now() from generate_series(1, " + perClient + ")",
                owner.orgId());

        AuthApi.invite(owner, address, "member")
                .then()
                .statusCode(429)
                .header("RateLimit-Policy", "\"organization\";q=" + perClient + ";w=900");
        assertEquals("0", Rows.value("select count(*) from invitation where email = ?", address));
        AuthApi.invite(AuthApi.owner(), address, "member").then().statusCode(201);
    }

    @Test
    void withoutTheGatewaysTokenIs401() {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("email", address, "role", "member"))
                .post(PATH)
                .then()
                .statusCode(401)
                .body("error", equalTo("AuthenticationRequired"));
        for (var token : TestTokens.refused(owner.orgId(), "test")) {
            AuthApi.post(token, PATH, Map.of("email", address, "role", "member"))
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void tokenIsNowhereInTheDatabase() {
        AuthApi.invite(owner, address, "member").then().statusCode(201);
        var token = Mailbox.token(address);

        for (var table : List.of("invitation", "outbox", "mail")) {
            assertEquals(
                    "0",
                    Rows.value("select count(*) from " + table + " t where t::text like '%' || ? || '%'", token),
                    table);
        }
    }
}
