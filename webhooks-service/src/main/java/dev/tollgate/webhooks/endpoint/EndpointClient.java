package dev.tollgate.webhooks.endpoint;

import dev.tollgate.webhooks.WebhooksSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;

/**
 * Sends one signed message once. The host is looked up once and the connection pinned to that address (Host header, SNI and certificate
 * check are the URL's); redirects are not followed; a connection serves one message, so nothing waits for another endpoint's.
 */
@Singleton
public class EndpointClient {
    private final Vertx vertx;
    private final HttpClient http;
    private final HostLookup lookup;
    private final Clock clock;
    private final Duration timeout;

    @Inject
    EndpointClient(Vertx vertx, HostLookup lookup, Clock clock, WebhooksSettings settings) {
        this(vertx, lookup, clock, settings, new HttpClientOptions());
    }

    /** @param options whom to trust, where that is not the usual authorities */
    EndpointClient(Vertx vertx, HostLookup lookup, Clock clock, WebhooksSettings settings, HttpClientOptions options) {
        this.vertx = vertx;
        this.lookup = lookup;
        this.clock = clock;
        this.timeout = settings.timeout();
        this.http = vertx.createHttpClient(new HttpClientOptions(options)
                .setName("webhooks")
                .setKeepAlive(false)
                .setMaxPoolSize(settings.concurrency())
                .setConnectTimeout((int) timeout.toMillis())
                .setTracingPolicy(TracingPolicy.IGNORE));
    }

    /** Always an item: what came of it. Never takes much longer than the configured timeout. */
    public Uni<Answer> send(Message message) {
        long start = System.nanoTime();
        return lookup.target(message.url(), timeout).chain(target -> switch (target) {
            case HostLookup.Target.None none -> Uni.createFrom().<Answer>item(new Answer.Unanswered(none.reason()));
            case HostLookup.Target.Pinned pinned ->
                Uni.createFrom()
                        .completionStage(
                                () -> exchange(message, pinned.address(), timeout.minusNanos(System.nanoTime() - start))
                                        .toCompletionStage());
        });
    }

    private Future<Answer> exchange(Message message, InetAddress address, Duration left) {
        return new Exchange(vertx, clock, timeout).run(http, request(message, address), message.body(), left);
    }

    private RequestOptions request(Message message, InetAddress address) {
        var url = message.url();
        long timestamp = clock.instant().getEpochSecond();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, url.port())))
                .setHost(url.uri().getHost())
                .setPort(url.port())
                .setSsl(url.isTls())
                .setURI(url.target())
                .setFollowRedirects(false)
                .putHeader("content-type", "application/json")
                .putHeader("user-agent", "Tollgate-Webhooks/1")
                .putHeader("webhook-id", message.id())
                .putHeader("webhook-timestamp", Long.toString(timestamp))
                .putHeader(
                        "webhook-signature", Signature.of(message.secret(), message.id(), timestamp, message.body()));
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
