package dev.tollgate.onboarding.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.onboarding.organization.Organization;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What reviewers see of an organization. */
@Schema(name = "ReviewedOrganization")
record AdminView(
        @Schema(examples = "org_01k9y0q8e7f2t9m3x5w6v7b8c9") String organizationId,

        @Schema(description = "Null until auth-service's word about the organization has arrived.") @Nullable
        SignedUp organization,

        ProductionAccessState status,
        int kyaTier,
        @Nullable Instant declaredAt,
        @Nullable Instant reviewedAt,
        @Nullable String reviewNotes,
        @Nullable DeclarationView declaration,

        @Schema(description = "Every move, the first one first; not in lists.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<Move> history) {

    /** With history. */
    static AdminView whole(AccessRecord found) {
        return of(found, Move.all(found.history()));
    }

    /** Without history, for lists. */
    static AdminView listed(AccessRecord found) {
        return of(found, null);
    }

    private static AdminView of(AccessRecord found, @Nullable List<Move> history) {
        var access = found.access();
        return new AdminView(
                access.orgId(),
                found.organization().map(SignedUp::of).orElse(null),
                access.state(),
                access.kyaTier(),
                access.declaredAt(),
                access.reviewedAt(),
                access.reviewNotes(),
                DeclarationView.of(found),
                history);
    }

    @Schema(name = "SignedUpOrganization")
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
    @Schema(name = "ProductionAccessMove")
    record Move(
            @Schema(examples = "approved") String what,
            ProductionAccessState from,
            ProductionAccessState to,
            String actorId,
            @Nullable String notes,
            Instant at) {

        static List<Move> all(List<ProductionAccessEvent> history) {
            return history.stream()
                    .map(event -> new Move(
                            event.transition().done(),
                            event.from(),
                            event.to(),
                            event.actorId(),
                            event.notes(),
                            event.at()))
                    .toList();
        }
    }
}
