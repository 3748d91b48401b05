package dev.tollgate.limits.reservation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tollgate.limits.ceiling.CeilingDecision;
import dev.tollgate.limits.ceiling.DenialDetails;
import dev.tollgate.platform.event.Fact;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What happens to a reservation (docs/reference/service-interfaces.md, topics of limits). */
sealed interface ReservationEvent extends Fact {
    FactType RESERVED = new FactType("limits", "reservation", "reserved");
    FactType COMMITTED = new FactType("limits", "reservation", "committed");
    FactType RELEASED = new FactType("limits", "reservation", "released");
    FactType DENIED = new FactType("limits", "denial", "denied");

    Reservation reservation();

    @Override
    default String subject() {
        return reservation().id();
    }

    @Override
    default String orgId() {
        return reservation().tenant().orgId();
    }

    @Override
    default Mode mode() {
        return reservation().tenant().mode();
    }

    @Override
    default Object data() {
        return Data.of(reservation());
    }

    /** The end of a reservation. */
    sealed interface Closed extends ReservationEvent {
        ReservationState state();
    }

    /** It fits, and counts from now on. */
    record Reserved(Reservation reservation) implements ReservationEvent {
        @Override
        public FactType type() {
            return RESERVED;
        }
    }

    /** The money arrived; it counts for good. */
    record Committed(Reservation reservation) implements Closed {
        @Override
        public FactType type() {
            return COMMITTED;
        }

        @Override
        public ReservationState state() {
            return ReservationState.COMMITTED;
        }
    }

    /** It came to nothing; it counts no more. */
    record Released(Reservation reservation) implements Closed {
        @Override
        public FactType type() {
            return RELEASED;
        }

        @Override
        public ReservationState state() {
            return ReservationState.RELEASED;
        }
    }

    /** It does not fit. The subject is the id under which the denial is kept. */
    record Denied(Reservation reservation, CeilingDecision.Exceeded why) implements ReservationEvent {
        @Override
        public FactType type() {
            return DENIED;
        }

        @Override
        public Object data() {
            return new DenialData(DenialDetails.of(why), reservation.reference(), reservation.path());
        }
    }

    /** {@code usdAmount} is what counts against the ceilings. */
    @RegisterForReflection
    record Data(String reservationId, String reference, String path, String amount, String currency, String usdAmount) {
        static Data of(Reservation reservation) {
            return new Data(
                    reservation.id(),
                    reservation.reference(),
                    reservation.path(),
                    reservation.amount().amount(),
                    reservation.amount().currency().getCurrencyCode(),
                    reservation.usd().amount());
        }
    }

    /** The details of the 403, and what was denied. */
    @RegisterForReflection
    record DenialData(@JsonUnwrapped DenialDetails details, String reference, String path) {}
}
