package dev.tollgate.onboarding.terms;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.id.IdPrefix;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A moment in which the holder of one account may accept the terms. */
public record TosSession(
        String id,
        String accountId,
        Instant expiresAt,
        @Nullable Instant usedAt) {
    public static final IdPrefix ID = new IdPrefix("tos");

    private static final Duration LIFETIME = Duration.ofMinutes(30);

    /** Where the terms are shown. */
    public static final String PAGE = "/connect/terms";

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** 409 {@code InvalidState} if it was used, or is over. */
    public void admit(Instant now) {
        if (usedAt != null) {
            throw notOpen("used");
        }
        if (isOver(now)) {
            throw notOpen("expired");
        }
    }

    private static Problem notOpen(String current) {
        return Problem.invalidState("The session is " + current + "; ask for another one.", current, List.of("minted"));
    }

    /** A new one of this account. */
    public static TosSession mint(String accountId, Instant now) {
        return new TosSession(ID.create(), accountId, now.plus(LIFETIME), null);
    }
}
