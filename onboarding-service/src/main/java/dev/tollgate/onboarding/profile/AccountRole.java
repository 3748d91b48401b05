package dev.tollgate.onboarding.profile;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tollgate.platform.error.Problem;
import java.util.Locale;

/** Which side of a payment a connected account is on. */
public enum AccountRole {
    SELLER,
    BUYER;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From a query or the database; anything else is a {@code ValidationError}. */
    public static AccountRole parse(String text) {
        return switch (text) {
            case "seller" -> SELLER;
            case "buyer" -> BUYER;
            default -> throw Problem.invalid("role: must be seller or buyer");
        };
    }
}
