package dev.tollgate.local.infra;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells people how a start gets on: a line per part as it becomes ready. */
public record Progress(PrintStream out, long begunNanos) {

    public static Progress to(PrintStream out) {
        return new Progress(out, System.nanoTime());
    }

    public void say(String text) {
        out.println(text);
    }

    /** One part is ready. */
    public void ready(String part, String address) {
        out.println("  %-20s ready after %5s  %s".formatted(part, seconds(), address));
    }

    /** Time since the start, {@code 1.4 s}. */
    public String seconds() {
        var millis = Duration.ofNanos(System.nanoTime() - begunNanos).toMillis();
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
