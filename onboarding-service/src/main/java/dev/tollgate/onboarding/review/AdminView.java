package dev.tollgate.onboarding.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.onboarding.access.Ceiling;
import dev.tollgate.onboarding.access.DeclarationView;
import dev.tollgate.onboarding.access.ProductionAccessEvent;
import dev.tollgate.onboarding.access.ProductionAccessState;
import dev.tollgate.onboarding.access.TermsAcceptance;
import dev.tollgate.onboarding.ceiling.EffectiveCeiling;
import dev.tollgate.onboarding.organization.Organization;
import dev.tollgate.platform.principal.Actor;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What reviewers see of an organization. */
@Schema(
        name = "ReviewedOrganization",
        requiredProperties = {
            "organizationId",
            "organization",
            "status",
            "decision",
            "kyaTier",
            "termsAccepted",
            "declaredAt",
            "reviewedAt",
            "reviewNotes",
            "declaration"
        })
record AdminView(
        @Schema(examples = "org_01k9y0q8e7f2t9m3x5w6v7b8c9") String organizationId,

        @Schema(nullable = true, description = "Null until auth-service's word about the organization has arrived.")
        @Nullable
        SignedUp organization,

        ProductionAccessState status,

        @Schema(description = "The number of its last move; 0 before the first. Send it as `expectedDecision`.")
        int decision,

        int kyaTier,

        @Schema(description = "Whether an owner has accepted the terms; without that a request is not approved.")
        boolean termsAccepted,

        @Schema(implementation = String.class, format = "date-time", nullable = true) @Nullable
        Instant declaredAt,

        @Schema(implementation = String.class, format = "date-time", nullable = true) @Nullable
        Instant reviewedAt,

        @Schema(nullable = true) @Nullable String reviewNotes,
        @Schema(nullable = true) @Nullable DeclarationView declaration,

        @Schema(description = "Every move, the first one first; not in lists.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<Move> history,

        @Schema(description = "Who accepted which version of the terms for which declaration; not in lists.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<Terms> terms,

        @Schema(
                description =
                        "What caps live payments, in US dollars, as limits-service has it now; only of one organization, and not in the answer to a decision, whose ceiling is in the history.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        EffectiveCeiling ceiling) {

    /** With history and the ceilings in force. */
    static AdminView whole(AccessRecord found, EffectiveCeiling ceiling) {
        return of(found, Move.all(found.history()), Terms.all(found.acceptances()), ceiling);
    }

    /** With history: a decision stands, whether limits-service can be asked or not. */
    static AdminView decided(AccessRecord found) {
        return of(found, Move.all(found.history()), Terms.all(found.acceptances()), null);
    }

    /** Without history, for lists. */
    static AdminView listed(AccessRecord found) {
        return of(found, null, null, null);
    }

    private static AdminView of(
            AccessRecord found,
            @Nullable List<Move> history,
            @Nullable List<Terms> terms,
            @Nullable EffectiveCeiling ceiling) {
        var access = found.access();
        return new AdminView(
                access.orgId(),
                found.organization().map(SignedUp::of).orElse(null),
                access.state(),
                access.decision(),
                access.kyaTier(),
                access.termsAccepted(),
                access.declaredAt(),
                access.reviewedAt(),
                access.reviewNotes(),
                DeclarationView.of(access),
                history,
                terms,
                ceiling);
    }

    @Schema(
            name = "ProductionTermsAcceptance",
            requiredProperties = {"decision", "version", "acceptedBy", "acceptedAt"})
    record Terms(
            @Schema(description = "The number of the declaration.")
            int decision,

            @Schema(examples = "1") String version,

            @Schema(examples = "usr_01k9y0q8e7f2t9m3x5w6v7b8c9")
            String acceptedBy,

            @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
            Instant acceptedAt) {
        static List<Terms> all(List<TermsAcceptance> acceptances) {
            return acceptances.stream()
                    .map(one -> new Terms(one.decision(), one.version(), one.acceptedBy(), one.acceptedAt()))
                    .toList();
        }
    }

    @Schema(
            name = "SignedUpOrganization",
            requiredProperties = {"name", "ownerUserId", "ownerEmail", "ownerName"})
    record SignedUp(String name, String ownerUserId, String ownerEmail, String ownerName) {
        static SignedUp of(Organization organization) {
            return new SignedUp(
                    organization.name(),
                    organization.ownerUserId(),
                    organization.ownerEmail(),
                    organization.ownerName());
        }
    }

    /** One row of the history. */
    @Schema(
            name = "ProductionAccessMove",
            requiredProperties = {"decision", "what", "from", "to", "actor", "actorId", "notes", "at"})
    record Move(
            int decision,
            @Schema(examples = "approved") String what,
            ProductionAccessState from,
            ProductionAccessState to,
            Actor actor,
            String actorId,
            @Schema(nullable = true) @Nullable String notes,

            @Schema(description = "What the reviewer set with it.") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Ceiling ceiling,

            @Schema(description = "What was said; of declarations only.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            DeclarationView declaration,

            @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
            Instant at) {

        static List<Move> all(List<ProductionAccessEvent> history) {
            return history.stream()
                    .map(event -> new Move(
                            event.decision(),
                            event.transition().done(),
                            event.from(),
                            event.to(),
                            event.actor(),
                            event.actor().id(),
                            event.notes(),
                            event.ceiling(),
                            DeclarationView.of(event.declared()),
                            event.at()))
                    .toList();
        }
    }
}
