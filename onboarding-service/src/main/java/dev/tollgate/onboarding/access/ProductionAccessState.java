package dev.tollgate.onboarding.access;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tollgate.platform.error.Problem;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where an organization stands on its way to live. */
public enum ProductionAccessState {
    SANDBOX_ONLY("sandbox_only"),
    DECLARATION_PENDING("declaration_pending"),
    PRODUCTION_APPROVED("production_approved"),
    PRODUCTION_DENIED("production_denied"),
    PRODUCTION_SUSPENDED("production_suspended");

    @EnumeratedValue
    private final String wire;

    ProductionAccessState(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    /** The one predicate that gates live everywhere. */
    public boolean opensLive() {
        return this == PRODUCTION_APPROVED;
    }

    /** Reads what {@link #wire} wrote; anything else is a {@code ValidationError} at {@code path}. */
    public static ProductionAccessState parse(String path, String text) {
        for (var state : values()) {
            if (state.wire.equals(text)) {
                return state;
            }
        }
        var all = Arrays.stream(values()).map(ProductionAccessState::wire).collect(Collectors.joining(", "));
        throw Problem.invalid(path + ": must be one of " + all);
    }
}
