package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.CeilingRepository;
import dev.tollgate.limits.ceiling.Windows;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Decides a batch of one organization's requests, in their order, in one transaction. */
@ApplicationScoped
class ReserveTogether {
    private static final Logger LOG = Logger.getLogger(ReserveTogether.class);

    private final Transactions transactions;
    private final LedgerRepository ledgers;
    private final CeilingRepository ceilings;
    private final DecisionRows rows;
    private final Clock clock;
    private final DistributionSummary batchSizes;

    ReserveTogether(
            Transactions transactions,
            LedgerRepository ledgers,
            CeilingRepository ceilings,
            DecisionRows rows,
            Clock clock,
            MeterRegistry metrics) {
        this.transactions = transactions;
        this.ledgers = ledgers;
        this.ceilings = ceilings;
        this.rows = rows;
        this.clock = clock;
        this.batchSizes = DistributionSummary.builder("tollgate.limits.batch.size")
                .description("Reservations that shared a transaction.")
                .register(metrics);
    }

    /** An answer each. If one of them can't be written, for a reason of its own, the others are not kept from theirs. */
    Uni<List<Answer<ReservationOutcome>>> run(Tenant tenant, List<Asked> batch) {
        return together(tenant, batch)
                .onFailure(failure -> batch.size() > 1 && isOfOneRequest(failure))
                .recoverWithUni(failure -> eachAlone(tenant, batch));
    }

    private Uni<List<Answer<ReservationOutcome>>> together(Tenant tenant, List<Asked> batch) {
        batchSizes.record(batch.size());
        return transactions
                .inTenant(tenant, transaction -> {
                    var now = clock.instant();
                    return ledgers.open(transaction, tenant, Windows.at(now), batch)
                            .chain(ledger -> decide(transaction, ledger, batch, now));
                })
                .map(decisions -> decisions.stream().map(Reserve::answer).toList())
                .onFailure(failure -> !(failure instanceof Problem) && !isOfOneRequest(failure))
                .transform(failure -> {
                    LOG.warnf(failure, "%d reservations of %s were not decided", batch.size(), tenant.orgId());
                    return Upstream.unavailable();
                });
    }

    private Uni<List<Decision>> decide(SqlConnection transaction, Ledger ledger, List<Asked> batch, Instant now) {
        var decisions = batch.stream().map(ledger::decide).toList();
        if (decisions.stream().noneMatch(Decision::isNew)) {
            return Uni.createFrom().item(decisions);
        }
        return Multi.createFrom()
                .iterable(ledger.changes())
                .onItem()
                .transformToUniAndConcatenate(change -> ceilings.write(transaction, change, now))
                .collect()
                .last()
                .chain(() -> rows.write(transaction, ledger, decisions, now))
                .replaceWith(decisions);
    }

    private Uni<List<Answer<ReservationOutcome>>> eachAlone(Tenant tenant, List<Asked> batch) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(asked -> together(tenant, List.of(asked))
                        .map(List::getFirst)
                        .onFailure()
                        .recoverWithItem(failure -> Answer.failed(failure)))
                .collect()
                .asList();
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
