package dev.tollgate.onboarding.access;

import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * Where an organization stood at one moment, all of it of one snapshot.
 *
 * @param decision the number of its last move; 0 before the first
 * @param ceiling what the newest decision that had one set; null where none had
 * @param known whether anybody has heard of it
 * @param asOf the number of changes by then (platform, package coherence)
 */
record Standing(
        ProductionAccessState state, int decision, @Nullable Decided ceiling, boolean known, long asOf) {

    /** A ceiling and the number of the decision that set it. */
    record Decided(int decision, Ceiling ceiling) {}

    static Standing of(Row row) {
        var decided = row.getInteger("ceiling_decision");
        return new Standing(
                ProductionAccessState.parse("state", row.getString("state")),
                row.getInteger("decision"),
                decided == null ? null : new Decided(decided, ceiling(row)),
                row.getBoolean("known"),
                row.getLong("as_of"));
    }

    private static Ceiling ceiling(Row row) {
        return new Ceiling(
                row.getBigDecimal("ceiling_per_tx"),
                row.getBigDecimal("ceiling_daily"),
                row.getBigDecimal("ceiling_monthly"),
                row.getBoolean("ceiling_disabled"));
    }
}
