package dev.tollgate.auth.signin;

import dev.tollgate.auth.account.EmailAddress;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How often links may be asked for: of one address and from one client, in a sliding window, counted in the database and so across
 * replicas. Known and unknown addresses count alike. Only admitted requests are counted.
 */
@ApplicationScoped
public class SignInLimit {
    static final Duration WINDOW = Duration.ofMinutes(15);

    /** One at a time per address, then per client: in that order everywhere, so two requests never wait for each other in a circle. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('signin_attempt ' || $1, 0))";

    private static final String COUNT = "select count(*) filter (where address = $1) of_address,"
            + " min(attempted_at) filter (where address = $1) address_since,"
            + " count(*) filter (where client = $2) of_client,"
            + " min(attempted_at) filter (where client = $2) client_since"
            + " from signin_attempt where attempted_at > $3 and (address = $1 or client = $2)";
    private static final String RECORD =
            "insert into signin_attempt (address, client, attempted_at) values ($1, $2, $3)";

    private final Transactions transactions;
    private final Clock clock;
    private final long perAddress;
    private final long perClient;

    SignInLimit(
            Transactions transactions,
            Clock clock,
            @ConfigProperty(name = "tollgate.sign-in.per-address") long perAddress,
            @ConfigProperty(name = "tollgate.sign-in.per-client") long perClient) {
        this.transactions = transactions;
        this.clock = clock;
        this.perAddress = perAddress;
        this.perClient = perClient;
    }

    /** What the limit says. */
    public sealed interface Answer {
        record Admitted() implements Answer {}

        /**
         * One of the limits is reached.
         *
         * @param retryAfter when the next request of this kind is admitted
         */
        record Refused(String policy, long limit, Duration retryAfter) implements Answer {}
    }

    /**
     * Counts a request, if it is admitted.
     *
     * @param address as it was typed
     * @param client who asks, as {@link ClientAddress} says it; null where that is not known
     */
    public Uni<Answer> admit(String address, @Nullable String client) {
        return admit(address, client, "client");
    }

    /** The same for a mail that somebody of an organization has sent: the organization stands where the client would. */
    public Uni<Answer> admit(String address, Tenant sender) {
        return admit(address, sender.orgId(), "organization");
    }

    private Uni<Answer> admit(String address, @Nullable String client, String policy) {
        var key = EmailAddress.key(address);
        var now = clock.instant();
        return transactions.acrossTenants(transaction -> lock(transaction, "address " + key)
                .chain(() -> lock(transaction, "client " + client))
                .chain(() -> transaction.preparedQuery(COUNT).execute(Tuple.of(key, client, utc(now.minus(WINDOW)))))
                .map(rows -> judge(rows.iterator().next(), policy, now))
                .call(answer -> answer instanceof Answer.Admitted
                        ? transaction.preparedQuery(RECORD).execute(Tuple.of(key, client, utc(now)))
                        : Uni.createFrom().voidItem()));
    }

    private static Uni<Void> lock(SqlConnection transaction, String what) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(what)).replaceWithVoid();
    }

    private Answer judge(Row counted, String clientPolicy, Instant now) {
        if (counted.getLong("of_address") >= perAddress) {
            return refused("address", perAddress, counted.getOffsetDateTime("address_since"), now);
        }
        if (counted.getLong("of_client") >= perClient) {
            return refused(clientPolicy, perClient, counted.getOffsetDateTime("client_since"), now);
        }
        return new Answer.Admitted();
    }

    /** A place is free when the oldest counted request has left the window. */
    private static Answer refused(String policy, long limit, @Nullable OffsetDateTime oldest, Instant now) {
        var free = Objects.requireNonNull(oldest).toInstant().plus(WINDOW);
        return new Answer.Refused(policy, limit, Duration.between(now, free));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
