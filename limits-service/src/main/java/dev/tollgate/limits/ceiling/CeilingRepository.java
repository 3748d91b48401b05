package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ledger rows, each the lock of an organization and what was set for it, and the history of the latter. */
@ApplicationScoped
public class CeilingRepository {
    private static final String LOCK =
            "select per_tx_cents, daily_cents, monthly_cents, disabled, decision from lock_ledger($1)";
    private static final String READ =
            "select per_tx_cents, daily_cents, monthly_cents, disabled, decision from ledger where org_id = $1";

    private static final String WRITE = """
            with changed as (
                update ledger set per_tx_cents = $2, daily_cents = $3, monthly_cents = $4, disabled = $5,
                    decision = coalesce($6, decision)
                where org_id = $1
                returning org_id)
            insert into ceiling_change (id, org_id, at, source, decision, actor, actor_id,
                before_per_tx_cents, before_daily_cents, before_monthly_cents, before_disabled,
                after_per_tx_cents, after_daily_cents, after_monthly_cents, after_disabled)
            select $15, org_id, $7, $14, $6, $8, $9, $10, $11, $12, $13, $2, $3, $4, $5 from changed
            """;

    private static final String NEWEST = """
            select id, at, decision, actor, actor_id,
                   before_per_tx_cents, before_daily_cents, before_monthly_cents, before_disabled,
                   after_per_tx_cents, after_daily_cents, after_monthly_cents, after_disabled
            from ceiling_change where org_id = $1 and id < $2 order by id desc limit $3
            """;

    /** Of the entries of the history. */
    public static final IdPrefix ID = new IdPrefix("cch");

    private final Outbox outbox;

    CeilingRepository(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A change as it was written down. */
    public record Recorded(String id, Instant at, CeilingChange change) {}

    /** Locks the organization's ledger until the transaction ends; it is opened if there is none. */
    public Uni<HeldCeiling> lock(SqlConnection transaction, String orgId) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(orgId))
                .map(rows -> held(rows.iterator().next()));
    }

    /** What is set, for looking at. */
    public Uni<HeldCeiling> read(SqlConnection transaction, String orgId) {
        return transaction
                .preparedQuery(READ)
                .execute(Tuple.of(orgId))
                .map(rows -> rows.size() == 0
                        ? new HeldCeiling(CeilingOverride.NONE, 0)
                        : held(rows.iterator().next()));
    }

    /** Changes the ledger, writes it down and publishes it. The ledger must be locked; null is no change. */
    public Uni<Void> write(SqlConnection transaction, @Nullable CeilingChange change, Instant at) {
        if (change == null) {
            return Uni.createFrom().voidItem();
        }
        var after = change.after();
        var before = change.before();
        return transaction
                .preparedQuery(WRITE)
                .execute(Tuple.tuple()
                        .addString(change.orgId())
                        .addLong(CeilingOverride.cents(after.perTx()))
                        .addLong(CeilingOverride.cents(after.daily()))
                        .addLong(CeilingOverride.cents(after.monthly()))
                        .addBoolean(after.disabled())
                        .addLong(change.decision())
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC))
                        .addString(change.actor().type().wire())
                        .addString(change.actor().id())
                        .addLong(CeilingOverride.cents(before.perTx()))
                        .addLong(CeilingOverride.cents(before.daily()))
                        .addLong(CeilingOverride.cents(before.monthly()))
                        .addBoolean(before.disabled())
                        .addString(change.source())
                        .addString(ID.create()))
                .chain(() -> outbox.append(transaction, new CeilingEvent.Changed(change)));
    }

    /** Newest first, those before the one of this id. */
    public Uni<List<Recorded>> newest(SqlConnection transaction, String orgId, String beforeId, int limit) {
        return transaction
                .preparedQuery(NEWEST)
                .execute(Tuple.of(orgId, beforeId, limit))
                .map(rows -> rows.stream().map(row -> recorded(orgId, row)).toList());
    }

    private static HeldCeiling held(Row row) {
        return new HeldCeiling(override(row, ""), row.getLong("decision"));
    }

    private static Recorded recorded(String orgId, Row row) {
        return new Recorded(
                row.getString("id"),
                row.getOffsetDateTime("at").toInstant(),
                new CeilingChange(
                        orgId,
                        override(row, "before_"),
                        override(row, "after_"),
                        row.getLong("decision"),
                        new Actor(ActorType.parse(row.getString("actor")), row.getString("actor_id"))));
    }

    private static CeilingOverride override(Row row, String which) {
        return new CeilingOverride(
                usd(row.getLong(which + "per_tx_cents")),
                usd(row.getLong(which + "daily_cents")),
                usd(row.getLong(which + "monthly_cents")),
                row.getBoolean(which + "disabled"));
    }

    private static @Nullable Money usd(@Nullable Long cents) {
        return cents == null ? null : Usd.cents(cents);
    }
}
