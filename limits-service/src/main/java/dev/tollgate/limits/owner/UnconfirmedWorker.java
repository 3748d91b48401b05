package dev.tollgate.limits.owner;

import dev.tollgate.platform.work.Background;
import dev.tollgate.platform.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes reservations that nobody confirmed and has their owners asked, a few at a time. */
@ApplicationScoped
class UnconfirmedWorker {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int BATCH = 50;
    private static final int AT_ONCE = 4;

    private final UnconfirmedRepository unconfirmed;
    private final AskOwners ask;
    private final Background background;
    private final Duration again;
    private final Loop loop = new Loop("unconfirmed-reservations", IDLE, this::round);

    UnconfirmedWorker(
            UnconfirmedRepository unconfirmed,
            AskOwners ask,
            Background background,
            @ConfigProperty(name = "tollgate.reservation.ask-again-after") Duration again) {
        this.unconfirmed = unconfirmed;
        this.ask = ask;
        this.background = background;
        this.again = again;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    boolean round() throws Exception {
        return background.doDue(BATCH, AT_ONCE, most -> unconfirmed.take(again, most), ask::about);
    }
}
