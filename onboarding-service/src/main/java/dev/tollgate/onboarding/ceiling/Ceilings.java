package dev.tollgate.onboarding.ceiling;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.error.Upstream;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The ceilings in force, asked for each time: they are shown, and nothing is decided by them here. */
@ApplicationScoped
public class Ceilings {
    private final Limits limits;

    Ceilings(@RestClient Limits limits) {
        this.limits = limits;
    }

    /** 503 {@code UpstreamUnavailable} where limits-service has no answer: whatever it has against us is not the caller's fault. */
    public Uni<EffectiveCeiling> of(String orgId) {
        return limits.ceiling(orgId).onFailure(Problem.class).transform(refused -> Upstream.unavailable());
    }
}
