package dev.tollgate.onboarding.access;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state and latest declaration of each organization, within the caller's Panache transaction. */
@ApplicationScoped
public class ProductionAccessRepository implements PanacheRepositoryBase<ProductionAccess, String> {
    private static final String INSERT_FIRST =
            "insert into production_access (org_id) values (?1) on conflict do nothing";

    private static final String QUEUE = "select org_id from production_access_queue(nullif(?1, ''), ?2, ?3, ?4)";

    /** The organization's row, held until the transaction ends. */
    public Uni<Optional<ProductionAccess>> lock(String orgId) {
        return findById(orgId, LockModeType.PESSIMISTIC_WRITE).map(Optional::ofNullable);
    }

    /** The same, made where there is none: two who come first at once still meet at one row. */
    public Uni<ProductionAccess> lockOrCreate(String orgId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT_FIRST)
                        .setParameter(1, orgId)
                        .executeUpdate())
                .chain(() -> findById(orgId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Without a row, an organization has declared nothing. */
    public Uni<ProductionAccess> current(String orgId) {
        return findById(orgId).onItem().ifNull().continueWith(() -> ProductionAccess.undeclared(orgId));
    }

    /** At most {@code limit + 1} organizations in one state or in all, the oldest declaration first, after that of an organization. */
    public Uni<List<ProductionAccess>> oldest(
            @Nullable ProductionAccessState state, Instant declaredAt, String orgId, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(QUEUE, String.class)
                        .setParameter(1, state == null ? "" : state.wire())
                        .setParameter(2, declaredAt)
                        .setParameter(3, orgId)
                        .setParameter(4, limit + 1)
                        .getResultList())
                .chain(ids -> list("orgId in ?1 order by declaredAt, orgId", ids));
    }
}
