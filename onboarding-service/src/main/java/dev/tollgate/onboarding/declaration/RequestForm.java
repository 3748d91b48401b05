package dev.tollgate.onboarding.declaration;

import dev.tollgate.onboarding.access.Declaration;
import dev.tollgate.platform.error.Problem;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.br.CNPJ;
import org.jspecify.annotations.Nullable;

/** A request for production access, as a program makes it: what the company is, and what it expects. Blank texts are none. */
@Schema(name = "ProductionAccessRequestForm")
record RequestForm(
        @Schema(examples = "Souza Comércio Ltda")
        @NotBlank(message = "is required")
        @Size(max = 200, message = "must have at most 200 characters")
        String legalName,

        @Schema(description = "ISO 3166-1 alpha-2.", examples = "BR") @NotNull(message = "is required")
        String country,

        @Schema(
                description = "Where `country` is BR a CNPJ with right check digits.",
                examples = "11.222.333/0001-81",
                nullable = true)
        @Pattern(
                regexp = "[0-9A-Za-z./ -]{2,32}",
                message = "must be 2 to 32 letters, digits, spaces, dots, dashes and slashes")
        @CNPJ(
                groups = Brazilian.class,
                format = CNPJ.Format.ALPHANUMERIC,
                message = "must be a CNPJ with right check digits")
        @Nullable
        String taxId,

        @Schema(format = "uri", examples = "https://shop.example", nullable = true)
        @Size(max = DeclarationForm.MAX_URL, message = "must have at most " + DeclarationForm.MAX_URL + " characters")
        @Pattern(regexp = DeclarationForm.HTTP_URL, message = "must be an http or https URL")
        @Nullable
        String website,

        @Schema(examples = "5000", description = "A basis for the first ceiling.", nullable = true)
        @Positive(message = "must be greater than 0")
        @DecimalMax(value = DeclarationForm.MAX_VOLUME, message = "must be at most " + DeclarationForm.MAX_VOLUME)
        @Digits(
                integer = DeclarationForm.MAX_VOLUME_DIGITS,
                fraction = DeclarationForm.MAX_DECIMALS,
                message = "must have at most " + DeclarationForm.MAX_DECIMALS + " decimals")
        @Nullable
        BigDecimal expectedMonthlyVolumeUsd,

        @Schema(description = "For the reviewer.", nullable = true)
        @Size(max = 2000, message = "must have at most 2000 characters")
        @Nullable
        String notes) {

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    /** Before any rule is looked at, so that none lets a text through of which nothing is left. */
    RequestForm {
        legalName = Objects.requireNonNullElse(given(legalName), "");
        taxId = given(taxId);
        website = given(website);
        notes = given(notes);
    }

    /** Rules that hold where the country is BR. */
    interface Brazilian {}

    /** The rules that hold for this one. */
    Class<?>[] rules() {
        return "BR".equals(country) ? new Class<?>[] {Default.class, Brazilian.class} : new Class<?>[] {Default.class};
    }

    /** A {@code ValidationError} where the country is none. */
    Declaration declaration() {
        if (!COUNTRIES.contains(country)) {
            throw Problem.invalid("country: must be a country code of ISO 3166-1 alpha-2, like BR");
        }
        return Declaration.byRequest(legalName, country, taxId, website, expectedMonthlyVolumeUsd, notes);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
