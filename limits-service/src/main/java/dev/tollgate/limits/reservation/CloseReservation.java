package dev.tollgate.limits.reservation;

import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Ends a reservation, in the transaction of whoever heard what became of the thing: once, whatever comes later or again, and in the windows in
 * which it was made.
 */
@ApplicationScoped
public class CloseReservation {
    private static final Logger LOG = Logger.getLogger(CloseReservation.class);

    private final DecideTogether together;

    CloseReservation(DecideTogether together) {
        this.together = together;
    }

    /** It settled: what was reserved counts for good. */
    public Uni<Void> commit(SqlConnection transaction, Tenant tenant, String reference) {
        return close(transaction, tenant, new Ending(reference, true, RequestTrace.current()));
    }

    /** It came to nothing: what was reserved is given back. */
    public Uni<Void> release(SqlConnection transaction, Tenant tenant, String reference) {
        return close(transaction, tenant, new Ending(reference, false, RequestTrace.current()));
    }

    private Uni<Void> close(SqlConnection transaction, Tenant tenant, Ending ending) {
        return together.decide(transaction, tenant, List.of(ending))
                .invoke(decisions -> tell(ending.reference(), decisions.getFirst()))
                .replaceWithVoid();
    }

    private static void tell(String reference, Decision decision) {
        switch (decision) {
            case Decision.Closed closed -> {}
            case Decision.Repeated(var first) -> LOG.infof("%s had ended before: %s", reference, first);
            default -> LOG.infof("%s has no reservation", reference);
        }
    }
}
