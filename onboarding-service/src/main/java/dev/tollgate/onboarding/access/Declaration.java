package dev.tollgate.onboarding.access;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What an owner says about going live. The terms are accepted: without that there is no declaration. */
@Embeddable
record Declaration(
        @Column(name = "intended_use_case") String intendedUseCase,

        @Column(name = "expected_monthly_volume_usd") @Nullable
        BigDecimal expectedMonthlyVolumeUsd,

        @Column(name = "website_url") @Nullable String websiteUrl) {}
