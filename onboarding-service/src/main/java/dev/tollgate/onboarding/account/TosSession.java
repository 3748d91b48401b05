package dev.tollgate.onboarding.account;

import dev.tollgate.platform.id.IdPrefix;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A moment in which the holder of one account may accept the terms. */
record TosSession(
        String id,
        String accountId,
        Instant expiresAt,
        @Nullable Instant usedAt) {
    static final IdPrefix ID = new IdPrefix("tos");

    /** Where the terms are shown. */
    static final String PAGE = "/connect/terms";

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** 409 {@code InvalidState} if it was used, or is over. */
    void admit(Instant now) {
        if (usedAt != null) {
            throw ConnectedAccountProblem.termsNotOpen("used");
        }
        if (isOver(now)) {
            throw ConnectedAccountProblem.termsNotOpen("expired");
        }
    }
}
