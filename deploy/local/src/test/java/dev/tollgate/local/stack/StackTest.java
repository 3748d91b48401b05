package dev.tollgate.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with real PostgreSQL, Kafka and mail, and with stand-ins for the applications. Runs once this module is packaged. */
class StackTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> environment = new HashMap<>();
    private Path root;

    @BeforeEach
    void layOutCheckout() throws IOException {
        root = Files.createDirectory(folder.resolve("a checkout"));
        for (var application : Application.values()) {
            var place = root.resolve(application.module()).resolve("target").resolve("quarkus-app");
            Files.createDirectories(place);
            writeStandIn(place.resolve("quarkus-run.jar"));
        }
    }

    @Test
    void everythingRunsSurvivesFaultsAndIsGoneAfterwards() throws Exception {
        var ports = Ports.free();
        List<RunningProcess> parts;
        try (var stack = Stack.start(root, environment, ports, out)) {
            var state = RunState.read(home()).orElseThrow();
            assertTrue(state.ready());
            parts = state.processes();
            assertEquals(9, parts.size());
            assertEquals(200, get(stack.gateway().resolve("/readyz")).statusCode());
            assertEquals(200, get(stack.mailInbox()).statusCode());
            try (var database = stack.postgres().connectAsSuperuser()) {
                assertFalse(database.isClosed());
            }
            assertTrue(stack.table().contains("payments-service"), stack.table());
            assertTrue(
                    stack.memory().values().stream().allMatch(bytes -> bytes > 1_000_000), () -> stack.memory() + "");
            assertThrows(StartRefused.class, () -> Stack.start(root, environment, Ports.free(), out));

            var settings = get(stack.address("payments")).body().lines().toList();
            assertTrue(settings.contains("TOLLGATE_DB_APP_PASSWORD"));
            assertFalse(settings.contains("TOLLGATE_INTERNAL_SIGNING_KEY"));

            var payments = stack.address("payments-service").resolve("/q/health/ready");
            stack.kill("payments-service");
            assertThrows(IOException.class, () -> get(payments)); // refused, or cut off on a kept connection
            stack.start("payments-service");
            assertEquals(200, get(payments).statusCode());

            var replica = stack.replicate("limits", Map.of("TOLLGATE_DB_NAME", "other"));
            assertEquals("limits-service-2", replica.part());
            assertEquals(200, get(replica.address()).statusCode());
            assertTrue(stack.memory().containsKey("limits-service-2"));
            stack.kill("limits-service-2");
            assertThrows(IOException.class, () -> get(replica.address()));
            stack.start("limits-service-2");
            parts = RunState.read(home()).orElseThrow().processes();
            assertEquals(10, parts.size());

            stack.pause("limits");
            var limits = stack.address("limits");
            assertThrows(HttpTimeoutException.class, () -> get(limits));
            stack.resume("limits");
            assertEquals(200, get(limits).statusCode());

            try (var admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrap()))) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
            }
            stack.stopKafka();
            stack.startKafka();
            try (var admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrap()))) {
                assertEquals(Set.of("kept"), admin.listTopics().names().get(30, TimeUnit.SECONDS));
            }
        }
        assertNothingIsLeft(parts);
        ports.requireFree();
    }

    @Test
    void partThatEndsByItselfIsToldOf() throws Exception {
        try (var stack = Stack.start(root, environment, Ports.free(), out)) {
            var keys = RunState.read(home()).orElseThrow().processes().stream()
                    .filter(part -> part.name().equals("keys-service"))
                    .findFirst()
                    .orElseThrow();

            keys.find().orElseThrow().destroyForcibly();

            var failure = assertTimeoutPreemptively(Duration.ofSeconds(20), stack::awaitFailure);
            assertTrue(failure.contains("keys-service"), failure);
        }
    }

    @Test
    void failedStartNamesThePartShowsItsLogAndLeavesNothing() {
        var ports = Ports.free();
        environment.put("TOLLGATE_JAVA_OPTS", "-Dbroken.port=" + ports.of(Port.LIMITS));

        var refused = assertThrows(StartRefused.class, () -> Stack.start(root, environment, ports, out));

        assertTrue(refused.getMessage().contains("limits-service ended with exit code 7"), refused.getMessage());
        assertTrue(refused.getMessage().contains("this one is broken"), refused.getMessage());
        assertNothingIsLeft(List.of());
        ports.requireFree();
    }

    @Test
    void takenPortStopsTheStartBeforeAnythingRuns() throws IOException {
        var ports = Ports.free();
        try (var other =
                new java.net.ServerSocket(ports.of(Port.KAFKA), 1, java.net.InetAddress.getLoopbackAddress())) {
            assertTrue(other.isBound());
            var refused = assertThrows(StartRefused.class, () -> Stack.start(root, environment, ports, out));

            assertTrue(refused.getMessage().contains("TOLLGATE_PORT_KAFKA"), refused.getMessage());
            assertFalse(Files.exists(home().run()));
        }
    }

    private void assertNothingIsLeft(List<RunningProcess> parts) {
        assertTrue(parts.stream().allMatch(part -> part.find().isEmpty()), parts::toString);
        assertFalse(Files.exists(home().state()));
        assertFalse(Files.exists(home().run()));
        assertEquals(
                List.of(),
                ProcessHandle.current()
                        .descendants()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(root.toString()))
                        .toList());
    }

    private Home home() {
        return Home.of(root, environment);
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(3)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void writeStandIn(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInApplication.class.getName());
        var file = StandInApplication.class.getName().replace('.', '/') + ".class";
        try (var archive = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var bytes = StandInApplication.class.getResourceAsStream("/" + file)) {
            archive.putNextEntry(new ZipEntry(file));
            archive.write(java.util.Objects.requireNonNull(bytes).readAllBytes());
        }
    }
}
