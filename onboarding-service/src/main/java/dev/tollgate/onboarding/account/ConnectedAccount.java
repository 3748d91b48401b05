package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.pix.Payout;
import dev.tollgate.onboarding.profile.AccountProfile;
import dev.tollgate.onboarding.profile.AccountRole;
import dev.tollgate.onboarding.profile.DocumentType;
import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An integrator's seller or buyer, as it is now.
 *
 * @param terms null until they were accepted
 * @param submittedAt null until then
 * @param decision null until then
 * @param payout where a seller's money goes; null until it was said
 */
public record ConnectedAccount(
        Tenant tenant,
        String id,
        AccountProfile profile,
        Instant createdAt,
        ConnectedAccountState state,
        @Nullable Terms terms,
        @Nullable Instant submittedAt,
        @Nullable Decision decision,
        @Nullable Payout payout) {
    public static final IdPrefix ID = new IdPrefix("acct");

    /** That the terms were accepted, by the session {@code tosId}. */
    public record Terms(String tosId, Instant acceptedAt) {}

    /** What came of the verification; a rejection says why. */
    public record Decision(String by, Instant at, @Nullable String notes) {}

    static ConnectedAccount create(Tenant tenant, AccountProfile profile, Instant now) {
        return new ConnectedAccount(
                tenant, ID.create(), profile, now, ConnectedAccountState.CREATED, null, null, null, null);
    }

    /** 409 {@code InvalidState} unless terms and documents may still come. */
    void requireOpen() {
        require(ConnectedAccountState.CREATED);
    }

    ConnectedAccount acceptTerms(Terms accepted) {
        requireOpen();
        return new ConnectedAccount(tenant, id, profile, createdAt, state, accepted, submittedAt, decision, payout);
    }

    /** What {@link #submit} would miss, as {@code path: reason}. */
    List<String> missing(Set<String> uploadedTypes) {
        var missing = new ArrayList<String>();
        if (terms == null) {
            missing.add("tos: must be accepted");
        }
        profile.entityType().requiredDocuments().stream()
                .map(DocumentType::wire)
                .filter(type -> !uploadedTypes.contains(type))
                .map(type -> "documents." + type + ": must be uploaded")
                .forEach(missing::add);
        return List.copyOf(missing);
    }

    ConnectedAccount submit(Set<String> uploadedTypes, Instant now) {
        require(ConnectedAccountMove.SUBMIT.from());
        var missing = missing(uploadedTypes);
        if (!missing.isEmpty()) {
            throw ConnectedAccountProblem.incomplete(missing);
        }
        return new ConnectedAccount(
                tenant, id, profile, createdAt, ConnectedAccountMove.SUBMIT.to(), terms, now, decision, payout);
    }

    /** @param move {@code APPROVE} or {@code REJECT} */
    ConnectedAccount decide(ConnectedAccountMove move, Decision made) {
        require(move.from());
        return new ConnectedAccount(tenant, id, profile, createdAt, move.to(), terms, submittedAt, made, payout);
    }

    /** Approved sellers only. */
    ConnectedAccount payTo(Payout to) {
        if (profile.role() != AccountRole.SELLER) {
            throw ConnectedAccountProblem.notASeller();
        }
        require(ConnectedAccountState.APPROVED);
        return new ConnectedAccount(tenant, id, profile, createdAt, state, terms, submittedAt, decision, to);
    }

    private void require(ConnectedAccountState expected) {
        if (state != expected) {
            throw ConnectedAccountProblem.notNow(state, expected);
        }
    }
}
