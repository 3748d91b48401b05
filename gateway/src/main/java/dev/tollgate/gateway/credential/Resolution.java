package dev.tollgate.gateway.credential;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Principal;

/** What the owner of a credential says of it, now. */
public sealed interface Resolution {
    /** It holds; the mode is the credential's own. */
    record Resolved(Principal principal) implements Resolution {}

    /** It does not, and this is what the client is told. */
    record Refused(Problem problem) implements Resolution {}
}
