package dev.tollgate.auth.key;

import dev.tollgate.platform.work.Background;
import dev.tollgate.platform.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Rotates signing keys when it is time, and erases what has signed its last. One in each replica; any of them is enough. */
@ApplicationScoped
public class SigningKeyWorker {
    private static final Logger LOG = Logger.getLogger(SigningKeyWorker.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final RotateSigningKeys rotation;
    private final Background background;
    private final Loop loop = new Loop("signing-keys", EVERY, this::round);

    SigningKeyWorker(RotateSigningKeys rotation, Background background) {
        this.rotation = rotation;
        this.background = background;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    boolean round() throws Exception {
        if (background.run(rotation::rotateIfDue)) {
            LOG.info("the signing key was rotated: it was time");
        }
        background.run(rotation::erase);
        return false;
    }
}
