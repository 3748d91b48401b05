package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.CeilingDecision;
import dev.tollgate.limits.ceiling.LimitType;
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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reservations and denials by raw SQL, each method one round trip: this is where they count (decision 3). */
@ApplicationScoped
class ReservationRepository {
    private static final String FIRST_ANSWER = """
            select r.id, d.limit_type, d.limit_cents, d.used_cents, d.requested_cents, d.resets_at
            from reservation r
            left join denial d on d.reservation_id = r.id
            where r.org_id = $1 and r.mode = $2 and r.reference = $3
            """;

    /** A window that is open already is left alone, so a repeat waits for nobody; one that is not is opened day before month. */
    private static final String ARRIVE = """
            with opened as (
                insert into usage_window (org_id, mode, period, starts_on)
                select $1, $2, p.name, p.starts_on
                from (values ('day', $4::date), ('month', $5::date)) as p (name, starts_on)
                where not exists (
                    select from usage_window w
                    where w.org_id = $1 and w.mode = $2 and w.period = p.name and w.starts_on = p.starts_on)
                order by p.name
                on conflict do nothing)
            select a.*, exists (select from money_path where name = $6) as path_known
            from (values (1)) as always
            left join (
            """ + FIRST_ANSWER + ") a on true";

    /** The reservation first: what follows happens only if the reference was new. */
    private static final String DECIDED = """
            with decided as (
                insert into reservation (id, org_id, mode, reference, path, actor, actor_id,
                        amount_minor, currency, usd_rate, usd_cents, day, created_at, state)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                on conflict (org_id, mode, reference) do nothing
                returning id),
            published as (
                insert into outbox (event_id, topic, key, payload)
                select $15, $16, $17, $18 from decided),
            """;

    private static final String ADMIT = DECIDED + """
            counted as (
                update usage_window set reserved_cents = reserved_cents + $11
                where org_id = $2 and mode = $3
                  and (period = 'day' and starts_on = $12 or period = 'month' and starts_on = $19)
                  and exists (select from decided))
            select id from decided
            """;

    private static final String DENY = DECIDED + """
            explained as (
                insert into denial (reservation_id, org_id, mode,
                        limit_type, limit_cents, used_cents, requested_cents, resets_at)
                select id, $2, $3, $19::text, $20::bigint, $21::bigint, $11, $22::timestamptz from decided)
            select id from decided
            """;

    private static final String FIND = """
            select id, reference, path, amount_minor, currency, usd_cents, day, state
            from reservation
            where org_id = $1 and mode = $2 and reference = $3
            """;

    private static final String CLOSE = """
            with closed as (
                update reservation set state = $4, closed_at = $5
                where org_id = $1 and mode = $2 and id = $3 and state = 'reserved'
                returning id),
            published as (
                insert into outbox (event_id, topic, key, payload)
                select $6, $7, $8, $9 from closed)
            update usage_window
            set reserved_cents = reserved_cents - $10, committed_cents = committed_cents + $11
            where org_id = $1 and mode = $2
              and (period = 'day' and starts_on = $12 or period = 'month' and starts_on = $13)
              and exists (select from closed)
            """;

    /** What is known when a request comes in, before the windows are locked. */
    record Arrival(boolean pathKnown, @Nullable ReservationOutcome firstAnswer) {}

    /** Opens the windows that the reservation would count in and looks its reference and path up. */
    Uni<Arrival> arrive(SqlConnection transaction, Reservation reservation) {
        var windows = reservation.windows();
        return transaction
                .preparedQuery(ARRIVE)
                .execute(reference(reservation.tenant(), reservation.reference())
                        .addLocalDate(windows.day())
                        .addLocalDate(windows.month())
                        .addString(reservation.path()))
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new Arrival(row.getBoolean("path_known"), row.getString("id") == null ? null : outcome(row));
                });
    }

    /** The answer that another request with this reference was given. */
    Uni<ReservationOutcome> firstAnswer(SqlConnection transaction, Reservation reservation) {
        return transaction
                .preparedQuery(FIRST_ANSWER)
                .execute(reference(reservation.tenant(), reservation.reference()))
                .map(rows -> outcome(rows.iterator().next()));
    }

    /** Counts it; false if the reference was decided on meanwhile, and then nothing was written. The windows must be locked. */
    Uni<Boolean> admit(SqlConnection transaction, Asked asked, Outbox.Row fact) {
        var values = decided(asked, ReservationState.RESERVED, fact)
                .addLocalDate(asked.reservation().windows().month());
        return transaction.preparedQuery(ADMIT).execute(values).map(rows -> rows.size() == 1);
    }

    /** Keeps the denial; false if the reference was decided on meanwhile, and then nothing was written. */
    Uni<Boolean> deny(SqlConnection transaction, Asked asked, CeilingDecision.Exceeded why, Outbox.Row fact) {
        var values = decided(asked, ReservationState.DENIED, fact)
                .addString(why.type().wire())
                .addLong(why.limit().minor())
                .addLong(why.used().minor())
                .addValue(why.resetsAt() == null ? null : utc(why.resetsAt()));
        return transaction.preparedQuery(DENY).execute(values).map(rows -> rows.size() == 1);
    }

    /** The reservation of a reference, not locked; null if there is none. */
    Uni<@Nullable Reservation> find(SqlConnection transaction, Tenant tenant, String reference) {
        return transaction
                .preparedQuery(FIND)
                .execute(reference(tenant, reference))
                .map(rows -> reservation(tenant, rows));
    }

    /** Ends it and moves the sums of its windows, unless it was ended meanwhile. The windows must be locked. */
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
                                utc(at))
                        .addString(fact.eventId())
                        .addString(fact.topic())
                        .addString(fact.key())
                        .addString(fact.payload())
                        .addLong(cents)
                        .addLong(event.state() == ReservationState.COMMITTED ? cents : 0)
                        .addLocalDate(reservation.windows().day())
                        .addLocalDate(reservation.windows().month()))
                .replaceWithVoid();
    }

    private static Tuple reference(Tenant tenant, String reference) {
        return Tuple.of(tenant.orgId(), tenant.mode().wire(), reference);
    }

    private static Tuple decided(Asked asked, ReservationState state, Outbox.Row fact) {
        var reservation = asked.reservation();
        return Tuple.of(
                        reservation.id(),
                        reservation.tenant().orgId(),
                        reservation.tenant().mode().wire(),
                        reservation.reference(),
                        reservation.path())
                .addString(asked.principal().actor().wire())
                .addString(asked.principal().actorId())
                .addLong(reservation.amount().minor())
                .addString(reservation.amount().currency().getCurrencyCode())
                .addValue(asked.request().usdRate())
                .addLong(reservation.usd().minor())
                .addLocalDate(reservation.windows().day())
                .addValue(utc(asked.at()))
                .addString(state.wire())
                .addString(fact.eventId())
                .addString(fact.topic())
                .addString(fact.key())
                .addString(fact.payload());
    }

    private static ReservationOutcome outcome(Row row) {
        var type = row.getString("limit_type");
        if (type == null) {
            return new ReservationOutcome.Reserved(row.getString("id"));
        }
        var resetsAt = row.getOffsetDateTime("resets_at");
        return new ReservationOutcome.Denied(new CeilingDecision.Exceeded(
                LimitType.parse(type),
                Usd.cents(row.getLong("limit_cents")),
                Usd.cents(row.getLong("used_cents")),
                Usd.cents(row.getLong("requested_cents")),
                resetsAt == null ? null : resetsAt.toInstant()));
    }

    private static @Nullable Reservation reservation(Tenant tenant, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        var row = rows.iterator().next();
        return new Reservation(
                row.getString("id"),
                tenant,
                row.getString("reference"),
                row.getString("path"),
                Money.ofMinor(row.getLong("amount_minor"), row.getString("currency")),
                Usd.cents(row.getLong("usd_cents")),
                new Windows(row.getLocalDate("day")),
                ReservationState.parse(row.getString("state")));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
