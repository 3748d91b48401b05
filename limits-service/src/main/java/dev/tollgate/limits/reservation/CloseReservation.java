package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.CeilingRepository;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends a reservation when its owner says what became of the thing: once, whatever comes later or again, and in the windows in which it was
 * made.
 */
@ApplicationScoped
public class CloseReservation {
    private static final Logger LOG = Logger.getLogger(CloseReservation.class);

    private final ReservationRepository reservations;
    private final CeilingRepository ledgers;
    private final Outbox outbox;
    private final Clock clock;

    CloseReservation(ReservationRepository reservations, CeilingRepository ledgers, Outbox outbox, Clock clock) {
        this.reservations = reservations;
        this.ledgers = ledgers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** It settled: what was reserved counts for good. */
    public Uni<Void> commit(SqlConnection transaction, Tenant tenant, String reference) {
        return close(transaction, tenant, reference, Reservation::commit);
    }

    /** It came to nothing: what was reserved is given back. */
    public Uni<Void> release(SqlConnection transaction, Tenant tenant, String reference) {
        return close(transaction, tenant, reference, Reservation::release);
    }

    private Uni<Void> close(SqlConnection transaction, Tenant tenant, String reference, Closing closing) {
        return ledgers.lock(transaction, tenant.orgId())
                .chain(() -> reservations.find(transaction, tenant, reference))
                .chain(found -> end(transaction, reference, found, closing));
    }

    private Uni<Void> end(SqlConnection transaction, String reference, @Nullable Reservation found, Closing closing) {
        if (found == null) {
            LOG.infof("%s has no reservation", reference);
            return Uni.createFrom().voidItem();
        }
        var event = closing.apply(found);
        if (event == null) {
            LOG.infof(
                    "%s of %s was %s before",
                    found.id(), reference, found.state().wire());
            return Uni.createFrom().voidItem();
        }
        return reservations.close(transaction, event, clock.instant(), outbox.prepare(event));
    }

    /** A transition of the aggregate; null where it may not be made any more. */
    private interface Closing extends Function<Reservation, ReservationEvent.@Nullable Closed> {}
}
