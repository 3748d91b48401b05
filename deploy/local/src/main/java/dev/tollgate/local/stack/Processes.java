package dev.tollgate.local.stack;

import dev.tollgate.local.infra.ProcessEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;

/** What the launcher does to processes of the operating system. */
final class Processes {

    private static final long KIB = 1024;
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private Processes() {}

    /** Asks all of them to end, and kills those that have not after a while. Returns when they are gone. */
    static void end(Collection<ProcessHandle> processes, Duration grace) {
        processes.forEach(process -> signal(process, "CONT"));
        processes.forEach(ProcessHandle::destroy);
        if (!ProcessEnd.await(processes, grace)) {
            processes.forEach(ProcessHandle::destroyForcibly);
            ProcessEnd.await(processes, AFTER_KILL);
        }
    }

    /** Sends a signal; to a process that is gone, nothing. */
    static void signal(ProcessHandle process, String signal) {
        if (ProcessEnd.reached(process)) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot signal " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Bytes of physical memory that a process and its children hold; what they share is counted once where the system
     * tells (Linux).
     */
    static long memoryBytes(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(Processes::ownMemoryBytes)
                .sum();
    }

    /** The same without its children. */
    static long ownMemoryBytes(ProcessHandle process) {
        var proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            if (!Files.isDirectory(proc)) {
                return psKib(process.pid()) * KIB;
            }
            var shares = proc.resolve("smaps_rollup");
            return Files.isReadable(shares)
                    ? kib(Files.readString(shares), "Pss:")
                    : kib(Files.readString(proc.resolve("status")), "VmRSS:");
        } catch (IOException goneOrNotOurs) {
            return 0;
        }
    }

    private static long kib(String text, String field) {
        return text.lines()
                        .filter(line -> line.startsWith(field))
                        .map(line -> line.replaceAll("\\D", ""))
                        .mapToLong(Long::parseLong)
                        .sum()
                * KIB;
    }

    private static long psKib(long pid) throws IOException {
        try (var output = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
                .start()
                .inputReader()) {
            var line = output.readLine();
            return line == null || line.isBlank() ? 0 : Long.parseLong(line.strip());
        }
    }
}
