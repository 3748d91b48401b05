package dev.tollgate.limits.reservation;

import dev.tollgate.platform.event.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** Writes the ends of reservations: states, facts, and sums in the windows in which each was made. The ledger must be locked. */
@ApplicationScoped
class ClosingRows {
    private static final String CLOSE = """
            with closed as (
                update reservation r set state = e.state, closed_at = $3, ask_at = null
                from unnest($4::text[], $5::text[]) as e (id, state)
                where r.org_id = $1 and r.mode = $2 and r.id = e.id and r.state = 'reserved'
                returning r.id, r.day, r.usd_cents as cents, case r.state when 'committed' then r.usd_cents else 0 end as settled,
                        case r.actor when 'agent' then r.actor_id end as agent_id),
            published as (
                insert into outbox (event_id, topic, key, payload)
                select f.event_id, f.topic, f.key, f.payload
                from unnest($4::text[], $6::text[], $7::text[], $8::text[], $9::text[])
                    with ordinality as f (id, event_id, topic, key, payload, position)
                join closed c on c.id = f.id
                order by f.position),
            moved as (
                select agent_id, 'day' as period, day as starts_on, cents, settled from closed
                union all
                select agent_id, 'month', date_trunc('month', day)::date, cents, settled from closed),
            of_agents as (
                update agent_window w
                set reserved_cents = w.reserved_cents - m.cents, committed_cents = w.committed_cents + m.settled, changed_at = $3
                from (select agent_id, period, starts_on, sum(cents)::bigint as cents, sum(settled)::bigint as settled
                      from moved where agent_id is not null group by 1, 2, 3) m
                where w.org_id = $1 and w.mode = $2 and w.agent_id = m.agent_id
                  and w.period = m.period and w.starts_on = m.starts_on)
            update usage_window w
            set reserved_cents = w.reserved_cents - m.cents, committed_cents = w.committed_cents + m.settled, changed_at = $3
            from (select period, starts_on, sum(cents)::bigint as cents, sum(settled)::bigint as settled
                  from moved group by 1, 2) m
            where w.org_id = $1 and w.mode = $2 and w.period = m.period and w.starts_on = m.starts_on
            """;

    private static final String WITHDRAW = """
            insert into released_reference (org_id, mode, reference, at)
            select $1, $2, reference, $3 from unnest($4::text[]) as reference
            on conflict do nothing
            """;

    private final Outbox outbox;

    ClosingRows(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A closing, taken apart. */
    private record Line(ReservationEvent.Closed event, Outbox.Row fact) {}

    /** Ends those that were made in this batch ({@code here}), or those that were there before. */
    Uni<Void> write(SqlConnection transaction, Ledger ledger, List<Decision> decisions, boolean here) {
        var lines = decisions.stream()
                .<Line>mapMulti((decision, into) -> {
                    if (decision instanceof Decision.Closed closed && closed.here() == here) {
                        into.accept(new Line(closed.event(), outbox.prepare(closed.event(), closed.trace())));
                    }
                })
                .toList();
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(CLOSE)
                .execute(head(ledger)
                        .addArrayOfString(
                                texts(lines, line -> line.event().reservation().id()))
                        .addArrayOfString(
                                texts(lines, line -> line.event().state().wire()))
                        .addArrayOfString(texts(lines, line -> line.fact().eventId()))
                        .addArrayOfString(texts(lines, line -> line.fact().topic()))
                        .addArrayOfString(texts(lines, line -> line.fact().key()))
                        .addArrayOfString(texts(lines, line -> line.fact().payload())))
                .replaceWithVoid();
    }

    /** Marks the references that were released before anybody reserved for them. */
    Uni<Void> withdraw(SqlConnection transaction, Ledger ledger, List<Decision> decisions) {
        var references = decisions.stream()
                .<String>mapMulti((decision, into) -> {
                    if (decision instanceof Decision.Withdrawn(var reference)) {
                        into.accept(reference);
                    }
                })
                .toArray(String[]::new);
        return references.length == 0
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(WITHDRAW)
                        .execute(head(ledger).addArrayOfString(references))
                        .replaceWithVoid();
    }

    private static Tuple head(Ledger ledger) {
        return Tuple.of(
                ledger.tenant().orgId(),
                ledger.tenant().mode().wire(),
                ledger.at().atOffset(ZoneOffset.UTC));
    }

    private static <T> String[] texts(List<T> list, Function<T, String> part) {
        return list.stream().map(part).toArray(String[]::new);
    }
}
