package dev.tollgate.webhooks.endpoint;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request and what comes back before the time is up. A status line in time is an answer even if the body trickles on: the rest of it is
 * not waited for. Lives on one Vert.x context.
 */
final class Exchange {
    static final int EXCERPT_BYTES = 4096;

    private final Vertx vertx;
    private final Clock clock;
    private final Duration timeout;
    private final Promise<Answer> answer = Promise.promise();
    private final Buffer excerpt = Buffer.buffer();
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;

    Exchange(Vertx vertx, Clock clock, Duration timeout) {
        this.vertx = vertx;
        this.clock = clock;
        this.timeout = timeout;
    }

    Future<Answer> run(HttpClient http, RequestOptions options, String body, Duration left) {
        long timer = vertx.setTimer(Math.max(1, left.toMillis()), ignored -> end(late()));
        http.request(options)
                .compose(opened -> send(opened, body))
                .onSuccess(this::read)
                .onFailure(failure -> end(new Answer.Unanswered(describe(failure))));
        return answer.future().onComplete(ignored -> vertx.cancelTimer(timer));
    }

    private Future<HttpClientResponse> send(HttpClientRequest opened, String body) {
        request = opened;
        if (answer.future().isComplete()) {
            opened.reset();
        }
        return opened.send(Buffer.buffer(body));
    }

    private void read(HttpClientResponse came) {
        response = came;
        came.exceptionHandler(cut -> end(responded(came)))
                .endHandler(ignored -> end(responded(came)))
                .handler(this::keep);
    }

    private void keep(Buffer chunk) {
        var came = response;
        excerpt.appendBuffer(chunk, 0, Math.min(chunk.length(), EXCERPT_BYTES - excerpt.length()));
        if (came != null && excerpt.length() == EXCERPT_BYTES) {
            end(responded(came));
        }
    }

    private void end(Answer outcome) {
        if (answer.tryComplete(outcome) && request != null) {
            request.reset();
        }
    }

    private Answer late() {
        var came = response;
        return came != null ? responded(came) : new Answer.Unanswered("no answer within " + timeout.toMillis() + " ms");
    }

    private Answer responded(HttpClientResponse came) {
        return new Answer.Responded(
                came.statusCode(),
                new String(excerpt.getBytes(), StandardCharsets.UTF_8).replace('\0', '\ufffd'),
                RetryAfter.parse(came.getHeader("retry-after"), clock.instant()));
    }

    /** In words for the integrator; nothing of our network is in them. */
    private static String describe(Throwable failure) {
        return switch (failure) {
            case SSLException ignored ->
                "TLS handshake failed: the certificate is not trusted for this host, or TLS is not spoken";
            case ConnectException ignored -> "no connection: refused or timed out";
            case NoRouteToHostException ignored -> "no connection: no route to the host";
            case HttpClosedException ignored -> "the connection was closed before an answer";
            default -> "the request failed";
        };
    }
}
