package dev.tollgate.local.stack;

import java.util.Locale;

/** What runs where, for people. */
final class StatusTable {

    private static final String ROW = "%-20s %8s  %-28s %9s  %s%n";
    private static final double MIB = 1024 * 1024;

    private StatusTable() {}

    static String of(Home home, RunState state) {
        var table = new StringBuilder(ROW.formatted("part", "pid", "address", "memory", "log"));
        var total = 0L;
        for (var part : state.processes()) {
            var bytes = part.find().map(Processes::memoryBytes).orElse(0L);
            table.append(row(part, bytes, home.log(part.name()).toString()));
            total += bytes;
        }
        var own = state.launcher().find().map(Processes::ownMemoryBytes).orElse(0L);
        table.append(row(state.launcher(), own, ""));
        total += own;
        return table.append(ROW.formatted("together", "", "", mib(total), "").stripTrailing())
                .toString();
    }

    private static String row(RunningProcess part, long bytes, String log) {
        var pid = part.find().isPresent() ? Long.toString(part.pid()) : "gone";
        return ROW.formatted(part.name(), pid, part.address(), mib(bytes), log);
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / MIB);
    }
}
