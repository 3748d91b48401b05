package dev.tollgate.onboarding.kyb;

import dev.tollgate.onboarding.access.ProductionAccessState;
import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import java.util.List;
import java.util.Map;

/** Every way this feature says no. */
final class KybProblem {
    private KybProblem() {}

    static Problem liveIsClosed(ProductionAccessState access) {
        return Problem.of(
                ErrorCode.FORBIDDEN,
                "Onboarding in live needs approved production access.",
                Map.of("productionAccessStatus", access.wire()));
    }

    static Problem alreadySubmitted(KybStatus current) {
        return invalid(
                "The application is " + current.wire() + "; there is nothing to submit.",
                current,
                KybStatus.OPEN_TO_SUBMISSION);
    }

    static Problem notPending(KybStatus current) {
        return invalid(
                "The application is " + current.wire() + "; there is nothing to decide.",
                current,
                List.of(KybStatus.PENDING));
    }

    /** The application that the reviewer looked at was decided, and another one waits. */
    static Problem anotherSubmission(long latest) {
        return invalid(
                "Another application waits than the one you looked at: number " + latest + ".",
                KybStatus.PENDING,
                List.of(KybStatus.PENDING));
    }

    private static Problem invalid(String message, KybStatus current, List<KybStatus> allowed) {
        return Problem.invalidState(
                message, current.wire(), allowed.stream().map(KybStatus::wire).toList());
    }
}
