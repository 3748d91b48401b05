package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.CeilingDecision;
import dev.tollgate.limits.ceiling.StandingRepository;
import dev.tollgate.limits.ceiling.Windows;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Checks and counts an amount in one act, once per reference (contract/limits.md; the essay of this package). */
@ApplicationScoped
class Reserve {
    private final Transactions transactions;
    private final ReservationRepository reservations;
    private final StandingRepository standings;
    private final Outbox outbox;
    private final Clock clock;

    Reserve(
            Transactions transactions,
            ReservationRepository reservations,
            StandingRepository standings,
            Outbox outbox,
            Clock clock) {
        this.transactions = transactions;
        this.reservations = reservations;
        this.standings = standings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The answer to this reference; the first one, if it was asked before. */
    Uni<ReservationOutcome> run(Principal principal, ReservationRequest request) {
        var tenant = principal.requireTenant();
        if (tenant.mode() != Mode.LIVE) {
            return Uni.createFrom().failure(ReservationProblem.testMode());
        }
        var now = clock.instant();
        var asked = new Asked(principal, request, Reservation.of(tenant, request, Windows.at(now)), now);
        return transactions.inTenant(
                tenant,
                transaction -> reservations
                        .arrive(transaction, asked.reservation())
                        .chain(arrival -> answer(transaction, asked, arrival)));
    }

    private Uni<ReservationOutcome> answer(
            SqlConnection transaction, Asked asked, ReservationRepository.Arrival arrival) {
        var first = arrival.firstAnswer();
        if (first != null) {
            return Uni.createFrom().item(first);
        }
        if (!arrival.pathKnown()) {
            return Uni.createFrom().failure(ReservationProblem.unknownPath());
        }
        var reservation = asked.reservation();
        return standings
                .lock(transaction, reservation.tenant(), reservation.windows())
                .map(standing -> standing.decide(reservation.usd()))
                .chain(decision -> record(transaction, asked, decision));
    }

    private Uni<ReservationOutcome> record(SqlConnection transaction, Asked asked, CeilingDecision decision) {
        var reservation = asked.reservation();
        return switch (decision) {
            case CeilingDecision.Allowed fits ->
                reservations
                        .admit(transaction, asked, outbox.prepare(new ReservationEvent.Reserved(reservation)))
                        .chain(written -> orFirst(
                                transaction, reservation, written, new ReservationOutcome.Reserved(reservation.id())));
            case CeilingDecision.Exceeded why ->
                reservations
                        .deny(transaction, asked, why, outbox.prepare(new ReservationEvent.Denied(reservation, why)))
                        .chain(written ->
                                orFirst(transaction, reservation, written, new ReservationOutcome.Denied(why)));
        };
    }

    /** Where another request with this reference was quicker, nothing was written, and its answer is ours. */
    private Uni<ReservationOutcome> orFirst(
            SqlConnection transaction, Reservation reservation, boolean written, ReservationOutcome ours) {
        return written ? Uni.createFrom().item(ours) : reservations.firstAnswer(transaction, reservation);
    }
}
