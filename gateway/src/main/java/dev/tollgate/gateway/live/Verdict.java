package dev.tollgate.gateway.live;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Principal;
import java.util.Map;

/** In which mode a request runs, or that it does not. */
public sealed interface Verdict {
    /** Who the request runs as, or would have run as. */
    Principal principal();

    /** Go on as this principal. */
    record Granted(Principal principal) implements Verdict {}

    /** Not without {@code production_approved}. */
    record Denied(Principal principal, String productionAccessStatus) implements Verdict {
        public Problem problem() {
            return Problem.of(
                    ErrorCode.FORBIDDEN,
                    "This needs production access, which your organization does not have.",
                    Map.of("productionAccessStatus", productionAccessStatus));
        }
    }
}
