package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.CeilingDecision.Exceeded;
import dev.tollgate.limits.ceiling.CeilingOverride;
import dev.tollgate.limits.ceiling.Ceilings;
import dev.tollgate.limits.ceiling.HeldCeiling;
import dev.tollgate.limits.ceiling.LimitType;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.limits.ceiling.Windows;
import dev.tollgate.limits.reservation.Ledger.Known;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens ledgers, with all that a batch of requests is decided from: one round trip, whatever their number. */
@ApplicationScoped
class LedgerRepository {
    private static final String OPEN = "select open_ledger($1, $2, $3, $4, $5) as ledger";

    /** Locks the ledger until the transaction ends. What it says is as the last holder of the lock left it. */
    Uni<Ledger> open(SqlConnection transaction, Tenant tenant, List<? extends Question> batch) {
        var asked = batch.stream()
                .filter(Asked.class::isInstance)
                .map(Asked.class::cast)
                .toList();
        return transaction
                .preparedQuery(OPEN)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire())
                        .addArrayOfString(
                                distinct(asked.stream().map(Asked::agentId).filter(Objects::nonNull)))
                        .addArrayOfString(distinct(batch.stream().map(Question::reference)))
                        .addArrayOfString(distinct(
                                asked.stream().map(each -> each.request().path()))))
                .map(rows -> ledger(tenant, rows.iterator().next().getJsonObject("ledger")));
    }

    private static String[] distinct(Stream<String> texts) {
        return texts.distinct().toArray(String[]::new);
    }

    private static Ledger ledger(Tenant tenant, JsonObject read) {
        var ceiling = new CeilingOverride(
                usd(read.getLong("perTx")),
                usd(read.getLong("daily")),
                usd(read.getLong("monthly")),
                read.getBoolean("disabled"));
        return new Ledger(
                tenant,
                instant(read.getString("at")),
                new HeldCeiling(ceiling, read.getLong("decision")),
                sums(read.getJsonArray("windows").stream().map(JsonArray.class::cast)),
                agents(read.getJsonArray("agents")),
                agreed(read.getJsonArray("agentCeilings")),
                texts(read.getJsonArray("frozen")),
                known(tenant, read.getJsonArray("answers")),
                texts(read.getJsonArray("released")),
                texts(read.getJsonArray("paths")));
    }

    /** Of rows {@code [period, reserved, committed, …]} of one holder. */
    private static Ledger.Sums sums(Stream<JsonArray> windows) {
        Map<String, Money> used = windows.collect(Collectors.toMap(
                window -> window.getString(0), window -> Usd.cents(window.getLong(1) + window.getLong(2))));
        return new Ledger.Sums(used.getOrDefault("day", Usd.ZERO), used.getOrDefault("month", Usd.ZERO));
    }

    private static Map<String, Ledger.Sums> agents(JsonArray windows) {
        return windows.stream()
                .map(JsonArray.class::cast)
                .collect(Collectors.groupingBy(window -> window.getString(3)))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, agent -> sums(agent.getValue().stream())));
    }

    /** Of rows {@code [agent, per transaction, day, month]}. */
    private static Map<String, Ceilings> agreed(JsonArray ceilings) {
        return ceilings.stream()
                .map(JsonArray.class::cast)
                .collect(Collectors.toMap(
                        agent -> agent.getString(0),
                        agent -> new Ceilings(
                                Usd.cents(agent.getLong(1)),
                                Usd.cents(agent.getLong(2)),
                                Usd.cents(agent.getLong(3)),
                                false)));
    }

    private static Map<String, Known> known(Tenant tenant, JsonArray decided) {
        return decided.stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(
                        answer -> answer.getString("reference"),
                        answer -> new Known(reservation(tenant, answer), denial(answer))));
    }

    private static Reservation reservation(Tenant tenant, JsonObject answer) {
        return new Reservation(
                answer.getString("id"),
                tenant,
                answer.getString("agent"),
                answer.getString("reference"),
                answer.getString("path"),
                Money.ofMinor(answer.getLong("amount"), answer.getString("currency")),
                Usd.cents(answer.getLong("usd")),
                new Windows(LocalDate.parse(answer.getString("day"))),
                ReservationState.parse(answer.getString("state")));
    }

    private static @Nullable Exceeded denial(JsonObject answer) {
        var type = answer.getString("limitType");
        if (type == null) {
            return null;
        }
        var resetsAt = answer.getString("resetsAt");
        return new Exceeded(
                LimitType.parse(type),
                Usd.cents(answer.getLong("limit")),
                Usd.cents(answer.getLong("used")),
                Usd.cents(answer.getLong("requested")),
                resetsAt == null ? null : instant(resetsAt));
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Set<String> texts(JsonArray array) {
        return array.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Money usd(@Nullable Long cents) {
        return cents == null ? null : Usd.cents(cents);
    }
}
