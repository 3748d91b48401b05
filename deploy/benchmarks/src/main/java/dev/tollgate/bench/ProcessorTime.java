package dev.tollgate.bench;

import java.time.Duration;
import java.util.stream.Stream;

/** What processes have cost the processors. */
public final class ProcessorTime {
    private ProcessorTime() {}

    /** What they and their children that run have used so far. */
    public static Duration of(ProcessHandle... processes) {
        return Stream.of(processes)
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
