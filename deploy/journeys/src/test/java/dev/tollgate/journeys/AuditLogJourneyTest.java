package dev.tollgate.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.Api;
import dev.tollgate.local.demo.Patience;
import dev.tollgate.local.demo.Story;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** An organization goes live, and its owner reads afterwards who changed what, from where; the chain can be verified. */
class AuditLogJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Story story = RunningStack.story();

    @Test
    void everyChangeIsInTheLogWithItsRequestAndTheChainIsIntact() {
        var session = story.open(story.signUp("Audited Ltd"));
        var owner = story.api().as(session.token());
        var staff = story.staff();
        var requests = new HashMap<String, String>();

        var key = story.mintKey(session, "test");
        requests.put("api_key.created", key.header("x-request-id"));
        requests.put(
                "production_access.declared", story.declareProduction(session).header("x-request-id"));
        requests.put("production_access.approved", approveWithACeiling(staff, session.orgId()));
        requests.put("terms.accepted", accept(session));
        requests.put("request_limits.changed", limitRequests(staff, session.orgId()));
        requests.put("member.invited", invite(owner));
        requests.put("api_key.revoked", revoke(owner, key.text("id")));
        requests.put("ceiling.changed", setCeiling(staff, session.orgId()));

        var entries = log(owner, requests);
        requests.forEach((action, requestId) -> assertCame(entries, action, requestId));
        assertEquals(
                "staff",
                change(entries, requests, "ceiling.changed").at("/actor/type").asText());
        assertEquals(
                "750.00",
                change(entries, requests, "ceiling.changed").at("/after/daily").asText());
        var approved = change(entries, requests, "production_access.approved");
        assertEquals("declaration_pending", approved.at("/before/status").asText());
        assertEquals("production_approved", approved.at("/after/status").asText());
        assertEquals("600.00", approved.at("/after/ceiling/daily").asText());
        assertTrue(change(entries, requests, "api_key.revoked")
                .at("/before/revokedAt")
                .isNull());
        assertTrue(change(entries, requests, "api_key.revoked")
                .at("/after/revokedAt")
                .isTextual());

        var head = owner.get("/v1/audit-log?limit=1").expect(200);
        var kept = head.text("head/sequence") + ":" + head.text("head/hash");
        assertEquals(0, verify(session.orgId(), kept), "the chain is not what its owner has seen");
        assertEquals(1, verify(session.orgId(), head.text("head/sequence") + ":" + "0".repeat(64)));
    }

    @Test
    void everyChainOfTheStackIsIntact() {
        assertEquals(0, verify());
    }

    private static String approveWithACeiling(Api staff, String orgId) {
        return staff.post(
                        "/v1/admin/production-access/" + orgId + "/approve",
                        Map.of("notes", "Known exporter.", "ceiling", Map.of("daily", "600.00")))
                .expect(200)
                .header("x-request-id");
    }

    private String accept(Story.Session session) {
        return story.api()
                .as(story.switchToLive(session).token())
                .post("/v1/onboarding/tos", Map.of())
                .expect(200)
                .header("x-request-id");
    }

    private static String limitRequests(Api staff, String orgId) {
        return staff.put("/v1/admin/organizations/" + orgId + "/request-limits", Map.of("test", 2000))
                .expect(200)
                .header("x-request-id");
    }

    private static String setCeiling(Api staff, String orgId) {
        return staff.put("/v1/admin/organizations/" + orgId + "/beta-ceiling", Map.of("beta_ceiling_daily", "750.00"))
                .expect(200)
                .header("x-request-id");
    }

    private static String invite(Api owner) {
        return owner.post("/v1/members", Map.of("email", "auditor@audited.example", "role", "viewer"))
                .expect(201)
                .header("x-request-id");
    }

    private static String revoke(Api owner, String keyId) {
        return owner.delete("/v1/api-keys/" + keyId).expect(204).header("x-request-id");
    }

    /** The log, once all of these requests are in it. */
    private static List<JsonNode> log(Api owner, Map<String, String> requests) {
        return Patience.await(
                "every change to be in the audit log",
                PATIENCE,
                () -> Optional.of(entries(owner))
                        .filter(entries -> requests.entrySet().stream()
                                .allMatch(request -> find(entries, request.getKey(), request.getValue())
                                        .isPresent())));
    }

    private static List<JsonNode> entries(Api owner) {
        var page = owner.get("/v1/audit-log?limit=100").expect(200).body().path("data");
        return StreamSupport.stream(page.spliterator(), false).toList();
    }

    private static void assertCame(List<JsonNode> entries, String action, String requestId) {
        var entry = find(entries, action, requestId).orElseThrow();
        if (entry.at("/actor/type").asText().equals("staff")) {
            assertFalse(entry.has("ip"), action);
        } else {
            assertEquals("127.0.0.1", entry.path("ip").asText(), action);
        }
        assertTrue(entry.at("/actor/id").asText().startsWith("usr_"), action);
    }

    private static JsonNode change(List<JsonNode> entries, Map<String, String> requests, String action) {
        return find(entries, action, requests.getOrDefault(action, "")).orElseThrow();
    }

    private static Optional<JsonNode> find(List<JsonNode> entries, String action, String requestId) {
        return entries.stream()
                .filter(entry -> entry.path("action").asText().equals(action))
                .filter(entry -> entry.path("requestId").asText().equals(requestId))
                .findFirst();
    }

    private static int verify(String... arguments) {
        var out = new ByteArrayOutputStream();
        int exit = RunningStack.verifyAuditLog(new PrintStream(out, true, StandardCharsets.UTF_8), arguments);
        assertTrue(
                out.toString(StandardCharsets.UTF_8).contains(exit == 0 ? "all intact." : "NOT INTACT"), out::toString);
        return exit;
    }
}
