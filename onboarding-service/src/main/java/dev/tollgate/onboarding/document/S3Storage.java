package dev.tollgate.onboarding.document;

import dev.tollgate.onboarding.document.Document.Content;
import dev.tollgate.platform.error.Upstream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * S3, or what speaks like it (MinIO, R2, Ceph), with the bucket in the path. Requests of ours are presigned too: one way to sign, and Vert.x's client to
 * send. A response other than expected is 503: the storage is away, or says no to us, which is no fault of the client's.
 */
final class S3Storage implements DocumentStorage {
    private static final Logger LOG = Logger.getLogger(S3Storage.class);
    private static final Duration OURS = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int PARTIAL = 206;
    private static final int NOT_FOUND = 404;
    private static final int NO_SUCH_RANGE = 416;

    private final S3Signature signature;
    private final URI bucket;
    private final HttpClient client;
    private final Clock clock;

    /** @param bucket the URL of the bucket, {@code https://s3.eu-central-1.amazonaws.com/documents} */
    S3Storage(S3Signature signature, URI bucket, Vertx vertx, Clock clock) {
        this.signature = signature;
        this.bucket = bucket;
        this.client = vertx.createHttpClient();
        this.clock = clock;
    }

    @Override
    public Target target(Document document) {
        var headers = Map.of("Content-Type", document.kind().contentType(), "If-None-Match", "*");
        var left = Duration.between(clock.instant(), document.expiresAt());
        return new Target(signature.presign("PUT", address(document), headers, left), headers);
    }

    @Override
    public Uni<Optional<Content>> inspect(Document document, Duration patience) {
        var range = Map.of("Range", "bytes=0-" + (FileKind.LONGEST_START - 1));
        return send("GET", document, range, patience).chain(response -> switch (response.statusCode()) {
            case OK, PARTIAL -> response.body().map(start -> Optional.of(Content.of(size(response), start.getBytes())));
            // an object without a byte has no range; it is there all the same
            case NO_SUCH_RANGE -> response.end().replaceWith(Optional.of(Content.of(0, new byte[0])));
            case NOT_FOUND -> response.end().replaceWith(Optional.<Content>empty());
            default -> refused("GET", response);
        });
    }

    /** {@code Content-Range: bytes 0-7/1234}; without one, all of it came. */
    private static long size(HttpClientResponse response) {
        var range = response.getHeader("Content-Range");
        return Long.parseLong(
                range == null ? response.getHeader("Content-Length") : range.substring(range.indexOf('/') + 1));
    }

    @Override
    public Uni<Buffer> read(Document document) {
        return send("GET", document, Map.of())
                .chain(response -> response.statusCode() == OK
                        ? response.body().map(content -> content.getDelegate())
                        : refused("GET", response));
    }

    @Override
    public Uni<Void> delete(Document document) {
        return send("DELETE", document, Map.of()).chain(response -> switch (response.statusCode()) {
            case OK, NO_CONTENT, NOT_FOUND -> response.end();
            default -> refused("DELETE", response);
        });
    }

    /** Nothing: S3 writes an object whole or not at all, and each is named by a row. */
    @Override
    public Uni<Void> tidy() {
        return Uni.createFrom().voidItem();
    }

    private Uni<HttpClientResponse> send(String method, Document document, Map<String, String> headers) {
        return send(method, document, headers, PATIENCE);
    }

    private Uni<HttpClientResponse> send(
            String method, Document document, Map<String, String> headers, Duration patience) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(method))
                .setAbsoluteURI(signature.presign(method, address(document), headers, OURS))
                .setTimeout(patience.toMillis());
        headers.forEach(options::putHeader);
        return client.request(options)
                .chain(request -> request.send())
                .onFailure()
                .transform(away -> {
                    LOG.warnf(
                            "the document storage does not answer: %s",
                            away.getClass().getSimpleName());
                    return Upstream.unavailable();
                });
    }

    private static <T> Uni<T> refused(String method, HttpClientResponse response) {
        LOG.warnf("the document storage answers %s with %s", method, response.statusCode());
        return Uni.createFrom().failure(Upstream.unavailable());
    }

    private URI address(Document document) {
        return URI.create(bucket + "/" + document.objectName());
    }
}
