package dev.tollgate.gateway.edge;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Whether this replica is on its way out. From then on {@code /readyz} says so and each answer closes its connection; Quarkus waits for
 * the requests in flight ({@code quarkus.shutdown.timeout}) and, before that, for load balancers ({@code quarkus.shutdown.delay}).
 */
@ApplicationScoped
class Draining {
    private volatile boolean begun;

    void begin(@Observes ShutdownDelayInitiatedEvent stopping) {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }
}
