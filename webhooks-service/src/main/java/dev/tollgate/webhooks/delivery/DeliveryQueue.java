package dev.tollgate.webhooks.delivery;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.webhooks.WebhooksSettings;
import dev.tollgate.webhooks.endpoint.Answer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Takes deliveries under a lease, and records what came of them; the essay of this package says why it is done so. */
@ApplicationScoped
class DeliveryQueue {
    /**
     * {@code queue} hops through the index from subscription to subscription, whatever lies in between; for each active one the oldest due
     * rows are locked, as many as may still be under way. A row that is {@code sending} is due when its lease has run out.
     */
    private static final String TAKE = """
            with recursive queue(subscription_id) as (
                (select subscription_id from delivery where due_at is not null order by subscription_id limit 1)
                union all
                select (select next.subscription_id from delivery next
                        where next.due_at is not null and next.subscription_id > queue.subscription_id
                        order by next.subscription_id limit 1)
                from queue where queue.subscription_id is not null),
            taken as (
                select due.id
                from queue
                join subscription s on s.id = queue.subscription_id and s.active
                left join unnest($1::text[], $2::int[]) as busy(subscription_id, count) on busy.subscription_id = s.id
                cross join lateral (
                    select id, due_at from delivery
                    where subscription_id = s.id and due_at <= now()
                    order by due_at, sequence
                    limit greatest($3 - coalesce(busy.count, 0), 0)
                    for update skip locked) due
                order by due.due_at
                limit $4)
            update delivery d
            set state = 'sending', due_at = now() + $5::bigint * interval '1 millisecond'
            from taken, subscription s, webhook_event e
            where d.id = taken.id and s.id = d.subscription_id and e.id = d.event_id and e.mode = d.mode
            returning d.id, d.org_id, d.mode, d.subscription_id, d.subject, d.sequence, d.holds_lane, d.attempt_count, d.due_at,
                      d.event_id, e.body, e.traceparent, s.url, s.secret_sealed""";

    private static final String FINISH = """
            update delivery
            set state = $3,
                due_at = now() + $4::bigint * interval '1 millisecond',
                completed_at = case when $4::bigint is null then now() end,
                holds_lane = holds_lane and $5,
                attempt_count = attempt_count + 1
            where id = $1 and state = 'sending' and due_at = $2
            returning attempt_count""";

    private static final String INSERT_ATTEMPT = "insert into attempt (delivery_id, number, org_id, mode, started_at,"
            + " latency_millis, status_code, response, error) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    private static final String LET_NEXT_GO = """
            update delivery set state = 'due', due_at = now()
            where state = 'waiting' and id = (
                select id from delivery where subscription_id = $1 and subject = $2 and holds_lane and sequence > $3
                order by sequence limit 1)""";

    private final WebhooksSettings settings;

    DeliveryQueue(WebhooksSettings settings) {
        this.settings = settings;
    }

    /**
     * Up to {@code limit} deliveries that are due, now leased.
     *
     * @param underWay how many each subscription has under way here
     */
    Uni<List<TakenDelivery>> take(SqlConnection transaction, Map<String, Integer> underWay, int limit) {
        var busy = List.copyOf(underWay.entrySet());
        return transaction
                .preparedQuery(TAKE)
                .execute(Tuple.of(
                        busy.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        busy.stream().map(Map.Entry::getValue).toArray(Integer[]::new),
                        settings.perEndpoint(),
                        limit,
                        settings.lease().toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DeliveryQueue::taken)
                        .toList());
    }

    /** Whether the outcome was recorded; not when the lease is no longer ours, or the delivery was deleted. */
    Uni<Boolean> record(SqlConnection transaction, TakenDelivery taken, AttemptRecord attempt) {
        boolean holds =
                attempt.verdict() instanceof Verdict.Retry && taken.attemptCount() + 1 < settings.orderedAttempts();
        return transaction
                .preparedQuery(FINISH)
                .execute(Tuple.of(
                        taken.id(), taken.leasedUntil(), state(attempt.verdict()), pause(attempt.verdict()), holds))
                .chain(finished -> finished.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : insert(transaction, taken, attempt)
                                .chain(() -> taken.holdsLane() && !holds
                                        ? letNextGo(transaction, taken)
                                        : Uni.createFrom().voidItem())
                                .replaceWith(true));
    }

    private static Uni<Void> insert(SqlConnection transaction, TakenDelivery taken, AttemptRecord attempt) {
        var responded = attempt.answer() instanceof Answer.Responded some ? some : null;
        var unanswered = attempt.answer() instanceof Answer.Unanswered some ? some : null;
        return transaction
                .preparedQuery(INSERT_ATTEMPT)
                .execute(Tuple.from(new Object[] {
                    taken.id(),
                    taken.attemptCount() + 1,
                    taken.tenant().orgId(),
                    taken.tenant().mode().wire(),
                    attempt.startedAt().atOffset(ZoneOffset.UTC),
                    attempt.latencyMillis(),
                    responded == null ? null : responded.statusCode(),
                    responded == null ? null : responded.excerpt(),
                    unanswered == null ? null : unanswered.error()
                }))
                .replaceWithVoid();
    }

    private static Uni<Void> letNextGo(SqlConnection transaction, TakenDelivery before) {
        return transaction
                .preparedQuery(LET_NEXT_GO)
                .execute(Tuple.of(before.subscriptionId(), before.subject(), before.sequence()))
                .replaceWithVoid();
    }

    private static String state(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Delivered ignored -> "delivered";
            case Verdict.Retry ignored -> "due";
            case Verdict.Failed ignored -> "failed";
            case Verdict.Gone ignored -> "failed";
        };
    }

    private static @Nullable Long pause(Verdict verdict) {
        return verdict instanceof Verdict.Retry retry ? retry.after().toMillis() : null;
    }

    private static TakenDelivery taken(Row row) {
        return new TakenDelivery(
                row.getString("id"),
                new Tenant(row.getString("org_id"), Mode.parse(row.getString("mode"))),
                row.getString("subscription_id"),
                row.getString("subject"),
                row.getLong("sequence"),
                row.getBoolean("holds_lane"),
                row.getInteger("attempt_count"),
                row.getOffsetDateTime("due_at"),
                row.getString("event_id"),
                row.getString("body"),
                row.getString("traceparent"),
                row.getString("url"),
                row.getString("secret_sealed"));
    }
}
