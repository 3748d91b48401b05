package dev.tollgate.keys.apikey;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scopes that a key can be restricted to (contract/credentials.md, Scopes). */
final class ApiKeyScope {
    /** To issue and revoke keys. */
    static final String WRITE_API_KEYS = "api_keys:write";

    static final List<String> ALL = List.of(
            "payment_intents:write",
            "payment_intents:read",
            "invoices:write",
            "invoices:read",
            "webhooks:write",
            "webhooks:read",
            WRITE_API_KEYS,
            "connected_accounts:write",
            "connected_accounts:read");

    private ApiKeyScope() {}

    /** One violation for each that is not in the table, {@code scopes[0]: unknown scope x:y}. */
    static List<String> violations(List<@Nullable String> scopes) {
        List<String> violations = new ArrayList<>();
        for (int i = 0; i < scopes.size(); i++) {
            var scope = scopes.get(i);
            if (scope == null || !ALL.contains(scope)) {
                violations.add("scopes[" + i + "]: unknown scope " + scope);
            }
        }
        return violations;
    }
}
