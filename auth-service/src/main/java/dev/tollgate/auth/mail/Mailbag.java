package dev.tollgate.auth.mail;

import dev.tollgate.platform.crypto.SecretBox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Where a use case puts a mail: a row of the current Panache transaction, which platform's mail worker takes to SMTP. */
@ApplicationScoped
public class Mailbag {
    private static final String INSERT = "insert into mail (id, recipient, kind, sealed_token, withheld, created_at,"
            + " expires_at, attempts) values ($1, $2, $3, $4, false, $5, $6, 0)";
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

    /** Puts in one mail for each recipient, in a raw transaction. */
    public Uni<Void> put(
            SqlConnection transaction, List<String> recipients, OutgoingMail mail, Instant now, Instant expiresAt) {
        if (recipients.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = recipients.stream()
                .map(recipient -> row(recipient, mail, now, expiresAt))
                .toList();
        return transaction.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid();
    }

    private Tuple row(String recipient, OutgoingMail mail, Instant now, Instant expiresAt) {
        var id = WaitingMail.ID.create();
        return Tuple.of(id, recipient, mail.kind(), box.seal(mail.content(), id))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(expiresAt.atOffset(ZoneOffset.UTC));
    }
}
