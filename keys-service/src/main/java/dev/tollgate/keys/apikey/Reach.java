package dev.tollgate.keys.apikey;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which keys a credential can see and touch: a person, at the dashboard, those of both modes; an API key, those of its own mode, and
 * only if it holds {@code api_keys:write}. All others are absent for it.
 */
record Reach(String orgId, Set<Mode> modes) {
    static Reach of(Principal caller) {
        var tenant = caller.requireTenant();
        return switch (caller.actor()) {
            case USER -> new Reach(tenant.orgId(), EnumSet.allOf(Mode.class));
            case API_KEY -> {
                if (!caller.mayUse(ApiKeyScope.WRITE_API_KEYS)) {
                    throw ApiKeyProblem.lacksScope(
                            caller,
                            ApiKeyScope.WRITE_API_KEYS,
                            "This credential lacks the scope " + ApiKeyScope.WRITE_API_KEYS + ".");
                }
                yield new Reach(tenant.orgId(), EnumSet.of(tenant.mode()));
            }
            case AGENT, STAFF, SERVICE, ANONYMOUS -> throw ApiKeyProblem.notForAgents();
        };
    }

    /** The modes as the database has them. */
    List<String> modeNames() {
        return modes.stream().map(Mode::wire).toList();
    }
}
