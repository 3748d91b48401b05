package dev.tollgate.webhooks.subscription;

import dev.tollgate.platform.principal.Tenant;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** Rows of {@code subscription} and of {@code subscription_key}. */
@ApplicationScoped
class SubscriptionRepository implements PanacheRepositoryBase<Subscription, String> {
    private static final String MINE = "id = ?1 and orgId = ?2 and mode = ?3";
    private static final String BIND = "insert into subscription_key (org_id, mode, idempotency_key, subscription_id)"
            + " values (?1, ?2, ?3, ?4) on conflict do nothing";
    private static final String BOUND = "select subscription_id from subscription_key"
            + " where org_id = ?1 and mode = ?2 and idempotency_key = ?3";

    /** Absent, another organization's or the other mode's: {@code NotFound}. */
    Uni<Subscription> require(Tenant tenant, String id) {
        return find(MINE, id, tenant.orgId(), tenant.mode().wire())
                .firstResult()
                .map(SubscriptionProblem::requirePresent);
    }

    /** The same, and nobody else changes it until this transaction ends. */
    Uni<Subscription> lock(Tenant tenant, String id) {
        return find(MINE, id, tenant.orgId(), tenant.mode().wire())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(SubscriptionProblem::requirePresent);
    }

    /** Newest first, one more than the page holds. */
    Uni<List<Subscription>> list(Tenant tenant, String before, int limit) {
        return find(
                        "orgId = ?1 and mode = ?2 and id < ?3 order by id desc",
                        tenant.orgId(),
                        tenant.mode().wire(),
                        before)
                .range(0, limit)
                .list();
    }

    /** Whether the key was free; waits for a concurrent creation with the same key to end. */
    Uni<Boolean> bindKey(Tenant tenant, String key, String id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(BIND)
                        .setParameter(1, tenant.orgId())
                        .setParameter(2, tenant.mode().wire())
                        .setParameter(3, key)
                        .setParameter(4, id)
                        .executeUpdate())
                .map(inserted -> inserted == 1);
    }

    /** The id that a key made; none where it is free. */
    Uni<Optional<String>> boundTo(Tenant tenant, String key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(BOUND, String.class)
                        .setParameter(1, tenant.orgId())
                        .setParameter(2, tenant.mode().wire())
                        .setParameter(3, key)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }
}
