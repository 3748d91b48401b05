package dev.tollgate.auth.key;

import dev.tollgate.platform.crypto.SecretBox;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.work.Background;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The rows of {@code signing_key}: which one signs now, and which ones verify. Nothing is kept in memory, so every replica signs and
 * publishes by the same keys at any moment.
 */
@ApplicationScoped
public class SigningKeys {
    /** How long a token lives at most. */
    public static final Duration LONGEST_TOKEN = Duration.ofHours(12);

    /** A token may have been signed a moment after its key was read. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended(current_schema() || '.signing_key', 0))";

    /** The newest that signs already. One that does not yet is taken only if there is no other: no clock may leave us without a key. */
    private static final String CURRENT = "select kid, sealed_private_key from signing_key"
            + " where sealed_private_key is not null and (retired_at is null or retired_at > $1)"
            + " order by signs_from <= $1 desc, signs_from desc, kid limit 1";

    private static final String INSERT = "insert into signing_key (kid, public_jwk, sealed_private_key, created_at,"
            + " signs_from) values ($1, $2, $3, $4, $5)";
    private static final String PUBLISHED =
            "select public_jwk from signing_key where retired_at is null or retired_at > $1 order by created_at desc, kid";

    private final Pool pool;
    private final Transactions transactions;
    private final Background background;
    private final SecretBox box;
    private final Clock clock;

    SigningKeys(Pool pool, Transactions transactions, Background background, SecretBox box, Clock clock) {
        this.pool = pool;
        this.transactions = transactions;
        this.background = background;
        this.box = box;
        this.clock = clock;
    }

    /** Before the loops of this package begin. */
    void start(@Observes @Priority(1) StartupEvent event) throws Exception {
        ensure();
    }

    /**
     * Makes the first key, once for all replicas, and proves that the current one opens with this process's encryption key. Waits, and
     * makes a key on the calling thread: for the start.
     */
    SigningKey ensure() throws Exception {
        var newest = background.run(
                () -> pool.preparedQuery(CURRENT).execute(Tuple.of(now())).map(this::first));
        if (newest.isPresent()) {
            return newest.get();
        }
        var candidate = SigningKey.generate();
        return background.run(() -> addUnlessThereIsOne(candidate));
    }

    private Uni<SigningKey> addUnlessThereIsOne(SigningKey candidate) {
        return transactions.acrossTenants(transaction -> lock(transaction)
                .chain(() -> current(transaction))
                .chain(other -> other.isPresent()
                        ? Uni.createFrom().item(other.get())
                        : add(transaction, candidate, clock.instant()).replaceWith(candidate)));
    }

    /** The key to sign with now. */
    public Uni<SigningKey> current() {
        return pool.preparedQuery(CURRENT)
                .execute(Tuple.of(now()))
                .map(rows -> open(rows.iterator().next()));
    }

    Uni<Optional<SigningKey>> current(SqlConnection transaction) {
        return transaction.preparedQuery(CURRENT).execute(Tuple.of(now())).map(this::first);
    }

    /** The public keys that tokens still alive may be signed with, and the one that signs next; newest first. */
    Uni<List<Jwk>> published() {
        return pool.preparedQuery(PUBLISHED).execute(oldest()).map(SigningKeys::jwks);
    }

    Uni<List<Jwk>> published(SqlConnection transaction) {
        return transaction.preparedQuery(PUBLISHED).execute(oldest()).map(SigningKeys::jwks);
    }

    /** Tokens of a key that was retired before this have all expired. */
    public Instant oldestRetirement() {
        return clock.instant().minus(LONGEST_TOKEN).minus(MARGIN);
    }

    /** From here to the end of the transaction, nobody else changes which keys there are. */
    static Uni<Void> lock(SqlConnection transaction) {
        return transaction.query(LOCK).execute().replaceWithVoid();
    }

    Uni<Void> add(SqlConnection transaction, SigningKey key, Instant signsFrom) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        key.kid(),
                        key.publicJwk(),
                        box.seal(key.secretJwk(), key.kid()),
                        now(),
                        signsFrom.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private Optional<SigningKey> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(open(rows.iterator().next()));
    }

    private SigningKey open(Row row) {
        try {
            return SigningKey.read(box.open(row.getString("sealed_private_key"), row.getString("kid")));
        } catch (IllegalArgumentException otherKey) {
            throw new IllegalStateException(
                    "TOLLGATE_ENCRYPTION_KEY is not the one that sealed signing key " + row.getString("kid"), otherKey);
        }
    }

    private static List<Jwk> jwks(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> Jwk.of(row.getString("public_jwk")))
                .toList();
    }

    private Tuple oldest() {
        return Tuple.of(oldestRetirement().atOffset(ZoneOffset.UTC));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
