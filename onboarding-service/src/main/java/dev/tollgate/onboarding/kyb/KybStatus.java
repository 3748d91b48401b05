package dev.tollgate.onboarding.kyb;

import com.fasterxml.jackson.annotation.JsonValue;
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

    /** Reads what {@link #wire} wrote. */
    static KybStatus parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
