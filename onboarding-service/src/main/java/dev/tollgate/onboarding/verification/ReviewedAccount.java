package dev.tollgate.onboarding.verification;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tollgate.onboarding.account.ConnectedAccountBody;
import dev.tollgate.onboarding.account.Dossier;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A live account as its reviewers see it. */
@RegisterForReflection
@Schema(name = "ReviewedConnectedAccount")
record ReviewedAccount(
        @Schema(examples = "org_01k9y0q8e7f2t9m3x5w6v7b8c9") String organizationId,

        @JsonUnwrapped ConnectedAccountBody account,
        @Schema(nullable = true) @Nullable String reviewedBy,
        @Schema(nullable = true) @Nullable String reviewNotes) {
    static ReviewedAccount of(Dossier dossier) {
        var decision = dossier.account().decision();
        return new ReviewedAccount(
                dossier.account().tenant().orgId(),
                ConnectedAccountBody.of(dossier),
                decision == null ? null : decision.by(),
                decision == null ? null : decision.notes());
    }
}
