package dev.tollgate.platform.event;

import dev.tollgate.platform.retention.Retention;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * An id in the inbox must outlive the last way in which its fact may come again: its topic keeps it for 7 days, those of the audit log for 30; a letter in the
 * dead-letter topic is kept for 30; and whoever plays that back sends the fact to everybody once more, for as long as its topic keeps it. At most 90 days.
 */
class InboxRetention {
    private static final int DAYS = 91;

    @Produces
    @Singleton
    Retention inbox() {
        return new Retention("inbox", "received_at < now() - interval '" + DAYS + " days'");
    }
}
