package dev.tollgate.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run as another process sees it: is it up, what is left of it, end it. */
public record PastRun(Home home) {

    private static final Duration LAUNCHER_STOPS_WITHIN = Duration.ofSeconds(60);

    /** The run of a checkout. */
    public static PastRun of(Path root, Map<String, String> environment) {
        return new PastRun(Home.of(root, environment));
    }

    /** The process id of the launcher, while it lives. */
    public Optional<Long> launcher() {
        return launcherProcess().map(ProcessHandle::pid);
    }

    /** Whether every part answered that it is ready. */
    public boolean isReady() {
        return RunState.read(home).map(RunState::ready).orElse(false);
    }

    /** What runs where; empty when nothing does. */
    public Optional<String> table() {
        return new Leftovers(home).find().isEmpty()
                ? Optional.empty()
                : RunState.read(home).map(state -> StatusTable.of(home, state));
    }

    /** Where a part listens; empty when it does not run. */
    public Optional<String> address(String part) {
        return RunState.read(home).stream()
                .flatMap(state -> state.processes().stream())
                .filter(process -> process.name().equals(part) && process.find().isPresent())
                .map(RunningProcess::address)
                .findFirst();
    }

    /** Ends it, by its launcher if that lives. Answers what was ended, for people; empty when nothing ran. */
    public List<String> end() {
        var launcher = launcherProcess();
        var parts = new Leftovers(home).find();
        launcher.ifPresent(process -> Processes.end(List.of(process), LAUNCHER_STOPS_WITHIN));
        new Leftovers(home).end();
        return parts.stream().map(part -> part.name() + " (" + part.pid() + ")").toList();
    }

    private Optional<ProcessHandle> launcherProcess() {
        return RunState.read(home).flatMap(state -> state.launcher().find());
    }
}
