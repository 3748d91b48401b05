package dev.tollgate.platform.principal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tollgate.platform.error.Problem;
import java.util.Locale;

/** The two isolated data sets. The name on the wire and in the database is lower case. */
public enum Mode {
    TEST,
    LIVE;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a mode from a body or query; anything else is a {@code ValidationError}. */
    @JsonCreator
    public static Mode parse(String text) {
        return switch (text) {
            case "test" -> TEST;
            case "live" -> LIVE;
            default -> throw Problem.invalid("mode: must be \"test\" or \"live\"");
        };
    }
}
