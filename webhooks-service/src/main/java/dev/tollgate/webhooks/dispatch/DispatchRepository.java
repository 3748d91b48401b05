package dev.tollgate.webhooks.dispatch;

import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of the first stage. Locks are taken in one order, subscription before delivery, as everywhere in this service. */
@ApplicationScoped
class DispatchRepository {
    private static final IdPrefix DELIVERY = new IdPrefix("whdel");

    /** Key-share keeps a subscription from being deleted under us, and nothing else from happening. */
    private static final String WANTING = "select id, mode from subscription where org_id = $1"
            + " and ($2::text is null or mode = $2) and active and event_types && array[$3, '*'] order by id for key share";

    private static final String INSERT_EVENT = "insert into webhook_event (id, org_id, mode, type, subject, body,"
            + " traceparent, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /** The last of those that later deliveries of its subject wait for; locked, so that it does not end unseen while we line up behind it. */
    private static final String LAST_IN_LANE = "select id from delivery where subscription_id = $1 and subject = $2"
            + " and holds_lane order by sequence desc limit 1 for update";

    private static final String INSERT_DELIVERY = "insert into delivery (id, org_id, mode, subscription_id, event_id,"
            + " event_type, subject, state, due_at, holds_lane, created_at)"
            + " values ($1, $2, $3, $4, $5, $6, $7, case when $8 then 'waiting' else 'due' end,"
            + " case when $8 then null else now() end, true, $9)";

    private final Clock clock;

    DispatchRepository(Clock clock) {
        this.clock = clock;
    }

    /** Who hears of an event, and in which mode. */
    record Wanting(String subscriptionId, Mode mode) {}

    /** The active subscriptions of an organization that want {@code type}; without a mode, those of both. */
    Uni<List<Wanting>> wanting(SqlConnection transaction, String orgId, @Nullable Mode mode, String type) {
        return transaction
                .preparedQuery(WANTING)
                .execute(Tuple.of(orgId, mode == null ? null : mode.wire(), type))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Wanting(row.getString("id"), Mode.parse(row.getString("mode"))))
                        .toList());
    }

    /** Whether an active subscription has this id; then it stays until the transaction ends. */
    Uni<@Nullable Boolean> isActive(SqlConnection transaction, Tenant tenant, String subscriptionId) {
        return transaction
                .preparedQuery(
                        "select active from subscription where id = $1 and org_id = $2 and mode = $3 for key share")
                .execute(Tuple.of(subscriptionId, tenant.orgId(), tenant.mode().wire()))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getBoolean("active"));
    }

    Uni<Void> insert(SqlConnection transaction, WebhookEvent event) {
        return transaction
                .preparedQuery(INSERT_EVENT)
                .execute(Tuple.from(new Object[] {
                    event.id(),
                    event.tenant().orgId(),
                    event.tenant().mode().wire(),
                    event.type(),
                    event.subject(),
                    event.body(),
                    event.traceparent(),
                    event.createdAt().atOffset(ZoneOffset.UTC)
                }))
                .replaceWithVoid();
    }

    /** A delivery of {@code event}: due now, or waiting for the one before it of the same subject. Returns its id. */
    Uni<String> deliver(SqlConnection transaction, WebhookEvent event, String subscriptionId) {
        var id = DELIVERY.create();
        return transaction
                .preparedQuery(LAST_IN_LANE)
                .execute(Tuple.of(subscriptionId, event.subject()))
                .chain(before -> transaction.preparedQuery(INSERT_DELIVERY).execute(Tuple.from(new Object[] {
                    id,
                    event.tenant().orgId(),
                    event.tenant().mode().wire(),
                    subscriptionId,
                    event.id(),
                    event.type(),
                    event.subject(),
                    before.size() > 0,
                    clock.instant().atOffset(ZoneOffset.UTC)
                })))
                .replaceWith(id);
    }
}
