package dev.tollgate.auth.audit;

import dev.tollgate.platform.event.AuditRecord;
import dev.tollgate.platform.event.FactHandler;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.event.ReceivedFact;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds what the services recorded to the chains, each record once (the essay of this package). */
@ApplicationScoped
class RecordChange implements FactHandler {
    private static final Set<FactType> RECORDS = Stream.of("auth", "keys", "limits", "onboarding", "webhooks")
            .map(AuditRecord::typeOf)
            .collect(Collectors.toUnmodifiableSet());

    private final AuditLogRepository log;

    RecordChange(AuditLogRepository log) {
        this.log = log;
    }

    @Override
    public Set<FactType> types() {
        return RECORDS;
    }

    @Override
    public Uni<Void> handle(SqlConnection transaction, ReceivedFact recorded) {
        var orgId = recorded.orgId();
        return log.lock(transaction, orgId)
                .chain(last -> log.append(transaction, orgId, last, EntryText.of(recorded, last)));
    }
}
