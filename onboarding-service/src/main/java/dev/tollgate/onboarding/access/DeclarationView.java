package dev.tollgate.onboarding.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A declaration as the organization and its reviewers see it; the field names are the contract's. */
@Schema(
        name = "Declaration",
        requiredProperties = {"via", "intended_use_case", "expected_monthly_volume_usd", "website_url", "identity"})
public record DeclarationView(
        @Schema(description = "Which way in was used.") Via via,

        @JsonProperty("intended_use_case") @Schema(nullable = true, description = "Null for a request.") @Nullable
        String intendedUseCase,

        @JsonProperty("expected_monthly_volume_usd") @Schema(examples = "5000", nullable = true) @Nullable
        BigDecimal expectedMonthlyVolumeUsd,

        @JsonProperty("website_url") @Schema(nullable = true) @Nullable
        String websiteUrl,

        @JsonProperty("legal_name") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String legalName,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(examples = "BR") @Nullable
        String country,

        @JsonProperty("tax_id")
        @Schema(description = "Shown to staff only.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String taxId,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String notes,

        @Schema(
                nullable = true,
                description =
                        "The owner who stands for it, attached by the server as it was when it was declared. Null only where that was not kept yet.")
        @Nullable
        Identity identity) {

    /** For staff; null where nothing was declared. */
    public static @Nullable DeclarationView of(ProductionAccess access) {
        var declaration = access.declaration();
        return declaration == null ? null : of(new Declared(access.via(), declaration, access.identity()));
    }

    /** For the organization, whose every credential reads it: without the tax id. */
    public static @Nullable DeclarationView forItself(ProductionAccess access) {
        var declaration = access.declaration();
        return declaration == null
                ? null
                : of(new Declared(access.via(), declaration.withoutTaxId(), access.identity()));
    }

    public static @Nullable DeclarationView of(@Nullable Declared declared) {
        if (declared == null) {
            return null;
        }
        var declaration = declared.declaration();
        var identity = declared.identity();
        return new DeclarationView(
                declared.via(),
                declaration.intendedUseCase(),
                declaration.expectedMonthlyVolumeUsd(),
                declaration.websiteUrl(),
                declaration.legalName(),
                declaration.country(),
                declaration.taxId(),
                declaration.requestNotes(),
                identity == null ? null : Identity.of(identity));
    }

    /** Who declared, as signing in has verified it. */
    @Schema(
            name = "VerifiedIdentity",
            requiredProperties = {"email", "name", "provider", "organization_name"})
    public record Identity(
            @Schema(examples = "ana@example.com") String email,
            @Schema(examples = "Ana Souza") String name,
            @Schema(examples = "email") String provider,

            @JsonProperty("organization_name") @Schema(examples = "Souza Comércio")
            String organizationName) {

        static Identity of(OwnerIdentity owner) {
            return new Identity(owner.email(), owner.name(), owner.provider(), owner.organizationName());
        }
    }
}
