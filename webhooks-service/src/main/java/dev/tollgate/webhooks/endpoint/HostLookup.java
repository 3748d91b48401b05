package dev.tollgate.webhooks.endpoint;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Finds the addresses of a host, off the event loop. Each look-up has a thread of its own, so a slow name server holds up nobody else;
 * how many there are at once is bounded by the deliveries on their way.
 */
@Singleton
public class HostLookup {
    private static final Duration CHECK_PATIENCE = Duration.ofSeconds(3);

    private final AddressGuard guard;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("dns-", 0).daemon().factory());

    HostLookup(AddressGuard guard) {
        this.guard = guard;
    }

    /**
     * At subscription time: a {@code ValidationError} when the host has addresses and none is allowed. A name that is not known (yet) passes,
     * because every attempt looks again.
     */
    public Uni<Void> check(EndpointUrl url) {
        return addresses(url, CHECK_PATIENCE)
                .invoke(found -> {
                    if (!found.isEmpty() && found.stream().noneMatch(guard::allows)) {
                        throw EndpointUrl.refused();
                    }
                })
                .replaceWithVoid();
    }

    /** At an attempt: the address to connect to, or why there is none. */
    Uni<Target> target(EndpointUrl url, Duration patience) {
        return addresses(url, patience).map(found -> {
            if (found.isEmpty()) {
                return new Target.None("the host name does not resolve");
            }
            return found.stream()
                    .filter(guard::allows)
                    .findFirst()
                    .<Target>map(Target.Pinned::new)
                    .orElseGet(() -> new Target.None("the host's address is not public"));
        });
    }

    /** The one address of an attempt. */
    sealed interface Target {
        record Pinned(InetAddress address) implements Target {}

        record None(String reason) implements Target {}
    }

    private Uni<List<InetAddress>> addresses(EndpointUrl url, Duration patience) {
        var context = Vertx.currentContext();
        var found = Uni.createFrom()
                .completionStage(() -> CompletableFuture.supplyAsync(() -> lookUp(url), threads))
                .ifNoItem()
                .after(patience)
                .recoverWithItem(List.of());
        return context == null ? found : found.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }

    private static List<InetAddress> lookUp(EndpointUrl url) {
        try {
            return Stream.of(InetAddress.getAllByName(url.host())).toList();
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
