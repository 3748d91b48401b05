package dev.tollgate.onboarding.access;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** The two ways into the one state machine. */
public enum Via {
    /** An owner's session declared, and accepted the terms. */
    DECLARATION("declaration"),
    /** An API key or a session asked; an owner accepts the terms before it is approved. */
    REQUEST("request");

    @EnumeratedValue
    private final String wire;

    Via(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
