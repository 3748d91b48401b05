package dev.tollgate.gateway.memory;

import dev.tollgate.gateway.upstream.InternalApi;
import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.coherence.Bulletin;
import dev.tollgate.platform.coherence.Bulletin.Change;
import dev.tollgate.platform.coherence.Subscription;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Keeps the leases with the services whose answers are remembered here: one exchange after the other with each. */
@ApplicationScoped
public class Subscriptions {
    private static final Logger LOG = Logger.getLogger(Subscriptions.class);

    /** An exchange without an answer is given up while the lease of the one before still has a while to go; the next one is answered at once. */
    private static final Duration PATIENCE = Subscription.LEASE.multipliedBy(2).dividedBy(5);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(100);

    private final InternalApi services;
    private final Vertx vertx;
    private final Clock clock;
    private final boolean enabled;
    private final Map<Service, Subscription> subscriptions = Map.of(
            Service.AUTH, new Subscription(),
            Service.KEYS, new Subscription(),
            Service.ONBOARDING, new Subscription());
    private volatile boolean stopped;

    Subscriptions(
            InternalApi services,
            Vertx vertx,
            Clock clock,
            @ConfigProperty(name = "tollgate.memory.enabled") boolean enabled) {
        this.services = services;
        this.vertx = vertx;
        this.clock = clock;
        this.enabled = enabled;
    }

    /** A memory of what this service says. */
    public <T> Memory<T> memoryOf(Service authority) {
        return new Memory<>(vertx, clock, Objects.requireNonNull(subscriptions.get(authority)));
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            subscriptions.forEach((authority, subscription) ->
                    vertx.runOnContext(ignored -> exchange(authority, subscription, true)));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void exchange(Service authority, Subscription subscription, boolean hadOne) {
        if (stopped) {
            return;
        }
        var exchange = subscription.begin();
        var body = new JsonObject()
                .put("subscriber", subscription.id())
                .put("heard", exchange.heard())
                .put("patient", hadOne);
        services.post(authority, "/internal/v1/changes", body, Subscriptions::bulletin)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(bulletin -> {
                    subscription.apply(exchange, bulletin);
                    if (!hadOne) {
                        LOG.infof("%s: the lease is back", authority.wire());
                    }
                    exchange(authority, subscription, true);
                })
                .onFailure(failure -> {
                    if (hadOne) {
                        LOG.warnf(
                                "%s: no lease, every request is asked about: %s", authority.wire(), failure.toString());
                    }
                    vertx.setTimer(PAUSE_AFTER_FAILURE.toMillis(), timer -> exchange(authority, subscription, false));
                });
    }

    private static Bulletin bulletin(JsonObject answer) {
        var changes = answer.getJsonArray("changes", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(change -> new Change(change.getLong("number"), change.getString("subject")))
                .toList();
        return new Bulletin(
                answer.getLong("upTo"),
                answer.getBoolean("complete"),
                answer.getBoolean("reset"),
                List.copyOf(changes));
    }
}
