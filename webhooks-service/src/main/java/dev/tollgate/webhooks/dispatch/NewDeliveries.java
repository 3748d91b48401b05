package dev.tollgate.webhooks.dispatch;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets the second stage look at once instead of at its next poll. A hint between threads of one process; nothing depends on it. */
@Singleton
public class NewDeliveries {
    private final AtomicBoolean some = new AtomicBoolean();

    void announce() {
        some.set(true);
    }

    /** Whether some were announced since the last call. */
    public boolean take() {
        return some.getAndSet(false);
    }
}
