package dev.tollgate.webhooks.delivery;

import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.webhooks.delivery.DeliveryView.AttemptView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads deliveries and their attempts for those who own them. */
@ApplicationScoped
class DeliveryHistory {
    private static final String SELECT = """
            select id, subscription_id, event_id, event_type, attempt_count, created_at, completed_at,
                   case when state in ('delivered', 'failed') then state else 'pending' end as status,
                   case when state = 'due' then due_at end as next_attempt_at
            from delivery where org_id = $1 and mode = $2 and subscription_id = $3""";
    private static final String PAGE = SELECT + """
             and id < $4
             and ($5::text is null or case when state in ('delivered', 'failed') then state else 'pending' end = $5)
             and ($6::text is null or event_type = $6)
            order by id desc limit $7""";
    private static final String ONE = SELECT + " and id = $4";
    private static final String ATTEMPTS = "select number, started_at, latency_millis, status_code, response, error"
            + " from attempt where org_id = $1 and mode = $2 and delivery_id = $3 order by number";
    private static final String SUBSCRIPTION = "select 1 from subscription where org_id = $1 and mode = $2 and id = $3";

    /** What a page shows; null is "any". */
    record Filter(@Nullable String status, @Nullable String eventType) {}

    Uni<Boolean> hasSubscription(SqlConnection transaction, Tenant tenant, String subscriptionId) {
        return transaction
                .preparedQuery(SUBSCRIPTION)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), subscriptionId))
                .map(rows -> rows.size() == 1);
    }

    /** Newest first, one more than {@code limit}. */
    Uni<List<DeliveryView>> page(
            SqlConnection transaction, Tenant tenant, String subscriptionId, Filter filter, String before, int limit) {
        return transaction
                .preparedQuery(PAGE)
                .execute(Tuple.from(new Object[] {
                    tenant.orgId(),
                    tenant.mode().wire(),
                    subscriptionId,
                    before,
                    filter.status(),
                    filter.eventType(),
                    limit + 1
                }))
                .map(rows -> stream(rows).map(DeliveryHistory::view).toList());
    }

    /** With its attempts; null where there is none. */
    Uni<@Nullable DeliveryView> one(SqlConnection transaction, Tenant tenant, String subscriptionId, String id) {
        return transaction
                .preparedQuery(ONE)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), subscriptionId, id))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().nullItem()
                        : attempts(transaction, tenant, id)
                                .map(attempts -> view(rows.iterator().next()).with(attempts)));
    }

    private static Uni<List<AttemptView>> attempts(SqlConnection transaction, Tenant tenant, String id) {
        return transaction
                .preparedQuery(ATTEMPTS)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), id))
                .map(rows -> stream(rows)
                        .map(row -> new AttemptView(
                                row.getInteger("number"),
                                row.getOffsetDateTime("started_at").toInstant(),
                                row.getLong("latency_millis"),
                                row.getInteger("status_code"),
                                row.getString("response"),
                                row.getString("error")))
                        .toList());
    }

    private static DeliveryView view(Row row) {
        return new DeliveryView(
                row.getString("id"),
                row.getString("subscription_id"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("status"),
                row.getInteger("attempt_count"),
                instant(row, "next_attempt_at"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "completed_at"),
                null);
    }

    private static @Nullable Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
