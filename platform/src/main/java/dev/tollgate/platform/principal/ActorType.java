package dev.tollgate.platform.principal;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of credential is behind a request. */
public enum ActorType {
    USER,
    API_KEY,
    AGENT,
    STAFF,
    SERVICE,
    ANONYMOUS;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the {@code actor} claim. */
    public static ActorType parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
