package dev.tollgate.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processes that a run left behind because its launcher was killed. */
record Leftovers(Home home) {

    private static final Duration GRACE = Duration.ofSeconds(12);

    /** Those that still run and still are what the state says. */
    List<RunningProcess> find() {
        var found = new ArrayList<RunningProcess>();
        RunState.read(home)
                .ifPresent(state -> state.processes().stream()
                        .filter(process -> process.find().isPresent())
                        .forEach(found::add));
        unrecordedPostgres()
                .filter(postgres -> found.stream().noneMatch(process -> process.pid() == postgres.pid()))
                .ifPresent(found::add);
        return found;
    }

    /** Ends them, and forgets the run they belonged to. Answers the ended ones. */
    List<RunningProcess> end() {
        var found = find();
        var processes = found.stream()
                .flatMap(process -> process.find().stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList();
        Processes.end(processes, GRACE);
        RunState.delete(home);
        home.forgetRun();
        return found;
    }

    private Optional<RunningProcess> unrecordedPostgres() {
        try (var lines = Files.lines(home.run().resolve("postgres").resolve("postmaster.pid"))) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,18}"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .filter(process -> process.info()
                            .command()
                            .filter(command -> command.endsWith("/postgres"))
                            .isPresent())
                    .map(process -> RunningProcess.of(Stack.POSTGRES, process, ""));
        } catch (IOException noSuchServer) {
            return Optional.empty();
        }
    }
}
