package dev.tollgate.payments.intent;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a payment intent comes to exist: once per {@code Idempotency-Key} and once per {@code externalId}, whoever races. The essay of this
 * package says what a crash in between leaves behind.
 */
@ApplicationScoped
class PaymentIntentInserts {
    /** The first line of the timeline and the timers of each row of {@code begun}; a live intent has no rail yet. */
    private static final String BEGINNINGS = """
            , timeline as (
                insert into payment_timeline (payment_id, position, org_id, mode, status, at)
                select id, 0, org_id, mode, status, created_at from begun
            ), timers as (
                insert into payment_timer (payment_id, kind, org_id, mode, due_at)
                select id, 'expiry', org_id, mode, expires_at from begun
                union all
                select id, 'rail', org_id, mode, now() from begun where mode = 'test'
            )
            """;

    /**
     * Everything in one statement, so in one round trip. It names its tenant itself, in a query that all others read from: PostgreSQL
     * evaluates that first, and row-level security holds as in every transaction. {@code materialized} and the sub-selects forbid the
     * planner to look at {@code kyb_approval} and {@code payment} before. A key is not bound where the external id is known; where that is
     * not seen yet, the foreign key fails the statement at its end, so a key is never bound to what was not inserted.
     */
    static final String INSERT =
            """
            with tenant as materialized (
                select set_config('tollgate.tenant', $1, true) as scope
            ), organization as materialized (
                select coalesce((select true from kyb_approval k where k.org_id = $2 and k.mode = $3 and tenant.scope = $1), false)
                    as approved
                from tenant
            ), bound as (
                insert into payment_key (org_id, mode, idempotency_key, payment_id)
                select $2, $3, $6, $4 from organization where approved and $6::text is not null and (
                    select p.id from payment p where p.org_id = $2 and p.mode = $3 and p.external_id = $12 and organization.approved) is null
                on conflict do nothing
                returning payment_id
            ), inserted as (
                insert into payment (org_id, mode, id, origin, status, idempotency_key, created_at, external_id, public_id, amount_minor,
                    currency, buyer_email, buyer_name, buyer_country, buyer_phone, return_url, display, metadata, expires_at, agent_id,
                    claimed_until)
                select $2, $3, $4, 'payment_intent', $5, $6, $7, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
                    case $5 when 'claimed' then now() + interval '30 seconds' end
                from organization where approved and ($6::text is null or exists (select from bound))
                on conflict do nothing
                returning id, org_id, mode, status, created_at, expires_at
            ), begun as (
                select * from inserted where status = 'awaiting_buyer'
            ), fact as (
                insert into outbox (event_id, topic, key, payload) select $8, $9, $10, $11 from begun
            )
            """ + BEGINNINGS + "select approved, exists (select from inserted) as inserted from organization";

    private static final String CONFIRM = """
            with begun as (
                update payment set status = 'awaiting_buyer', created_at = $4, claimed_until = null
                where org_id = $1 and mode = $2 and id = $3 and status = 'claimed'
                returning id, org_id, mode, status, created_at, expires_at
            )
            """ + BEGINNINGS + "select id from begun";

    /** Replicas of the release before leave the key in the payment alone. */
    private static final String BY_KEY = "(p.idempotency_key = $3 or p.id = (select k.payment_id from payment_key k"
            + " where k.org_id = $1 and k.mode = $2 and k.idempotency_key = $3))";

    private static final String KNOWN = "select " + PaymentIntentRow.COLUMNS
            + ", coalesce(p.claimed_until, p.created_at) <= now() as idle, " + BY_KEY
            + " is true as by_key from payment p"
            + " where p.org_id = $1 and p.mode = $2 and (" + BY_KEY + " or p.external_id = $4)"
            + " order by by_key desc limit 1";

    private static final String BIND = "insert into payment_key (org_id, mode, idempotency_key, payment_id)"
            + " values ($1, $2, $3, $4) on conflict do nothing";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private static final String ORIGIN = "payment_intent";

    private final Transactions transactions;
    private final PaymentIntentRow rows;
    private final Outbox outbox;

    PaymentIntentInserts(Transactions transactions, PaymentIntentRow rows, Outbox outbox) {
        this.transactions = transactions;
        this.rows = rows;
        this.outbox = outbox;
    }

    enum Inserted {
        /** The row is new. */
        YES,
        /** Its key or external id is taken. */
        TAKEN,
        /** Nobody has heard yet that the organization's KYB is approved. */
        KYB_UNKNOWN
    }

    /** What an {@code Idempotency-Key} or {@code externalId} belongs to. */
    sealed interface Known {
        record Intent(PaymentIntent intent) implements Known {}

        /**
         * A live request that has not heard from limits, or did not survive to tell.
         *
         * @param idle whether it is nobody's business any more: its request ended without an answer, or long ago
         */
        record Claim(PaymentIntentDraft draft, boolean idle) implements Known {}

        record OtherOrigin() implements Known {}
    }

    /** Intent, timeline, timers and fact: one round trip. */
    Uni<Inserted> create(PaymentIntentEvent.Created event, @Nullable String key) {
        var intent = event.paymentIntent();
        return insert(intent.draft(), intent.state().wire(), key, event);
    }

    /** Only the row, which nobody sees until it is confirmed: it holds the id, the key and the terms while limits is asked. */
    Uni<Inserted> claim(PaymentIntentEvent.Created event, @Nullable String key) {
        return insert(event.paymentIntent().draft(), "claimed", key, event);
    }

    /** Makes a claim an intent; false if it is none any more. */
    Uni<Boolean> confirm(PaymentIntentEvent.Created event) {
        var intent = event.paymentIntent();
        return transactions.inTenant(
                intent.tenant(),
                transaction -> transaction
                        .preparedQuery(CONFIRM)
                        .execute(id(intent.draft()).addOffsetDateTime(PaymentIntentRow.utc(intent.createdAt())))
                        .chain(confirmed -> confirmed.size() == 1
                                ? outbox.append(transaction, event).replaceWith(true)
                                : Uni.createFrom().item(false)));
    }

    /** What the key belongs to; else what the external id belongs to, and from now on the key too, whatever comes with it. */
    Uni<Optional<Known>> known(Tenant tenant, @Nullable String key, @Nullable String externalId) {
        return transactions
                .inTenant(tenant, transaction -> known(transaction, tenant, key, externalId))
                .onFailure(PaymentIntentInserts::isOfNoPayment)
                .recoverWithItem(Optional.empty()); // a claim that was given up in this moment
    }

    private Uni<Optional<Known>> known(
            SqlConnection transaction, Tenant tenant, @Nullable String key, @Nullable String externalId) {
        return transaction
                .preparedQuery(KNOWN)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), key, externalId))
                .map(found -> found.stream().findFirst())
                .chain(found -> key == null
                                || found.map(PaymentIntentInserts::hasItsKey).orElse(true)
                        ? Uni.createFrom().item(found.map(this::known))
                        : bind(transaction, tenant, key, found.get()));
    }

    /** Two that bind one key at once wait for each other; who comes second looks again. */
    private Uni<Optional<Known>> bind(SqlConnection transaction, Tenant tenant, String key, Row found) {
        return transaction
                .preparedQuery(BIND)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), key, found.getString("id")))
                .chain(bound -> bound.rowCount() == 1
                        ? Uni.createFrom().item(Optional.of(known(found)))
                        : known(transaction, tenant, key, null));
    }

    /** Whether its key is bound, or must not be: a payment of another origin is none that a key is answered with here. */
    private static boolean hasItsKey(Row row) {
        return row.getBoolean("by_key") || !ORIGIN.equals(row.getString("origin"));
    }

    private static boolean isOfNoPayment(Throwable failure) {
        return failure instanceof PgException refused && FOREIGN_KEY_VIOLATION.equals(refused.getSqlState());
    }

    private Uni<Inserted> insert(
            PaymentIntentDraft draft, String status, @Nullable String key, PaymentIntentEvent.Created event) {
        var fact = outbox.prepare(event);
        var parameters = Tuple.tuple()
                .addString(draft.tenant().scope())
                .addString(draft.tenant().orgId())
                .addString(draft.tenant().mode().wire())
                .addString(draft.id())
                .addString(status)
                .addString(key)
                .addOffsetDateTime(PaymentIntentRow.utc(event.paymentIntent().createdAt()))
                .addString(fact.eventId())
                .addString(fact.topic())
                .addString(fact.key())
                .addString(fact.payload());
        return transactions
                .inOneStatement(INSERT, rows.write(parameters, draft))
                .map(PaymentIntentInserts::outcome)
                .onFailure(PaymentIntentInserts::isOfNoPayment)
                .recoverWithItem(Inserted.TAKEN); // the external id, by somebody who came at the same time
    }

    private static Inserted outcome(RowSet<Row> result) {
        var row = result.iterator().next();
        if (row.getBoolean("inserted")) {
            return Inserted.YES;
        }
        return row.getBoolean("approved") ? Inserted.TAKEN : Inserted.KYB_UNKNOWN;
    }

    private Known known(Row row) {
        if (!ORIGIN.equals(row.getString("origin"))) {
            return new Known.OtherOrigin();
        }
        return "claimed".equals(row.getString("status"))
                ? new Known.Claim(rows.draft(row), row.getBoolean("idle"))
                : new Known.Intent(rows.read(row));
    }

    private static Tuple id(PaymentIntentDraft draft) {
        return Tuple.of(draft.tenant().orgId(), draft.tenant().mode().wire(), draft.id());
    }
}
