package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.CeilingRepository;
import dev.tollgate.limits.combine.Combiner.Answer;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.error.Upstream;
import dev.tollgate.platform.principal.Tenant;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Decides a batch of questions about one organization, in their order, in one transaction. */
@ApplicationScoped
class DecideTogether {
    private static final Logger LOG = Logger.getLogger(DecideTogether.class);

    private final Transactions transactions;
    private final LedgerRepository ledgers;
    private final CeilingRepository ceilings;
    private final DecisionRows rows;
    private final ClosingRows closings;
    private final DistributionSummary batchSizes;

    DecideTogether(
            Transactions transactions,
            LedgerRepository ledgers,
            CeilingRepository ceilings,
            DecisionRows rows,
            ClosingRows closings,
            MeterRegistry metrics) {
        this.transactions = transactions;
        this.ledgers = ledgers;
        this.ceilings = ceilings;
        this.rows = rows;
        this.closings = closings;
        this.batchSizes = DistributionSummary.builder("tollgate.limits.batch.size")
                .description("Reservations, and ends of reservations, that shared a transaction.")
                .register(metrics);
    }

    /** An answer each. If one of them can't be written, for a reason of its own, the others are not kept from theirs. */
    Uni<List<Answer<ReservationOutcome>>> run(Tenant tenant, List<Question> batch) {
        return together(tenant, batch)
                .onFailure(failure -> batch.size() > 1 && isOfOneRequest(failure))
                .recoverWithUni(failure -> eachAlone(tenant, batch));
    }

    /** Decides and writes in a transaction that is there already; the ledger stays locked until that ends. */
    Uni<List<Decision>> decide(SqlConnection transaction, Tenant tenant, List<? extends Question> batch) {
        return ledgers.open(transaction, tenant, batch).chain(ledger -> {
            var decisions = batch.stream().map(ledger::decide).toList();
            return write(transaction, ledger, decisions).replaceWith(decisions);
        });
    }

    private Uni<List<Answer<ReservationOutcome>>> together(Tenant tenant, List<Question> batch) {
        batchSizes.record(batch.size());
        return transactions
                .inTenant(tenant, transaction -> decide(transaction, tenant, batch))
                .map(decisions -> decisions.stream().map(DecideTogether::answer).toList())
                .onFailure(failure -> !(failure instanceof Problem) && !isOfOneRequest(failure))
                .transform(failure -> {
                    LOG.warnf(failure, "%d questions about %s were not decided", batch.size(), tenant.orgId());
                    return Upstream.unavailable();
                });
    }

    /** Room is given back before it is taken, so that no sum is over its ceiling even for a moment that nobody sees. */
    private Uni<Void> write(SqlConnection transaction, Ledger ledger, List<Decision> decisions) {
        return Multi.createFrom()
                .iterable(ledger.changes())
                .onItem()
                .transformToUniAndConcatenate(change -> ceilings.write(transaction, change, ledger.at()))
                .collect()
                .last()
                .chain(() -> closings.write(transaction, ledger, decisions, false))
                .chain(() -> rows.write(transaction, ledger, decisions))
                .chain(() -> closings.write(transaction, ledger, decisions, true))
                .chain(() -> closings.withdraw(transaction, ledger, decisions));
    }

    private Uni<List<Answer<ReservationOutcome>>> eachAlone(Tenant tenant, List<Question> batch) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(question -> together(tenant, List.of(question))
                        .map(List::getFirst)
                        .onFailure()
                        .recoverWithItem(failure -> Answer.failed(failure)))
                .collect()
                .asList();
    }

    private static Answer<ReservationOutcome> answer(Decision decision) {
        return switch (decision) {
            case Decision.Admitted(var asked, var reservation) ->
                Answer.of(ReservationOutcome.Reserved.of(reservation.id()));
            case Decision.Denied denied -> Answer.of(new ReservationOutcome.Denied(denied.why()));
            case Decision.Closed closed ->
                Answer.of(new ReservationOutcome.Ended(closed.event().state()));
            case Decision.Withdrawn withdrawn -> Answer.of(new ReservationOutcome.Ended(ReservationState.RELEASED));
            case Decision.Repeated(var first) -> Answer.of(first);
            case Decision.Refused(var problem) -> Answer.failed(problem);
        };
    }

    /** Data that PostgreSQL or arithmetic refuses (SQLSTATE classes 22 and 23), as opposed to somebody being away. */
    private static boolean isOfOneRequest(Throwable failure) {
        return switch (failure) {
            case PgException refused ->
                refused.getSqlState() != null
                        && (refused.getSqlState().startsWith("22")
                                || refused.getSqlState().startsWith("23"));
            case ArithmeticException overflow -> true;
            case IllegalArgumentException invalid -> true;
            default -> false;
        };
    }
}
