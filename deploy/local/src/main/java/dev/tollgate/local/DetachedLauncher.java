package dev.tollgate.local;

import dev.tollgate.local.infra.Polling;
import dev.tollgate.local.stack.Home;
import dev.tollgate.local.stack.StartRefused;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A launcher that stays when the terminal that asked for it closes. */
final class DetachedLauncher {

    /** It waits for each part itself, and not as long. */
    private static final Duration UP_WITHIN = Duration.ofMinutes(15);

    private DetachedLauncher() {}

    /** Starts it and passes on what it says until everything is ready. Answers whether that came. */
    static boolean start(Home home, PrintStream out) {
        var log = home.folder().resolve("launcher.log");
        try {
            Files.createDirectories(home.folder());
            var launcher = new ProcessBuilder(command())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return Polling.until(UP_WITHIN, new Follower(launcher, log, out)).orElse(false);
        } catch (IOException | UncheckedIOException e) {
            throw new StartRefused("Cannot start a launcher in " + home.folder() + ": " + e.getMessage());
        }
    }

    /** Passes on what the launcher has said since; answers once it is up, or has ended without that. */
    private static final class Follower implements Supplier<Optional<Boolean>> {
        private final Process launcher;
        private final Path log;
        private final PrintStream out;
        private int said;

        Follower(Process launcher, Path log, PrintStream out) {
            this.launcher = launcher;
            this.log = log;
            this.out = out;
        }

        @Override
        public Optional<Boolean> get() {
            boolean alive = launcher.isAlive();
            var lines = lines();
            lines.subList(said, lines.size()).forEach(out::println);
            said = lines.size();
            if (lines.contains(Dev.UP)) {
                return Optional.of(true);
            }
            return alive ? Optional.empty() : Optional.of(false);
        }

        private List<String> lines() {
            try {
                return Files.readAllLines(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<String> command() {
        var command = new ArrayList<String>();
        // Without it the end of the terminal would be the launcher's.
        command.add("nohup");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), Dev.class.getName(), "up"));
        return command;
    }
}
