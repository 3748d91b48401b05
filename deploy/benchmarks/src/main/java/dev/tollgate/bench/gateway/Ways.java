package dev.tollgate.bench.gateway;

import dev.tollgate.local.infra.FreePort;
import dev.tollgate.local.stack.Stack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** All ways to one upstream, ready to be measured. The upstream stands in for limits-service, whose one public route is the path. */
final class Ways implements AutoCloseable {
    static final String PATH = "/v1/limits";

    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final long LOOK_EVERY_NANOS = 50_000_000L;

    private final List<Way> ways = new ArrayList<>();

    /** The upstream first. */
    private final List<Program> programs = new ArrayList<>();

    private Ways() {}

    /** @param keys the file of the keys that will be used */
    static Ways open(Stack stack, Path folder, Path keys) throws IOException {
        var ways = new Ways();
        try {
            ways.start(stack, folder, keys);
            return ways;
        } catch (IOException | RuntimeException e) {
            ways.close();
            throw e;
        }
    }

    private void start(Stack stack, Path folder, Path keys) throws IOException {
        int upstream = FreePort.any();
        int resolving = FreePort.any();
        int plain = FreePort.any();
        int guarded = FreePort.any();
        programs.add(Nginx.upstream(Files.createDirectories(folder.resolve("upstream")), upstream));
        var resolver = Program.start(folder.resolve("resolver.log"), resolverCommand(resolving, keys));
        programs.add(resolver);
        var front = Nginx.front(Files.createDirectories(folder.resolve("front")), upstream, resolving, plain, guarded);
        programs.add(front);
        var service = Map.of("TOLLGATE_LIMITS_URL", "http://127.0.0.1:" + upstream);
        var remembering = stack.replicate("gateway", service);
        var forgetful = stack.replicate(
                "gateway",
                Map.of("TOLLGATE_LIMITS_URL", "http://127.0.0.1:" + upstream, "TOLLGATE_MEMORY_ENABLED", "false"));

        add(Way.DIRECT, upstream, List.of());
        add(Way.PROXY_PASS, plain, List.of(front.handle()));
        add(Way.AUTH_REQUEST, guarded, List.of(front.handle(), resolver.handle()));
        ways.add(new Way(
                Way.GATEWAY,
                remembering.address().resolve(PATH),
                List.of(stack.process(remembering.part()), stack.process("keys-service"))));
        ways.add(new Way(
                Way.WITHOUT_MEMORY,
                forgetful.address().resolve(PATH),
                List.of(stack.process(forgetful.part()), stack.process("keys-service"))));
        awaitListening(upstream, resolving, plain, guarded);
    }

    private void add(String name, int port, List<ProcessHandle> processes) {
        ways.add(new Way(name, URI.create("http://127.0.0.1:" + port + PATH), processes));
    }

    private static List<String> resolverCommand(int port, Path keys) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(MemoryResolver.class.getName(), Integer.toString(port), keys.toString()));
        return command;
    }

    private void awaitListening(int... ports) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (int port : ports) {
            while (!isListening(port)) {
                if (System.nanoTime() - end > 0 || !programs.stream().allMatch(Program::isAlive)) {
                    throw new IllegalStateException("nobody listens on port " + port + "; see the logs beside the run");
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    List<Way> all() {
        return ways;
    }

    Way named(String name) {
        return ways.stream().filter(way -> way.name().equals(name)).findFirst().orElseThrow();
    }

    /** From now on the upstream interrupts nobody. */
    void upstreamInBatch() {
        BatchScheduling.begin(programs.getFirst().handle());
    }

    @Override
    public void close() {
        programs.reversed().forEach(Program::close);
    }
}
