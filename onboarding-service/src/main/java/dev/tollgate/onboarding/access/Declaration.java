package dev.tollgate.onboarding.access;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What an organization says about going live. An owner's declaration has a use case, a request a legal name and a country. */
@Embeddable
@RegisterForReflection
public record Declaration(
        @Column(name = "intended_use_case") @Nullable String intendedUseCase,

        @Column(name = "expected_monthly_volume_usd") @Nullable
        BigDecimal expectedMonthlyVolumeUsd,

        @Column(name = "website_url") @Nullable String websiteUrl,
        @Column(name = "legal_name") @Nullable String legalName,
        @Column(name = "country") @Nullable String country,
        @Column(name = "tax_id") @Nullable String taxId,
        @Column(name = "request_notes") @Nullable String requestNotes) {

    public static Declaration byOwner(String useCase, @Nullable BigDecimal volume, @Nullable String website) {
        return new Declaration(useCase, volume, website, null, null, null, null);
    }

    public static Declaration byRequest(
            String legalName,
            String country,
            @Nullable String taxId,
            @Nullable String website,
            @Nullable BigDecimal volume,
            @Nullable String notes) {
        return new Declaration(null, volume, website, legalName, country, taxId, notes);
    }

    public Declaration withoutTaxId() {
        return new Declaration(
                intendedUseCase, expectedMonthlyVolumeUsd, websiteUrl, legalName, country, null, requestNotes);
    }
}
