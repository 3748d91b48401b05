package dev.tollgate.gateway.memory;

import dev.tollgate.gateway.upstream.InternalApi;
import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.coherence.memory.Memory;
import dev.tollgate.platform.coherence.memory.Subscriber;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps the leases with the services whose answers are remembered here. */
@ApplicationScoped
public class Subscriptions {
    private final boolean enabled;
    private final Map<Service, Subscriber> subscribers;

    Subscriptions(
            InternalApi services,
            Vertx vertx,
            Clock clock,
            @ConfigProperty(name = "tollgate.memory.enabled") boolean enabled) {
        this.enabled = enabled;
        this.subscribers = Stream.of(Service.AUTH, Service.KEYS, Service.ONBOARDING)
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        authority -> new Subscriber(
                                authority.wire(),
                                vertx,
                                clock,
                                body -> services.post(authority, "/internal/v1/changes", body, Function.identity()))));
    }

    /** A memory of what this service says. */
    public <T> Memory<T> memoryOf(Service authority) {
        return Objects.requireNonNull(subscribers.get(authority)).memory();
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            subscribers.values().forEach(Subscriber::start);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        subscribers.values().forEach(Subscriber::stop);
    }
}
