package dev.tollgate.auth.member;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import dev.tollgate.testkit.SettableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a link of an invitation is worth, and to whom. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class AcceptInvitationApiTest {
    private static final String PATH = "/v1/members";
    private final String address = AuthApi.newAddress();
    private AuthApi.SignedIn owner;

    @Inject
    SettableClock clock;

    @BeforeEach
    void signedIn() {
        owner = AuthApi.owner();
    }

    @AfterEach
    void now() {
        clock.letRun();
    }

    @Test
    void openingTheLinkMakesAMemberAndSignsThemIn() {
        var id = AuthApi.invite(owner, address, "admin").jsonPath().getString("id");
        var token = Mailbox.token(address);

        var session = AuthApi.consume(token)
                .then()
                .statusCode(200)
                .body("user.id", equalTo(id))
                .body("user.orgId", equalTo(owner.orgId()))
                .body("user.role", equalTo("admin"))
                .body("user.name", equalTo(address.substring(0, address.indexOf('@'))))
                .extract()
                .jsonPath();

        AuthApi.resolve(session.getString("token"))
                .then()
                .body("outcome", equalTo("resolved"))
                .body("role", equalTo("admin"));
        AuthApi.as(owner.principal())
                .get(PATH + "/" + id)
                .then()
                .body("status", equalTo("active"))
                .body("joinedAt", not(nullValue()))
                .body("invitationExpiresAt", nullValue());
        AuthApi.consume(token).then().statusCode(401).body("error", equalTo("InvalidJwt"));
        AuthApi.signIn(address).then().statusCode(200);
        AuthApi.consume(Mailbox.token(address, 2)).then().statusCode(200).body("user.id", equalTo(id));
    }

    @Test
    void sendingAgainReplacesTheLinkAndTakesTheNewRole() {
        var id = AuthApi.invite(owner, address, "admin").jsonPath().getString("id");
        var first = Mailbox.token(address);

        AuthApi.post(
                        owner.principal(),
                        PATH,
                        Map.of("email", address.toUpperCase(Locale.ROOT), "name", "Grace", "role", "viewer"))
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", nullValue())
                .body("id", equalTo(id))
                .body("name", equalTo("Grace"))
                .body("role", equalTo("viewer"));

        AuthApi.consume(first).then().statusCode(401).body("error", equalTo("InvalidJwt"));
        AuthApi.consume(Mailbox.token(address, 2)).then().statusCode(200).body("user.role", equalTo("viewer"));
        try (var facts = FactsOnKafka.of(MemberEvent.INVITED.topic())) {
            facts.await(id, MemberEvent.JOINED.wire());
            assertEquals(
                    List.of(MemberEvent.INVITED.wire(), MemberEvent.ROLE_CHANGED.wire(), MemberEvent.JOINED.wire()),
                    facts.seen(id).stream().map(FactsOnKafka.Fact::type).toList());
        }
    }

    @Test
    void linkExpiresAfterSevenDaysAndCanBeSentAgain() {
        AuthApi.invite(owner, address, "member").then().statusCode(201);
        var expired = Mailbox.token(address);
        clock.advance(Invitation.LIFETIME);

        AuthApi.consume(expired).then().statusCode(401).body("error", equalTo("InvalidJwt"));

        clock.letRun();
        AuthApi.invite(owner, address, "member").then().statusCode(200);
        AuthApi.consume(Mailbox.token(address, 2)).then().statusCode(200);
    }

    @Test
    void revokedInvitationOpensNothingAndFreesTheAddress() {
        var id = AuthApi.invite(owner, address, "member").jsonPath().getString("id");
        var revoked = Mailbox.token(address);

        AuthApi.as(owner.principal()).delete(PATH + "/" + id).then().statusCode(204);

        AuthApi.consume(revoked).then().statusCode(401).body("error", equalTo("InvalidJwt"));
        AuthApi.as(owner.principal()).get(PATH + "/" + id).then().statusCode(404);
        AuthApi.as(owner.principal()).delete(PATH + "/" + id).then().statusCode(204);
        AuthApi.invite(owner, address, "member").then().statusCode(201).body("id", not(equalTo(id)));
    }

    @Test
    void addressWithAnAccountElsewhereLooksLikeAnyOtherAndItsOwnerIsTold() {
        AuthApi.signUp(address).then().statusCode(201);
        var theirs = AuthApi.consume(Mailbox.token(address)).jsonPath();

        var known = AuthApi.invite(owner, address, "member");
        var unknown = AuthApi.invite(owner, AuthApi.newAddress(), "member");

        assertEquals(unknown.statusCode(), known.statusCode());
        for (var field : List.of("name", "role", "status", "joinedAt")) {
            assertEquals(unknown.jsonPath().<Object>get(field), known.jsonPath().<Object>get(field), field);
        }
        var token = Mailbox.token(address, 2);
        AuthApi.consume(token)
                .then()
                .statusCode(409)
                .body("error", equalTo("InvalidState"))
                .body("details.currentState", equalTo("has_account"));
        AuthApi.as(owner.principal())
                .get(PATH + "/" + known.jsonPath().getString("id"))
                .then()
                .body("status", equalTo("invited"));
        AuthApi.resolve(theirs.getString("token")).then().body("orgId", equalTo(theirs.getString("user.orgId")));

        Rows.value("update user_account set removed_at = now() where id = ?", theirs.getString("user.id"));
        AuthApi.consume(token).then().statusCode(200).body("user.orgId", equalTo(owner.orgId()));
    }

    @Test
    void staffCanBeInvitedAndCanNotJoin() {
        Mailbox.up();
        int before = Mailbox.messages("second@tollgate.example").size();
        AuthApi.invite(owner, "second@tollgate.example", "member")
                .then()
                .statusCode(201)
                .body("status", equalTo("invited"));

        AuthApi.consume(Mailbox.token("second@tollgate.example", before + 1))
                .then()
                .statusCode(409);
    }
}
