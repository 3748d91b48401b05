package dev.tollgate.gateway.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.error.Problem;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    @ParameterizedTest
    @CsvSource({
        "POST, /v1/organizations, AUTH, false, OPEN",
        "POST, /v1/auth/signin, AUTH, false, OPEN",
        "POST, /v1/auth/sessions/consume, AUTH, false, OPEN",
        "POST, /v1/auth/signout, AUTH, true, OPEN_TO_SESSIONS",
        "POST, /v1/auth/switch-mode, AUTH, true, OPEN_TO_SESSIONS",
        "GET, /v1/members, AUTH, true, GATED",
        "DELETE, /v1/members/usr_1, AUTH, true, GATED",
        "GET, /.well-known/jwks.json, AUTH, false, OPEN",
        "HEAD, /.well-known/jwks.json, AUTH, false, OPEN",
        "POST, /v1/api-keys, KEYS, true, GATED",
        "DELETE, /v1/api-keys/key_1, KEYS, true, GATED",
        "POST, /v1/agents/agt_1/freeze, KEYS, true, GATED",
        "GET, /v1/scope-grants, KEYS, true, GATED",
        "GET, /v1/tenants/production-status, ONBOARDING, true, OPEN",
        "POST, /v1/tenants/production-status, ONBOARDING, true, GATED",
        "POST, /v1/tenants/declare-production, ONBOARDING, true, GATED",
        "POST, /v1/production-access/request, ONBOARDING, true, GATED",
        "POST, /v1/admin/production-access/org_1/approve, ONBOARDING, true, GATED",
        "POST, /v1/admin/kyb/org_1/approve, ONBOARDING, true, GATED",
        "POST, /v1/onboarding/kyb, ONBOARDING, true, GATED",
        "POST, /v1/notifications/read-all, ONBOARDING, true, GATED",
        "GET, /v1/audit-log, AUTH, true, GATED",
        "POST, /v1/connected-accounts/acct_1/submit, ONBOARDING, true, GATED",
        "POST, /v1/admin/connected-accounts/acct_1/approve, ONBOARDING, true, GATED",
        "PUT, /v1/uploads/token.of.a.document, ONBOARDING, false, OPEN",
        "GET, /connect/terms/tos_1, ONBOARDING, false, OPEN",
        "GET, /v1/limits, LIMITS, true, GATED",
        "PUT, /v1/admin/organizations/org_1/beta-ceiling, LIMITS, true, GATED",
        "PUT, /v1/admin/organizations/org_1/request-limits, KEYS, true, GATED",
        "POST, /v1/payment-intents, PAYMENTS, true, MOVES_MONEY",
        "GET, /v1/payment-intents, PAYMENTS, true, GATED",
        "POST, /v1/payment-intents/pi_1/cancel, PAYMENTS, true, GATED",
        "POST, /v1/invoices, PAYMENTS, true, MOVES_MONEY",
        "PATCH, /v1/invoices/inv_1, PAYMENTS, true, GATED",
        "POST, /v1/rails/acme/callbacks, PAYMENTS, false, OPEN",
        "GET, /pay/abc, PAYMENTS, false, OPEN",
        "PATCH, /v1/webhook-subscriptions/whsub_1, WEBHOOKS, true, GATED",
    })
    void publicPathsLeadToTheirService(String method, String path, Service service, boolean credential, LiveRule live) {
        var route = RouteTable.find(HttpMethod.valueOf(method), path);
        assertEquals(service, route.service());
        assertEquals(credential, route.needsCredential());
        assertEquals(live, route.live());
    }

    @Test
    void contextIsAnsweredByTheGateway() {
        assertNull(RouteTable.find(HttpMethod.GET, "/v1/context").service());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/",
                "/v1/unknown",
                "/v1/api-keysx",
                "/v1/api-key",
                "/V1/api-keys",
                "/v1/limits/all",
                "/v1/audit-log/1",
                "/v1/admin",
                "/v1/admin/organizations",
                "/v1/context/x",
                "/v1/rails/acme",
                "/v1/rails/acme/x/callbacks",
                "/xwell-known/jwks.json",
                "/.well-known/jwksxjson",
                "/internal/v1/api-keys/resolve",
                "/q/health",
                "/q/metrics",
                "/payx",
                "/v1/uploads/a/b",
                "/connect/terms",
            })
    void everythingElseIsNotFound(String path) {
        assertEquals("NotFound", refusal(HttpMethod.GET, path));
        assertEquals("NotFound", refusal(HttpMethod.POST, path));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/organizations",
        "GET, /v1/auth/signin",
        "GET, /v1/auth/signout",
        "POST, /.well-known/jwks.json",
        "POST, /v1/context",
        "GET, /v1/rails/acme/callbacks",
        "TRACE, /v1/api-keys",
        "OPTIONS, /v1/api-keys",
        "CONNECT, /v1/api-keys",
        "LOCK, /pay/abc",
        "GET, /v1/uploads/token",
        "POST, /connect/terms/tos_1",
    })
    void methodsThatNobodyTakesAreRefused(String method, String path) {
        assertEquals("MethodNotAllowed", refusal(HttpMethod.valueOf(method), path));
    }

    private static String refusal(HttpMethod method, String path) {
        return assertThrows(Problem.class, () -> RouteTable.find(method, path))
                .code()
                .name();
    }
}
