package dev.tollgate.platform.coherence.memory;

import dev.tollgate.platform.coherence.Bulletin;
import dev.tollgate.platform.coherence.Bulletin.Change;
import dev.tollgate.platform.coherence.Subscription;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Keeps the lease with one authority, one exchange after the other, and hands out memories of what it says. */
public final class Subscriber {
    private static final Logger LOG = Logger.getLogger(Subscriber.class);

    /** An exchange without an answer is given up while the lease of the one before still has a while to go; the next one is answered at once. */
    private static final Duration PATIENCE = Subscription.LEASE.multipliedBy(2).dividedBy(5);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(100);

    /** How the authority is reached: {@code POST /internal/v1/changes} with this body, and the body of its answer. */
    @FunctionalInterface
    public interface Authority {
        Future<JsonObject> exchange(JsonObject body);
    }

    private final String name;
    private final Vertx vertx;
    private final Clock clock;
    private final Authority authority;
    private final Subscription subscription = new Subscription();
    private volatile boolean stopped;

    /**
     * Without a lease until {@link #start}ed.
     *
     * @param name of the authority, for logs
     */
    public Subscriber(String name, Vertx vertx, Clock clock, Authority authority) {
        this.name = name;
        this.vertx = vertx;
        this.clock = clock;
        this.authority = authority;
    }

    /** A memory of what this authority says. */
    public <T> Memory<T> memory() {
        return new Memory<>(vertx, clock, subscription);
    }

    /** Begins to exchange, on an event loop of its own choice. */
    public void start() {
        vertx.runOnContext(ignored -> exchange(true));
    }

    /** Exchanges no more; the lease runs out by itself. */
    public void stop() {
        stopped = true;
    }

    private void exchange(boolean hadOne) {
        if (stopped) {
            return;
        }
        var exchange = subscription.begin();
        var body = new JsonObject()
                .put("subscriber", subscription.id())
                .put("heard", exchange.heard())
                .put("patient", hadOne);
        Future.succeededFuture(body)
                .compose(authority::exchange)
                .map(Subscriber::bulletin)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(bulletin -> {
                    subscription.apply(exchange, bulletin);
                    if (!hadOne) {
                        LOG.infof("%s: exchanges again, what is remembered counts", name);
                    }
                    exchange(true);
                })
                .onFailure(failure -> {
                    if (hadOne) {
                        LOG.warnf(
                                "%s: no exchange, the lease runs out soon and every request is asked about then: %s",
                                name, failure.toString());
                    }
                    vertx.setTimer(PAUSE_AFTER_FAILURE.toMillis(), timer -> exchange(false));
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
