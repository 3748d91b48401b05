package dev.tollgate.onboarding.verification;

import dev.tollgate.onboarding.verification.SandboxTimers.Timer;
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

/** Decides what is due, in each replica. The essay of this package says what a crash in between leaves behind. */
@ApplicationScoped
public class SandboxWorker {
    private static final Logger LOG = Logger.getLogger(SandboxWorker.class);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final int BATCH = 50;

    private final SandboxTimers timers;
    private final SandboxVerification verification;
    private final Background background;
    private final Duration lease;
    private final Loop loop = new Loop("sandbox-verification", IDLE, this::round);

    SandboxWorker(
            SandboxTimers timers,
            SandboxVerification verification,
            Background background,
            @ConfigProperty(name = "tollgate.timer.lease") Duration lease) {
        this.timers = timers;
        this.verification = verification;
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
        return background.doDue(BATCH, 1, most -> timers.take(most, lease), this::doOne);
    }

    /** One that fails holds up no other: it is due again when its lease is over. */
    private Uni<Void> doOne(Timer timer) {
        return verification.verify(timer).onFailure().recoverWithItem(failure -> {
            LOG.warnf(failure, "verification of %s failed; again in %s ms", timer.accountId(), lease.toMillis());
            return null;
        });
    }
}
