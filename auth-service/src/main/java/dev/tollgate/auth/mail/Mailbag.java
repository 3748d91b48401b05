package dev.tollgate.auth.mail;

import dev.tollgate.platform.crypto.SecretBox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Where a use case puts a mail: a row of the current Panache transaction, which the {@link MailWorker} takes to SMTP. */
@ApplicationScoped
public class Mailbag {
    private final SecretBox box;

    Mailbag(SecretBox box) {
        this.box = box;
    }

    /**
     * Puts in a mail. What it says is sealed: most mails carry a link that somebody must not read before its recipient does.
     *
     * @param withheld whether it is only for show and must never leave: written where no mail is due, so that the time an answer takes
     *     does not tell that
     * @param expiresAt when the mail is worth nothing any more; from then on it is not sent
     */
    public Uni<Void> put(String recipient, OutgoingMail mail, boolean withheld, Instant now, Instant expiresAt) {
        var id = WaitingMail.ID.create();
        var row = new WaitingMail(id, recipient, mail.kind(), box.seal(mail.content(), id), withheld, now, expiresAt);
        return Panache.getSession().chain(session -> session.persist(row));
    }
}
