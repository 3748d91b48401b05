package dev.tollgate.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** As many requests as an address takes, by <a href="https://github.com/wg/wrk">wrk</a>, the keys of a file in turn. */
final class Wrk {
    private static final String SCRIPT = """
            local requests, turn = {}, 0
            function init(args)
              for key in io.lines(args[1]) do
                requests[#requests + 1] = wrk.format("GET", nil, { ["X-API-Key"] = key })
              end
            end
            function request()
              turn = turn % #requests + 1
              return requests[turn]
            end
            function done(summary, latency)
              local e = summary.errors
              io.write(string.format("FIGURES %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(99),
                e.connect + e.read + e.write + e.timeout + e.status))
            end
            """;

    private static final Pattern FIGURES = Pattern.compile("FIGURES (\\d+) (\\d+) (\\d+) (\\d+)");
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final String THREADS = "2";

    private final Path script;
    private final Path keys;
    private final int connections;
    private final boolean batch;

    Wrk(Path folder, Path keys, int connections) throws IOException {
        this(Files.writeString(folder.resolve("keys.lua"), SCRIPT), keys, connections, false);
    }

    private Wrk(Path script, Path keys, int connections, boolean batch) {
        this.script = script;
        this.keys = keys;
        this.connections = connections;
        this.batch = batch;
    }

    /** The same, scheduled so that it interrupts nobody. */
    Wrk inBatch() {
        return new Wrk(script, keys, connections, true);
    }

    /**
     * What came of a run.
     *
     * @param errors answers that are no success, and requests without one
     */
    record Figures(long requests, double perSecond, double p99Millis, long errors) {}

    Figures run(URI address, Duration time) {
        try {
            var command = List.of(
                    "wrk",
                    "-t" + THREADS,
                    "-c" + connections,
                    "-d" + time.toSeconds() + "s",
                    "-s",
                    script.toString(),
                    address.toString(),
                    "--",
                    keys.toString());
            var process = new ProcessBuilder(batch ? BatchScheduling.of(command) : command)
                    .redirectErrorStream(true)
                    .start();
            var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var figures = FIGURES.matcher(told);
            if (process.waitFor() != 0 || !figures.find()) {
                throw new IllegalStateException("wrk: " + told);
            }
            long requests = Long.parseLong(figures.group(1));
            return new Figures(
                    requests,
                    requests * MICROS_PER_SECOND / Long.parseLong(figures.group(2)),
                    Long.parseLong(figures.group(3)) / MICROS_PER_MILLI,
                    Long.parseLong(figures.group(4)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
