package dev.tollgate.webhooks.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.webhooks.WebhooksSettings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS the connection is pinned to an address, and the certificate must still be the host's. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class CertificateApiTest {
    private static final String PASSWORD = "for-this-test";

    @TempDir
    Path folder;

    @Inject
    Vertx vertx;

    @Inject
    HostLookup hosts;

    @Inject
    Clock clock;

    @Inject
    WebhooksSettings settings;

    @Inject
    Background background;

    private final AtomicInteger requests = new AtomicInteger();
    private EndpointClient client;
    private final List<HttpServer> servers = new ArrayList<>();

    @BeforeEach
    void clientTrustsTheCertificateOfLocalhost() throws Exception {
        client = new EndpointClient(
                vertx, hosts, clock, settings, new HttpClientOptions().setTrustOptions(certificate("localhost")));
    }

    @AfterEach
    void close() {
        client.close();
        servers.forEach(HttpServer::close);
    }

    @Test
    void theTrustedCertificateOfTheHostIsAccepted() throws Exception {
        int port = listen(certificate("localhost"));

        assertEquals(new Answer.Responded(200, "", null), send("https://localhost:" + port + "/"));
        assertEquals(1, requests.get());
    }

    @Test
    void aTrustedCertificateOfAnotherHostIsRefusedBeforeAnythingIsSent() throws Exception {
        int port = listen(certificate("localhost"));

        assertRefused(send("https://127.0.0.1:" + port + "/"));
    }

    @Test
    void anUntrustedCertificateIsRefusedBeforeAnythingIsSent() throws Exception {
        int port = listen(generate("stranger", "localhost"));

        assertRefused(send("https://localhost:" + port + "/"));
    }

    private void assertRefused(Answer answer) {
        var reason = assertInstanceOf(Answer.Unanswered.class, answer).error();
        assertTrue(reason.startsWith("TLS handshake failed"), reason);
        assertEquals(0, requests.get());
    }

    private Answer send(String text) throws Exception {
        var url = EndpointUrl.parse(text, Mode.LIVE);
        return background.run(() -> client.send(new Message(url, Signature.newSecret(), "evt_1", "{}")));
    }

    private int listen(PfxOptions key) throws Exception {
        var server = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(key))
                .requestHandler(request -> {
                    requests.incrementAndGet();
                    request.response().end();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        servers.add(server);
        return server.actualPort();
    }

    private PfxOptions certificate(String host) throws Exception {
        return folder.resolve(host).toFile().exists() ? stored(folder.resolve(host)) : generate(host, host);
    }

    private PfxOptions generate(String name, String host) throws Exception {
        var file = folder.resolve(name);
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        host,
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertEquals(0, keytool.waitFor());
        return stored(file);
    }

    private static PfxOptions stored(Path file) {
        return new PfxOptions().setPath(file.toString()).setPassword(PASSWORD);
    }
}
