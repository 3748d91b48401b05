package dev.tollgate.local.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Whether a process has ended. The JDK counts one that has ended, but that its parent has not yet taken notice of, as
 * alive; a server whose starter is gone may stay like that for long in a container, where nobody takes notice.
 */
public final class ProcessEnd {

    private ProcessEnd() {}

    /** Whether it is gone, or only its entry in the process table is left. */
    public static boolean reached(ProcessHandle process) {
        return !process.isAlive() || isZombie(process);
    }

    /** Waits for all of them to end, but no longer than this. Answers whether they did. */
    public static boolean await(Collection<ProcessHandle> processes, Duration within) {
        return Polling.until(
                        within,
                        () -> processes.stream().allMatch(ProcessEnd::reached) ? Optional.of(true) : Optional.empty())
                .isPresent();
    }

    /** Linux tells in {@code /proc/<pid>/stat}, behind the command in parentheses; elsewhere there is no such file. */
    private static boolean isZombie(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException noSuchProcessOrSystem) {
            return !process.isAlive(); // its entry may have gone since it was looked at
        }
    }
}
