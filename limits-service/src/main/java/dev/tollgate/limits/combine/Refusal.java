package dev.tollgate.limits.combine;

import java.util.Locale;

/** Why a question is refused. */
public enum Refusal {
    /** Too many wait. */
    FULL,
    /** Its turn came too late. */
    LATE,
    /** Its batch had no answer in time: it may have been answered nevertheless, and nobody can say. */
    UNANSWERED;

    /** As metrics name it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
