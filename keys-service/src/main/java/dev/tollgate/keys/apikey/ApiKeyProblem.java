package dev.tollgate.keys.apikey;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Principal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every way in which keys are refused to somebody, but for those that all services share. */
final class ApiKeyProblem {
    /** What {@code required} says where only an unrestricted key would do. */
    static final String EVERY_SCOPE = "*";

    private ApiKeyProblem() {}

    /** The caller's key lacks a scope: for the route, or to pass it on. */
    static Problem lacksScope(Principal caller, String required, String message) {
        Set<String> granted = caller.scopes() == null ? Set.of() : new TreeSet<>(caller.scopes());
        return Problem.of(ErrorCode.INSUFFICIENT_SCOPE, message, Map.of("required", required, "granted", granted));
    }

    static Problem notForAgents() {
        return Problem.of(ErrorCode.FORBIDDEN, "API keys are managed by people and by API keys, not by agents.");
    }

    static Problem otherMode() {
        return Problem.of(ErrorCode.FORBIDDEN, "An API key can only issue keys of its own mode.");
    }

    static Problem issuerEnded() {
        return Problem.of(ErrorCode.FORBIDDEN, "The API key that asks is revoked or over.");
    }

    static Problem outlivesIssuer() {
        return Problem.of(ErrorCode.FORBIDDEN, "An API key can't issue a key that outlives it.");
    }

    static Problem liveNotApproved(String productionAccessStatus) {
        return Problem.of(
                ErrorCode.FORBIDDEN,
                "Live keys need approved production access.",
                Map.of("productionAccessStatus", productionAccessStatus));
    }
}
