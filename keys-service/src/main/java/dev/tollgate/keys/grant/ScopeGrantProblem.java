package dev.tollgate.keys.grant;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import java.util.List;

/** Every way in which grants are refused to somebody, but for those that all services share. */
final class ScopeGrantProblem {
    private ScopeGrantProblem() {}

    /** Absent, another organization's, or the other mode's. */
    static Problem noSuchAgent() {
        return Problem.invalid("agentId: is no agent of this organization in this mode");
    }

    static Problem used() {
        return Problem.invalidState("A grant that was used can't be revoked.", "used", List.of("unused", "revoked"));
    }

    static Problem onlyForAgents() {
        return Problem.of(ErrorCode.FORBIDDEN, "Only an agent uses its grants.");
    }
}
