package dev.tollgate.limits.reservation;

import dev.tollgate.limits.combine.Combiner;
import dev.tollgate.limits.combine.Refusal;
import dev.tollgate.limits.combine.Rest;
import dev.tollgate.limits.combine.Sizes;
import dev.tollgate.platform.principal.Tenant;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one queue before the ledgers of this replica: reservations and their ends, those of one organization that come at once decided together
 * ({@link DecideTogether}). What does not fit into it, waits in it for too long, or gets no answer in time, is refused (503).
 */
@ApplicationScoped
class LedgerQueue {
    /** Callers give up after five seconds (platform, {@code quarkus.rest-client.read-timeout}). */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** Denials hurry nobody: an organization that is denied everything is at work a tenth of the time. */
    private static final Rest<ReservationOutcome> REST =
            new Rest<>(outcome -> outcome instanceof ReservationOutcome.Denied, 9, Duration.ofMillis(100));

    private final Combiner<Tenant, Question, ReservationOutcome> combiner;

    LedgerQueue(
            DecideTogether together,
            Vertx vertx,
            MeterRegistry metrics,
            @ConfigProperty(name = "tollgate.reservation.batches") int batches,
            @ConfigProperty(name = "tollgate.reservation.batch") int batch,
            @ConfigProperty(name = "tollgate.reservation.waiting-for-one") int waitingForOne,
            @ConfigProperty(name = "tollgate.reservation.waiting") int waiting,
            @ConfigProperty(name = "tollgate.reservation.batch-time") Duration batchTime) {
        var sizes = new Sizes(batches, batch, waitingForOne, waiting, PATIENCE.toNanos(), batchTime);
        this.combiner =
                new Combiner<>(vertx, sizes, together::run, ReservationProblem::notInTime, new Watch(metrics), REST);
        Gauge.builder("tollgate.limits.waiting", combiner, Combiner::waiting)
                .description("Reservations, and ends of reservations, that wait for their turn.")
                .register(metrics);
    }

    /** The answer, after what was asked about this organization before was answered. */
    Uni<ReservationOutcome> ask(Tenant tenant, Question question) {
        return combiner.ask(tenant, question);
    }

    /** What the queue does, as metrics. */
    private static final class Watch implements Combiner.Watch {
        private final MeterRegistry metrics;
        private final Timer waited;

        Watch(MeterRegistry metrics) {
            this.metrics = metrics;
            this.waited = Timer.builder("tollgate.limits.waited")
                    .description("How long they waited for their turn.")
                    .register(metrics);
            for (var why : Refusal.values()) {
                refused(why).increment(0);
            }
        }

        @Override
        public void begun(long nanosWaited) {
            waited.record(nanosWaited, TimeUnit.NANOSECONDS);
        }

        @Override
        public void refused(Refusal why, int questions) {
            refused(why).increment(questions);
        }

        private Counter refused(Refusal why) {
            return Counter.builder("tollgate.limits.refused")
                    .description(
                            "Answered with 503: the queue was full, their turn came too late, or their batch had no answer in time.")
                    .tag("why", why.wire())
                    .register(metrics);
        }
    }
}
