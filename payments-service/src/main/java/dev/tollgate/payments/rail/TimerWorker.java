package dev.tollgate.payments.rail;

import dev.tollgate.payments.rail.Timers.Timer;
import dev.tollgate.platform.work.Background;
import dev.tollgate.platform.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Does what is due, in each replica. The essay of this package says what a crash in between leaves behind. */
@ApplicationScoped
public class TimerWorker {
    private static final Logger LOG = Logger.getLogger(TimerWorker.class);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final int BATCH = 50;
    private static final int AT_ONCE = 4;

    private final Timers timers;
    private final AdvancePayment advance;
    private final ExpirePayment expire;
    private final Background background;
    private final Duration lease;
    private final Loop loop = new Loop("payment-timers", IDLE, this::round);

    TimerWorker(
            Timers timers,
            AdvancePayment advance,
            ExpirePayment expire,
            Background background,
            @ConfigProperty(name = "tollgate.timer.lease") Duration lease) {
        this.timers = timers;
        this.advance = advance;
        this.expire = expire;
        this.background = background;
        this.lease = lease;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    boolean round() throws Exception {
        return background.doDue(BATCH, AT_ONCE, most -> timers.take(most, lease), this::doOne);
    }

    /** One that fails holds up no other: it is due again when its lease is over. */
    private Uni<Void> doOne(Timer timer) {
        var work = switch (timer.kind()) {
            case RAIL -> advance.advance(timer);
            case EXPIRY -> expire.expire(timer);
        };
        return work.onFailure().recoverWithItem(failure -> {
            LOG.warnf(failure, "%s of %s failed; again in %s ms", timer.kind(), timer.paymentId(), lease.toMillis());
            return null;
        });
    }
}
