package dev.tollgate.limits.reservation;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topics that this service owns. */
@Singleton
class ReservationTopics {
    @Produces
    @Singleton
    Topic reservations() {
        return Topic.of(ReservationEvent.RESERVED);
    }

    @Produces
    @Singleton
    Topic denials() {
        return Topic.of(ReservationEvent.DENIED);
    }
}
