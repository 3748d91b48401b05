package dev.tollgate.onboarding.profile;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tollgate.platform.error.Problem;
import java.util.List;
import java.util.Locale;

/** Whether a company or a person is behind an account, and what must be shown of it. */
public enum EntityType {
    BUSINESS,
    INDIVIDUAL;

    /** The documents without which nobody can verify it. */
    public List<DocumentType> requiredDocuments() {
        return switch (this) {
            case BUSINESS -> List.of(DocumentType.BUSINESS_REGISTRATION);
            case INDIVIDUAL -> List.of(DocumentType.IDENTITY_DOCUMENT);
        };
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@link #wire} wrote; anything else is a {@code ValidationError}. */
    public static EntityType parse(String text) {
        return switch (text) {
            case "business" -> BUSINESS;
            case "individual" -> INDIVIDUAL;
            default -> throw Problem.invalid("entityType: must be business or individual");
        };
    }
}
