package dev.tollgate.auth.oidc;

import dev.tollgate.auth.signin.LinkToken;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.crypto.SecretBox;
import dev.tollgate.platform.db.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;

/** The rows of {@code oidc_attempt}. */
@ApplicationScoped
class OidcAttempts {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String FORGET =
            "delete from oidc_attempt where state_hash in (select state_hash from oidc_attempt"
                    + " where expires_at <= $1 limit 1000 for update skip locked)";
    private static final String INSERT = "insert into oidc_attempt (state_hash, nonce, sealed_verifier, redirect_uri,"
            + " expires_at) values ($1, $2, $3, $4, $5)";
    private static final String TAKE = "delete from oidc_attempt where state_hash = $1 and expires_at > $2"
            + " returning nonce, sealed_verifier, redirect_uri";

    private final Transactions transactions;
    private final SecretBox box;
    private final Clock clock;

    OidcAttempts(Transactions transactions, SecretBox box, Clock clock) {
        this.transactions = transactions;
        this.box = box;
        this.clock = clock;
    }

    /** Remembers an attempt, and forgets some that nobody came back from. */
    Uni<Void> add(Secret state, OidcAttempt attempt) {
        var hash = LinkToken.hash(state);
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return transactions.acrossTenants(transaction -> transaction
                .preparedQuery(FORGET)
                .execute(Tuple.of(now))
                .chain(() -> transaction
                        .preparedQuery(INSERT)
                        .execute(Tuple.of(
                                hash,
                                attempt.nonce(),
                                box.seal(attempt.verifier(), hash),
                                attempt.redirectUri(),
                                now.plus(LIFETIME))))
                .replaceWithVoid());
    }

    /** Uses an attempt up; empty if it was, has expired, or never was. Of two at once, one gets it. */
    Uni<Optional<OidcAttempt>> take(Secret state) {
        var hash = LinkToken.hash(state);
        return transactions.acrossTenants(transaction -> transaction
                .preparedQuery(TAKE)
                .execute(Tuple.of(hash, clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(attempt(rows.iterator().next(), hash))));
    }

    private OidcAttempt attempt(Row row, String hash) {
        return new OidcAttempt(
                row.getString("nonce"),
                box.open(row.getString("sealed_verifier"), hash),
                row.getString("redirect_uri"));
    }
}
