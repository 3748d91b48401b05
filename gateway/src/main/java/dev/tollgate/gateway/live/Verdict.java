package dev.tollgate.gateway.live;

import dev.tollgate.gateway.principal.Caller;
import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import java.util.Map;

/** In which mode a request runs, or that it does not. */
public sealed interface Verdict {
    /** The caller as the request runs, or would have run. */
    Caller caller();

    /** Go on as this caller. */
    record Granted(Caller caller) implements Verdict {}

    /** Not without {@code production_approved}. */
    record Denied(Caller caller, String productionAccessStatus) implements Verdict {
        public Problem problem() {
            return Problem.of(
                    ErrorCode.FORBIDDEN,
                    "This needs production access, which your organization does not have.",
                    Map.of("productionAccessStatus", productionAccessStatus));
        }
    }
}
