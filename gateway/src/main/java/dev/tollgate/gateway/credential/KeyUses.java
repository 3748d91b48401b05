package dev.tollgate.gateway.credential;

import dev.tollgate.gateway.upstream.InternalApi;
import dev.tollgate.gateway.upstream.Service;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Tells keys-service, in batches, when which key was last used ({@code lastUsedAt}, contract/credentials.md). A use costs no call and no
 * write. What a crash takes with it is a few seconds of uses.
 */
@Singleton
class KeyUses {
    private static final Logger LOG = Logger.getLogger(KeyUses.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration FINE_ENOUGH = Duration.ofSeconds(1);
    private static final Duration AT_THE_END = Duration.ofSeconds(2);
    private static final int MOST_AT_ONCE = 1_000;
    private static final int MOST = 100_000;

    private final InternalApi services;
    private final Vertx vertx;
    private final Clock clock;
    private final Map<String, Long> uses = new ConcurrentHashMap<>();

    KeyUses(InternalApi services, Vertx vertx, Clock clock) {
        this.services = services;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Most uses of a busy key follow another at once: they only look, as writing would take its memory from one processor to the next. */
    void used(String keyId) {
        long now = clock.millis();
        var last = uses.get(keyId);
        if (last == null || now - last >= FINE_ENOUGH.toMillis()) {
            uses.put(keyId, now);
        }
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(EVERY.toMillis(), timer -> tell());
    }

    void stop(@Observes ShutdownEvent event) throws Exception {
        try {
            tell().toCompletionStage().toCompletableFuture().get(AT_THE_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException unheard) {
            LOG.warn("keys-service did not hear of the last uses of keys");
        }
    }

    /**
     * One batch after the other until all have been told that were there; what could not be told is told with the next. A key in use is not
     * waited for to rest: its later uses are the next round's.
     */
    Future<Void> tell() {
        var batch = take();
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        return services.tell(Service.KEYS, "/internal/v1/api-keys/used", new JsonObject().put("uses", wire(batch)))
                .compose(heard -> batch.size() == MOST_AT_ONCE ? tell() : Future.succeededFuture(), failure -> {
                    putBack(batch);
                    return Future.succeededFuture();
                });
    }

    private Map<String, Long> take() {
        Map<String, Long> batch = new HashMap<>();
        for (var keyId : uses.keySet().stream().limit(MOST_AT_ONCE).toList()) {
            var at = uses.remove(keyId);
            if (at != null) {
                batch.put(keyId, at);
            }
        }
        return batch;
    }

    private void putBack(Map<String, Long> batch) {
        if (uses.size() < MOST) {
            batch.forEach((keyId, at) -> uses.merge(keyId, at, Math::max));
        }
    }

    private static JsonArray wire(Map<String, Long> batch) {
        var uses = new JsonArray();
        batch.forEach((keyId, at) -> uses.add(new JsonObject()
                .put("keyId", keyId)
                .put("at", Instant.ofEpochMilli(at).toString())));
        return uses;
    }
}
