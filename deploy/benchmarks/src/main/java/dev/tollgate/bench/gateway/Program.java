package dev.tollgate.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process beside the stack that is measured with; ends with this JVM at the latest. */
final class Program implements AutoCloseable {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final Process process;

    private Program(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Starts it; what it has to say goes to a file. */
    static Program start(Path log, List<String> command) {
        try {
            return new Program(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
