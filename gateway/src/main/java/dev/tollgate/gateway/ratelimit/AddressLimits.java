package dev.tollgate.gateway.ratelimit;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Requests of addresses that nothing else is known of, by this replica's own count: public ones in each minute, refused credentials in windows of five seconds, so
 * that a flood of them does not ask for all that a minute allows at once.
 */
@Singleton
public class AddressLimits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration OF_REFUSALS = Duration.ofSeconds(5);
    private static final int WINDOWS = (int) MINUTE.dividedBy(OF_REFUSALS);

    private final ClientAddress clients;
    private final PerWindow requests;
    private final PerWindow refusals;

    AddressLimits(
            ClientAddress clients,
            Clock clock,
            @ConfigProperty(name = "tollgate.limits.public-requests") int requests,
            @ConfigProperty(name = "tollgate.limits.refused-credentials") int refusals) {
        this.clients = clients;
        this.requests = new PerWindow(requests, MINUTE, clock);
        this.refusals = new PerWindow(Math.ceilDiv(refusals, WINDOWS), OF_REFUSALS, clock);
    }

    /** Counts a request that needs no credential; 429 {@code RateLimitExceeded} if there were too many. */
    public void anonymous(HttpServerRequest request) {
        check(request, "address", requests, requests.add(1, clients.of(request)) > requests.limit());
    }

    /** Counts a request with a credential that its owner refused. */
    public void refused(HttpServerRequest request) {
        refusals.add(1, clients.of(request));
    }

    /** 429 {@code RateLimitExceeded} if so many were refused that nobody is asked about another one from there. */
    public void beforeAsking(HttpServerRequest request) {
        check(request, "refused-credentials", refusals, refusals.add(0, clients.of(request)) >= refusals.limit());
    }

    private static void check(HttpServerRequest request, String policy, PerWindow count, boolean isBeyond) {
        if (isBeyond) {
            throw RateLimitProblem.exceeded(request.response().headers(), policy, count);
        }
    }
}
