package dev.tollgate.onboarding.access;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One organization's production access. It belongs to no mode. Moves answer with their event; what the table does not have is refused. */
@Entity
@Table(name = "production_access")
class ProductionAccess {
    /** Of an organization that has declared itself once; before that 0. */
    private static final int KYA_TIER_DECLARED = 1;

    @Id
    @Column(name = "org_id")
    private String orgId;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private ProductionAccessState state;

    @Column(name = "transitions")
    private int transitions;

    @Embedded
    private @Nullable Declaration declaration;

    @Column(name = "declared_by")
    private @Nullable String declaredBy;

    @Column(name = "declared_at")
    private @Nullable Instant declaredAt;

    @Column(name = "reviewed_by")
    private @Nullable String reviewedBy;

    @Column(name = "reviewed_at")
    private @Nullable Instant reviewedAt;

    @Column(name = "review_notes")
    private @Nullable String reviewNotes;

    protected ProductionAccess() {}

    /** Of an organization that has not declared anything. */
    static ProductionAccess undeclared(String orgId) {
        var access = new ProductionAccess();
        access.orgId = orgId;
        access.state = ProductionAccessState.SANDBOX_ONLY;
        return access;
    }

    /** An owner declares; what was said about an earlier declaration stays in the history only. */
    ProductionAccessEvent declare(Declaration declaration, String ownerId, Instant now) {
        if (!allows(ProductionAccessTransition.DECLARE)) {
            throw ProductionAccessProblem.cannotDeclare(state);
        }
        this.declaration = declaration;
        declaredBy = ownerId;
        declaredAt = now;
        reviewedBy = null;
        reviewedAt = null;
        reviewNotes = null;
        return move(ProductionAccessTransition.DECLARE, ownerId, null, now);
    }

    /** A member of staff decides. */
    ProductionAccessEvent decide(
            ProductionAccessTransition decision, String reviewerId, @Nullable String notes, Instant now) {
        if (!allows(decision) || decision == ProductionAccessTransition.DECLARE) {
            throw ProductionAccessProblem.cannot(decision, state);
        }
        reviewedBy = reviewerId;
        reviewedAt = now;
        reviewNotes = notes;
        return move(decision, reviewerId, notes, now);
    }

    private boolean allows(ProductionAccessTransition transition) {
        return transition.from().contains(state);
    }

    private ProductionAccessEvent move(
            ProductionAccessTransition transition, String actorId, @Nullable String notes, Instant now) {
        var event = new ProductionAccessEvent(orgId, transitions + 1, transition, state, actorId, notes, now);
        state = transition.to();
        transitions++;
        return event;
    }

    String orgId() {
        return orgId;
    }

    ProductionAccessState state() {
        return state;
    }

    int kyaTier() {
        return declaredAt == null ? 0 : KYA_TIER_DECLARED;
    }

    @Nullable
    Declaration declaration() {
        return declaration;
    }

    @Nullable
    String declaredBy() {
        return declaredBy;
    }

    @Nullable
    Instant declaredAt() {
        return declaredAt;
    }

    @Nullable
    Instant reviewedAt() {
        return reviewedAt;
    }

    @Nullable
    String reviewNotes() {
        return reviewNotes;
    }
}
