package dev.tollgate.gateway.upstream;

import dev.tollgate.platform.error.Upstream;
import io.netty.channel.EventLoop;
import io.quarkus.runtime.Startup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.impl.ContextInternal;
import jakarta.inject.Singleton;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Kept connections to the services, for what passes through and for the gateway's own calls. */
@Startup
@Singleton
public class Connections {
    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CHECKED_EVERY = Duration.ofMillis(50);
    private static final Duration KEPT_IDLE = Duration.ofSeconds(30);
    private static final int WAITING_PER_CONNECTION = 4;

    private final Vertx vertx;
    private final HttpClientOptions options;
    private final Map<EventLoop, Line> lines = new ConcurrentHashMap<>();
    private final Duration timeout;
    private final Duration uploadTimeout;
    private final Map<Service, Neighbour> neighbours = new EnumMap<>(Service.class);

    /** What one event loop has of its own: nothing of it is handed from thread to thread. */
    private record Line(HttpClient client, Deadlines answers, Deadlines uploads) {
        void check() {
            answers.check();
            uploads.check();
        }
    }

    private record Neighbour(URI address, Breaker breaker) {}

    Connections(
            Vertx vertx,
            Config config,
            @ConfigProperty(name = "tollgate.upstream.timeout") Duration timeout,
            @ConfigProperty(name = "tollgate.upstream.upload-timeout") Duration uploadTimeout,
            @ConfigProperty(name = "tollgate.upstream.connections") int connections) {
        this.vertx = vertx;
        this.timeout = timeout;
        this.uploadTimeout = uploadTimeout;
        this.options = new HttpClientOptions()
                .setMaxPoolSize(connections)
                .setMaxWaitQueueSize(connections * WAITING_PER_CONNECTION)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setKeepAliveTimeout((int) KEPT_IDLE.toSeconds())
                .setDecompressionSupported(false);
        for (var service : Service.values()) {
            var address = URI.create(config.getValue("tollgate." + service.wire() + "-url", String.class));
            neighbours.put(service, new Neighbour(address, new Breaker(System::nanoTime)));
        }
    }

    /**
     * A request to a service, not yet sent. Fails with 503 {@code UpstreamUnavailable} if there is no connection to be had, or at once
     * while the service is known not to answer. It has {@code tollgate.upstream.timeout} until the last byte of its answer; then the answer, or
     * its body, fails by what {@link #timedOut} tells. Each service has its own pool: a slow one takes no connection of another.
     *
     * @param goesOn asked when the time is over: if it says yes, because the answer is one that streams and more of it has come, the
     *     time begins anew
     */
    public Future<HttpClientRequest> open(Service service, HttpMethod method, String uri, BooleanSupplier goesOn) {
        return open(service, method, uri, goesOn, Line::answers);
    }

    /** The same for a request that brings a file: it has {@code tollgate.upstream.upload-timeout} altogether, because a client's line may be slow. */
    public Future<HttpClientRequest> openForFile(
            Service service, HttpMethod method, String uri, BooleanSupplier goesOn) {
        return open(service, method, uri, goesOn, Line::uploads);
    }

    private Future<HttpClientRequest> open(
            Service service, HttpMethod method, String uri, BooleanSupplier goesOn, Function<Line, Deadlines> allowed) {
        var neighbour = neighbour(service);
        if (!neighbour.breaker().lets()) {
            return Future.failedFuture(Upstream.unavailable());
        }
        var address = neighbour.address();
        var line = line();
        return soon(line.client()
                        .request(new RequestOptions()
                                .setMethod(method)
                                .setHost(address.getHost())
                                .setPort(address.getPort())
                                .setSsl("https".equals(address.getScheme()))
                                .setURI(uri)))
                .map(request -> {
                    var deadline = allowed.apply(line).begin(goesOn, () -> request.reset(0, new TimeoutException()));
                    request.response().onComplete(answered -> {
                        if (answered.succeeded()) {
                            neighbour.breaker().answered();
                            answered.result().end().onComplete(ended -> deadline.met());
                        } else {
                            deadline.met();
                        }
                    });
                    return request.exceptionHandler(failure -> LOG.debugf("%s: %s", service.wire(), failure));
                })
                .recover(unreachable -> {
                    LOG.warnf("%s is not reachable: %s", service.wire(), unreachable.toString());
                    if (!(unreachable instanceof ConnectionPoolTooBusyException)) { // busy is not silent
                        neighbour.breaker().failed();
                    }
                    return Future.failedFuture(Upstream.unavailable());
                });
    }

    /** The connection, if it is to be had soon; most are at once, without any timer. One that comes too late goes back unused. */
    private static Future<HttpClientRequest> soon(Future<HttpClientRequest> connecting) {
        if (connecting.isComplete()) {
            return connecting;
        }
        var soon = connecting.timeout(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        connecting.onSuccess(request -> {
            if (soon.failed()) {
                request.reset();
            }
        });
        return soon;
    }

    private Line line() {
        var context = (ContextInternal) vertx.getOrCreateContext();
        var line = lines.get(context.nettyEventLoop());
        return line != null
                ? line
                : lines.computeIfAbsent(context.nettyEventLoop(), first -> {
                    var made = new Line(
                            vertx.createHttpClient(options),
                            new Deadlines(timeout, System::nanoTime),
                            new Deadlines(uploadTimeout, System::nanoTime));
                    context.setPeriodic(CHECKED_EVERY.toMillis(), again -> made.check());
                    return made;
                });
    }

    /** Takes note that a service did not answer a request that was complete; enough of these in a row, and it is left alone for a while. */
    public void silent(Service service) {
        neighbour(service).breaker().failed();
    }

    private Neighbour neighbour(Service service) {
        var neighbour = neighbours.get(service);
        if (neighbour == null) {
            throw new IllegalStateException("no address for " + service);
        }
        return neighbour;
    }

    /** Whether the answer had not come in the time that its request had. */
    public static boolean timedOut(Throwable failure) {
        return failure instanceof StreamResetException && failure.getCause() instanceof TimeoutException;
    }

    /**
     * Whether a request failed because a kept connection turned out to be closed: the service may have been restarted, and a request
     * that can be repeated is worth a second try.
     */
    public static boolean wasClosed(Throwable failure) {
        return failure instanceof HttpClosedException
                || failure instanceof SocketException
                || (failure instanceof StreamResetException && !timedOut(failure));
    }
}
