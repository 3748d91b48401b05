package dev.tollgate.webhooks.delivery;

import dev.tollgate.platform.db.CommitListener;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.work.Background;
import dev.tollgate.platform.work.Loop;
import dev.tollgate.webhooks.WebhooksSettings;
import dev.tollgate.webhooks.dispatch.NewDeliveries;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Takes what is due and sends it, each delivery on a virtual thread of its own. How much is under way is bounded, in all and per
 * subscription, so that an endpoint that does not answer fills its own share and nobody else's.
 */
@ApplicationScoped
class DeliveryWorker implements CommitListener {
    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Transactions transactions;
    private final Background background;
    private final DeliveryQueue queue;
    private final AttemptDelivery attempt;
    private final NewDeliveries announcements;
    private final WebhooksSettings settings;
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final Loop loop = new Loop("webhook-deliveries", POLL, this::round);

    DeliveryWorker(
            Transactions transactions,
            Background background,
            DeliveryQueue queue,
            AttemptDelivery attempt,
            NewDeliveries announcements,
            WebhooksSettings settings) {
        this.transactions = transactions;
        this.background = background;
        this.queue = queue;
        this.attempt = attempt;
        this.announcements = announcements;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** What is under way is not waited for: its lease runs out, and it is sent again. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** Only commits of the first stage are a reason to look; ours would keep us looking for ever. */
    @Override
    public void committed() {
        if (announcements.take()) {
            loop.nudge();
        }
    }

    private boolean round() throws Exception {
        Map<String, Integer> busy = new HashMap<>(underWay);
        int free = settings.concurrency()
                - busy.values().stream().mapToInt(Integer::intValue).sum();
        if (free <= 0) {
            return false; // the next one that ends nudges
        }
        List<TakenDelivery> taken =
                background.run(() -> transactions.acrossTenants(transaction -> queue.take(transaction, busy, free)));
        taken.forEach(this::send);
        return !taken.isEmpty();
    }

    private void send(TakenDelivery taken) {
        underWay.merge(taken.subscriptionId(), 1, Integer::sum);
        Thread.ofVirtual().name(taken.id()).start(() -> {
            try {
                background.run(RequestTrace.continued(taken.traceparent()), () -> attempt.run(taken));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (Exception failed) {
                LOG.warnf(failed, "%s: the outcome was not recorded; it is sent again after its lease", taken.id());
            } finally {
                underWay.computeIfPresent(taken.subscriptionId(), (id, count) -> count > 1 ? count - 1 : null);
                loop.nudge();
            }
        });
    }
}
