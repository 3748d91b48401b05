package dev.tollgate.onboarding.access;

import dev.tollgate.platform.principal.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One organization's production access. It belongs to no mode. Moves answer with their event; what the table does not have is refused. */
@Entity
@Table(name = "production_access")
public class ProductionAccess {
    /** Of an organization that has declared itself once; before that 0. */
    private static final int KYA_TIER_DECLARED = 1;

    @Id
    @Column(name = "org_id")
    private String orgId;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private ProductionAccessState state;

    /** The number of the last decision. */
    @Column(name = "transitions")
    private int transitions;

    @Enumerated(EnumType.STRING)
    @Column(name = "via")
    private Via via = Via.DECLARATION;

    @Embedded
    private @Nullable Declaration declaration;

    @Embedded
    private @Nullable OwnerIdentity identity;

    @Column(name = "declared_by")
    private @Nullable String declaredBy;

    @Column(name = "declared_at")
    private @Nullable Instant declaredAt;

    @Column(name = "terms_accepted_by")
    private @Nullable String termsAcceptedBy;

    @Column(name = "terms_accepted_at")
    private @Nullable Instant termsAcceptedAt;

    @Column(name = "reviewed_by")
    private @Nullable String reviewedBy;

    @Column(name = "reviewed_at")
    private @Nullable Instant reviewedAt;

    @Column(name = "review_notes")
    private @Nullable String reviewNotes;

    @Column(name = "ceiling_decision")
    private @Nullable Integer ceilingDecision;

    protected ProductionAccess() {}

    /** Of an organization that has not declared anything. */
    public static ProductionAccess undeclared(String orgId) {
        var access = new ProductionAccess();
        access.orgId = orgId;
        access.state = ProductionAccessState.SANDBOX_ONLY;
        return access;
    }

    /** An owner declares, and accepts the terms. What staff said about the declaration before stays to be seen until they decide again. */
    public ProductionAccessEvent declare(Declaration said, Actor owner, OwnerIdentity standsForIt, Instant now) {
        if (!allows(ProductionAccessTransition.DECLARE)) {
            throw ProductionAccessProblem.cannotDeclare(state);
        }
        termsAcceptedBy = owner.id();
        termsAcceptedAt = now;
        return declared(new Declared(Via.DECLARATION, said, standsForIt), owner, now);
    }

    /** Whether a request is open or approved: who asks again gets that one. 403 {@code FORBIDDEN} while suspended. */
    public boolean hasRequest() {
        return switch (state) {
            case SANDBOX_ONLY, PRODUCTION_DENIED -> false;
            case DECLARATION_PENDING, PRODUCTION_APPROVED -> true;
            case PRODUCTION_SUSPENDED -> throw ProductionAccessProblem.cannotDeclare(state);
        };
    }

    /** Somebody asks; an owner has yet to accept the terms. */
    public ProductionAccessEvent request(Declaration said, Actor caller, OwnerIdentity standsForIt, Instant now) {
        if (!allows(ProductionAccessTransition.DECLARE)) {
            throw ProductionAccessProblem.cannotDeclare(state);
        }
        termsAcceptedBy = null;
        termsAcceptedAt = null;
        return declared(new Declared(Via.REQUEST, said, standsForIt), caller, now);
    }

    private ProductionAccessEvent declared(Declared declared, Actor actor, Instant now) {
        via = declared.via();
        declaration = declared.declaration();
        identity = declared.identity();
        declaredBy = actor.id();
        declaredAt = now;
        return move(ProductionAccessTransition.DECLARE, actor, null, null, declared, now);
    }

    /**
     * An owner accepts the terms, and stands for the request from now on. The first acceptance stays, so a repeat is empty; 409 where nothing waits
     * for one, or another request than the one that they looked at.
     *
     * @param seen the number of the request; null where they did not say
     */
    public Optional<TermsAcceptance> acceptTerms(OwnerIdentity owner, @Nullable Integer seen, Instant now) {
        if (termsAccepted() && state != ProductionAccessState.PRODUCTION_DENIED) {
            return Optional.empty();
        }
        if (state != ProductionAccessState.DECLARATION_PENDING) {
            throw ProductionAccessProblem.nothingToAcceptTermsFor(state);
        }
        if (seen != null && seen != transitions) {
            throw ProductionAccessProblem.anotherRequest(transitions);
        }
        identity = owner;
        termsAcceptedBy = owner.userId();
        termsAcceptedAt = now;
        return Optional.of(TermsAcceptance.of(orgId, transitions, owner.userId(), now));
    }

    /** Whether an owner has accepted the terms for the latest declaration; without that nothing is approved. */
    public boolean termsAccepted() {
        return declaredAt != null && (via == Via.DECLARATION || termsAcceptedAt != null);
    }

    /** A member of staff decides: 409 {@code InvalidState} where the table has no such move, or where they looked at what is no longer so. */
    public ProductionAccessEvent decide(Decision decision, Actor reviewer, Instant now) {
        var transition = decision.transition();
        if (!allows(transition) || transition == ProductionAccessTransition.DECLARE) {
            throw ProductionAccessProblem.cannot(transition, state);
        }
        if (decision.seen() != null && decision.seen() != transitions) {
            throw ProductionAccessProblem.changedMeanwhile(transition, state, transitions);
        }
        if (transition == ProductionAccessTransition.APPROVE && !termsAccepted()) {
            throw ProductionAccessProblem.termsNotAccepted();
        }
        reviewedBy = reviewer.id();
        reviewedAt = now;
        reviewNotes = decision.notes();
        var event = move(transition, reviewer, decision.notes(), decision.ceiling(), null, now);
        if (decision.ceiling() != null) {
            ceilingDecision = event.decision();
        }
        return event;
    }

    private boolean allows(ProductionAccessTransition transition) {
        return transition.from().contains(state);
    }

    private ProductionAccessEvent move(
            ProductionAccessTransition transition,
            Actor actor,
            @Nullable String notes,
            @Nullable Ceiling ceiling,
            @Nullable Declared declared,
            Instant now) {
        var event = new ProductionAccessEvent(
                orgId, transitions + 1, transition, state, actor, notes, ceiling, declared, now);
        state = transition.to();
        transitions++;
        return event;
    }

    public String orgId() {
        return orgId;
    }

    public ProductionAccessState state() {
        return state;
    }

    /** The number of its last move; 0 before the first. */
    public int decision() {
        return transitions;
    }

    public Via via() {
        return via;
    }

    @Nullable
    public OwnerIdentity identity() {
        return identity;
    }

    public int kyaTier() {
        return declaredAt == null ? 0 : KYA_TIER_DECLARED;
    }

    @Nullable
    public Declaration declaration() {
        return declaration;
    }

    @Nullable
    public String declaredBy() {
        return declaredBy;
    }

    @Nullable
    public Instant declaredAt() {
        return declaredAt;
    }

    @Nullable
    public Instant reviewedAt() {
        return reviewedAt;
    }

    @Nullable
    public String reviewNotes() {
        return reviewNotes;
    }

    /** The number of the newest decision that set a ceiling. */
    @Nullable
    public Integer ceilingDecision() {
        return ceilingDecision;
    }
}
