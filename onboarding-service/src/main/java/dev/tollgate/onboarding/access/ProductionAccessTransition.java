package dev.tollgate.onboarding.access;

import static dev.tollgate.onboarding.access.ProductionAccessState.DECLARATION_PENDING;
import static dev.tollgate.onboarding.access.ProductionAccessState.PRODUCTION_APPROVED;
import static dev.tollgate.onboarding.access.ProductionAccessState.PRODUCTION_DENIED;
import static dev.tollgate.onboarding.access.ProductionAccessState.PRODUCTION_SUSPENDED;
import static dev.tollgate.onboarding.access.ProductionAccessState.SANDBOX_ONLY;

import dev.tollgate.platform.event.FactType;
import jakarta.persistence.EnumeratedValue;
import java.util.List;

/** The table of legal moves; each names the fact it makes. The check constraint of the history and the README's picture are held against it by tests. */
public enum ProductionAccessTransition {
    DECLARE("declared", DECLARATION_PENDING, SANDBOX_ONLY, PRODUCTION_DENIED),
    APPROVE("approved", PRODUCTION_APPROVED, DECLARATION_PENDING),
    DENY("denied", PRODUCTION_DENIED, DECLARATION_PENDING),
    SUSPEND("suspended", PRODUCTION_SUSPENDED, PRODUCTION_APPROVED),
    REINSTATE("reinstated", PRODUCTION_APPROVED, PRODUCTION_SUSPENDED);

    /** In the past tense, as facts and the history have it. */
    @EnumeratedValue
    private final String done;

    private final ProductionAccessState to;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable; the checker only sees the interface
    private final List<ProductionAccessState> from;

    ProductionAccessTransition(String done, ProductionAccessState to, ProductionAccessState... from) {
        this.done = done;
        this.to = to;
        this.from = List.of(from);
    }

    public String done() {
        return done;
    }

    public FactType fact() {
        return new FactType("onboarding", "production_access", done);
    }

    public ProductionAccessState to() {
        return to;
    }

    /** The states it may start from. */
    public List<ProductionAccessState> from() {
        return from;
    }

    /** Whether the reviewer must give a reason. */
    public boolean needsNotes() {
        return this == DENY || this == SUSPEND;
    }
}
