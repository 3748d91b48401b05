package dev.tollgate.onboarding.document;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tollgate.platform.error.Problem;
import java.util.Locale;

/** Why what was uploaded does not count. */
public enum Flaw {
    EMPTY,
    TOO_LARGE,
    OTHER_CONTENT;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #wire} wrote. */
    static Flaw parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** What whoever uploads it through us is told. */
    Problem problem(FileKind awaited) {
        return switch (this) {
            case EMPTY -> DocumentProblem.empty();
            case TOO_LARGE -> DocumentProblem.tooLarge();
            case OTHER_CONTENT -> DocumentProblem.otherContent(awaited);
        };
    }
}
