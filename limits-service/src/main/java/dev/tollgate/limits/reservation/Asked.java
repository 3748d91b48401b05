package dev.tollgate.limits.reservation;

import dev.tollgate.platform.principal.Principal;
import java.time.Instant;

/** A request on its way to an answer: who asked, for what, when. */
record Asked(Principal principal, ReservationRequest request, Reservation reservation, Instant at) {}
