package dev.tollgate.onboarding.kyb;

import dev.tollgate.onboarding.taxid.CountryCode;
import dev.tollgate.onboarding.taxid.CpfOrCnpj;
import dev.tollgate.onboarding.taxid.TaxId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.br.CNPJ;
import org.jspecify.annotations.Nullable;

/** What an organization says about itself. Personal data: it prints nothing of it. */
@RegisterForReflection
@Schema(name = "KybApplication")
record KybApplication(
        @NotBlank @Size(max = 200) @Schema(examples = "Souza Comércio Ltda.")
        String legalName,

        @NotBlank
        @TaxId
        @CNPJ(format = CNPJ.Format.ALPHANUMERIC, groups = Brazilian.class)
        @Schema(
                description = "Where country is BR a CNPJ with right check digits, numeric or alphanumeric, with or"
                        + " without punctuation.",
                examples = "11.222.333/0001-81")
        String taxId,

        @NotNull @CountryCode @Schema(description = "ISO 3166-1 alpha-2.", examples = "BR")
        String country,

        @NotNull @Valid Address address,

        @Schema(
                description = "Everybody who owns at least 25 %; empty where nobody does. Together they own at most"
                        + " 100 %.")
        @NotNull
        @Size(max = 20)
        @SharesOfOne
        List<@NotNull @Valid BeneficialOwner> beneficialOwners) {

    private static final String BRAZIL = "BR";

    /** Rules that hold where the country is BR. */
    interface Brazilian {}

    /** The rules that hold for this one. */
    Class<?>[] rules() {
        return BRAZIL.equals(country)
                ? new Class<?>[] {Default.class, Brazilian.class}
                : new Class<?>[] {Default.class};
    }

    @Override
    public String toString() {
        return "KybApplication[…]";
    }

    @RegisterForReflection
    @Schema(name = "KybAddress")
    record Address(
            @NotBlank @Size(max = 200) String line1,
            @NotBlank @Size(max = 100) String city,

            @Size(max = 100) @Schema(nullable = true) @Nullable
            String region,

            @Size(max = 20) @Schema(nullable = true) @Nullable
            String postalCode,

            @NotNull @CountryCode String country) {
        @Override
        public String toString() {
            return "Address[…]";
        }
    }

    @RegisterForReflection
    @Schema(name = "KybBeneficialOwner")
    record BeneficialOwner(
            @NotBlank @Size(max = 200) String name,

            @TaxId
            @CpfOrCnpj(groups = Brazilian.class)
            @Schema(
                    description = "Where the business is in BR a CPF or CNPJ with right check digits.",
                    examples = "529.982.247-25",
                    nullable = true)
            @Nullable
            String taxId,

            @NotNull @DecimalMin("25") @DecimalMax("100") @Digits(integer = 3, fraction = 4) @Schema(examples = "60")
            BigDecimal ownershipPercent) {
        @Override
        public String toString() {
            return "BeneficialOwner[…]";
        }
    }
}
