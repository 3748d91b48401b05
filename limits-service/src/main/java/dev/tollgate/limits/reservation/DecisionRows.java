package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.CeilingDecision.Exceeded;
import dev.tollgate.platform.event.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes reservations and denials that a ledger decided, with facts and sums, in one statement, whatever their number. The ledger must be locked. */
@ApplicationScoped
class DecisionRows {
    private static final String WRITE = """
            with decided as (
                insert into reservation (id, org_id, mode, reference, path, actor, actor_id,
                        amount_minor, currency, usd_rate, usd_cents, day, created_at, state, ask_at)
                select d.id, $1, $2, d.reference, d.path, d.actor, d.actor_id,
                        d.amount_minor, d.currency, d.usd_rate::numeric, d.usd_cents, $3, $5, d.state,
                        case when d.state = 'reserved' and p.owner is not null then $6::timestamptz end
                from unnest($7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                        $12::bigint[], $13::text[], $14::text[], $15::bigint[], $16::text[])
                    as d (id, reference, path, actor, actor_id, amount_minor, currency, usd_rate, usd_cents, state)
                left join money_path p on p.name = d.path),
            explained as (
                insert into denial (reservation_id, org_id, mode, limit_type, limit_cents, used_cents, requested_cents, resets_at)
                select d.id, $1, $2, d.limit_type, d.limit_cents, d.used_cents, d.requested_cents, d.resets_at
                from unnest($17::text[], $18::text[], $19::bigint[], $20::bigint[], $21::bigint[], $22::timestamptz[])
                    as d (id, limit_type, limit_cents, used_cents, requested_cents, resets_at)),
            published as (
                insert into outbox (event_id, topic, key, payload)
                select f.event_id, f.topic, f.key, f.payload
                from unnest($23::text[], $24::text[], $25::text[], $26::text[])
                    with ordinality as f (event_id, topic, key, payload, position)
                order by f.position),
            counted_for_agents as (
                insert into agent_window as w (org_id, mode, agent_id, period, starts_on, reserved_cents, changed_at)
                select $1, $2, a.id, p.name, p.starts_on, a.cents, $5
                from unnest($27::text[], $28::bigint[]) as a (id, cents)
                cross join (values ('day', $3::date), ('month', $4::date)) as p (name, starts_on)
                on conflict (org_id, mode, agent_id, period, starts_on)
                    do update set reserved_cents = w.reserved_cents + excluded.reserved_cents, changed_at = excluded.changed_at)
            insert into usage_window as w (org_id, mode, period, starts_on, reserved_cents, changed_at)
            select $1, $2, p.name, p.starts_on, $29::bigint, $5
            from (values ('day', $3::date), ('month', $4::date)) as p (name, starts_on)
            where $29::bigint > 0
            on conflict (org_id, mode, period, starts_on)
                do update set reserved_cents = w.reserved_cents + excluded.reserved_cents, changed_at = excluded.changed_at
            """;

    private final Outbox outbox;
    private final Duration unconfirmedFor;

    DecisionRows(
            Outbox outbox, @ConfigProperty(name = "tollgate.reservation.unconfirmed-for") Duration unconfirmedFor) {
        this.outbox = outbox;
        this.unconfirmedFor = unconfirmedFor;
    }

    /** A decision that is new, taken apart. */
    private record Line(Asked asked, Reservation reservation, ReservationEvent event) {}

    /** Of those that are of this kind; without any, it asks nothing of anybody. */
    Uni<Void> write(SqlConnection transaction, Ledger ledger, List<Decision> decisions) {
        List<Line> lines = new ArrayList<>();
        List<Decision.Denied> denials = new ArrayList<>();
        Map<String, Long> ofAgents = new TreeMap<>();
        long reserved = 0;
        for (var decision : decisions) {
            switch (decision) {
                case Decision.Admitted(var asked, var reservation) -> {
                    lines.add(new Line(asked, reservation, new ReservationEvent.Reserved(reservation)));
                    reserved += reservation.usd().minor();
                    if (reservation.agentId() != null) {
                        ofAgents.merge(reservation.agentId(), reservation.usd().minor(), Math::addExact);
                    }
                }
                case Decision.Denied denied -> {
                    var event = new ReservationEvent.Denied(denied.reservation(), denied.why());
                    lines.add(new Line(denied.asked(), denied.reservation(), event));
                    denials.add(denied);
                }
                case Decision.Closed closed -> {}
                case Decision.Withdrawn withdrawn -> {}
                case Decision.Repeated repeated -> {}
                case Decision.Refused refused -> {}
            }
        }
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var values = head(ledger);
        reservations(values, lines);
        denials(values, denials);
        facts(values, lines);
        return transaction
                .preparedQuery(WRITE)
                .execute(values.addArrayOfString(ofAgents.keySet().toArray(String[]::new))
                        .addArrayOfLong(ofAgents.values().toArray(Long[]::new))
                        .addLong(reserved))
                .replaceWithVoid();
    }

    private Tuple head(Ledger ledger) {
        return Tuple.tuple()
                .addString(ledger.tenant().orgId())
                .addString(ledger.tenant().mode().wire())
                .addLocalDate(ledger.windows().day())
                .addLocalDate(ledger.windows().month())
                .addOffsetDateTime(utc(ledger.at()))
                .addOffsetDateTime(utc(ledger.at().plus(unconfirmedFor)));
    }

    private static void reservations(Tuple values, List<Line> lines) {
        values.addArrayOfString(texts(lines, line -> line.reservation().id()))
                .addArrayOfString(texts(lines, line -> line.reservation().reference()))
                .addArrayOfString(texts(lines, line -> line.reservation().path()))
                .addArrayOfString(
                        texts(lines, line -> line.asked().principal().actor().wire()))
                .addArrayOfString(texts(lines, line -> line.asked().principal().actorId()))
                .addArrayOfLong(longs(lines, line -> line.reservation().amount().minor()))
                .addArrayOfString(texts(
                        lines, line -> line.reservation().amount().currency().getCurrencyCode()))
                .addArrayOfString(lines.stream()
                        .map(line -> line.asked().request().rate())
                        .toArray(String[]::new))
                .addArrayOfLong(longs(lines, line -> line.reservation().usd().minor()))
                .addArrayOfString(
                        texts(lines, line -> line.reservation().state().wire()));
    }

    private static void denials(Tuple values, List<Decision.Denied> denials) {
        values.addArrayOfString(texts(denials, denied -> denied.reservation().id()))
                .addArrayOfString(texts(denials, denied -> denied.why().type().wire()))
                .addArrayOfLong(longs(denials, denied -> denied.why().limit().minor()))
                .addArrayOfLong(longs(denials, denied -> denied.why().used().minor()))
                .addArrayOfLong(
                        longs(denials, denied -> denied.why().requested().minor()))
                .addArrayOfOffsetDateTime(denials.stream()
                        .map(Decision.Denied::why)
                        .map(DecisionRows::resetsAt)
                        .toArray(OffsetDateTime[]::new));
    }

    private void facts(Tuple values, List<Line> lines) {
        var facts = lines.stream()
                .map(line -> outbox.prepare(line.event(), line.asked().trace()))
                .toList();
        values.addArrayOfString(texts(facts, Outbox.Row::eventId))
                .addArrayOfString(texts(facts, Outbox.Row::topic))
                .addArrayOfString(texts(facts, Outbox.Row::key))
                .addArrayOfString(texts(facts, Outbox.Row::payload));
    }

    private static <T> String[] texts(List<T> list, Function<T, String> part) {
        return list.stream().map(part).toArray(String[]::new);
    }

    private static <T> Long[] longs(List<T> list, Function<T, Long> part) {
        return list.stream().map(part).toArray(Long[]::new);
    }

    @SuppressWarnings("NullAway") // the array that this goes into may hold nulls, as the column may
    private static OffsetDateTime resetsAt(Exceeded why) {
        return why.resetsAt() == null ? null : utc(why.resetsAt());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
