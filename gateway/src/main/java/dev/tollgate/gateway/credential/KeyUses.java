package dev.tollgate.gateway.credential;

import dev.tollgate.gateway.upstream.InternalApi;
import dev.tollgate.gateway.upstream.Service;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Tells keys-service, in batches, when which key was last used ({@code lastUsedAt}, contract/credentials.md). A use costs no call and no
 * write. What a crash takes with it is a few seconds of uses.
 */
@ApplicationScoped
class KeyUses {
    private static final Logger LOG = Logger.getLogger(KeyUses.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
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

    void used(String keyId) {
        uses.put(keyId, clock.millis());
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

    /** One batch after the other; what could not be told is told with the next. */
    Future<Void> tell() {
        var batch = new JsonArray();
        var told = new ConcurrentHashMap<String, Long>();
        for (var use : uses.entrySet()) {
            if (told.size() == MOST_AT_ONCE) {
                break;
            }
            told.put(use.getKey(), use.getValue());
            batch.add(new JsonObject()
                    .put("keyId", use.getKey())
                    .put("at", Instant.ofEpochMilli(use.getValue()).toString()));
        }
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        return services.tell(Service.KEYS, "/internal/v1/api-keys/used", new JsonObject().put("uses", batch))
                .compose(
                        heard -> {
                            told.forEach(uses::remove);
                            return tell();
                        },
                        failure -> {
                            if (uses.size() > MOST) {
                                uses.clear();
                            }
                            return Future.succeededFuture();
                        });
    }
}
