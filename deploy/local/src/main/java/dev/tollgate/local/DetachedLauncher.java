package dev.tollgate.local;

import dev.tollgate.local.stack.Home;
import dev.tollgate.local.stack.StartRefused;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A launcher that stays when the terminal that asked for it closes. */
final class DetachedLauncher {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private DetachedLauncher() {}

    /** Starts it and passes on what it says until everything is ready. Answers whether that came. */
    static boolean start(Home home, PrintStream out) throws InterruptedException {
        var log = home.folder().resolve("launcher.log");
        try {
            Files.createDirectories(home.folder());
            var launcher = new ProcessBuilder(command())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var said = 0;
            while (true) {
                var alive = launcher.isAlive();
                var lines = Files.readAllLines(log);
                for (; said < lines.size(); said++) {
                    out.println(lines.get(said));
                }
                if (lines.contains(Dev.UP)) {
                    return true;
                }
                if (!alive) {
                    return false;
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (IOException e) {
            throw new StartRefused("Cannot start a launcher in " + home.folder() + ": " + e.getMessage());
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
