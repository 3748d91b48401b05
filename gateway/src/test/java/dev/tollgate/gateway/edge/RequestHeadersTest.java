package dev.tollgate.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "X-API-Key",
                "x_api_key",
                "X-Environment",
                "X-Org-Id",
                "X-ORGANIZATION",
                "X_Tenant_Id",
                "X-Tollgate-Principal",
                "X-User",
                "X-User-Id",
                "X-Role",
                "X-Scopes",
                "X-Mode",
                "X-Live-Blocked",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "Forwarded",
                "X-Real-IP",
                "X-Client-IP",
                "True-Client-IP",
                "Cookie",
                "X-HTTP-Method-Override",
                "X-Method-Override",
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-Internal-Token",
                "Expect",
                "Via",
                "baggage",
            })
    void headersThatCouldNameAnIdentityAreDropped(String name) {
        assertTrue(RequestHeaders.isDropped(name), name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "Accept-Language",
                "Content-Type",
                "Content-Length",
                "Idempotency-Key",
                "User-Agent",
                "Date",
                "If-None-Match",
                "tracestate",
                "webhook-signature",
                "X-Signature",
                "X-Timestamp",
            })
    void otherHeadersGoOn(String name) {
        assertFalse(RequestHeaders.isDropped(name), name);
    }
}
