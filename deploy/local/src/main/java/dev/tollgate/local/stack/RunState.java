package dev.tollgate.local.stack;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known about a run outside of its launcher, {@code .tollgate/state.json}. A reader sees it whole or not at all.
 *
 * @param launcher the process that started the others
 * @param ready whether every part answered that it is ready
 * @param processes the parts that run, in the order they were started
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RunState(RunningProcess launcher, boolean ready, List<RunningProcess> processes) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    RunState {
        processes = List.copyOf(processes);
    }

    /** The state of the launcher that runs this code and the mail server in it, before it started anything else. */
    static RunState ofThisLauncher(String mailAddress) {
        return new RunState(
                RunningProcess.of("launcher, mail", ProcessHandle.current(), mailAddress), false, List.of());
    }

    /** The same with a process added, in place of an earlier one of its name. */
    RunState with(RunningProcess process) {
        var all = new ArrayList<>(processes);
        all.removeIf(earlier -> earlier.name().equals(process.name()));
        all.add(process);
        return new RunState(launcher, ready, all);
    }

    RunState without(String name) {
        return new RunState(
                launcher,
                ready,
                processes.stream()
                        .filter(process -> !process.name().equals(name))
                        .toList());
    }

    RunState asReady() {
        return new RunState(launcher, true, processes);
    }

    void write(Home home) {
        try {
            var unfinished = Files.createTempFile(home.folder(), "state", ".tmp");
            JSON.writeValue(unfinished.toFile(), this);
            Files.move(unfinished, home.state(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + home.state(), e);
        }
    }

    /** The state of the last run; empty when there was none or somebody damaged the file. */
    static Optional<RunState> read(Home home) {
        try {
            return Optional.of(JSON.readValue(Files.readString(home.state()), RunState.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    static void delete(Home home) {
        try {
            Files.deleteIfExists(home.state());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + home.state(), e);
        }
    }
}
