package dev.tollgate.limits.reservation;

import dev.tollgate.limits.combine.Combiner;
import dev.tollgate.limits.combine.Combiner.Answer;
import dev.tollgate.limits.organization.Organizations;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Checks and counts an amount in one act, once per reference (contract/limits.md; the essay of this package). Requests of one organization that
 * come at once share a transaction ({@link ReserveTogether}).
 */
@ApplicationScoped
class Reserve {
    /** Callers give up after five seconds (platform, {@code quarkus.rest-client.read-timeout}). */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Organizations organizations;
    private final Combiner<Tenant, Asked, ReservationOutcome> combiner;

    Reserve(
            Organizations organizations,
            ReserveTogether together,
            Vertx vertx,
            @ConfigProperty(name = "tollgate.reservation.batches") int batches,
            @ConfigProperty(name = "tollgate.reservation.batch") int batch,
            @ConfigProperty(name = "tollgate.reservation.waiting-for-one") int waitingForOne,
            @ConfigProperty(name = "tollgate.reservation.waiting") int waiting) {
        this.organizations = organizations;
        var sizes = new Combiner.Sizes(batches, batch, waitingForOne, waiting, PATIENCE.toNanos());
        this.combiner = new Combiner<>(vertx, sizes, together::run, ReservationProblem::tooMany);
    }

    /** The answer to this reference; the first one, if it was asked before. */
    Uni<ReservationOutcome> run(Principal principal, ReservationRequest request) {
        var tenant = principal.requireTenant();
        if (tenant.mode() != Mode.LIVE) {
            return Uni.createFrom().failure(ReservationProblem.testMode());
        }
        var trace = RequestTrace.current();
        return organizations
                .productionAccess(tenant.orgId())
                .chain(access -> combiner.ask(tenant, new Asked(principal, request, access, trace)));
    }

    /** What was decided about a request, as its answer. */
    static Answer<ReservationOutcome> answer(Decision decision) {
        return switch (decision) {
            case Decision.Admitted(var asked, var reservation) ->
                Answer.of(new ReservationOutcome.Reserved(reservation.id()));
            case Decision.Denied denied -> Answer.of(new ReservationOutcome.Denied(denied.why()));
            case Decision.Repeated(var first) -> Answer.of(first);
            case Decision.Refused(var problem) -> Answer.failed(problem);
        };
    }
}
