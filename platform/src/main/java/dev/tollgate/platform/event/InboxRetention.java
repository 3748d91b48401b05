package dev.tollgate.platform.event;

import dev.tollgate.platform.retention.Retention;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * An id in the inbox must outlive the last way in which its fact may come again: a topic keeps it for 7 days, and whoever plays a letter of the dead-letter topic
 * back (30 days) sends it to everybody once more, for 7 days.
 */
class InboxRetention {
    private static final int DAYS = 45;

    @Produces
    @Singleton
    Retention inbox() {
        return new Retention("inbox", "received_at < now() - interval '" + DAYS + " days'");
    }
}
