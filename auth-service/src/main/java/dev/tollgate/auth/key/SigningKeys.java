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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The rows of {@code signing_key}. The newest that is not retired signs; a retired one goes on verifying until its last token has expired.
 * Nothing is kept in memory, so every replica signs and publishes by the same keys at any moment.
 */
@ApplicationScoped
public class SigningKeys {
    /** How long a token lives at most. */
    public static final Duration LONGEST_TOKEN = Duration.ofHours(12);

    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended(current_schema() || '.signing_key', 0))";
    private static final String CURRENT = "select kid, sealed_private_key from signing_key"
            + " where retired_at is null order by created_at desc, kid limit 1";
    private static final String INSERT =
            "insert into signing_key (kid, public_jwk, sealed_private_key, created_at)" + " values ($1, $2, $3, $4)";
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

    void start(@Observes StartupEvent event) throws Exception {
        ensure();
    }

    /**
     * Makes the first key, once for all replicas, and proves that the current one opens with this process's encryption key. Waits, and
     * makes a key on the calling thread: for the start.
     */
    SigningKey ensure() throws Exception {
        var newest = background.run(() -> pool.query(CURRENT).execute().map(this::first));
        if (newest.isPresent()) {
            return newest.get();
        }
        var candidate = SigningKey.generate();
        return background.run(() -> addUnlessThereIsOne(candidate));
    }

    private Uni<SigningKey> addUnlessThereIsOne(SigningKey candidate) {
        return transactions.acrossTenants(transaction -> transaction
                .query(LOCK)
                .execute()
                .chain(() -> transaction.query(CURRENT).execute())
                .map(this::first)
                .chain(other -> other.isPresent() ? Uni.createFrom().item(other.get()) : add(transaction, candidate)));
    }

    private Optional<SigningKey> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(open(rows.iterator().next()));
    }

    /** The key to sign with now. */
    public Uni<SigningKey> current() {
        return pool.query(CURRENT).execute().map(rows -> open(rows.iterator().next()));
    }

    /** The public keys that tokens still alive may be signed with. */
    Uni<List<Jwk>> published() {
        return pool.preparedQuery(PUBLISHED)
                .execute(Tuple.of(oldestRetirement().atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Jwk.of(row.getString("public_jwk")))
                        .toList());
    }

    /** Tokens of a key that was retired before this have all expired. */
    public Instant oldestRetirement() {
        return clock.instant().minus(LONGEST_TOKEN);
    }

    private Uni<SigningKey> add(SqlConnection transaction, SigningKey key) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        key.kid(),
                        key.publicJwk(),
                        box.seal(key.secretJwk(), key.kid()),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWith(key);
    }

    private SigningKey open(Row row) {
        try {
            return SigningKey.read(box.open(row.getString("sealed_private_key"), row.getString("kid")));
        } catch (IllegalArgumentException otherKey) {
            throw new IllegalStateException(
                    "TOLLGATE_ENCRYPTION_KEY is not the one that sealed signing key " + row.getString("kid"), otherKey);
        }
    }
}
