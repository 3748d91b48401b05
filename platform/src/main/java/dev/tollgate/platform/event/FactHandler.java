package dev.tollgate.platform.event;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Set;

/**
 * What a service does when a fact of another arrives. Beans of this type make the {@link Inbox} listen. It is called once per fact, in the
 * transaction that also marks the fact as done; that transaction sees every tenant's rows.
 */
public interface FactHandler {
    Set<FactType> types();

    Uni<Void> handle(SqlConnection transaction, ReceivedFact fact);
}
