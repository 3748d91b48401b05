package dev.tollgate.gateway;

import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All services behind the gateway under test, and shorthand for what they say of credentials. */
final class Services {
    static final String KEYS_RESOLVE = "/internal/v1/api-keys/resolve";
    static final String AGENTS_RESOLVE = "/internal/v1/agents/resolve";
    static final String SESSIONS_RESOLVE = "/internal/v1/sessions/resolve";
    static final String QUOTA = "/internal/v1/request-quota";
    static final String READY = "/q/health/ready";

    private static final String GENEROUS =
            "{\"granted\":100,\"limit\":1000,\"windowSeconds\":60,\"remaining\":850,\"retryAfterMillis\":0}";

    final FakeService auth = new FakeService();
    final FakeService keys = new FakeService();
    final FakeService onboarding = new FakeService();
    final FakeService payments = new FakeService();
    final FakeService limits = new FakeService();
    final FakeService webhooks = new FakeService();

    Services() {
        reset();
    }

    List<FakeService> all() {
        return List.of(auth, keys, onboarding, payments, limits, webhooks);
    }

    Map<String, String> addresses() {
        return Map.of(
                "tollgate.auth-url", auth.url(),
                "tollgate.keys-url", keys.url(),
                "tollgate.onboarding-url", onboarding.url(),
                "tollgate.payments-url", payments.url(),
                "tollgate.limits-url", limits.url(),
                "tollgate.webhooks-url", webhooks.url());
    }

    void reset() {
        all().forEach(FakeService::reset);
        quota(GENEROUS);
    }

    /** What keys-service answers when it is asked for requests; such questions do not show in {@link FakeService#arrived}. */
    void quota(String answer) {
        keys.on(QUOTA, (FakeService.Streaming) exchange -> {
            exchange.getRequestBody().readAllBytes();
            FakeService.reply(exchange, 200, answer);
        });
    }

    /** A key that keys-service resolves; an organization's status is whatever {@link #status} says. */
    String key(String orgId, Mode mode, String... scopes) {
        var key = ApiKeyText.mint(mode);
        var granted = scopes.length == 0
                ? ""
                : ",\"scopes\":["
                        + List.of(scopes).stream()
                                .map(scope -> '"' + scope + '"')
                                .collect(Collectors.joining(",")) + "]";
        keys.on(KEYS_RESOLVE, 200, """
                {"outcome":"resolved","keyId":"%s","orgId":"%s","mode":"%s"%s}
                """.formatted(TestIds.next("key"), orgId, mode.wire(), granted));
        return key.text().reveal();
    }

    /** An agent's token that keys-service resolves, as it stands in {@code Authorization}. */
    String agent(String orgId, Mode mode) {
        keys.on(AGENTS_RESOLVE, 200, """
                {"outcome":"resolved","agentId":"%s","orgId":"%s","mode":"%s",
                 "scopes":["payment_intents:read","payment_intents:write","invoices:read"],"kyaTier":2}
                """.formatted(TestIds.next("agt"), orgId, mode.wire()));
        return "Bearer " + AgentTokenText.mint(mode).text().reveal();
    }

    /** A session that auth-service resolves. */
    String session(String orgId, Mode mode, String role) {
        auth.on(SESSIONS_RESOLVE, 200, """
                {"outcome":"resolved","sessionId":"ses_1","userId":"%s","actor":"user","orgId":"%s","mode":"%s","role":"%s"}
                """.formatted(TestIds.next("usr"), orgId, mode.wire(), role));
        return "Bearer aaaa.bbbb.cccc";
    }

    /** A member of the platform's staff. */
    String staff() {
        auth.on(SESSIONS_RESOLVE, 200, """
                {"outcome":"resolved","sessionId":"ses_2","userId":"%s","actor":"staff"}
                """.formatted(TestIds.next("usr")));
        return "Bearer aaaa.bbbb.dddd";
    }

    void status(String orgId, String status) {
        onboarding.on(statusPath(orgId), 200, "{\"status\":\"" + status + "\"}");
    }

    static String statusPath(String orgId) {
        return "/internal/v1/organizations/" + orgId + "/production-access";
    }
}
