package dev.tollgate.onboarding.access;

import static dev.tollgate.onboarding.access.ProductionAccessState.DECLARATION_PENDING;
import static dev.tollgate.onboarding.access.ProductionAccessState.PRODUCTION_APPROVED;
import static dev.tollgate.onboarding.access.ProductionAccessState.PRODUCTION_DENIED;
import static dev.tollgate.onboarding.access.ProductionAccessState.PRODUCTION_SUSPENDED;
import static dev.tollgate.onboarding.access.ProductionAccessState.SANDBOX_ONLY;

import dev.tollgate.onboarding.notification.NoticeKind;
import dev.tollgate.platform.event.FactType;
import jakarta.persistence.EnumeratedValue;
import java.util.List;

/** The table of legal moves; each names the fact it makes. The check constraint of the history and the README's picture are held against it by tests. */
public enum ProductionAccessTransition {
    DECLARE("declared", NoticeKind.DECLARED, DECLARATION_PENDING, SANDBOX_ONLY, PRODUCTION_DENIED),
    APPROVE("approved", NoticeKind.APPROVED, PRODUCTION_APPROVED, DECLARATION_PENDING),
    DENY("denied", NoticeKind.DENIED, PRODUCTION_DENIED, DECLARATION_PENDING),
    SUSPEND("suspended", NoticeKind.SUSPENDED, PRODUCTION_SUSPENDED, PRODUCTION_APPROVED),
    REINSTATE("reinstated", NoticeKind.REINSTATED, PRODUCTION_APPROVED, PRODUCTION_SUSPENDED);

    /** In the past tense, as facts and the history have it. */
    @EnumeratedValue
    private final String done;

    private final NoticeKind notice;
    private final ProductionAccessState to;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable; the checker only sees the interface
    private final List<ProductionAccessState> from;

    ProductionAccessTransition(
            String done, NoticeKind notice, ProductionAccessState to, ProductionAccessState... from) {
        this.done = done;
        this.notice = notice;
        this.to = to;
        this.from = List.of(from);
    }

    public String done() {
        return done;
    }

    /** What people are told of it. */
    NoticeKind notice() {
        return notice;
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
