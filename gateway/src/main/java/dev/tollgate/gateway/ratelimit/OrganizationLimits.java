package dev.tollgate.gateway.ratelimit;

import dev.tollgate.gateway.upstream.InternalApi;
import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Requests of organizations, per mode and across replicas. Staff belong to none and are not counted. */
@Singleton
public class OrganizationLimits {
    private static final int DEFAULT_TEST = 1_000;
    private static final int DEFAULT_LIVE = 6_000;
    private static final int DEFAULT_WINDOW_SECONDS = 60;
    private static final long PATIENCE_MILLIS = 1_000;
    private static final long LOOKED_AFTER_EVERY_MILLIS = Duration.ofSeconds(30).toMillis();

    /** A window: who used nothing for so long has nothing in it that counts. */
    private static final long FORGOTTEN_AFTER_MILLIS =
            Duration.ofSeconds(DEFAULT_WINDOW_SECONDS).toMillis();

    private final ConcurrentHashMap<Tenant, Share> shares = new ConcurrentHashMap<>();
    private final InternalApi services;
    private final Clock clock;

    OrganizationLimits(InternalApi services, Clock clock, Vertx vertx) {
        this.services = services;
        this.clock = clock;
        vertx.setPeriodic(LOOKED_AFTER_EVERY_MILLIS, late -> forget());
    }

    /** Lets one request in, or fails with 429 {@code RateLimitExceeded}; either way {@code headers}, the response's, tell what is left. */
    public Future<Void> count(@Nullable Tenant tenant, MultiMap headers) {
        if (tenant == null) {
            return Future.succeededFuture();
        }
        var share = shares.get(tenant);
        return (share != null ? share : shares.computeIfAbsent(tenant, this::share)).count(headers);
    }

    private Share share(Tenant tenant) {
        return new Share(
                tenant.mode() == Mode.LIVE ? DEFAULT_LIVE : DEFAULT_TEST,
                DEFAULT_WINDOW_SECONDS,
                tokens -> take(tenant, tokens),
                clock::millis);
    }

    private Future<Grant> take(Tenant tenant, int tokens) {
        var wanted = new JsonObject()
                .put("orgId", tenant.orgId())
                .put("mode", tenant.mode().wire())
                .put("tokens", tokens);
        return services.post(Service.KEYS, "/internal/v1/request-quota", wanted, Grant::read)
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void forget() {
        shares.values().removeIf(share -> share.isUnusedSince(clock.millis() - FORGOTTEN_AFTER_MILLIS));
    }
}
