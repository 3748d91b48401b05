package dev.tollgate.onboarding.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.onboarding.organization.Organization;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A declaration as the organization and its reviewers see it; the field names are the contract's. */
@Schema(
        name = "Declaration",
        requiredProperties = {"intended_use_case", "expected_monthly_volume_usd", "website_url", "identity"})
record DeclarationView(
        @JsonProperty("intended_use_case") String intendedUseCase,

        @JsonProperty("expected_monthly_volume_usd") @Schema(examples = "5000", nullable = true) @Nullable
        BigDecimal expectedMonthlyVolumeUsd,

        @JsonProperty("website_url") @Schema(nullable = true) @Nullable
        String websiteUrl,

        @Schema(
                description =
                        "Attached by the server; null until auth-service's word about the organization has arrived.")
        @Nullable
        Identity identity) {

    /** Null where nothing was declared. */
    static @Nullable DeclarationView of(AccessRecord found) {
        var declaration = found.access().declaration();
        return declaration == null
                ? null
                : new DeclarationView(
                        declaration.intendedUseCase(),
                        declaration.expectedMonthlyVolumeUsd(),
                        declaration.websiteUrl(),
                        found.declaredByOwner().map(Identity::of).orElse(null));
    }

    /** Who declared, as signing in by a mailed link has verified it. */
    @Schema(
            name = "VerifiedIdentity",
            requiredProperties = {"email", "name", "provider", "organization_name"})
    record Identity(
            @Schema(examples = "ana@example.com") String email,
            @Schema(examples = "Ana Souza") String name,
            @Schema(examples = "email_link") String provider,

            @JsonProperty("organization_name") @Schema(examples = "Souza Comércio")
            String organizationName) {

        private static final String SIGN_IN_PROVIDER = "email_link";

        static Identity of(Organization organization) {
            return new Identity(
                    organization.ownerEmail(), organization.ownerName(), SIGN_IN_PROVIDER, organization.name());
        }
    }
}
