package dev.tollgate.platform.coherence;

import dev.tollgate.platform.coherence.Bulletin.Change;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One exchange: the acknowledgement first, because somebody may be waiting for it; then news, or a while without any. */
@ApplicationScoped
class ExchangeChanges {
    private static final String EXCHANGE =
            "select up_to, complete, reset, numbers, subjects from exchange_changes($1, $2)";

    /** A quarter of a lease: one exchange may get lost, and the next still comes in time. */
    private static final Duration KEEP_ALIVE = Subscription.LEASE.dividedBy(4);

    private final Pool pool;
    private final Announcements announcements;

    ExchangeChanges(Pool pool, Announcements announcements) {
        this.pool = pool;
        this.announcements = announcements;
    }

    /**
     * @param heard null for a subscriber that remembers nothing
     * @param patient whether it waits a while if there is no news
     */
    Uni<Bulletin> execute(String subscriber, @Nullable Long heard, boolean patient) {
        return exchange(subscriber, heard)
                .chain(first -> heard == null
                                || !patient
                                || first.reset()
                                || !first.changes().isEmpty()
                        ? Uni.createFrom().item(first)
                        : announcements
                                .after(first.upTo(), KEEP_ALIVE)
                                .chain(news -> news
                                        ? exchange(subscriber, heard)
                                        : Uni.createFrom().item(first)));
    }

    private Uni<Bulletin> exchange(String subscriber, @Nullable Long heard) {
        return pool.preparedQuery(EXCHANGE)
                .execute(Tuple.of(subscriber, heard))
                .map(rows -> bulletin(rows.iterator().next()));
    }

    private static Bulletin bulletin(Row row) {
        var numbers = row.getArrayOfLongs("numbers");
        var subjects = row.getArrayOfStrings("subjects");
        var changes = IntStream.range(0, numbers.length)
                .mapToObj(i -> new Change(numbers[i], subjects[i]))
                .toList();
        return new Bulletin(row.getLong("up_to"), row.getBoolean("complete"), row.getBoolean("reset"), changes);
    }
}
