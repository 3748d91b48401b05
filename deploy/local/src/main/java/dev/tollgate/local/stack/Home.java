package dev.tollgate.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The folder a run keeps its things in: {@code .tollgate} of the checkout, or {@code TOLLGATE_HOME}. The state and the logs
 * stay after a run; the run folder (data, secrets) is new for each and goes with it.
 */
public record Home(Path folder) {

    /** The folder that an environment asks for, of the checkout {@code root}. */
    public static Home of(Path root, Map<String, String> environment) {
        var asked = environment.getOrDefault("TOLLGATE_HOME", "").strip();
        return new Home((asked.isEmpty() ? root.resolve(".tollgate") : Path.of(asked))
                .toAbsolutePath()
                .normalize());
    }

    Path state() {
        return folder.resolve("state.json");
    }

    /** Where a part's log is. */
    Path log(String part) {
        return folder.resolve("logs").resolve(part + ".log");
    }

    /** Where the data and secrets of the present run are. */
    Path run() {
        return folder.resolve("run");
    }

    /** Makes a new run folder, and logs that begin empty. */
    void renew() {
        try {
            delete(run());
            delete(folder.resolve("logs"));
            Files.createDirectories(run());
            Files.createDirectories(folder.resolve("logs"));
        } catch (IOException e) {
            throw new StartRefused("Cannot write to " + folder + " (" + e.getMessage()
                    + "). If another user ran Tollgate here, remove it or set TOLLGATE_HOME.");
        }
    }

    /** Removes what belongs to one run only. */
    void forgetRun() {
        try {
            delete(run());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + run(), e);
        }
    }

    /** Takes the lock that a launcher holds while it lives; empty when another one has it. */
    Optional<FileLock> tryLock() {
        try {
            Files.createDirectories(folder);
            // Lives as long as the lock: closing the channel would give it back.
            @SuppressWarnings("resource")
            var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StartRefused("Cannot write to " + folder + " (" + e.getMessage()
                    + "). If another user ran Tollgate here, remove it or set TOLLGATE_HOME.");
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
