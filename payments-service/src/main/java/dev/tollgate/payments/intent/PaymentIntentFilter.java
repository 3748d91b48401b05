package dev.tollgate.payments.intent;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Tenant;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which payment intents a list shows; null means any. */
record PaymentIntentFilter(
        @Nullable PaymentIntentState status,
        @Nullable String externalId,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        @Nullable String agentId) {

    /** From query parameters; what is none is a {@code ValidationError}. */
    static PaymentIntentFilter parse(
            @Nullable String status,
            @Nullable String externalId,
            @Nullable String createdAfter,
            @Nullable String createdBefore) {
        if (externalId != null && externalId.indexOf('\0') >= 0) {
            throw Problem.invalid("externalId: must not have the character U+0000");
        }
        return new PaymentIntentFilter(
                status == null
                        ? null
                        : PaymentIntentState.named(status)
                                .orElseThrow(() -> Problem.invalid("status: must be a state of the pipeline")),
                externalId,
                createdAfter == null ? null : Timestamps.parse("createdAfter", createdAfter),
                createdBefore == null ? null : Timestamps.parse("createdBefore", createdBefore),
                null);
    }

    /** Of these, those that the agent made. */
    PaymentIntentFilter ofAgent(@Nullable String agent) {
        return new PaymentIntentFilter(status, externalId, createdAfter, createdBefore, agent);
    }

    record Query(String sql, Tuple parameters) {}

    /** A clause only for what is asked for, so that PostgreSQL plans for exactly this list. */
    Query query(String ofTenant, Tenant tenant, String beforeId, int rows) {
        var sql = new StringBuilder(ofTenant).append(" and p.id < $3");
        var parameters = Tuple.of(tenant.orgId(), tenant.mode().wire(), beforeId);
        if (status != null) {
            parameters.addString(status.wire());
            sql.append(" and p.status = $").append(parameters.size());
        }
        if (agentId != null) {
            parameters.addString(agentId);
            sql.append(" and p.agent_id = $").append(parameters.size());
        }
        if (externalId != null) {
            parameters.addString(externalId);
            sql.append(" and p.external_id = $").append(parameters.size());
        }
        if (createdAfter != null) {
            parameters.addOffsetDateTime(PaymentIntentRow.utc(createdAfter));
            sql.append(" and p.created_at > $").append(parameters.size());
        }
        if (createdBefore != null) {
            parameters.addOffsetDateTime(PaymentIntentRow.utc(createdBefore));
            sql.append(" and p.created_at < $").append(parameters.size());
        }
        parameters.addInteger(rows);
        sql.append(" order by p.id desc limit $").append(parameters.size());
        return new Query(sql.toString(), parameters);
    }
}
