package dev.tollgate.limits.reservation;

import dev.tollgate.limits.organization.Organizations;
import dev.tollgate.limits.organization.ProductionAccess;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Checks and counts an amount in one act, once per reference (contract/limits.md; the essay of this package). */
@ApplicationScoped
class Reserve {
    private final Organizations organizations;
    private final LedgerQueue queue;

    Reserve(Organizations organizations, LedgerQueue queue) {
        this.organizations = organizations;
        this.queue = queue;
    }

    /** The answer to this reference; the first one, if it was asked before, with what became of it since. */
    Uni<ReservationOutcome> run(Principal principal, ReservationRequest request) {
        return run(principal, request, organizations::productionAccess);
    }

    /** The same for a principal that a service names: 404 if there is no such organization, and nothing is written about it. */
    Uni<ReservationOutcome> runFor(Principal named, ReservationRequest request) {
        return run(named, request, organizations::existing);
    }

    private Uni<ReservationOutcome> run(
            Principal principal, ReservationRequest request, Function<String, Uni<ProductionAccess>> organization) {
        var tenant = principal.requireTenant();
        if (tenant.mode() != Mode.LIVE) {
            return Uni.createFrom().failure(ReservationProblem.testMode());
        }
        var trace = RequestTrace.current();
        return organization
                .apply(tenant.orgId())
                .chain(access -> queue.ask(tenant, new Asked(principal, request, access, trace)));
    }
}
