package dev.tollgate.auth.oidc;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;

/** Every way signing in by a provider says no. */
final class OidcProblem {
    private OidcProblem() {}

    /** One answer, whatever it was: who may sign in is nobody's business. */
    static Problem refused() {
        return Problem.of(ErrorCode.INVALID_JWT, "Signing in did not succeed; start again.");
    }

    static Problem foreignRedirect() {
        return Problem.invalid("redirectUri: is not one of the configured addresses");
    }
}
