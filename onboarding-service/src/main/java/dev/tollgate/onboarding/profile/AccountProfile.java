package dev.tollgate.onboarding.profile;

import org.jspecify.annotations.Nullable;

/** What an integrator said of an account when making it. Personal data: it prints nothing of it. */
public record AccountProfile(
        AccountRole role,
        EntityType entityType,
        @Nullable String externalId,
        @Nullable String email,
        @Nullable String legalName,
        @Nullable String displayName,
        @Nullable String country,
        @Nullable String taxId) {
    @Override
    public String toString() {
        return "AccountProfile[…]";
    }
}
