package dev.tollgate.local.stack;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tollgate.local.infra.ProcessEnd;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that belongs to a run, described so that it can be recognised later: a number alone may be somebody else's by
 * then.
 *
 * @param name the part it runs, {@code payments-service}
 * @param startedAtMillis when the system says that it started, milliseconds since 1970; 0 when it would not say
 * @param command its executable; empty when the system would not say
 * @param address where it listens, for people
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RunningProcess(String name, long pid, long startedAtMillis, String command, String address) {

    /** Start times are computed from the system clock, which may be set meanwhile. */
    private static final long CLOCK_TOLERANCE_MILLIS = 2_000;

    static RunningProcess of(String name, ProcessHandle process, String address) {
        return new RunningProcess(name, process.pid(), startOf(process), commandOf(process), address);
    }

    /** The process, if it still runs and still is the one that was described. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(process -> !ProcessEnd.reached(process))
                .filter(this::isTheSame);
    }

    private boolean isTheSame(ProcessHandle candidate) {
        var sameStart = Math.abs(startOf(candidate) - startedAtMillis) <= CLOCK_TOLERANCE_MILLIS;
        // The command is unknown at both ends when another user asks; then the start time has to do.
        return sameStart && commandOf(candidate).equals(command);
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String commandOf(ProcessHandle process) {
        return process.info().command().orElse("");
    }
}
