package dev.tollgate.onboarding.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.GoldenEvents;
import dev.tollgate.onboarding.document.Document.Content;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class S3StorageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final byte[] PDF = "%PDF-1.7 of a business".getBytes(StandardCharsets.US_ASCII);
    private final Document document = new Document(
            new Tenant(GoldenEvents.ORG, Mode.LIVE),
            "doc_01k9y1a2b3c4d5e6f7g8h9j0km",
            "acct_01k9y1a2b3c4d5e6f7g8h9j0km",
            "business_registration",
            FileKind.PDF,
            Instant.now().plusSeconds(600),
            null,
            null,
            null);

    /** The credentials of AWS' documentation. */
    private static final AwsCredentialsIdentity EXAMPLE =
            AwsCredentialsIdentity.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private final Vertx vertx = Vertx.vertx();
    private FakeS3 s3;
    private S3Storage storage;

    @BeforeEach
    void start() throws Exception {
        s3 = new FakeS3();
        var clock = Clock.systemUTC();
        storage = new S3Storage(new S3Signature(EXAMPLE, "us-east-1", clock), s3.bucket(), vertx, clock);
    }

    @AfterEach
    void stop() {
        s3.close();
        vertx.closeAndAwait();
    }

    /** "Authenticating Requests: Using Query Parameters", Amazon S3 API Reference. */
    @Test
    void aUrlIsSignedAsAmazonsExampleIs() {
        var then = Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC);

        var url = new S3Signature(EXAMPLE, "us-east-1", then)
                .presign(
                        "GET",
                        URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
                        Map.of(),
                        Duration.ofDays(1));

        assertTrue(
                url.endsWith("X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"), url);
    }

    @Test
    void theClientSendsItOnceAndWeSeeIt() throws Exception {
        assertEquals(
                Optional.empty(), storage.inspect(document, PATIENCE).await().indefinitely());
        var target = storage.target(document);
        assertEquals(Map.of("Content-Type", "application/pdf", "If-None-Match", "*"), target.headers());
        assertTrue(target.url().contains("X-Amz-SignedHeaders=content-type%3Bhost%3Bif-none-match"), target.url());

        assertEquals(200, put(target));
        assertEquals(412, put(target));

        assertEquals(
                Optional.of(Content.of(PDF.length, new byte[] {'%', 'P', 'D', 'F', '-', '1', '.', '7'})),
                storage.inspect(document, PATIENCE).await().indefinitely());
        assertArrayEquals(PDF, storage.read(document).await().indefinitely().getBytes());
        storage.delete(document).await().indefinitely();
        storage.delete(document).await().indefinitely();
        assertEquals(
                Optional.empty(), storage.inspect(document, PATIENCE).await().indefinitely());
    }

    @Test
    void anEmptyObjectIsThere() {
        s3.objects.put("/documents/" + document.objectName(), new byte[0]);

        assertEquals(
                Optional.of(new Content(0, "")),
                storage.inspect(document, PATIENCE).await().indefinitely());
    }

    @Test
    void aStorageThatSaysNoOrNothingIsAway() {
        s3.failWith.set(500);
        away();
        s3.failWith.set(403);
        away();
        s3.close();
        away();
    }

    private void away() {
        for (var call :
                List.of(storage.inspect(document, PATIENCE), storage.read(document), storage.delete(document))) {
            assertEquals(
                    "UpstreamUnavailable",
                    assertThrows(Problem.class, () -> call.await().indefinitely())
                            .code()
                            .name());
        }
    }

    private static int put(DocumentStorage.Target target) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(target.url())).PUT(HttpRequest.BodyPublishers.ofByteArray(PDF));
        target.headers().forEach(request::header);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
