package dev.tollgate.onboarding.account;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tollgate.platform.error.Problem;
import java.util.Locale;

/** Where a connected account stands. How it gets from one to another is {@link ConnectedAccountMove}. */
public enum ConnectedAccountState {
    CREATED,
    VERIFYING,
    APPROVED,
    REJECTED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From a query or the database; anything else is a {@code ValidationError}. */
    public static ConnectedAccountState parse(String text) {
        return switch (text) {
            case "created" -> CREATED;
            case "verifying" -> VERIFYING;
            case "approved" -> APPROVED;
            case "rejected" -> REJECTED;
            default -> throw Problem.invalid("status: must be one of created, verifying, approved, rejected");
        };
    }
}
