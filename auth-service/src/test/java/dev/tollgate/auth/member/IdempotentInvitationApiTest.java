package dev.tollgate.auth.member;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.Concurrently;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** contract/conventions.md, Idempotency. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class IdempotentInvitationApiTest {
    private final String address = AuthApi.newAddress();
    private final String key = UUID.randomUUID().toString();
    private AuthApi.SignedIn owner;

    @BeforeEach
    void signedIn() {
        owner = AuthApi.owner();
    }

    @Test
    void replayIsTheMemberAsTheyAreNowAndMailsNothing() {
        var id = invite(owner.principal(), key, address, "member")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        AuthApi.consume(Mailbox.token(address)).then().statusCode(200);

        invite(owner.principal(), key, AuthApi.newAddress(), "viewer")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id))
                .body("email", equalTo(address))
                .body("role", equalTo("member"))
                .body("status", equalTo("active"));

        AuthApi.as(owner.principal()).delete("/v1/members/" + id).then().statusCode(204);
        invite(owner.principal(), key, address, "member").then().statusCode(200).body("status", equalTo("removed"));
        assertEquals(1, Mailbox.messages(address).size());
    }

    @Test
    void bodyOfARepeatIsIgnoredEvenIfItIsNotValid() {
        var id = invite(owner.principal(), key, address, "member").jsonPath().getString("id");

        for (var body : List.of("{}", "{\"email\":\"nobody\",\"role\":\"boss\"}", "null")) {
            send(owner.principal(), key, body)
                    .then()
                    .statusCode(200)
                    .header("Idempotency-Replayed", "true")
                    .body("id", equalTo(id));
            send(owner.principal(), UUID.randomUUID().toString(), body)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("ValidationError"));
        }
    }

    @Test
    void racingRequestsInviteOnce() throws Exception {
        Callable<Integer> request =
                () -> invite(owner.principal(), key, address, "member").statusCode();

        var statuses = Concurrently.all(Collections.nCopies(6, request));

        assertEquals(1, Collections.frequency(statuses, 201), statuses.toString());
        assertEquals(5, Collections.frequency(statuses, 200), statuses.toString());
        assertEquals("1", Rows.value("select count(*) from invitation where email = ?", address));
        Mailbox.token(address);
        assertEquals("0", Rows.value("select count(*) from mail where recipient = ?", address));
        assertEquals(1, Mailbox.messages(address).size());
    }

    @Test
    void keyOfAnInvitationThatWasSentAgainIsBoundToo() {
        invite(owner.principal(), key, address, "member").then().statusCode(201);
        var again = UUID.randomUUID().toString();
        invite(owner.principal(), again, address, "member").then().statusCode(200);

        invite(owner.principal(), again, address, "member")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true");
    }

    @Test
    void keysOfTheOtherModeAndOfOtherOrganizationsAreOtherKeys() {
        invite(owner.principal(), key, address, "member").then().statusCode(201);
        var live = TestTokens.session(owner.sessionId(), owner.userId(), owner.orgId(), "owner", "live");

        invite(live, key, AuthApi.newAddress(), "member").then().statusCode(201);
        invite(AuthApi.owner().principal(), key, AuthApi.newAddress(), "member")
                .then()
                .statusCode(201);
    }

    @Test
    void badKeyIs400() {
        invite(owner.principal(), "a b", address, "member")
                .then()
                .statusCode(400)
                .body("message", contains("Idempotency-Key: must be 1 to 255 visible ASCII characters"));
    }

    private static Response invite(String principal, String key, String address, String role) {
        return send(principal, key, Map.of("email", address, "role", role));
    }

    private static Response send(String principal, String key, Object body) {
        return AuthApi.as(principal).header("Idempotency-Key", key).body(body).post("/v1/members");
    }
}
