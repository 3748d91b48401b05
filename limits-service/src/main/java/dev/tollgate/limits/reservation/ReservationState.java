package dev.tollgate.limits.reservation;

import java.util.Locale;

/** {@code reserved → committed | released}, once; {@code denied} is an answer that nothing follows. */
public enum ReservationState {
    RESERVED,
    COMMITTED,
    RELEASED,
    DENIED;

    boolean mayBecome(ReservationState next) {
        return this == RESERVED && (next == COMMITTED || next == RELEASED);
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReservationState parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
