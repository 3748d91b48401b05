package dev.tollgate.gateway.credential;

import dev.tollgate.gateway.principal.Caller;
import dev.tollgate.platform.error.Problem;

/** What the owner of a credential says of it, now. */
public sealed interface Resolution {
    /** It holds; the caller's mode is the credential's own. */
    record Resolved(Caller caller) implements Resolution {}

    /** It does not, and this is what the client is told. */
    record Refused(Problem problem) implements Resolution {}
}
