package dev.tollgate.onboarding.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tollgate.platform.error.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a document shows. */
public enum DocumentType {
    BUSINESS_REGISTRATION,
    IDENTITY_DOCUMENT,
    PROOF_OF_ADDRESS;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From a body; anything else is a {@code ValidationError}. */
    @JsonCreator
    public static DocumentType parse(String text) {
        return Arrays.stream(values())
                .filter(type -> type.wire().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("documentType: must be one of "
                        + Arrays.stream(values()).map(DocumentType::wire).collect(Collectors.joining(", "))));
    }
}
