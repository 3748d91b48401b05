package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.upstream.InternalApi;
import dev.tollgate.gateway.upstream.Service;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** Which services say that they are ready. They are asked once a second at most, however many want to know: anybody may. */
@Singleton
class Readiness {
    private static final long KEPT_MILLIS = Duration.ofSeconds(1).toMillis();

    private final InternalApi services;
    private final Clock clock;
    private Asked last = new Asked(Long.MIN_VALUE, Future.succeededFuture(new JsonObject()));

    Readiness(InternalApi services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    private record Asked(long atMillis, Future<JsonObject> parts) {}

    /** Each service's name with {@code ready} or {@code unavailable}. */
    Future<JsonObject> known() {
        Promise<JsonObject> here = ContextInternal.current().promise();
        current().onComplete(here);
        return here.future();
    }

    private synchronized Future<JsonObject> current() {
        long now = clock.millis();
        if (now < last.atMillis() || now >= last.atMillis() + KEPT_MILLIS) {
            last = new Asked(now, ask());
        }
        return last.parts();
    }

    private Future<JsonObject> ask() {
        var parts = new TreeMap<String, Future<String>>();
        for (var service : Service.values()) {
            parts.put(service.wire(), services.ready(service));
        }
        return Future.join(List.copyOf(parts.values())).transform(asked -> {
            var told = new JsonObject();
            parts.forEach((part, answer) -> told.put(part, answer.succeeded() ? "ready" : "unavailable"));
            return Future.succeededFuture(told);
        });
    }
}
