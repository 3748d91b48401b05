package dev.tollgate.onboarding.profile;

import dev.tollgate.onboarding.taxid.CountryCode;
import dev.tollgate.onboarding.taxid.TaxId;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.br.CNPJ;
import org.hibernate.validator.constraints.br.CPF;
import org.jspecify.annotations.Nullable;

/** What an integrator says of a new account. Personal data: it prints nothing of it. */
@Schema(name = "CreateConnectedAccountRequest")
public record ConnectedAccountRequest(
        @NotNull(message = "is required")
        @Schema(
                enumeration = {"seller", "buyer"},
                examples = "seller")
        @Pattern(regexp = "seller|buyer", message = "must be seller or buyer")
        String role,

        @NotNull(message = "is required")
        @Schema(
                enumeration = {"business", "individual"},
                examples = "business")
        @Pattern(regexp = "business|individual", message = "must be business or individual")
        String entityType,

        @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
        @Schema(
                description = "Your own id: unique per organization and mode. Posting it again returns the existing"
                        + " account.",
                examples = "seller-42")
        @Nullable
        String externalId,

        @Email(message = "must be an email address")
        @Size(min = 1, max = 254, message = "must have 1 to 254 characters")
        @Schema(examples = "ana@example.com")
        @Nullable
        String email,

        @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
        @Visible
        @Schema(description = "In test, one that begins with `Reject ` is rejected.", examples = "Souza Comércio Ltda.")
        @Nullable
        String legalName,

        @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
        @Visible
        @Schema(examples = "Souza")
        @Nullable
        String displayName,

        @CountryCode @Schema(description = "ISO 3166-1 alpha-2.", examples = "BR") @Nullable
        String country,

        @TaxId
        @CNPJ(
                groups = BrazilianBusiness.class,
                format = CNPJ.Format.ALPHANUMERIC,
                message = "must be a CNPJ with right check digits")
        @CPF(groups = BrazilianIndividual.class, message = "must be a CPF with right check digits")
        @Schema(
                description = "Where `country` is BR: a business' CNPJ or a person's CPF, with right check digits.",
                examples = "11.222.333/0001-81")
        @Nullable
        String taxId) {

    interface BrazilianBusiness {}

    interface BrazilianIndividual {}

    /** The rules that hold for this one. */
    public Class<?>[] rules() {
        var inBrazil = "BR".equals(country);
        if (inBrazil && EntityType.BUSINESS.wire().equals(entityType)) {
            return new Class<?>[] {Default.class, BrazilianBusiness.class};
        }
        return inBrazil && EntityType.INDIVIDUAL.wire().equals(entityType)
                ? new Class<?>[] {Default.class, BrazilianIndividual.class}
                : new Class<?>[] {Default.class};
    }

    /** Of one that keeps its {@link #rules}. */
    public AccountProfile profile() {
        return new AccountProfile(
                AccountRole.parse(role),
                EntityType.parse(entityType),
                externalId,
                email,
                legalName,
                displayName,
                country,
                taxId);
    }

    @Override
    public String toString() {
        return "ConnectedAccountRequest[…]";
    }
}
