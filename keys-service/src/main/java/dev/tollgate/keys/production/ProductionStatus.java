package dev.tollgate.keys.production;

/** The one field of onboarding's answer that matters here. */
public record ProductionStatus(String status) {
    /** The predicate that gates live everywhere. */
    public boolean approved() {
        return status.equals("production_approved");
    }
}
