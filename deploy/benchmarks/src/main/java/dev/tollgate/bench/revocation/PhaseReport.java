package dev.tollgate.bench.revocation;

import dev.tollgate.bench.Samples;
import java.util.Locale;

/**
 * What came of a phase.
 *
 * @param acknowledged how long the revocations took to be answered
 */
public record PhaseReport(Fault fault, Samples acknowledged, History history) {
    private static final int UNAVAILABLE = 503;

    static final String HEADING = String.format(
            Locale.ROOT,
            "%-22s %11s %9s %9s %9s %9s %9s %9s %5s   %s",
            "phase",
            "revocations",
            "requests",
            "let in",
            "after it",
            "503",
            "no answer",
            "late",
            "",
            "answered after ms: p50, p99, longest");

    /** Requests that started after the answer and were let in: a broken promise each. */
    public int lateAcceptances() {
        return history.lateAcceptances().size();
    }

    /** Requests that started after the answer. */
    public long requestsAfterwards() {
        return history.late();
    }

    /** The longest that a revocation took, in milliseconds. */
    public double longestMillis() {
        return acknowledged.millis(1);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-22s %11d %9d %9d %9d %9d %9d %9d %5s   %.1f, %.1f, %.1f",
                fault.title(),
                acknowledged.count(),
                history.count(),
                history.rightlyLetIn(),
                history.late(),
                history.count(UNAVAILABLE),
                history.count(History.NO_ANSWER),
                lateAcceptances(),
                "",
                acknowledged.millis(0.5),
                acknowledged.millis(0.99),
                longestMillis());
    }
}
