package dev.tollgate.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Linux' {@code SCHED_BATCH}, by chrt: who has it still gets an equal share of the processors, but interrupts nobody when woken. Clients and services on
 * machines of their own don't interrupt a gateway either, each time that it sends something.
 */
final class BatchScheduling {
    private static final List<String> CHRT = List.of("chrt", "--batch");

    /** The one that this policy knows. */
    private static final String PRIORITY = "0";

    private BatchScheduling() {}

    /** The command, for a process that is to be scheduled so. */
    static List<String> of(List<String> command) {
        List<String> all = new ArrayList<>(CHRT);
        all.add(PRIORITY);
        all.addAll(command);
        return all;
    }

    /** From now on, of a process that runs, with its threads and its children. */
    static void begin(ProcessHandle process) {
        Stream.concat(Stream.of(process), process.descendants()).forEach(each -> {
            List<String> command = new ArrayList<>(CHRT);
            command.addAll(List.of("--all-tasks", "--pid", PRIORITY, Long.toString(each.pid())));
            run(command);
        });
    }

    private static void run(List<String> command) {
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("exit " + status + ": " + String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
