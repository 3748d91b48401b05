package dev.tollgate.webhooks.delivery;

import dev.tollgate.platform.crypto.SecretBox;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.webhooks.endpoint.Answer;
import dev.tollgate.webhooks.endpoint.EndpointClient;
import dev.tollgate.webhooks.endpoint.EndpointUrl;
import dev.tollgate.webhooks.endpoint.Message;
import dev.tollgate.webhooks.subscription.DisableGoneSubscription;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Sends one leased delivery once and records what came of it. No transaction is open while the endpoint thinks. */
@ApplicationScoped
class AttemptDelivery {
    private static final Logger LOG = Logger.getLogger(AttemptDelivery.class);

    private final Transactions transactions;
    private final DeliveryQueue queue;
    private final EndpointClient endpoints;
    private final DisableGoneSubscription disable;
    private final RetrySchedule schedule;
    private final SecretBox box;
    private final Clock clock;

    AttemptDelivery(
            Transactions transactions,
            DeliveryQueue queue,
            EndpointClient endpoints,
            DisableGoneSubscription disable,
            RetrySchedule schedule,
            SecretBox box,
            Clock clock) {
        this.transactions = transactions;
        this.queue = queue;
        this.endpoints = endpoints;
        this.disable = disable;
        this.schedule = schedule;
        this.box = box;
        this.clock = clock;
    }

    Uni<Void> run(TakenDelivery taken) {
        var startedAt = clock.instant();
        long start = System.nanoTime();
        return endpoints.send(message(taken)).chain(answer -> {
            long latency = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            return settle(taken, judged(taken, answer, startedAt, latency));
        });
    }

    private Message message(TakenDelivery taken) {
        return new Message(
                EndpointUrl.parse(taken.url(), taken.tenant().mode()),
                box.open(taken.secretSealed(), taken.subscriptionId()),
                taken.eventId(),
                taken.body());
    }

    private AttemptRecord judged(TakenDelivery taken, Answer answer, Instant startedAt, long latencyMillis) {
        return new AttemptRecord(startedAt, latencyMillis, answer, schedule.judge(answer, taken.attemptCount() + 1));
    }

    private Uni<Void> settle(TakenDelivery taken, AttemptRecord attempt) {
        Uni<Void> before = attempt.verdict() instanceof Verdict.Gone
                ? disable.run(taken.subscriptionId())
                : Uni.createFrom().voidItem();
        return before.chain(() -> transactions.acrossTenants(transaction -> queue.record(transaction, taken, attempt)))
                .invoke(recorded -> LOG.debugf(
                        "%s of %s: %s%s",
                        taken.id(), taken.eventId(), attempt.verdict(), recorded ? "" : ", but the lease is not ours"))
                .replaceWithVoid();
    }
}
