package dev.tollgate.platform.db;

import dev.tollgate.platform.principal.Tenant;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.function.Supplier;

/**
 * Panache transactions, for where a query is ordinary (decision 3). The same rule as {@link Transactions}: each tells PostgreSQL its
 * tenant first. One session is never used by two operations at once.
 */
@ApplicationScoped
public class Sessions {
    private static final String SET_TENANT = "select set_config('tollgate.tenant', ?1, true)";

    private final Instance<CommitListener> listeners;

    Sessions(@Any Instance<CommitListener> listeners) {
        this.listeners = listeners;
    }

    /** Runs {@code work} in one Panache transaction that sees this tenant's rows only; a failure of it rolls back. */
    public <T> Uni<T> inTenant(Tenant tenant, Supplier<Uni<T>> work) {
        return run(tenant.scope(), work);
    }

    /** For sign-up, workers and staff: one Panache transaction that sees every tenant's rows. */
    public <T> Uni<T> acrossTenants(Supplier<Uni<T>> work) {
        return run(Transactions.EVERY_TENANT, work);
    }

    private <T> Uni<T> run(String scope, Supplier<Uni<T>> work) {
        return Panache.withTransaction(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(SET_TENANT, String.class)
                                .setParameter(1, scope)
                                .getSingleResult())
                        .chain(ignored -> work.get()))
                .invoke(() -> listeners.forEach(CommitListener::committed));
    }
}
