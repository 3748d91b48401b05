package dev.tollgate.onboarding.kyb;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tollgate.platform.error.Problem;
import java.util.List;
import java.util.Locale;

/** How far the verification of a business is, in one mode. */
public enum KybStatus {
    NOT_STARTED,
    PENDING,
    APPROVED,
    REJECTED;

    /** From where an organization may submit in live. */
    static final List<KybStatus> OPEN_TO_SUBMISSION = List.of(NOT_STARTED, REJECTED);

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From a query, of an application; anything else is a {@code ValidationError}. */
    static KybStatus ofApplication(String text) {
        return switch (text) {
            case "pending" -> PENDING;
            case "approved" -> APPROVED;
            case "rejected" -> REJECTED;
            default -> throw Problem.invalid("status: must be one of pending, approved, rejected");
        };
    }

    /** Reads what {@link #wire} wrote. */
    static KybStatus parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
