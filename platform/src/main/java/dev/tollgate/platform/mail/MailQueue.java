package dev.tollgate.platform.mail;

import dev.tollgate.platform.db.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** The rows of {@code mail} as the workers of all replicas share them. What is due when, only the database's clock says. */
@ApplicationScoped
public class MailQueue {
    /** Longer than handing over one mail may take. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    private static final String LEASE_NEXT =
            "update mail set due_at = now() + $1::double precision * interval '1 second', attempts = attempts + 1"
                    + " where id = (select id from mail where due_at <= now()"
                    + " order by due_at limit 1 for update skip locked)"
                    + " returning id, recipient, kind, content, expires_at, attempts";
    private static final String DELETE = "delete from mail where id = $1";
    private static final String POSTPONE =
            "update mail set due_at = now() + $1::double precision * interval '1 second' where id = $2";

    private final Transactions transactions;

    MailQueue(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Leases the mail that has been due for longest, if any is. */
    public Uni<Optional<LeasedMail>> next() {
        return transactions.unannounced(transaction -> transaction
                .preparedQuery(LEASE_NEXT)
                .execute(Tuple.of(seconds(LEASE)))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(leased(rows.iterator().next()))
                        : Optional.empty()));
    }

    /** Done with it. */
    public Uni<Void> delete(LeasedMail mail) {
        return transactions.unannounced(transaction ->
                transaction.preparedQuery(DELETE).execute(Tuple.of(mail.id())).replaceWithVoid());
    }

    /** Not before {@code pause} is over. */
    public Uni<Void> postpone(LeasedMail mail, Duration pause) {
        return transactions.unannounced(transaction -> transaction
                .preparedQuery(POSTPONE)
                .execute(Tuple.of(seconds(pause), mail.id()))
                .replaceWithVoid());
    }

    private static double seconds(Duration duration) {
        return duration.toSeconds();
    }

    private static LeasedMail leased(Row row) {
        var expiresAt = row.getOffsetDateTime("expires_at");
        return new LeasedMail(
                row.getString("id"),
                row.getString("recipient"),
                row.getString("kind"),
                row.getString("content"),
                expiresAt == null ? null : expiresAt.toInstant(),
                row.getInteger("attempts"));
    }
}
