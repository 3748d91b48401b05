package dev.tollgate.limits.organization;

import dev.tollgate.limits.ceiling.DecidedCeiling;
import org.jspecify.annotations.Nullable;

/**
 * Whether an organization's live money may move.
 *
 * @param known whether onboarding has heard of it at all
 * @param ceiling what the newest decision that set one wants; it may have been applied here already
 */
public record ProductionAccess(
        String status, boolean known, @Nullable DecidedCeiling ceiling) {
    private static final String APPROVED = "production_approved";

    /** The one predicate that gates live (contract/production-access.md). */
    public boolean isApproved() {
        return status.equals(APPROVED);
    }
}
