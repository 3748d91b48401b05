package dev.tollgate.gateway;

import static dev.tollgate.gateway.Requests.ROUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several requests at once on one connection of HTTP/2: what happens to one is nothing to the others. */
@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class StreamsApiTest {
    private static final int PATIENCE_SECONDS = 20;
    private static final int LONG_ANSWER = 100_000;
    private static final String HELD = "/v1/limits";
    private static final long NO_ERROR = 0;
    private static final long INTERNAL_ERROR = 2;

    @SuppressWarnings("NullAway.Init") // set by BehindTheGate
    Services services;

    @TestHTTPResource(value = "/", tls = true)
    @SuppressWarnings("NullAway.Init") // set by Quarkus
    URI secure;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by Quarkus
    Vertx vertx;

    private final CountDownLatch held = new CountDownLatch(2);
    private final CountDownLatch open = new CountDownLatch(1);
    private String key = "";

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpClient client;

    @BeforeEach
    void prepare() {
        key = services.key(TestIds.next("org"), Mode.TEST);
        services.limits.on(HELD, (FakeService.Streaming) exchange -> {
            held.countDown();
            await(open);
            FakeService.reply(exchange, 200, "{\"finished\":true}");
        });
        client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setUseAlpn(true)
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setHttp2MaxPoolSize(1));
    }

    @AfterEach
    void forget() {
        open.countDown();
        client.close();
        services.reset();
    }

    @Test
    void drainingEndsTheConnectionAfterAllOfItsStreams() throws Exception {
        var first = get(HELD);
        var second = get(HELD);
        await(held);
        var closed = new CompletableFuture<Void>();
        first.connection().closeHandler(closed::complete);
        try (var _ = Stopping.begin()) {
            var told = get("/v1/context");
            assertEquals(200, told.answer().status());
            assertFalse(told.answer().headers().contains("Connection"), "HTTP/2 has no such header");
            assertSame(first.connection(), told.connection());
            assertFalse(closed.isDone());
            open.countDown();
            for (var request : List.of(first, second)) {
                assertEquals(200, request.answer().status());
                assertFalse(request.answer().headers().contains("Connection"));
                assertEquals("{\"finished\":true}", request.answer().text());
            }
            closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        var next = get("/v1/context");
        assertEquals(200, next.answer().status());
        assertNotSame(first.connection(), next.connection());
    }

    @Test
    void bodyThatNobodyWantsIsBrokenOffAlone() throws Exception {
        var sibling = sent(HttpMethod.PUT, "/v1/uploads/token"); // a file may take longer than what is awaited here
        sibling.request()
                .putHeader("Content-Type", "application/pdf")
                .setChunked(true)
                .write("x");
        var unfinished = sent(HttpMethod.POST, ROUTE);
        var broken = new CompletableFuture<Throwable>();
        unfinished
                .request()
                .exceptionHandler(broken::complete)
                .putHeader("Content-Type", "text/plain")
                .setChunked(true)
                .write("x");
        assertEquals(415, unfinished.answer().status());
        assertSame(sibling.connection(), unfinished.connection());
        assertEquals(NO_ERROR, code(broken.get(PATIENCE_SECONDS, TimeUnit.SECONDS)));
        sibling.request().end("y");
        assertEquals(200, sibling.answer().status());
        assertEquals("xy", services.onboarding.last().text());
    }

    @Test
    void answerThatBreaksOffBreaksOffAlone() throws Exception {
        services.payments.on(ROUTE, exchange -> {
            exchange.sendResponseHeaders(200, LONG_ANSWER);
            exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        });
        var sibling = get(HELD);
        var broken = get(ROUTE);
        assertEquals(200, broken.answer().status());
        var failure =
                assertThrows(ExecutionException.class, () -> broken.answer().text());
        assertEquals(INTERNAL_ERROR, code(Objects.requireNonNull(failure.getCause())));
        goesOn(sibling);
    }

    private void goesOn(Sent sibling) throws Exception {
        assertFalse(sibling.answered().isComplete());
        open.countDown();
        assertEquals("{\"finished\":true}", sibling.answer().text());
        assertSame(sibling.connection(), get("/v1/context").connection());
    }

    /** A request that was sent; its answer is read as it comes. */
    private record Sent(HttpClientRequest request, Future<Answer> answered) {
        HttpConnection connection() {
            return request.connection();
        }

        Answer answer() throws Exception {
            return StreamsApiTest.get(answered);
        }
    }

    private record Answer(int status, MultiMap headers, Future<Buffer> body) {
        String text() throws Exception {
            return StreamsApiTest.get(body).toString();
        }
    }

    private Sent get(String path) throws Exception {
        var sent = sent(HttpMethod.GET, path);
        sent.request().end();
        return sent;
    }

    private Sent sent(HttpMethod method, String path) throws Exception {
        var options = new RequestOptions()
                .setMethod(method)
                .setHost(secure.getHost())
                .setPort(secure.getPort())
                .setURI(path)
                .putHeader("X-API-Key", key);
        var request = get(client.request(options));
        var answered = request.response().map(head -> new Answer(head.statusCode(), head.headers(), head.body()));
        return new Sent(request, answered);
    }

    private static long code(Throwable failure) {
        return ((StreamResetException) failure).getCode();
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
