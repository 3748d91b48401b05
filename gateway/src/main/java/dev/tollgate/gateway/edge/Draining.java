package dev.tollgate.gateway.edge;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Whether this replica is on its way out. From then on {@code /readyz} says so. The rest is Quarkus' ({@code GracefulShutdownFilter}): an answer
 * in HTTP/1.1 closes its connection, one in HTTP/2 is followed by GOAWAY and leaves the other streams alone; it waits for load balancers ({@code
 * quarkus.shutdown.delay}) and then for the requests in flight ({@code quarkus.shutdown.timeout}).
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
