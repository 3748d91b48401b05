package dev.tollgate.auth.audit;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.ReceivedFact;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /v1/audit-log}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class AuditLogApiTest {
    private static final String PATH = "/v1/audit-log";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    RecordChange recorder;

    @Inject
    Transactions transactions;

    @Inject
    Background background;

    private AuthApi.SignedIn owner;

    @BeforeEach
    void signedUp() {
        owner = AuthApi.owner();
    }

    @Test
    void everyChangeOfMembersSaysWhoFromWhereBeforeAndAfter() {
        var requestId = UUID.randomUUID().toString();
        var address = AuthApi.newAddress();
        var member = AuthApi.as(owner.principal())
                .header("X-Forwarded-For", "203.0.113.7")
                .header("X-Request-Id", requestId)
                .body(Map.of("email", address, "role", "member"))
                .post("/v1/members")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        AuthApi.as(owner.principal())
                .header("X-Forwarded-For", "2001:db8::7")
                .body(Map.of("role", "admin"))
                .patch("/v1/members/" + member)
                .then()
                .statusCode(200);
        AuthApi.as(owner.principal()).delete("/v1/members/" + member).then().statusCode(204);

        var log = log(4);

        assertEquals(
                List.of("member.removed", "member.role_changed", "member.invited", "organization.created"),
                log.getList("data.action"));
        assertEquals(List.of(4, 3, 2, 1), log.getList("data.sequence"));
        assertEquals("anonymous", log.getString("data[3].actor.type"));
        assertEquals(owner.userId(), log.getString("data[3].after.ownerUserId"));
        var invited = log.getMap("data[2]");
        assertEquals(Map.of("type", "user", "id", owner.userId()), invited.get("actor"));
        assertEquals("203.0.113.7", invited.get("ip"));
        assertEquals(requestId, invited.get("requestId"));
        assertEquals(Map.of("type", "member", "id", member), invited.get("target"));
        assertNull(invited.get("before"));
        assertNull(invited.get("mode"));
        assertEquals(address, log.getString("data[2].after.email"));
        assertEquals("2001:db8:0:0:0:0:0:7", log.getString("data[1].ip"));
        assertEquals("member", log.getString("data[1].before.role"));
        assertEquals("admin", log.getString("data[1].after.role"));
        assertEquals("invited", log.getString("data[0].before.status"));
        assertNull(log.getMap("data[0]").get("after"));
        assertNull(log.getString("data[0].ip"), "there was no gateway");
    }

    @Test
    void whoeverReadsItCanRecomputeIt() throws Exception {
        AuthApi.invite(owner, AuthApi.newAddress(), "member").then().statusCode(201);
        AuthApi.invite(owner, AuthApi.newAddress(), "viewer").then().statusCode(201);
        var log = log(3);
        var text = AuthApi.as(owner.principal()).get(PATH).asString();

        var previous = "0".repeat(64);
        var entries = new ArrayList<ObjectNode>();
        JSON.readTree(text).path("data").forEach(entry -> entries.addFirst((ObjectNode) entry));
        for (var entry : entries) {
            var hash = entry.remove("hash").textValue();
            var canonical = new JsonCanonicalizer(entry.toString()).getEncodedUTF8();
            assertEquals(
                    hash,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical)),
                    () -> new String(canonical, StandardCharsets.UTF_8));
            assertEquals(previous, entry.path("previousHash").textValue());
            previous = hash;
        }
        assertEquals(3, entries.size());
        assertEquals(previous, log.getString("head.hash"));
        assertEquals(3, log.getInt("head.sequence"));
    }

    /** Their address is part of the audit, and of no customer's knowledge. */
    @Test
    void whereStaffWereIsInTheChainAndNotInTheAnswer() throws Exception {
        log(1);
        var decided = JSON.readTree("""
                {"action": "production_access.approved", "actor": {"type": "staff", "id": "%s"}, "ip": "198.51.100.9",
                 "requestId": "b1f2c3d4-5e6a-4b7c-8d9e-0f1a2b3c4d5e", "target": {"type": "production_access", "id": "%s"},
                 "before": {"status": "declaration_pending"}, "after": {"status": "production_approved"}}""".formatted(TestIds.next("usr"), owner.orgId()));
        var record = new ReceivedFact(
                TestIds.next("evt"),
                "dev.tollgate.onboarding.audit.recorded.v1",
                owner.orgId(),
                Instant.now(),
                owner.orgId(),
                null,
                null,
                decided);
        background.run(() -> transactions.acrossTenants(transaction -> recorder.handle(transaction, record)));

        var entry = log(2).getMap("data[0]");

        assertEquals("production_access.approved", entry.get("action"));
        assertFalse(entry.containsKey("ip"));
        assertEquals(decided.at("/actor/id").textValue(), log(2).getString("data[0].actor.id"));
        assertTrue(log(2).getMap("data[1]").containsKey("ip"), "what happened without an address says so");
        assertEquals(
                "198.51.100.9",
                Rows.value(
                        "select content::json ->> 'ip' from audit_entry where org_id = ? and sequence = 2",
                        owner.orgId()));
    }

    @Test
    void pagesStayWhileEntriesAreAdded() {
        AuthApi.invite(owner, AuthApi.newAddress(), "member").then().statusCode(201);
        AuthApi.invite(owner, AuthApi.newAddress(), "member").then().statusCode(201);
        log(3);
        var first = read(owner.principal(), "?limit=2");
        AuthApi.invite(owner, AuthApi.newAddress(), "member").then().statusCode(201);
        log(4);

        var second = read(owner.principal(), "?limit=2&cursor=" + first.getString("nextCursor"));

        assertEquals(List.of(3, 2), first.getList("data.sequence"));
        assertEquals(List.of(1), second.getList("data.sequence"));
        assertNull(second.getString("nextCursor"));
        assertEquals(4, second.getInt("head.sequence"));
    }

    @Test
    void adminsReadItTooInEitherMode() {
        log(1);

        for (var mode : List.of("test", "live")) {
            AuthApi.as(TestTokens.user(owner.orgId(), "admin", mode))
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .body("data.action", equalTo(List.of("organization.created")));
        }
    }

    @Test
    void anotherOrganizationSeesNothingOfIt() {
        log(1);

        AuthApi.as(TestTokens.user(TestIds.next("org"), "owner", "test"))
                .get(PATH)
                .then()
                .statusCode(200)
                .body("data", empty())
                .body("nextCursor", nullValue())
                .body("head.sequence", equalTo(0))
                .body("head.hash", equalTo("0".repeat(64)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"member", "viewer"})
    void otherRolesMayNot(String role) {
        AuthApi.as(TestTokens.user(owner.orgId(), role, "test"))
                .get(PATH)
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientRole"));
    }

    @Test
    void onlyPeopleOfTheOrganizationMay() {
        for (var token : List.of(TestTokens.apiKey(owner.orgId(), "test"), TestTokens.agent(owner.orgId(), "test"))) {
            AuthApi.as(token).get(PATH).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        }
        AuthApi.as(AuthApi.staff().principal())
                .get(PATH)
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientRole"));
        given().get(PATH).then().statusCode(401).body("error", equalTo("AuthenticationRequired"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "cursor=x", "cursor=MTp4"})
    void parameterThatIsNoneOfOursIsRefused(String query) {
        AuthApi.as(owner.principal())
                .get(PATH + "?" + query)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"));
    }

    /** The log, once it has so many entries. */
    private JsonPath log(int entries) {
        await().until(() -> read(owner.principal(), "").getInt("head.sequence") == entries);
        return read(owner.principal(), "");
    }

    private static JsonPath read(String token, String query) {
        return AuthApi.as(token)
                .get(PATH + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
