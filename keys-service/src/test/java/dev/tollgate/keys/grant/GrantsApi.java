package dev.tollgate.keys.grant;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.createdAgent;

import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.restassured.response.Response;
import java.util.Map;

/** One organization with an agent, in one mode. */
record GrantsApi(String org, String mode, String agentId) {
    static GrantsApi ofNewOrganization(String mode) {
        var org = TestIds.next("org");
        return new GrantsApi(org, mode, createdAgent(org, mode).getString("id"));
    }

    String owner() {
        return TestTokens.user(org, "owner", mode);
    }

    /** A grant for this agent that does not end. */
    String given() {
        return give(owner(), Map.of("agentId", agentId, "scope", "treasury"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    Response give(String token, Map<String, ?> body) {
        return as(token).body(body).post("/v1/scope-grants");
    }

    Response list(String token, String query) {
        return as(token).get("/v1/scope-grants" + query);
    }

    Response revoke(String token, String id) {
        return as(token).delete("/v1/scope-grants/" + id);
    }

    /** By this agent, as payments passes its token on. */
    Response use(String reference) {
        return use(TestTokens.agentWithId(agentId, org, mode, "payment_intents:write"), reference);
    }

    Response use(String token, String reference) {
        return as(token)
                .body(Map.of("scope", "treasury", "reference", reference))
                .post("/internal/v1/scope-grants/use");
    }
}
