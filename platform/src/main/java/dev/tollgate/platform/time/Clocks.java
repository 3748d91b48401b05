package dev.tollgate.platform.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The one clock: UTC, in whole milliseconds, because that is what we show.
 *
 * <p>{@code TOLLGATE_CLOCK_OFFSET} puts it wrong by so much ({@code PT26H}, {@code PT-3M}): for runs that show what a replica with a wrong clock does.
 * That is what any machine may do by itself, so nothing that may not go wrong depends on it: money is counted by the database's clock, leases
 * by the monotonic one, tokens are checked by the system's. Whoever sets it is told so in the log.
 */
@Singleton
class Clocks {
    private static final Logger LOG = Logger.getLogger(Clocks.class);

    @Produces
    @Singleton
    @DefaultBean
    Clock clock(@ConfigProperty(name = "tollgate.clock.offset") Optional<Duration> offset) {
        var clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
        return offset.map(by -> wrong(clock, by)).orElse(clock);
    }

    private static Clock wrong(Clock clock, Duration by) {
        LOG.warnf("TOLLGATE_CLOCK_OFFSET: this process takes the time to be %s from what it is", by);
        return Clock.offset(clock, by);
    }
}
