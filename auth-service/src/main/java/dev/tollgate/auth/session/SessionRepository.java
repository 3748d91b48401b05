package dev.tollgate.auth.session;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<Session, String> {
    /** The session, its row locked until the transaction ends; empty if there is none of that id and person. */
    Uni<Optional<Session>> locked(String id, String userId) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE)
                .map(session -> Optional.ofNullable(session).filter(found -> found.belongsTo(userId)));
    }
}
