package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.limits.ceiling.Windows;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reservations after they were decided on: finding them, ending them. Each method is one round trip. */
@ApplicationScoped
class ReservationRepository {
    private static final String FIND = """
            select id, reference, path, actor, actor_id, amount_minor, currency, usd_cents, day, state
            from reservation
            where org_id = $1 and mode = $2 and reference = $3
            """;

    private static final String CLOSE = """
            with closed as (
                update reservation set state = $4, closed_at = $5, ask_at = null
                where org_id = $1 and mode = $2 and id = $3 and state = 'reserved'
                returning id),
            published as (
                insert into outbox (event_id, topic, key, payload)
                select $6, $7, $8, $9 from closed),
            given_back_to_agent as (
                update agent_window
                set reserved_cents = reserved_cents - $10, committed_cents = committed_cents + $11
                where org_id = $1 and mode = $2 and agent_id = $14
                  and (period = 'day' and starts_on = $12 or period = 'month' and starts_on = $13)
                  and exists (select from closed))
            update usage_window
            set reserved_cents = reserved_cents - $10, committed_cents = committed_cents + $11
            where org_id = $1 and mode = $2
              and (period = 'day' and starts_on = $12 or period = 'month' and starts_on = $13)
              and exists (select from closed)
            """;

    /** The decision about a reference; null if there is none. */
    Uni<@Nullable Reservation> find(SqlConnection transaction, Tenant tenant, String reference) {
        return transaction
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), reference))
                .map(rows -> reservation(tenant, rows));
    }

    /** Ends it and moves the sums of its windows, unless it was ended before. The ledger must be locked. */
    Uni<Void> close(SqlConnection transaction, ReservationEvent.Closed event, Instant at, Outbox.Row fact) {
        var reservation = event.reservation();
        long cents = reservation.usd().minor();
        return transaction
                .preparedQuery(CLOSE)
                .execute(Tuple.of(
                                reservation.tenant().orgId(),
                                reservation.tenant().mode().wire(),
                                reservation.id(),
                                event.state().wire(),
                                at.atOffset(ZoneOffset.UTC))
                        .addString(fact.eventId())
                        .addString(fact.topic())
                        .addString(fact.key())
                        .addString(fact.payload())
                        .addLong(cents)
                        .addLong(event.state() == ReservationState.COMMITTED ? cents : 0)
                        .addLocalDate(reservation.windows().day())
                        .addLocalDate(reservation.windows().month())
                        .addString(reservation.agentId()))
                .replaceWithVoid();
    }

    private static @Nullable Reservation reservation(Tenant tenant, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        var row = rows.iterator().next();
        return new Reservation(
                row.getString("id"),
                tenant,
                row.getString("actor").equals("agent") ? row.getString("actor_id") : null,
                row.getString("reference"),
                row.getString("path"),
                Money.ofMinor(row.getLong("amount_minor"), row.getString("currency")),
                Usd.cents(row.getLong("usd_cents")),
                new Windows(row.getLocalDate("day")),
                ReservationState.parse(row.getString("state")));
    }
}
