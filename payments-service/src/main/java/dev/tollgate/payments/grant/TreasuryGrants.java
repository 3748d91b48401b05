package dev.tollgate.payments.grant;

import dev.tollgate.platform.error.Upstream;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Uses the grants that owners gave to the calling agent, each for one payment. */
@ApplicationScoped
public class TreasuryGrants {
    private static final String SCOPE = "treasury";

    private final ScopeGrants grants;

    TreasuryGrants(@RestClient ScopeGrants grants) {
        this.grants = grants;
    }

    /**
     * Whether the agent may go on: it had a grant to use, or had used one for this reference before. Keys-service being away is
     * {@code UpstreamUnavailable}.
     *
     * @param reference what a repeat of the agent's request shares with it, and no other payment does
     */
    public Uni<Boolean> use(String reference) {
        return grants.use(new ScopeGrants.Request(SCOPE, reference)).map(answer -> switch (answer.outcome()) {
            case "used" -> true;
            case "missing" -> false;
            default -> throw Upstream.unavailable();
        });
    }
}
