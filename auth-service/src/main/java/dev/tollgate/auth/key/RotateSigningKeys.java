package dev.tollgate.auth.key;

import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Replaces signing keys: by time, when staff ask for it, and at once when one is compromised. The essay of this package has the rules. */
@ApplicationScoped
class RotateSigningKeys {
    /** For how long a key is published before it signs: twice as long as the JWK Set may be remembered. */
    static final Duration LEAD = Duration.ofMinutes(10);

    private static final Duration MOST_OFTEN = Duration.ofHours(1);

    /** There is at most one key that has no end yet: the newest. */
    private static final String NEWEST = "select kid, created_at, signs_from from signing_key where retired_at is null"
            + " order by created_at desc limit 1";

    private static final String END_OTHERS =
            "update signing_key set retired_at = $2 where retired_at is null and kid <> $1";
    private static final String SIGN_FROM = "update signing_key set signs_from = $2 where kid = $1";
    private static final String IS_REVOKED = "select revoked_at is not null as revoked from signing_key where kid = $1";
    private static final String REVOKE = "update signing_key set revoked_at = $2, retired_at = '-infinity',"
            + " sealed_private_key = null where kid = $1";
    private static final String ERASE =
            "update signing_key set sealed_private_key = null where retired_at <= $1 and sealed_private_key is not null";

    private final SigningKeys keys;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Changes changes;
    private final Vertx vertx;
    private final Clock clock;
    private final Duration every;

    RotateSigningKeys(
            SigningKeys keys,
            Transactions transactions,
            Outbox outbox,
            Changes changes,
            Vertx vertx,
            Clock clock,
            @ConfigProperty(name = "tollgate.session-keys.rotate-every") Duration every) {
        if (every.compareTo(MOST_OFTEN) < 0) {
            throw new IllegalStateException("tollgate.session-keys.rotate-every must be at least " + MOST_OFTEN);
        }
        this.keys = keys;
        this.transactions = transactions;
        this.outbox = outbox;
        this.changes = changes;
        this.vertx = vertx;
        this.clock = clock;
        this.every = every;
    }

    /**
     * Which keys there are after a request.
     *
     * @param made false if what was asked for had happened already
     * @param kids what the JWK Set lists, newest first
     * @param signing the one that signs now
     */
    record Outcome(boolean made, List<String> kids, String signing) {}

    private record Newest(String kid, Instant createdAt, Instant signsFrom) {
        static Newest of(Row row) {
            return new Newest(
                    row.getString("kid"),
                    row.getOffsetDateTime("created_at").toInstant(),
                    row.getOffsetDateTime("signs_from").toInstant());
        }
    }

    /** Publishes a new key, which signs soon. While one is waiting to sign already, that is the answer. */
    Uni<Outcome> rotate(Actor actor) {
        return rotate(actor, newest -> !newest.signsFrom().isAfter(clock.instant()));
    }

    /** The same if the newest key is old enough, whoever asks first. */
    Uni<Boolean> rotateIfDue() {
        Predicate<Newest> due = newest -> !newest.createdAt().plus(every).isAfter(clock.instant());
        return transactions
                .acrossTenants(this::newest)
                .chain(newest -> newest.filter(due).isPresent()
                        ? rotate(Actor.service("auth-service"), due).map(Outcome::made)
                        : Uni.createFrom().item(false));
    }

    private Uni<Outcome> rotate(Actor actor, Predicate<Newest> due) {
        return generate()
                .chain(candidate -> transactions.acrossTenants(transaction -> SigningKeys.lock(transaction)
                        .chain(() -> newest(transaction))
                        .chain(newest -> newest.filter(due.negate()).isPresent()
                                ? outcome(transaction, false)
                                : add(transaction, candidate, clock.instant().plus(LEAD), actor)
                                        .chain(() -> outcome(transaction, true)))));
    }

    /**
     * Takes all trust from a key: after this, no gateway lets a request in with one of its tokens. If it was the one that signs, another
     * does at once. A repeat changes nothing, and promises the same.
     *
     * @param kid null for the one that signs now
     */
    Uni<Outcome> revoke(@Nullable String kid, Actor actor) {
        return generate()
                .chain(candidate -> transactions.acrossTenants(transaction -> SigningKeys.lock(transaction)
                        .chain(() -> keys.current(transaction))
                        .map(current -> current.orElseThrow().kid())
                        .chain(signing ->
                                revokeAndNote(transaction, kid == null ? signing : kid, signing, candidate, actor))))
                .call(changes::allHeard);
    }

    private Uni<Outcome> revokeAndNote(
            SqlConnection transaction, String kid, String signing, SigningKey candidate, Actor actor) {
        return revoke(transaction, kid, signing, candidate, actor)
                .chain(made -> outcome(transaction, made))
                .call(outcome -> outcome.made()
                        ? changes.note(transaction, "signing_key:" + kid)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> revoke(
            SqlConnection transaction, String kid, String signing, SigningKey candidate, Actor actor) {
        return isRevoked(transaction, kid)
                .chain(revoked -> revoked
                        ? Uni.createFrom().item(false)
                        : transaction
                                .preparedQuery(REVOKE)
                                .execute(Tuple.of(kid, clock.instant().atOffset(ZoneOffset.UTC)))
                                .chain(() -> follow(transaction, kid.equals(signing), candidate, actor))
                                .chain(() -> outbox.append(transaction, new SigningKeyEvent.Revoked(kid, actor)))
                                .replaceWith(true));
    }

    private static Uni<Boolean> isRevoked(SqlConnection transaction, String kid) {
        return transaction.preparedQuery(IS_REVOKED).execute(Tuple.of(kid)).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.invalid("kid: is not one of our signing keys");
            }
            return rows.iterator().next().getBoolean("revoked");
        });
    }

    /** Somebody must sign after a revocation, and when it was the signing key, now: the key that waits for its turn, or else a new one. */
    private Uni<Void> follow(SqlConnection transaction, boolean wasSigning, SigningKey candidate, Actor actor) {
        var now = clock.instant();
        return newest(transaction).chain(newest -> {
            if (newest.isEmpty()) {
                return add(transaction, candidate, now, actor);
            }
            return wasSigning
                    ? transaction
                            .preparedQuery(SIGN_FROM)
                            .execute(Tuple.of(newest.get().kid(), now.atOffset(ZoneOffset.UTC)))
                            .chain(() -> rotated(transaction, newest.get().kid(), now, actor))
                    : Uni.createFrom().voidItem();
        });
    }

    /** Inserts a key and ends the one before it in the moment in which the new one begins. */
    private Uni<Void> add(SqlConnection transaction, SigningKey candidate, Instant signsFrom, Actor actor) {
        return keys.add(transaction, candidate, signsFrom)
                .chain(() -> transaction
                        .preparedQuery(END_OTHERS)
                        .execute(Tuple.of(candidate.kid(), signsFrom.atOffset(ZoneOffset.UTC))))
                .chain(() -> rotated(transaction, candidate.kid(), signsFrom, actor));
    }

    private Uni<Void> rotated(SqlConnection transaction, String kid, Instant signsFrom, Actor actor) {
        return outbox.append(transaction, new SigningKeyEvent.Rotated(kid, signsFrom, actor));
    }

    /** Erases the private halves that will never sign again. By then every clock that is nearly right agrees. */
    Uni<Void> erase() {
        var ended = clock.instant().minus(LEAD).atOffset(ZoneOffset.UTC);
        return transactions.acrossTenants(transaction ->
                transaction.preparedQuery(ERASE).execute(Tuple.of(ended)).replaceWithVoid());
    }

    private Uni<Optional<Newest>> newest(SqlConnection transaction) {
        return transaction
                .query(NEWEST)
                .execute()
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(Newest.of(rows.iterator().next())));
    }

    private Uni<Outcome> outcome(SqlConnection transaction, boolean made) {
        return keys.published(transaction)
                .map(jwks -> jwks.stream().map(Jwk::kid).toList())
                .chain(kids -> keys.current(transaction)
                        .map(signing ->
                                new Outcome(made, kids, signing.orElseThrow().kid())));
    }

    /** A tenth of a second of arithmetic, which no event loop waits for. */
    private Uni<SigningKey> generate() {
        return vertx.executeBlocking(SigningKey::generate);
    }
}
