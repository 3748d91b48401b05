package dev.tollgate.platform.mail;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Fills the templates of a service's mails and hands them to SMTP. A bean of this type makes the {@link MailWorker} work. */
public interface Courier {
    /**
     * Completes when SMTP has taken it; fails when it has not, or did not say.
     *
     * @param content never null here
     */
    Uni<Void> deliver(LeasedMail mail, String content, Instant now);
}
