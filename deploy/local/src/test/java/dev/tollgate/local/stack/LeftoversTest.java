package dev.tollgate.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void stateIsReadAsItWasWritten() {
        var state = RunState.ofThisLauncher("127.0.0.1:8025")
                .with(new RunningProcess("kafka", 1, 2, "java", "127.0.0.1:19092"))
                .with(new RunningProcess("gateway", 3, 4, "java", ""))
                .with(new RunningProcess("kafka", 5, 6, "java", "127.0.0.1:19092"))
                .asReady();

        state.write(home());

        assertEquals(Optional.of(state), RunState.read(home()));
        assertEquals(
                List.of("gateway", "kafka"),
                state.processes().stream().map(RunningProcess::name).toList());
    }

    @Test
    void damagedOrAbsentStateIsNoRun() throws IOException {
        assertEquals(Optional.empty(), RunState.read(home()));

        Files.writeString(home().state(), "{\"launcher\":");

        assertEquals(Optional.empty(), RunState.read(home()));
        assertEquals(List.of(), new Leftovers(home()).find());
    }

    @Test
    void whatAKilledLauncherLeftIsEnded() throws Exception {
        var process = sleeper();
        RunState.ofThisLauncher("")
                .with(RunningProcess.of("payments-service", process.toHandle(), ""))
                .write(home());
        Files.createDirectories(home().run());

        var ended = new Leftovers(home()).end();

        assertEquals(
                List.of("payments-service"),
                ended.stream().map(RunningProcess::name).toList());
        assertTrue(process.waitFor(5, TimeUnit.SECONDS));
        assertFalse(Files.exists(home().state()));
        assertFalse(Files.exists(home().run()));
    }

    @Test
    void frozenProcessIsEndedToo() throws Exception {
        var process = sleeper();
        Processes.signal(process.toHandle(), "STOP");
        RunState.ofThisLauncher("")
                .with(RunningProcess.of("gateway", process.toHandle(), ""))
                .write(home());

        new Leftovers(home()).end();

        assertTrue(process.waitFor(5, TimeUnit.SECONDS));
    }

    @Test
    void numberGivenToAnotherProcessIsLeftAlone() throws Exception {
        var stranger = sleeper();
        var before = RunningProcess.of("gateway", stranger.toHandle(), "");
        var hourEarlier =
                new RunningProcess("gateway", before.pid(), before.startedAtMillis() - 3_600_000, before.command(), "");
        var otherProgram = new RunningProcess("kafka", before.pid(), before.startedAtMillis(), "/usr/bin/other", "");
        RunState.ofThisLauncher("").with(hourEarlier).with(otherProgram).write(home());

        var ended = new Leftovers(home()).end();

        assertEquals(List.of(), ended);
        assertTrue(stranger.isAlive());
    }

    @Test
    void pidFileOfAnotherProgramIsNoPostgres() throws Exception {
        var stranger = sleeper();
        Files.createDirectories(home().run().resolve("postgres"));
        Files.writeString(home().run().resolve("postgres").resolve("postmaster.pid"), stranger.pid() + "\n");

        assertEquals(List.of(), new Leftovers(home()).end());
        assertTrue(stranger.isAlive());
    }

    @Test
    void onlyOneLauncherHasTheLock() throws IOException {
        var lock = home().tryLock().orElseThrow();

        assertTrue(home().tryLock().isEmpty());

        lock.acquiredBy().close();
        var again = home().tryLock();
        assertTrue(again.isPresent());
        again.orElseThrow().acquiredBy().close();
    }

    private Home home() {
        return new Home(folder);
    }

    private Process sleeper() throws IOException {
        var process = new ProcessBuilder("sleep", "600").start();
        started.add(process);
        return process;
    }
}
