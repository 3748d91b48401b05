package dev.tollgate.local.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Tells a story step by step: a number, what is done, what came of it, how long it took. */
final class Narrator {
    private final PrintStream out;
    private final long begun = System.nanoTime();
    private int step;

    Narrator(PrintStream out) {
        this.out = out;
    }

    /** Does one step; a failure of it is told, and ends the story. */
    <T> T step(String what, Callable<T> action) {
        step++;
        out.printf(Locale.ROOT, "%2d  %-68s", step, what);
        out.flush();
        long start = System.nanoTime();
        try {
            var result = action.call();
            out.printf(Locale.ROOT, "ok %6d ms%n", millisSince(start));
            return result;
        } catch (Exception broken) {
            out.printf(Locale.ROOT, "FAILED %d ms%n", millisSince(start));
            throw broken instanceof StoryBroken story ? story : new StoryBroken(String.valueOf(broken));
        }
    }

    /** A line of detail under the step before it. */
    void detail(String format, Object... values) {
        out.printf(Locale.ROOT, "    " + format + "%n", values);
    }

    void heading(String text) {
        out.printf("%n%s%n", text);
    }

    int steps() {
        return step;
    }

    long secondsSoFar() {
        return millisSince(begun) / 1_000;
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
