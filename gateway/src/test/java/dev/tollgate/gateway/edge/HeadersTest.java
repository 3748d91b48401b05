package dev.tollgate.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9-]+)`");

    @Test
    void readmeListsExactlyWhatIsDropped() throws IOException {
        var readme = Files.readString(Path.of(System.getProperty("tollgate.root"), "gateway", "README.md"));
        var lists = readme.substring(readme.indexOf("Dropped from requests,"), readme.indexOf("Set afterwards,"))
                .split("\n- ", -1);
        assertEquals(Headers.OF_REQUESTS, names(lists[1]));
        assertEquals(Headers.OF_REQUESTS_BEGINNING, names(lists[2].split("\n\n", 2)[0]));
        assertEquals(Headers.OF_ANSWERS, names(lists[3]));
        assertEquals(Headers.OF_ANSWERS_BEGINNING, names(lists[4]));
    }

    private static Set<String> names(String list) {
        return NAME.matcher(list)
                .results()
                .map(name -> name.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

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
                "Idempotency_Key",
                "baggage",
            })
    void headersThatCouldNameAnIdentityAreDropped(String name) {
        assertTrue(Headers.isDroppedFromRequests(name), name);
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
        assertFalse(Headers.isDroppedFromRequests(name), name);
    }
}
