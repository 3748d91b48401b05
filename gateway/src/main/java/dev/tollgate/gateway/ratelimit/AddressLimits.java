package dev.tollgate.gateway.ratelimit;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Requests of addresses that nothing else is known of, in each minute, by this replica's own count. */
@Singleton
public class AddressLimits {
    private final ClientAddress clients;
    private final PerMinute requests;
    private final PerMinute refusals;

    AddressLimits(
            ClientAddress clients,
            Clock clock,
            @ConfigProperty(name = "tollgate.limits.public-requests") int requests,
            @ConfigProperty(name = "tollgate.limits.refused-credentials") int refusals) {
        this.clients = clients;
        this.requests = new PerMinute(requests, clock);
        this.refusals = new PerMinute(refusals, clock);
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

    private static void check(HttpServerRequest request, String policy, PerMinute count, boolean isBeyond) {
        if (isBeyond) {
            throw RateLimitProblem.exceeded(request.response().headers(), count.millisLeft(), policy, count.limit());
        }
    }
}
