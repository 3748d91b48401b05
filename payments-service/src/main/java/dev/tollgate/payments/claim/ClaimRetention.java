package dev.tollgate.payments.claim;

import dev.tollgate.platform.retention.Retention;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Claims that nobody came again for are deleted. */
final class ClaimRetention {
    private ClaimRetention() {}

    @Produces
    @Singleton
    static Retention ofClaims(@ConfigProperty(name = "tollgate.claim.kept-for") Duration kept) {
        return new Retention(
                "payment",
                "status = 'claimed' and coalesce(claimed_until, created_at) < now() - interval '" + kept.toMillis()
                        + " milliseconds'");
    }
}
