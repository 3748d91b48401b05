package dev.tollgate.onboarding.notification;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.page.Cursor;
import dev.tollgate.platform.page.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What people were told, and which of it they have read. Another reader's notification is absent. */
@ApplicationScoped
class ReadNotifications {
    /** $1 recipient, $2 organization (null for staff), $3 who reads. */
    private static final String OF_READER = """
            from notification n
            left join notification_read r on r.notification_id = n.id and r.user_id = $3
            where n.recipient = $1 and n.org_id is not distinct from $2::text""";

    private static final String LIST = "select n.*, r.read_at " + OF_READER
            + " and n.id < $4 and (not $5::boolean or r.read_at is null) order by n.id desc limit $6";
    private static final String ONE = "select n.*, r.read_at " + OF_READER + " and n.id = $4";
    private static final String UNREAD = "select count(*) " + OF_READER + " and r.read_at is null";
    private static final String STAFF_UNREAD = "select staff_unread($1)";
    private static final String MARK =
            "insert into notification_read (user_id, notification_id, org_id, read_at) select $3, n.id, n.org_id, $4 "
                    + OF_READER + " and r.read_at is null";
    private static final String MARK_ONE = MARK + " and n.id = $5 on conflict do nothing";
    private static final String MARK_ALL = MARK + " on conflict do nothing";

    private final Transactions transactions;
    private final Clock clock;

    ReadNotifications(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Newest first. */
    Uni<Page<Notification>> page(Reader reader, boolean unreadOnly, int limit, @Nullable String cursor) {
        var parameters = of(reader)
                .addString(Cursor.before(cursor, Notices.NOTIFICATION))
                .addBoolean(unreadOnly)
                .addInteger(limit + 1);
        return in(reader, transaction -> transaction.preparedQuery(LIST).execute(parameters))
                .map(rows -> Page.of(all(rows), limit, Notification::id, Function.identity()));
    }

    Uni<Long> unread(Reader reader) {
        return in(
                        reader,
                        transaction -> reader.tenant() == null
                                ? transaction.preparedQuery(STAFF_UNREAD).execute(Tuple.of(reader.userId()))
                                : transaction.preparedQuery(UNREAD).execute(of(reader)))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Repeatable; the first time stands. */
    Uni<Notification> read(Reader reader, String id) {
        var mark = of(reader).addValue(clock.instant().atOffset(ZoneOffset.UTC)).addString(id);
        return in(
                        reader,
                        transaction -> transaction
                                .preparedQuery(MARK_ONE)
                                .execute(mark)
                                .chain(() -> transaction
                                        .preparedQuery(ONE)
                                        .execute(of(reader).addString(id))))
                .map(rows -> all(rows).stream().findFirst().orElseThrow(Problem::notFound));
    }

    /** How many were unread. What comes meanwhile stays unread. */
    Uni<Integer> readAll(Reader reader) {
        var mark = of(reader).addValue(clock.instant().atOffset(ZoneOffset.UTC));
        return in(reader, transaction -> transaction.preparedQuery(MARK_ALL).execute(mark))
                .map(RowSet::rowCount);
    }

    private <T> Uni<T> in(Reader reader, Function<SqlConnection, Uni<T>> work) {
        var tenant = reader.tenant();
        return tenant == null ? transactions.acrossTenants(work) : transactions.inTenant(tenant, work);
    }

    private static Tuple of(Reader reader) {
        return Tuple.of(reader.recipient(), reader.orgId(), reader.userId());
    }

    private static List<Notification> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(Notification::of)
                .toList();
    }
}
