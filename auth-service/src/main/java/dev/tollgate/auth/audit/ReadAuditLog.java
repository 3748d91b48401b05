package dev.tollgate.auth.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows an organization its log. It is one for both modes: their chain would else have gaps that nobody could tell from removed entries. */
@ApplicationScoped
class ReadAuditLog {
    private final AuditLogRepository log;
    private final Transactions transactions;
    private final ObjectMapper json;

    ReadAuditLog(AuditLogRepository log, Transactions transactions, ObjectMapper json) {
        this.log = log;
        this.transactions = transactions;
        this.json = json;
    }

    /** The head is read first, so that it is never behind what is shown. */
    Uni<AuditLogPage> page(Tenant tenant, int limit, @Nullable String cursor) {
        var from = AuditCursor.parse(cursor).sequence();
        return transactions.inTenant(
                tenant,
                transaction -> log.head(transaction, tenant.orgId())
                        .chain(head -> entries(transaction, tenant, Math.min(from, head.sequence()), limit)
                                .map(entries -> AuditLogPage.of(entries, head))));
    }

    private Uni<List<AuditEntry>> entries(SqlConnection transaction, Tenant tenant, long from, int limit) {
        return log.newest(transaction, tenant.orgId(), from, limit)
                .map(rows ->
                        rows.stream().map(row -> AuditEntry.read(json, row)).toList());
    }
}
