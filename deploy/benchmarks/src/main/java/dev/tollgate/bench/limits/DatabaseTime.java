package dev.tollgate.bench.limits;

import dev.tollgate.bench.ProcessorTime;
import dev.tollgate.local.infra.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The processor time of PostgreSQL: of its processes that run, and of those that have ended (Linux, {@code proc(5)}). */
final class DatabaseTime {
    private static final int MILLIS_A_TICK = 10;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    private final ProcessHandle server;

    DatabaseTime(PostgresServer postgres) {
        this.server = ProcessHandle.of(postgres.pid()).orElseThrow();
    }

    Duration soFar() {
        return ProcessorTime.of(server).plus(ofTheEnded());
    }

    private Duration ofTheEnded() {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(server.pid()), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[ENDED_USER]) + Long.parseLong(fields[ENDED_SYSTEM]);
            return Duration.ofMillis(ticks * MILLIS_A_TICK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
