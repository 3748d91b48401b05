package dev.tollgate.keys.apikey;

import dev.tollgate.platform.principal.Principal;
import java.util.Set;

/** The rule that nobody gives more than they have (contract/credentials.md, Who). */
record Issuer(Principal caller) {
    /** Refuses an order that goes beyond what the caller holds. People were checked by their role, at the route. */
    void require(ApiKeyOrder order) {
        if (!Reach.of(caller).modes().contains(order.tenant().mode())) {
            throw ApiKeyProblem.otherMode();
        }
        var held = caller.scopes();
        if (held != null) {
            requireHeld(held, order);
        }
    }

    private void requireHeld(Set<String> held, ApiKeyOrder order) {
        if (order.unrestricted()) {
            throw ApiKeyProblem.lacksScope(
                    caller, ApiKeyProblem.EVERY_SCOPE, "Only an unrestricted key can issue an unrestricted key.");
        }
        for (var scope : order.scopes()) {
            if (!held.contains(scope)) {
                throw ApiKeyProblem.lacksScope(
                        caller, scope, "This credential can't give the scope " + scope + ", which it lacks.");
            }
        }
    }
}
